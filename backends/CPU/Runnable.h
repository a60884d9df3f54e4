//===- Runnable.h - what the compiled simulator refuses -------------------===//
#ifndef GANGLION_BACKENDS_CPU_RUNNABLE_H
#define GANGLION_BACKENDS_CPU_RUNNABLE_H

#include "ir/SNN/Schedule.h"
#include "llvm/Support/Error.h"

namespace ganglion::cpu {

/// "node 'name'"; an op without a name is named by the node whose signal it takes.
std::string subject(mlir::Operation *op);

/// All reasons, a sentence each, why the network cannot be compiled. `schedule` is its schedule.
llvm::Error checkRunnable(snn::NetworkOp network, const snn::Schedule &schedule);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_RUNNABLE_H
