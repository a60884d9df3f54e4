//===- Unroll.h - connections as single synapses --------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_UNROLL_H
#define GANGLION_BACKENDS_XYLO_UNROLL_H

#include "backends/Xylo/Wiring.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ganglion::xylo {

/// From flat source index to flat target index.
using UseSynapse = llvm::function_ref<void(int64_t source, int64_t target, double weight)>;

/// Each synapse of a path whose weight is not 0, the products of the ops on the way: sums over windows, averages,
/// factors. A pair of source and target can come several times; such weights add up.
void unrollPath(const Path &path, UseSynapse use);

/// The biases that a path adds to its target whatever the source does: those of its weights, through the ops behind
/// them. Empty if there are none, else one number for each target.
std::vector<double> biasesOf(const Path &path);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_UNROLL_H
