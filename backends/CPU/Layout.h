//===- Layout.h - how the elements of each signal lie in memory -----------===//
#ifndef GANGLION_BACKENDS_CPU_LAYOUT_H
#define GANGLION_BACKENDS_CPU_LAYOUT_H

#include "backends/CPU/Partition.h"
#include "ir/Kernel/KernelDialect.h"
#include "llvm/ADT/DenseMap.h"

namespace ganglion::cpu {

/// A signal of `elements` elements that keeps the channels of a position side by side. The pitch makes rows of vectors:
/// 1, 2, 4, 8, 16 or a multiple of 8.
kernel::SignalType channelLayout(int64_t elements, mlir::Type compute, int64_t channels);

/// The layout of what each op puts out (an output: of what it sums). Convolutions and pools keep channels together, and
/// what is computed element by element from them does, too; all else is plain.
llvm::DenseMap<mlir::Operation *, kernel::SignalType> assignLayouts(snn::NetworkOp network,
                                                                    const std::vector<Part> &parts);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_LAYOUT_H
