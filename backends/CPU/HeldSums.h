//===- HeldSums.h - how the weights and sums of a connection are held -----===//
#ifndef GANGLION_BACKENDS_CPU_HELDSUMS_H
#define GANGLION_BACKENDS_CPU_HELDSUMS_H

#include "backends/CPU/Narrowing.h"
#include "mlir/IR/ValueRange.h"

namespace ganglion::cpu {

/// Weights that are held as integers, and what their sums are held in.
struct HeldSums {
  mlir::Type weight, sums;      ///< `sums` is null where they may be cut
  std::optional<int> exponent;  ///< of floats: a number k stands for k * 2^exponent
  std::optional<int64_t> limit; ///< of integers, as IntegerSums has it
  std::optional<int64_t> carry; ///< with `sums` of 32 bits: so many weights of a target add up in 16
  std::string reason;           ///< the bound that was found, as a phrase
};

/// For a connection with these inputs in a network of the type `compute`. In a network of integers always, in one of
/// floats where it is proved that integers give the same bits and most rows are of spikes.
std::optional<HeldSums> holdSums(mlir::OperandRange inputs, const DenseWeights &dense, mlir::Type compute);
std::optional<HeldSums> holdSums(mlir::OperandRange inputs, const ListedWeights &listed, mlir::Type compute);

/// Whether no element of the inputs can be infinite or NaN: they are spikes, counts or integers. Then a weight of 0
/// adds nothing.
bool areFinite(mlir::OperandRange inputs);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_HELDSUMS_H
