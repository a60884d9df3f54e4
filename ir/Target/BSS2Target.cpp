//===- BSS2Target.cpp - chips of analog circuits and rows of synapses -----===//
#include "ir/Target/Families.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace ganglion::target {

namespace {

class BSS2Target : public Target {
public:
  using Target::Target;

  Placement placement() const override { return {Unit::Circuit, Placed::Neuron, description().integer("neurons")}; }

  std::vector<Resource> resources() const override {
    std::vector<Resource> list;
    addResource(list, description(), "neurons", "chip");
    addResource(list, description(), "rows", "circuit");
    addResource(list, description(), "rows_per_bus", "bus");
    addResource(list, description(), "labels", "row");
    addResource(list, description(), "drivers", "chip");
    addResource(list, description(), "background_sources", "chip");
    return list;
  }

  std::vector<Usage> usage(const Demand &demand) const override;

  Departure departure() const override { return spikesOfAnyNeuron(); }

  std::optional<int64_t> inputDelay() const override { return std::nullopt; }
  std::optional<int64_t> layerDelay() const override { return std::nullopt; }
  RuleSupport supportsNeuron(snn::NeuronOp neuron, Role role) const override;
  ConnectionSupport supportsConnection(mlir::Operation *connection) const override;

  Quantisation quantisation() const override {
    Quantisation result;
    result.scopes = {ScaleScope::Network};
    result.weight = description().integerRange("weight");
    return result;
  }

  std::vector<SimulatorClock> simulatorClocks() const override {
    return {SimulatorClock::MockStep, SimulatorClock::Events};
  }
};

} // namespace

/// The least that any placement takes: a neuron of more synapses than a circuit has rows is joined from several; large
/// weights and the routing of labels take more.
std::vector<Usage> BSS2Target::usage(const Demand &demand) const {
  int64_t rows = description().integer("rows"), circuits = 0, mostRows = 0;
  for (auto [fanIn, neurons] : demand.neuronsByFanIn()) {
    int64_t joined = std::max<int64_t>(1, divideCeil(fanIn, rows));
    circuits += joined * neurons;
    mostRows = std::max<int64_t>(mostRows, divideCeil(fanIn, joined));
  }
  std::vector<Usage> list;
  auto add = [&](StringRef name, int64_t used) { addUsage(list, name, used, description().limit(name)); };
  add("neurons", circuits);
  add("rows", mostRows);
  add("drivers", divideCeil(mostRows, 2));
  return list;
}

RuleSupport BSS2Target::supportsNeuron(snn::NeuronOp neuron, Role) const {
  auto no = [](const Twine &reason) { return RuleSupport{Exactness::No, reason.str()}; };
  snn::RuleAttr rule = neuron.getRule();
  if (!neuron.getTau())
    return no("its membrane has no time constant, the chip has one");
  if (neuron.getPortCount() > 2)
    return no("it has " + Twine(neuron.getPortCount()) + " ports, the chip has 2: excitatory and inhibitory");
  for (unsigned index = 0; index < neuron.getPortCount(); ++index)
    if (neuron.getPort(index).getFilter() != snn::Filter::Factor)
      return no("port " + Twine(index) + " has filter " + snn::stringifyFilter(neuron.getPort(index).getFilter()) +
                ", the chip has factor (a synaptic time constant)");
  if (rule.getSpike() != snn::Spike::None && rule.getSpike() != snn::Spike::Above)
    return no("its spike is " + snn::stringifySpike(rule.getSpike()) + ", the chip has above and none");
  if (rule.getReset() == snn::Reset::Subtract || rule.getWhen() != snn::When::Same || rule.getClip() || rule.getOnce())
    return no("it subtracts, resets late, clips or fires once, the chip resets to a value at the spike");
  return {Exactness::Analog, ""};
}

ConnectionSupport BSS2Target::supportsConnection(mlir::Operation *connection) const {
  auto weights = [](auto op) {
    if (op.getBias())
      return ConnectionSupport{Storage::No, "it has a bias, the chip has none"};
    if (op.getDelays())
      return ConnectionSupport{Storage::No, "it has delays, the chip has none"};
    return ConnectionSupport{Storage::SynapseBySynapse, ""};
  };
  return TypeSwitch<mlir::Operation *, ConnectionSupport>(connection)
      .Case<snn::LinearOp, snn::SparseOp, snn::ConvOp>(weights)
      .Case([](snn::PoolOp) { return ConnectionSupport{Storage::SynapseBySynapse, ""}; })
      .Default([](mlir::Operation *) { return ConnectionSupport{Storage::No, "it is no connection"}; });
}

std::shared_ptr<const Target> makeBSS2(std::shared_ptr<const Description> description) {
  return std::make_shared<BSS2Target>(std::move(description));
}

} // namespace ganglion::target
