//===- Simulator.cpp ------------------------------------------------------===//
#include "backends/Xylo/Simulator.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace ganglion::xylo {

static std::vector<int16_t> words(const std::vector<double> &values) {
  std::vector<int16_t> result;
  llvm::transform(values, std::back_inserter(result), wordOf);
  return result;
}

/// By how much a state decays: at least 1 unless it is 0.
static int32_t decay(int32_t value, int16_t dash) {
  int32_t shifted = value >> dash;
  return shifted != 0 ? shifted : value > 0;
}

Simulator::Synapses Simulator::synapses(const WeightMatrix &weights, int64_t firstSource, int64_t sources,
                                        int64_t shift) {
  Synapses result;
  for (int64_t source = 0; source < sources; ++source) {
    result.begin.push_back(result.entries.size());
    if (source < firstSource)
      continue;
    for (int64_t target = 0; target < weights.columns; ++target)
      if (int16_t weight = shiftedWeight(weights.at(source - firstSource, target), shift))
        result.entries.push_back({static_cast<int32_t>(target), weight});
  }
  result.begin.push_back(result.entries.size());
  return result;
}

Simulator::Neurons Simulator::neurons(const NeuronParameters &parameters, int64_t synapses, int64_t mostSpikes,
                                      bool hasBias) {
  Neurons result;
  result.dashSyn[0] = words(parameters.dashSyn);
  result.dashMem = words(parameters.dashMem);
  result.threshold = words(parameters.threshold);
  result.bias.resize(parameters.size());
  if (hasBias && !parameters.bias.empty())
    result.bias = words(parameters.bias);
  result.mostSpikes = mostSpikes;
  result.states.current[0].resize(parameters.size());
  result.states.membrane.resize(parameters.size());
  result.states.spikes.resize(parameters.size());
  if (synapses > 1) {
    result.dashSyn[1] = words(parameters.dashSyn2);
    result.states.current[1].resize(parameters.size());
  }
  return result;
}

Simulator::Simulator(const Specification &specification, const target::Description &description)
    : isFirstVersion(description.text("simulator") == "xylosim.v1"),
      mostInputSpikes(description.integerRange("input_spikes").high) {
  target::IntegerRange range = description.integerRange("state");
  state.low = static_cast<int32_t>(range.low);
  state.high = static_cast<int32_t>(range.high);
  int64_t hidden = specification.hidden.size();
  for (const WeightMatrix &weights : specification.input)
    input.push_back(synapses(weights, 0, specification.channels, specification.shifts[0]));
  for (const WeightMatrix &weights : specification.recurrent)
    recurrent.push_back(synapses(weights, 0, hidden, specification.shifts[1]));
  output = synapses(specification.output, specification.firstReadout(), hidden, specification.shifts[2]);
  if (specification.aliases)
    aliases = *specification.aliases;
  bool hasBias = description.flag("biases");
  hiddenNeurons =
      neurons(specification.hidden, specification.synapses(), description.integerRange("hidden_spikes").high, hasBias);
  outputNeurons = neurons(specification.outputs, 1, description.integerRange("output_spikes").high, hasBias);
}

void Simulator::clear(NeuronStates &states) {
  for (std::vector<int16_t> *values : {&states.current[0], &states.current[1], &states.membrane})
    std::fill(values->begin(), values->end(), 0);
  std::fill(states.spikes.begin(), states.spikes.end(), 0);
}

void Simulator::reset() {
  clear(hiddenNeurons.states);
  clear(outputNeurons.states);
}

/// Equal weights one after the other reach a rail or do not: added at once they give the same.
void Simulator::deliver(const Synapses &synapses, size_t source, int32_t spikes, std::vector<int16_t> &current) const {
  for (auto [target, weight] : synapses.of(source))
    current[target] = static_cast<int16_t>(saturated(current[target] + spikes * weight));
}

void Simulator::deliverAll(llvm::ArrayRef<int64_t> counts) {
  for (auto [channel, count] : llvm::enumerate(counts))
    if (auto spikes = static_cast<int32_t>(std::min(count, mostInputSpikes)))
      for (auto [synapses, current] : llvm::zip(input, hiddenNeurons.states.current))
        deliver(synapses, channel, spikes, current);
  for (auto [source, spikes] : llvm::enumerate(hiddenNeurons.states.spikes))
    if (spikes != 0) {
      for (auto [synapses, current] : llvm::zip(recurrent, hiddenNeurons.states.current))
        deliver(synapses, source, spikes, current);
      deliver(output, source, spikes, outputNeurons.states.current[0]);
    }
}

/// The membrane with a step's decay, current and bias.
int32_t Simulator::charged(int32_t membrane, int32_t dash, int32_t current, int32_t bias) const {
  if (isFirstVersion)
    return saturated(membrane - decay(membrane, dash) + current);
  int32_t change = saturated(static_cast<int16_t>(-decay(membrane, dash)) + current);
  return saturated(membrane + saturated(change + bias));
}

/// Decays, membrane and spikes of a neuron; spikes that it has already count.
void Simulator::update(Neurons &population, size_t neuron) const {
  NeuronStates &states = population.states;
  int32_t current = 0;
  for (auto [values, dash] : llvm::zip(states.current, population.dashSyn))
    if (!values.empty()) {
      values[neuron] = static_cast<int16_t>(values[neuron] - decay(values[neuron], dash[neuron]));
      current += values[neuron];
    }
  auto membrane = static_cast<int16_t>(
      charged(states.membrane[neuron], population.dashMem[neuron], current, population.bias[neuron]));
  uint8_t spikes = states.spikes[neuron];
  for (; membrane >= population.threshold[neuron] && spikes < population.mostSpikes; ++spikes)
    membrane = static_cast<int16_t>(membrane - population.threshold[neuron]);
  states.membrane[neuron] = membrane;
  states.spikes[neuron] = spikes;
}

void Simulator::step(llvm::ArrayRef<int64_t> counts) {
  deliverAll(counts);
  std::vector<uint8_t> &spikes = hiddenNeurons.states.spikes;
  std::fill(spikes.begin(), spikes.end(), 0);
  std::fill(outputNeurons.states.spikes.begin(), outputNeurons.states.spikes.end(), 0);
  for (size_t neuron = 0; neuron < spikes.size(); ++neuron) {
    update(hiddenNeurons, neuron);
    int64_t repeated = spikes[neuron];
    if (repeated != 0 && !aliases.empty())
      for (int64_t target : aliases[neuron])
        spikes[target] = static_cast<uint8_t>(std::min(spikes[target] + repeated, hiddenNeurons.mostSpikes));
  }
  for (size_t neuron = 0; neuron < outputNeurons.states.spikes.size(); ++neuron)
    update(outputNeurons, neuron);
}

} // namespace ganglion::xylo
