//===- SplitCode.h - a module in parts for several threads ----------------===//
#ifndef GANGLION_BACKENDS_CPU_SPLITCODE_H
#define GANGLION_BACKENDS_CPU_SPLITCODE_H

#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace llvm {
class Module;
}

namespace ganglion::cpu {

/// The bitcode of modules that together are `module`: each has some of its functions, about as many instructions as the
/// others, and declarations of the rest. At most `parts`, none without a function. What was internal is hidden
/// afterwards, in `module` too. Which function is where depends on the module alone.
std::vector<llvm::SmallVector<char, 0>> splitToBitcode(llvm::Module &module, unsigned parts);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_SPLITCODE_H
