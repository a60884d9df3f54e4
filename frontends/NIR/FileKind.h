//===- FileKind.h - what a file is, by its content ------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_FILEKIND_H
#define GANGLION_FRONTENDS_NIR_FILEKIND_H

#include "frontends/NIR/FileTree.h"

namespace ganglion::nirfile {

enum class FileKind { Empty, HDF5, NumPy, Zip, Gzip, Pickle, Text, Unknown };

struct FileSummary {
  FileKind kind = FileKind::Unknown;
  uint64_t size = 0;
  std::string head; ///< the first bytes, at most 4096
};

/// Looks at a file without trusting its name. UnreadableFile if there is none, if it cannot be opened, or if it is no
/// regular file (a directory, a pipe, a device); never waits.
llvm::Expected<FileSummary> inspectFile(llvm::StringRef path);

/// "a zip archive, as PyTorch writes": for messages about a file of the wrong kind.
llvm::StringRef describe(FileKind kind);

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_FILEKIND_H
