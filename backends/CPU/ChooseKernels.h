//===- ChooseKernels.h - which kernel computes each connection ------------===//
#ifndef GANGLION_BACKENDS_CPU_CHOOSEKERNELS_H
#define GANGLION_BACKENDS_CPU_CHOOSEKERNELS_H

#include "backends/CPU/Partition.h"
#include "ir/Kernel/KernelDialect.h"

namespace ganglion::cpu {

/// The forms that a connection can have. Empty for an op that is no connection with weights.
llvm::SmallVector<kernel::Form> fittingForms(mlir::Operation *connection, bool isCyclic);

/// Sets `kernel.choice` on every connection. `wishes` ("NODE=FORM") are obeyed, what stands on an op already stays, the
/// rest is chosen by measured activity and by how many weights are not 0. Fails, with a sentence for each, on wishes
/// for nodes that are no connections and for forms that do not fit.
llvm::Error chooseKernels(snn::NetworkOp network, const std::vector<Part> &parts,
                          llvm::ArrayRef<std::string> wishes = {});

/// The form that stands on a connection.
kernel::Form formOf(mlir::Operation *connection);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_CHOOSEKERNELS_H
