//===- LoopNeuron.cpp -----------------------------------------------------===//
#include "test/benchmark/LoopNeuron.h"
#include "ir/Support/Text.h"
#include <cmath>

using namespace ganglion::snn;

namespace ganglion::benchmark {

llvm::Error checkRule(NeuronOp op) {
  RuleAttr rule = op.getRule();
  auto refuse = [&](llvm::StringRef found, llvm::StringRef allowed) {
    return llvm::createStringError("node " + quoted(op.getName()) + ": " + found + ", the simple loops have " +
                                   allowed);
  };
  if (rule.getUpdate() == Update::Shift || rule.getUpdate() == Update::ImpulseFilter)
    return refuse("the update is " + stringifyUpdate(rule.getUpdate()).str(), "all but shift and impulse_filter");
  if (rule.getSpike() == Spike::AboveOld || rule.getSpike() == Spike::Repeated)
    return refuse("the spike rule is " + stringifySpike(rule.getSpike()).str(),
                  "none, above, floor_ratio and trunc_ratio");
  if (rule.getWhen() == When::Corrected)
    return refuse("the reset is corrected", "same, before and after");
  if (rule.getOnce())
    return refuse("a neuron spikes once in a run", "no such limit");
  return llvm::Error::success();
}

static Signal expanded(const Coefficient &coefficient, size_t neurons) {
  Signal values;
  if (coefficient.isPresent())
    for (size_t i = 0; i < neurons; ++i)
      values.push_back(static_cast<float>(coefficient[i]));
  return values;
}

NeuronLoop::NeuronLoop(Signal &output, NeuronOp op, double dt, std::vector<Operands> operands)
    : Node(output), update(op.getRule().getUpdate()), spikeRule(op.getRule().getSpike()),
      resetKind(op.getRule().getReset()), when(op.getRule().getWhen()), clips(op.getRule().getClip()), v(output.size()),
      input(output.size()) {
  size_t neurons = output.size();
  NeuronCoefficients c = computeCoefficients(op, dt, /*f64=*/false);
  for (size_t i = 0; i < operands.size(); ++i)
    ports.push_back({std::move(operands[i]), c.ports[i].isFiltered, expanded(c.ports[i].decay, neurons),
                     expanded(c.ports[i].gain, neurons), expanded(c.ports[i].leak, neurons), Signal(neurons)});
  decay = expanded(c.decay, neurons);
  gain = expanded(c.gain, neurons);
  leak = expanded(c.leak, neurons);
  threshold = expanded(c.threshold, neurons);
  resetTo = expanded(c.reset, neurons);
}

void NeuronLoop::reset() {
  std::fill(v.begin(), v.end(), 0.0f);
  for (Port &port : ports)
    std::fill(port.current.begin(), port.current.end(), 0.0f);
}

void NeuronLoop::filter(Port &port, const float *x) {
  float *current = port.current.data();
  for (size_t i = 0; i < v.size(); ++i)
    if (update == Update::Impulse)
      current[i] = (current[i] + x[i]) * port.decay[i];
    else
      current[i] = port.decay[i] * current[i] + port.gain[i] * x[i];
  if (!port.leak.empty())
    for (size_t i = 0; i < v.size(); ++i)
      current[i] += port.leak[i];
}

/// Leaves the input of the membrane in `input`.
void NeuronLoop::addCurrents() {
  for (size_t p = 0; p < ports.size(); ++p) {
    const float *x = ports[p].operands.sum();
    if (ports[p].isFiltered) {
      filter(ports[p], x);
      x = ports[p].current.data();
    }
    for (size_t i = 0; i < v.size(); ++i)
      input[i] = p == 0 ? x[i] : input[i] + x[i];
  }
}

void NeuronLoop::integrate() {
  if (update == Update::Impulse) {
    for (size_t i = 0; i < v.size(); ++i)
      v[i] = v[i] * decay[i] + input[i];
  } else {
    if (!decay.empty())
      for (size_t i = 0; i < v.size(); ++i)
        v[i] = decay[i] * v[i];
    if (update == Update::Decay)
      for (size_t i = 0; i < v.size(); ++i)
        v[i] += input[i];
    else
      for (size_t i = 0; i < v.size(); ++i)
        v[i] += gain[i] * input[i];
  }
  if (!leak.empty())
    for (size_t i = 0; i < v.size(); ++i)
      v[i] += leak[i];
}

/// The spikes in `output` take effect on the membrane.
void NeuronLoop::resetWhereSpiked() {
  for (size_t i = 0; i < v.size(); ++i)
    if (resetKind == Reset::Value)
      v[i] = output[i] != 0.0f ? resetTo[i] : v[i];
    else
      v[i] = output[i] != 0.0f ? v[i] - output[i] * threshold[i] : v[i];
}

static float asCount(float ratio) {
  if (std::isnan(ratio))
    return 0.0f;
  return std::min(std::max(std::trunc(ratio), static_cast<float>(INT32_MIN)), static_cast<float>(INT32_MAX));
}

void NeuronLoop::spike() {
  switch (spikeRule) {
  case Spike::Above:
    for (size_t i = 0; i < v.size(); ++i)
      output[i] = v[i] > threshold[i] ? 1.0f : 0.0f;
    return;
  case Spike::FloorRatio:
    for (size_t i = 0; i < v.size(); ++i)
      output[i] = v[i] >= threshold[i] ? asCount(std::floor(v[i] / threshold[i])) : 0.0f;
    return;
  case Spike::TruncRatio:
    for (size_t i = 0; i < v.size(); ++i)
      output[i] = v[i] > 0.0f ? asCount(v[i] / threshold[i]) : 0.0f;
    return;
  case Spike::None:
    output = v;
    return;
  case Spike::AboveOld:
  case Spike::Repeated:
    return; // refused by checkRule
  }
}

void NeuronLoop::step(Phase) {
  addCurrents();
  bool resets = resetKind != Reset::None;
  if (resets && when == When::Before)
    resetWhereSpiked();
  integrate();
  if (resets && when == When::After)
    resetWhereSpiked();
  spike();
  if (resets && when == When::Same)
    resetWhereSpiked();
  if (clips)
    for (size_t i = 0; i < v.size(); ++i)
      v[i] = std::max(v[i], -threshold[i]);
}

} // namespace ganglion::benchmark
