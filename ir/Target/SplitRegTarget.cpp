//===- SplitRegTarget.cpp - a chip of limits alone ------------------------===//
#include "ir/Target/Families.h"

using namespace llvm;

namespace ganglion::target {

namespace {

// What counts for `connections`: synapses into hidden neurons.
constexpr EdgeClasses connectionClasses = EdgeClasses(In | Rec);

class SplitRegTarget : public Target {
public:
  using Target::Target;

  Placement placement() const override { return {Unit::Chip, Placed::Shard, std::nullopt}; }

  std::vector<Resource> resources() const override {
    std::vector<Resource> list;
    addResource(list, description(), "inputs", "chip");
    addResource(list, description(), "outputs", "chip");
    addResource(list, description(), "neurons", "chip");
    addResource(list, description(), "fan_in", "neuron", AllEdges);
    addResource(list, description(), "fan_out", "source", AllEdges);
    addResource(list, description(), "connections", "chip", connectionClasses);
    return list;
  }

  std::vector<Usage> usage(const Demand &demand) const override {
    std::vector<Usage> list;
    auto add = [&](StringRef name, int64_t used) { addUsage(list, name, used, description().limit(name)); };
    add("inputs", demand.inputs);
    add("outputs", demand.outputs);
    add("neurons", demand.hidden + demand.partialSums);
    add("fan_in", demand.fanIn(AllEdges));
    add("fan_out", demand.fanOut(AllEdges));
    add("connections", demand.synapses(connectionClasses));
    return list;
  }

  Departure departure() const override {
    Departure departure{};
    departure.hasPureOutputs = departure.importsDriveOutputs = departure.anyNeuronLeaves = true;
    departure.payloads = {snn::Payload::Spike, snn::Payload::Graded};
    departure.hop = description().integer("hop");
    return departure;
  }

  std::optional<int64_t> inputDelay() const override { return 0; }
  std::optional<int64_t> layerDelay() const override { return description().integer("layer_delay"); }
  RuleSupport supportsNeuron(snn::NeuronOp, Role) const override { return {Exactness::Exact, ""}; }
  ConnectionSupport supportsConnection(mlir::Operation *) const override { return {Storage::Structured, ""}; }
  Quantisation quantisation() const override { return {}; }
  std::vector<SimulatorClock> simulatorClocks() const override { return {SimulatorClock::Step}; }
};

} // namespace

std::shared_ptr<const Target> makeSplitReg(std::shared_ptr<const Description> description) {
  return std::make_shared<SplitRegTarget>(std::move(description));
}

} // namespace ganglion::target
