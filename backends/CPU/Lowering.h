//===- Lowering.h - from snn to kernel ------------------------------------===//
#ifndef GANGLION_BACKENDS_CPU_LOWERING_H
#define GANGLION_BACKENDS_CPU_LOWERING_H

#include "backends/CPU/CPU.h"
#include "backends/CPU/Weights.h"
#include "ir/SNN/SNNDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace ganglion::cpu {

struct LoweringOptions {
  bool record = false;    ///< the program has kernel.record ops and the traces that they need
  int64_t blockSteps = 0; ///< steps of a block; 0: as many as keep the signals of a block in the cache
  int64_t comparedProducts = defaultComparedProducts; ///< as in CompileOptions
};

/// A module with one kernel.program, and the weights that belong to it.
struct LoweredNetwork {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  kernel::ProgramOp program;
  WeightsBlob weights;
  /// For each kernel, in the order of the program, the op of the network that it computes; null for records.
  std::vector<mlir::Operation *> origins;
};

/// Lowers a network. Fails, with a sentence for each finding, on what `checkRunnable` refuses. Inputs, outputs and
/// records have the indices of snn::inputChannels, outputChannels and recordableChannels.
llvm::Expected<LoweredNetwork> lowerNetwork(snn::NetworkOp network, const LoweringOptions &options);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_LOWERING_H
