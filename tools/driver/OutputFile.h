//===- OutputFile.h - a result that appears when it is complete -----------===//
#ifndef GANGLION_TOOLS_DRIVER_OUTPUTFILE_H
#define GANGLION_TOOLS_DRIVER_OUTPUTFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace ganglion::driver {

/// Calls `write` with a stream on `path`, "-" being standard output. A regular file appears under its name when `write`
/// has returned success and everything is on the disk; otherwise nothing is left and a file of that name that was there
/// before stays. Errors: those of `write`, or UnreadableModel for a file that cannot be written.
llvm::Error writeFile(llvm::StringRef path, llvm::function_ref<llvm::Error(llvm::raw_ostream &)> write);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_OUTPUTFILE_H
