//===- Runnable.h - what the interpreter refuses --------------------------===//
#ifndef GANGLION_BACKENDS_REFERENCE_RUNNABLE_H
#define GANGLION_BACKENDS_REFERENCE_RUNNABLE_H

#include "ir/SNN/SNNDialect.h"
#include "llvm/Support/Error.h"

namespace ganglion::reference {

/// All reasons, a sentence each, why the network cannot be interpreted. After success `Program` can be built from it.
llvm::Error checkRunnable(snn::NetworkOp network);

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_RUNNABLE_H
