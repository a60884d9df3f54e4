//===- NeuronMapping.cpp --------------------------------------------------===//
#include "backends/Xylo/NeuronMapping.h"
#include "ir/SNN/Coefficients.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "passes/Discretise/Recognise.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace mlir;

namespace ganglion::xylo {

/// As Rockpool computes it: in the type of the file's numbers.
static double rockpoolStep(double tau, double r, bool isSingle) {
  if (isSingle)
    return static_cast<float>(tau) / (1 + static_cast<float>(r));
  return tau / (1 + r);
}

std::optional<ToldStep> toldStep(snn::NeuronOp op) {
  if (!op.getTauAttr() || !op.getRAttr())
    return std::nullopt;
  Parameter tau = Parameter::of(op.getTauAttr()), r = Parameter::of(op.getRAttr());
  bool isSingle = tau.elementType().isF32() && r.elementType().isF32();
  std::optional<ToldStep> told;
  for (int64_t index = 0; index < std::max(tau.size(), r.size()); ++index) {
    double t = tau.asDouble(tau.size() == 1 ? 0 : index), gain = r.asDouble(r.size() == 1 ? 0 : index);
    if (!(gain > 0))
      return std::nullopt;
    double solved = solveRockpoolStep(t, gain), compatible = rockpoolStep(t, gain, isSingle);
    if (!told)
      told = {solved, solved, compatible};
    told = {std::min(told->least, solved), std::max(told->largest, solved), std::min(told->compatible, compatible)};
  }
  return told;
}

namespace {

class NeuronMapper {
public:
  NeuronMapper(const PopulationNode &node, double dt, DashRule rule, const target::Description &target,
               const MapOptions &options, Findings &findings)
      : node(node), op(node.op), dt(dt), rule(rule), target(target), options(options), findings(findings),
        coefficients(snn::computeCoefficients(op, dt, /*f64=*/true)), count(node.size()) {}

  MappedNeurons map();

private:
  /// Something that the chip does another way; a warning with --approximate.
  void differs(StringRef what, const Twine &message);
  void checkRule();
  std::vector<double> spread(const snn::Coefficient &coefficient, double absent) const;
  std::vector<double> dashes(ElementsAttr tau, const snn::Coefficient &decay, StringRef name);
  MappedNeurons::Port mapPort(unsigned index);

  const PopulationNode &node;
  snn::NeuronOp op;
  double dt;
  DashRule rule;
  const target::Description &target;
  const MapOptions &options;
  Findings &findings;
  snn::NeuronCoefficients coefficients;
  int64_t count;
};

} // namespace

void NeuronMapper::differs(StringRef what, const Twine &message) {
  findings.add(op->getLoc(), options.approximate ? Severity::Warning : Severity::Error, what, node.name(), message,
               options.approximate ? "" : "--approximate maps it all the same");
}

/// What a chip's neuron does not do: it subtracts its threshold at once, as often as that fits.
void NeuronMapper::checkRule() {
  snn::RuleAttr neuron = op.getRule();
  target::IntegerRange spikes = target.integerRange(node.isOutput ? "output_spikes" : "hidden_spikes");
  if (neuron.getReset() == snn::Reset::Value)
    differs("reset_value", "a spike sets the membrane to v_reset, the chip subtracts the threshold: what the membrane "
                           "has above it stays");
  else if (neuron.getWhen() != snn::When::Same)
    differs("reset_time", "the reset takes effect " +
                              Twine(neuron.getWhen() == snn::When::Corrected ? "after a second comparison"
                                                                             : "one step after the spike") +
                              ", on the chip in the step of the spike");
  bool isSingle = neuron.getSpike() == snn::Spike::Above || neuron.getSpike() == snn::Spike::AboveOld;
  if (isSingle && spikes.high > 1)
    differs("spikes_per_step", "these neurons spike at most once a step, the chip's up to " + Twine(spikes.high) +
                                   " times: as often as the threshold fits into the membrane");
  if (neuron.getSpike() == snn::Spike::AboveOld)
    differs("spike_time", "these neurons spike by the membrane of the step before, the chip by the new one: 1 step "
                          "earlier");
  if (neuron.getClip())
    differs("lower_clip", "the membrane does not fall below -threshold, that of the chip falls to " +
                              Twine(target.integerRange("state").low));
  if (neuron.getOnce())
    differs("once", "these neurons spike once in a run, those of the chip again and again");
}

std::vector<double> NeuronMapper::spread(const snn::Coefficient &coefficient, double absent) const {
  std::vector<double> values(count, absent);
  if (coefficient.isPresent())
    for (int64_t neuron = 0; neuron < count; ++neuron)
      values[neuron] = coefficient[neuron];
  return values;
}

/// The shift, not rounded yet, of each neuron's decay.
std::vector<double> NeuronMapper::dashes(ElementsAttr tau, const snn::Coefficient &decay, StringRef name) {
  Parameter seconds = Parameter::of(tau);
  // The file's 0.001 as f32 is a little more than that of dt, and as long.
  bool isSingle = seconds.elementType().isF32();
  double step = isSingle ? static_cast<float>(dt) : dt;
  std::vector<double> values(count);
  int64_t tooShort = 0, first = 0;
  for (int64_t neuron = 0; neuron < count; ++neuron) {
    double t = seconds.asDouble(seconds.size() == 1 ? 0 : neuron);
    bool isShort = rule == DashRule::Tau ? t <= step : decay[neuron] <= 0;
    if (isShort && tooShort++ == 0)
      first = neuron;
    values[neuron] = rule == DashRule::Tau ? std::log2(t / dt) : -std::log2(1 - decay[neuron]);
  }
  if (!tooShort)
    return values;
  bool isAllowed = options.allowed.contains("tau_above_dt") &&
                   llvm::all_of(values, [](double dash) { return std::isfinite(dash) && std::nearbyint(dash) >= 0; });
  double t = seconds.asDouble(seconds.size() == 1 ? 0 : first);
  findings.add(op->getLoc(), isAllowed ? Severity::Warning : Severity::Error, "tau_above_dt", node.name(),
               name + " of neuron " + Twine(first) + " is " + shortest(t, isSingle) +
                   ", allowed are time constants above dt = " + shortest(dt) +
                   (tooShort > 1 ? " (" + Twine(tooShort) + " neurons)" : Twine("")),
               "use a smaller step (--dt), or train with longer time constants");
  return values;
}

MappedNeurons::Port NeuronMapper::mapPort(unsigned index) {
  snn::PortAttr port = op.getPort(index);
  const snn::PortCoefficients &filter = coefficients.ports[index];
  std::vector<double> membraneGain = spread(coefficients.gain, 1), ownGain = spread(filter.gain, 1);
  MappedNeurons::Port mapped;
  mapped.gain.resize(count);
  mapped.settled.resize(count);
  if (port.getFilter() == snn::Filter::Factor) {
    mapped.dash = dashes(port.getTau(), filter.decay,
                         op.getPortCount() > 1 ? "tau_syn of port " + std::to_string(index) : "tau_syn");
  } else {
    differs("no_synapse", "these neurons have no synaptic current, the chip's shortest halves in each step: a spike "
                          "acts in full, but over several steps");
    mapped.dash.assign(count, 1);
  }
  for (int64_t neuron = 0; neuron < count; ++neuron) {
    // A spike of weight w adds w * (2^dash - 1) to the membrane, all steps together.
    double total = std::exp2(std::nearbyint(mapped.dash[neuron])) - 1, gain = membraneGain[neuron] * ownGain[neuron];
    if (op.getRule().getUpdate() == snn::Update::Impulse) {
      mapped.gain[neuron] = 1;
      mapped.settled[neuron] = total;
      continue;
    }
    double charge = filter.isFiltered ? gain / (1 - filter.decay[neuron]) : gain;
    mapped.gain[neuron] = total > 0 ? charge / total : gain;
    mapped.settled[neuron] = charge;
  }
  return mapped;
}

MappedNeurons NeuronMapper::map() {
  checkRule();
  MappedNeurons mapped;
  if (op.getTauAttr()) {
    mapped.dashMem = dashes(op.getTauAttr(), coefficients.decay, "tau_mem");
  } else {
    int64_t longest = target.integerRange("dash").high;
    differs("no_leak",
            "the membrane has no leak, that of the chip loses at least 1 in each step (dash " + Twine(longest) + ")");
    mapped.dashMem.assign(count, static_cast<double>(longest));
  }
  mapped.threshold = spread(coefficients.threshold, 0);
  mapped.bias = spread(coefficients.leak, 0);
  for (unsigned index = 0; index < op.getPortCount(); ++index)
    mapped.ports.push_back(mapPort(index));
  return mapped;
}

/// Integers as they are.
static MappedNeurons mapIntegers(const PopulationNode &node, const target::Description &target, Findings &findings) {
  snn::NeuronOp op = node.op;
  MappedNeurons mapped;
  auto spread = [&](ElementsAttr attribute, double absent) {
    std::vector<double> values(node.size(), absent);
    if (attribute) {
      Parameter parameter = Parameter::of(attribute);
      for (int64_t neuron = 0; neuron < node.size(); ++neuron)
        values[neuron] = parameter.asDouble(parameter.size() == 1 ? 0 : neuron);
    }
    return values;
  };
  auto refuse = [&](StringRef rule, const Twine &message) { findings.error(op->getLoc(), rule, node.name(), message); };
  int64_t most = target.integerRange(node.isOutput ? "output_spikes" : "hidden_spikes").high;
  if (op.getRule().getSpike() != snn::Spike::Repeated || op.getRule().getMost() != most)
    refuse("spikes_per_step", "its spike is " + snn::stringifySpike(op.getRule().getSpike()) + " with most " +
                                  Twine(op.getRule().getMost()) + ", the chip has repeated with most " + Twine(most));
  if (!op.getDashAttr())
    refuse("no_leak", "the membrane has no 'dash', that of the chip has one");
  mapped.dashMem = spread(op.getDashAttr(), 0);
  mapped.threshold = spread(op.getVThresholdAttr(), 0);
  mapped.bias = spread(op.getBiasAttr(), 0);
  for (unsigned index = 0; index < op.getPortCount(); ++index) {
    ElementsAttr dash = op.getPort(index).getDash();
    if (!dash)
      refuse("no_synapse", "port " + Twine(index) + " has no filter, those of the chip have one (shift)");
    mapped.ports.push_back({spread(dash, 0), std::vector<double>(node.size(), 1), {}});
    for (double shift : mapped.ports.back().dash)
      mapped.ports.back().settled.push_back(std::exp2(shift) - 1);
  }
  return mapped;
}

MappedNeurons mapNeurons(const PopulationNode &node, double dt, DashRule rule, const target::Description &target,
                         const MapOptions &options, Findings &findings) {
  snn::NeuronOp op = node.op;
  if (op.getRule().getUpdate() == snn::Update::Shift)
    return mapIntegers(node, target, findings);
  return NeuronMapper(node, dt, rule, target, options, findings).map();
}

} // namespace ganglion::xylo
