//===- Bounds.cpp ---------------------------------------------------------===//
#include "backends/Xylo/Bounds.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace llvm;

namespace ganglion::xylo {

namespace {

/// What arrives at a synapse in a step at most: sums of the weights below and above 0, times spikes.
struct Drive {
  std::vector<double> low, high;

  explicit Drive(int64_t neurons) : low(neurons), high(neurons) {}

  /// Rows of weights shifted left by `shift`, each with up to `spikes` spikes.
  void add(const WeightMatrix &weights, int64_t shift, int64_t spikes) {
    double factor = std::exp2(static_cast<double>(shift)) * static_cast<double>(spikes);
    for (int64_t row = 0; row < weights.rows; ++row)
      for (int64_t column = 0; column < weights.columns; ++column) {
        double weight = weights.at(row, column);
        (weight > 0 ? high : low)[column] += weight * factor;
      }
  }
};

} // namespace

/// A current before its decay, and what is left of it for the membrane.
struct CurrentBound {
  StateBound before, after;
};

static CurrentBound currentBound(double low, double high, double dash) {
  if (dash == 0)
    return {{low, high}, {0, 0}};
  double keeps = std::exp2(dash);
  StateBound after{low * (keeps - 1), high > 0 ? high * (keeps - 1) + keeps : 0};
  return {{after.low + low, after.high + high}, after};
}

static StateBound membraneBound(const StateBound &input, double dash, double threshold, int64_t spikes) {
  double keeps = std::exp2(dash);
  // Decays of numbers below 0 round away from them.
  double low = input.low * keeps;
  bool comesBack = threshold > 0 && input.high <= threshold * static_cast<double>(spikes);
  return {low, comesBack ? threshold + input.high : std::max(input.high, 0.0) * keeps + keeps};
}

/// `spikes` that each neuron surely puts out in a step where its membrane asks for them, and the most that any does.
static std::vector<NeuronBounds> boundsOf(const NeuronParameters &neurons, ArrayRef<Drive> drives,
                                          ArrayRef<int64_t> spikes, int64_t mostSpikes) {
  std::vector<NeuronBounds> list(neurons.size());
  for (auto [index, bounds] : enumerate(list)) {
    CurrentBound first = currentBound(drives[0].low[index], drives[0].high[index], neurons.dashSyn[index]);
    bounds.current = first.before;
    StateBound input = first.after;
    if (drives.size() > 1) {
      CurrentBound second = currentBound(drives[1].low[index], drives[1].high[index], neurons.dashSyn2[index]);
      bounds.current2 = second.before;
      input.low += second.after.low;
      input.high += second.after.high;
    }
    double bias = neurons.bias.empty() ? 0 : neurons.bias[index];
    input.low += std::min(bias, 0.0);
    input.high += std::max(bias, 0.0);
    // A spike takes the threshold away, and one below 0 adds it.
    input.high += std::max(-neurons.threshold[index], 0.0) * static_cast<double>(mostSpikes);
    bounds.membrane = membraneBound(input, neurons.dashMem[index], neurons.threshold[index], spikes[index]);
  }
  return list;
}

std::vector<NeuronBounds> hiddenBounds(const Specification &specification, const target::Description &target) {
  int64_t inputSpikes = target.integerRange("input_spikes").high,
          hiddenSpikes = target.integerRange("hidden_spikes").high;
  std::vector<Drive> drives(specification.synapses(), Drive(specification.hidden.size()));
  for (auto [synapse, drive] : enumerate(drives)) {
    drive.add(specification.input[synapse], specification.shifts[0], inputSpikes);
    drive.add(specification.recurrent[synapse], specification.shifts[1], hiddenSpikes);
  }
  // Spikes from aliases take the place of its own.
  std::vector<int64_t> spikes(specification.hidden.size(), hiddenSpikes);
  if (specification.aliases)
    for (const std::vector<int64_t> &targets : *specification.aliases)
      for (int64_t neuron : targets)
        if (neuron >= 0 && neuron < specification.hidden.size())
          spikes[neuron] = 0;
  return boundsOf(specification.hidden, drives, spikes, hiddenSpikes);
}

std::vector<NeuronBounds> outputBounds(const Specification &specification, const target::Description &target) {
  Drive drive(specification.outputs.size());
  drive.add(specification.output, specification.shifts[2], target.integerRange("hidden_spikes").high);
  int64_t spikes = target.integerRange("output_spikes").high;
  return boundsOf(specification.outputs, drive, std::vector<int64_t>(specification.outputs.size(), spikes), spikes);
}

bool isProved(const NeuronBounds &bounds, const target::Description &target) {
  target::IntegerRange range = target.integerRange("state");
  auto inside = [&](const StateBound &bound) {
    return bound.low >= static_cast<double>(range.low) && bound.high <= static_cast<double>(range.high);
  };
  return inside(bounds.current) && inside(bounds.current2) && inside(bounds.membrane);
}

} // namespace ganglion::xylo
