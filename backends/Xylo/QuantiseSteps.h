//===- QuantiseSteps.h - what both ways of quantising share ---------------===//
#ifndef GANGLION_BACKENDS_XYLO_QUANTISESTEPS_H
#define GANGLION_BACKENDS_XYLO_QUANTISESTEPS_H

#include "backends/Xylo/Quantise.h"

namespace ganglion::xylo {

/// Weights with a column for each of the first neurons of a population; the synapses of one connection together.
using Planes = llvm::MutableArrayRef<WeightMatrix>;

/// Neurons of one population with the weights that lead to them.
struct NeuronGroup {
  std::vector<Planes> weights;
  NeuronParameters *neurons;
};
NeuronGroup hiddenGroup(Specification &specification);
NeuronGroup outputGroup(Specification &specification);

/// The largest weight of each neuron, by magnitude.
std::vector<double> largestWeights(const NeuronGroup &group);

/// The spread of all weights that are not 0.
double weightSpread(const NeuronGroup &group);

/// Each weight becomes `change(weight, neuron)`; weights of 0 stay.
template <typename Change> void changeWeights(const NeuronGroup &group, Change change) {
  for (Planes planes : group.weights)
    for (WeightMatrix &matrix : planes)
      for (int64_t row = 0; row < matrix.rows; ++row)
        for (int64_t neuron = 0; neuron < matrix.columns; ++neuron)
          if (double &weight = matrix.at(row, neuron); weight != 0)
            weight = change(weight, neuron);
}

/// Widths of the target that weights and thresholds are scaled to.
struct ScaleLimits {
  explicit ScaleLimits(const target::Description &target)
      : weight(static_cast<double>(target.integerRange("weight").high)),
        threshold(static_cast<double>(target.integerRange("threshold").high)) {}

  double weight, threshold;
};

/// Rockpool 3.1's global_quantize and channel_quantize, slips included (docs/design/xylo.md). Decays are left to the
/// caller. Returns the scales of hidden and output neurons, before any second scale.
void quantiseAsRockpool(Quantised &result, const QuantiseOptions &options, const target::Description &target);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_QUANTISESTEPS_H
