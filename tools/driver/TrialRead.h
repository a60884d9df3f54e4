//===- TrialRead.h - MLIR files are read by a child first -----------------===//
#ifndef GANGLION_TOOLS_DRIVER_TRIALREAD_H
#define GANGLION_TOOLS_DRIVER_TRIALREAD_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>

namespace ganglion::driver {

/// Calls `read` in a forked copy of this process: MLIR's parser and its reader of bytecode crash, hang and take memory
/// without bound on damaged files. What it prints or makes is lost. Success means that it came to an end, with or
/// without findings, and that this process, which has four times the stack, may do the same. The copy may use 2 s of
/// processor time and 1 s for each 5 MB of the `bytes` of the file, 1 GB of memory and eight times `bytes`.
/// Error: UnreadableModel, which names `path` and says how the copy ended.
llvm::Error tryToRead(llvm::StringRef path, uint64_t bytes, llvm::function_ref<void()> read);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_TRIALREAD_H
