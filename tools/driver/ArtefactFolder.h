//===- ArtefactFolder.h - a folder that appears when it is complete -------===//
#ifndef GANGLION_TOOLS_DRIVER_ARTEFACTFOLDER_H
#define GANGLION_TOOLS_DRIVER_ARTEFACTFOLDER_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace ganglion::driver {

inline constexpr llvm::StringLiteral formatName = "ganglion-artefact-1", descriptionFile = "ganglion.json",
                                     reportFile = "report.json";

std::string inDirectory(llvm::StringRef directory, llvm::StringRef file);

/// Writes a file. Errors: the file and what the system says.
llvm::Error writeText(llvm::StringRef path, llvm::StringRef text);
llvm::Error writeJSON(llvm::StringRef path, llvm::json::Object object);

/// Fills a folder beside `path` and then puts it there. A folder that is there already is replaced if it is empty or an
/// artefact, and otherwise refused (UnreadableModel). A symbolic link stands for the folder that it leads to.
llvm::Error writeArtefact(llvm::StringRef path, llvm::function_ref<llvm::Error(llvm::StringRef directory)> fill);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_ARTEFACTFOLDER_H
