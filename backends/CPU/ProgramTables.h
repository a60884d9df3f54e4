//===- ProgramTables.h - the tables in a program's weights ----------------===//
#ifndef GANGLION_BACKENDS_CPU_PROGRAMTABLES_H
#define GANGLION_BACKENDS_CPU_PROGRAMTABLES_H

#include "ir/Kernel/KernelDialect.h"
#include "llvm/Support/Error.h"

namespace ganglion::cpu {

/// Whether every place that a table in `weights` leads to lies in its buffer. A program that snn-to-kernel has made is
/// so by construction; a text need not be. Fails with a sentence for each kernel that is not.
llvm::Error checkTables(kernel::ProgramOp program, llvm::ArrayRef<char> weights);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_PROGRAMTABLES_H
