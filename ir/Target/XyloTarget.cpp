//===- XyloTarget.cpp - chips of integer neurons with shift decays --------===//
#include "ir/Target/Families.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace llvm;

namespace ganglion::target {

namespace {

/// A helper neuron repeats the relayed one and, with it, drives an output neuron: the source gets an entry to the
/// helper, the helper one to itself.
constexpr RelayCost relayCost = {/*neurons=*/1, /*recurrentEntries=*/2, /*sourceFanOut=*/1, /*drivingOutputs=*/1,
                                 /*steps=*/1};

class XyloTarget : public Target {
public:
  using Target::Target;

  Placement placement() const override { return {Unit::Chip, Placed::Shard, std::nullopt}; }
  std::vector<Resource> resources() const override;
  std::vector<Usage> usage(const Demand &demand) const override;

  Departure departure() const override {
    Departure departure{};
    departure.hasPureOutputs = true;
    departure.relay = relayCost;
    departure.payloads = {snn::Payload::Spike};
    departure.spikesPerStep = description().integerRange("output_spikes").high;
    departure.hop = description().integer("hop");
    return departure;
  }

  std::optional<int64_t> inputDelay() const override { return description().integer("input_delay"); }
  std::optional<int64_t> layerDelay() const override { return description().integer("layer_delay"); }
  RuleSupport supportsNeuron(snn::NeuronOp neuron, Role role) const override;
  ConnectionSupport supportsConnection(mlir::Operation *connection) const override;

  Quantisation quantisation() const override {
    Quantisation result;
    result.scopes = {ScaleScope::Network, ScaleScope::Neuron};
    result.weight = description().integerRange("weight");
    if (description().flag("biases"))
      result.bias = description().integerRange("bias");
    result.threshold = description().integerRange("threshold");
    result.state = description().integerRange("state");
    return result;
  }

  std::vector<SimulatorClock> simulatorClocks() const override { return {SimulatorClock::Step}; }
};

} // namespace

std::vector<Resource> XyloTarget::resources() const {
  std::vector<Resource> list;
  for (StringRef name : {"inputs", "neurons", "outputs", "in_expansion", "out_expansion"})
    addResource(list, description(), name, "chip");
  addResource(list, description(), "connections", "chip", Rec);
  addResource(list, description(), "fan_in", "neuron", AllEdges);
  addResource(list, description(), "fan_out", "source", Rec);
  addResource(list, description(), "alias_targets", "neuron");
  addResource(list, description(), "synapses", "neuron");
  return list;
}

std::vector<Usage> XyloTarget::usage(const Demand &demand) const {
  std::vector<Usage> list;
  auto add = [&](StringRef name, int64_t used) { addUsage(list, name, used, description().limit(name)); };
  int64_t neurons = demand.hidden + demand.partialSums + demand.relayed * relayCost.neurons;
  add("inputs", demand.inputs);
  add("neurons", neurons);
  add("outputs", demand.outputs);
  add("in_expansion", demand.drivenByInputs);
  add("out_expansion", demand.drivingOutputs + demand.relayed * relayCost.drivingOutputs);
  std::optional<int64_t> in = description().limit("in_expansion"), out = description().limit("out_expansion");
  if (in && out) // the first and the last neurons: only so many are both
    addUsage(list, "both_expansion", demand.drivenAndDriving,
             std::max<int64_t>(0, std::min(*in, neurons) + std::min(*out, neurons) - neurons));
  add("connections", demand.synapses(Rec) + demand.relayed * relayCost.recurrentEntries);
  add("fan_in", std::max<int64_t>(demand.fanIn(AllEdges), demand.relayed ? relayCost.recurrentEntries : 0));
  int64_t relayed = demand.relayed ? demand.relayedFanOut(Rec) + relayCost.sourceFanOut : 0;
  add("fan_out", std::max(demand.fanOut(Rec), relayed));
  add("alias_targets", demand.aliasTargets);
  add("synapses", demand.synapsePorts);
  return list;
}

RuleSupport XyloTarget::supportsNeuron(snn::NeuronOp neuron, Role role) const {
  auto no = [](const Twine &reason) { return RuleSupport{Exactness::No, reason.str()}; };
  bool isOutput = role == Role::Output;
  snn::RuleAttr rule = neuron.getRule();
  if (rule.getUpdate() != snn::Update::Shift)
    return no("its update is " + snn::stringifyUpdate(rule.getUpdate()) + ", the chip has shift");
  int64_t most = description().integerRange(isOutput ? "output_spikes" : "hidden_spikes").high;
  if (rule.getSpike() != snn::Spike::Repeated || rule.getMost() != most)
    return no("its spike is " + snn::stringifySpike(rule.getSpike()) + " with most " + Twine(rule.getMost()) +
              ", the chip has repeated with most " + Twine(most));
  if (rule.getClip() || rule.getOnce())
    return no("it has clip or once, the chip has neither");
  int64_t ports = description().integer(isOutput ? "output_synapses" : "synapses");
  if (neuron.getPortCount() > ports)
    return no("it has " + Twine(neuron.getPortCount()) + " ports, the chip has " + Twine(ports));
  for (unsigned index = 0; index < neuron.getPortCount(); ++index)
    if (neuron.getPort(index).getFilter() != snn::Filter::Shift)
      return no("port " + Twine(index) + " has filter " + snn::stringifyFilter(neuron.getPort(index).getFilter()) +
                ", the chip has shift");
  if (!neuron.getDash())
    return no("its membrane has no decay, the chip has one of 'dash'");
  if (neuron.getBias() && !description().flag("biases"))
    return no("it has a bias, the chip has none");
  return {Exactness::WithoutSaturation, ""};
}

ConnectionSupport XyloTarget::supportsConnection(mlir::Operation *connection) const {
  auto weights = [](auto op) {
    if (op.getBias())
      return ConnectionSupport{Storage::No, "it has a bias, the chip has biases of neurons"};
    if (op.getDelays())
      return ConnectionSupport{Storage::No, "it has delays, those of the chip are fixed"};
    return ConnectionSupport{Storage::SynapseBySynapse, ""};
  };
  return TypeSwitch<mlir::Operation *, ConnectionSupport>(connection)
      .Case<snn::LinearOp, snn::SparseOp, snn::ConvOp>(weights)
      .Case([](snn::PoolOp op) {
        return op.getKind() == snn::PoolKind::Sum ? ConnectionSupport{Storage::SynapseBySynapse, ""}
                                                  : ConnectionSupport{Storage::No, "it divides, the chip has integers"};
      })
      .Default([](mlir::Operation *) { return ConnectionSupport{Storage::No, "it is no connection"}; });
}

std::shared_ptr<const Target> makeXylo(std::shared_ptr<const Description> description) {
  return std::make_shared<XyloTarget>(std::move(description));
}

} // namespace ganglion::target
