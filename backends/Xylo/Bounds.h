//===- Bounds.h - can a state of the chip reach its rails? ----------------===//
#ifndef GANGLION_BACKENDS_XYLO_BOUNDS_H
#define GANGLION_BACKENDS_XYLO_BOUNDS_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// What a state of one neuron never leaves, whatever the inputs; in doubles, beyond the 16 bits of the chip as well.
struct StateBound {
  double low = 0, high = 0;
};

struct NeuronBounds {
  StateBound current, current2, membrane;
};

/// Bounds of all neurons of a population of integers. Each source counts with the most spikes that the chip lets it
/// have in a step, in every step: a current is below P * (2^dash - 1) + 2^dash after, and P more before its decay,
/// where P is the sum of the weights > 0 times these spikes; below 0 without the second term, for decays round down. A
/// membrane stays below its threshold plus one step's input if its neuron can spike often enough to come back, else
/// below 2^dash_mem times the input. As long as no bound is beyond the range of a state, no addition saturates.
std::vector<NeuronBounds> hiddenBounds(const Specification &specification, const target::Description &target);
std::vector<NeuronBounds> outputBounds(const Specification &specification, const target::Description &target);

/// Whether all states of a neuron stay in the chip's range.
bool isProved(const NeuronBounds &bounds, const target::Description &target);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_BOUNDS_H
