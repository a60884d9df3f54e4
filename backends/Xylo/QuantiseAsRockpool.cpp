//===- QuantiseAsRockpool.cpp - Rockpool 3.1's quantisers, slips included -===//
//
// What --compat rockpool reproduces (sources: docs/design/xylo.md). The slips: biases take part in the global scale,
// but not in the second one; bias_out has the scale of the hidden neurons; output thresholds that are too large change
// the recurrent weights, too; a hidden bias is scaled by channel only where there are two synapses, and leaves its
// range.
//
//===----------------------------------------------------------------------===//
#include "backends/Xylo/QuantiseSteps.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace llvm;
using namespace ganglion::quantise;

namespace ganglion::xylo {

static void scaleWeights(Planes planes, double scale) {
  for (WeightMatrix &matrix : planes)
    for (double &weight : matrix.values)
      weight = rounded(weight * scale);
}

static void scaleAll(std::vector<double> &values, double scale) {
  for (double &value : values)
    value = rounded(value * scale);
}

/// The second scale where the largest threshold is too large, else nothing.
static std::optional<double> secondScale(ArrayRef<double> thresholds, double limit) {
  if (thresholds.empty() || std::fabs(*llvm::max_element(thresholds)) <= limit)
    return std::nullopt;
  return limit / *llvm::max_element(thresholds);
}

static void quantiseGlobally(Quantised &result, bool fuzzy, const ScaleLimits &limits) {
  Specification &specification = result.specification;
  auto firstScale = [&](const NeuronGroup &group) {
    double largest = fuzzy ? weightSpread(group)
                           : std::max(largestMagnitude(largestWeights(group)), largestMagnitude(group.neurons->bias));
    return largest > 0 ? limits.weight / largest : 1.0;
  };
  NeuronParameters &hidden = specification.hidden, &outputs = specification.outputs;
  double scale = firstScale(hiddenGroup(specification)), outputScale = firstScale(outputGroup(specification));
  result.hiddenScales.assign(hidden.size(), scale);
  result.outputScales.assign(outputs.size(), outputScale);
  scaleWeights(specification.input, scale);
  scaleWeights(specification.recurrent, scale);
  scaleAll(hidden.threshold, scale);
  scaleAll(hidden.bias, scale);
  scaleWeights(specification.output, outputScale);
  scaleAll(outputs.threshold, outputScale);
  scaleAll(outputs.bias, scale);
  if (std::optional<double> second = secondScale(hidden.threshold, limits.threshold)) {
    scaleAll(hidden.threshold, *second);
    scaleWeights(specification.input, *second);
    scaleWeights(specification.recurrent, *second);
  }
  if (std::optional<double> second = secondScale(outputs.threshold, limits.threshold)) {
    scaleAll(outputs.threshold, *second);
    scaleWeights(specification.output, *second);
    scaleWeights(specification.recurrent, *second);
  }
}

/// The scale of each neuron's weights and threshold; `firsts` are those before large thresholds lower some.
static std::vector<double> channelScales(const NeuronGroup &group, const ScaleLimits &limits,
                                         std::vector<double> &firsts) {
  std::vector<double> scales;
  for (auto [largest, threshold] : zip_equal(largestWeights(group), group.neurons->threshold)) {
    double first = largest > 0 ? limits.weight / largest : 1;
    bool isTooLarge = std::fabs(rounded(threshold * first)) > limits.threshold;
    firsts.push_back(first);
    scales.push_back(isTooLarge ? limits.threshold / threshold : first);
  }
  return scales;
}

static void quantiseChannels(Quantised &result, const NeuronGroup &group, std::vector<double> &scales, bool scalesBias,
                             const ScaleLimits &limits) {
  std::vector<double> firsts;
  scales = channelScales(group, limits, firsts);
  changeWeights(group, [&](double weight, int64_t neuron) { return rounded(weight * scales[neuron]); });
  for (int64_t neuron = 0; neuron < group.neurons->size(); ++neuron) {
    double &threshold = group.neurons->threshold[neuron];
    threshold = rounded(threshold * scales[neuron]);
    if (!group.neurons->bias.empty()) {
      double &bias = group.neurons->bias[neuron];
      bias = rounded(scalesBias ? bias * firsts[neuron] : bias);
    }
  }
}

void quantiseAsRockpool(Quantised &result, const QuantiseOptions &options, const target::Description &target) {
  ScaleLimits limits(target);
  if (options.scaling == Scaling::Global)
    return quantiseGlobally(result, options.fuzzy, limits);
  bool hasTwo = result.specification.synapses() == 2;
  quantiseChannels(result, hiddenGroup(result.specification), result.hiddenScales, hasTwo, limits);
  quantiseChannels(result, outputGroup(result.specification), result.outputScales, /*scalesBias=*/true, limits);
}

} // namespace ganglion::xylo
