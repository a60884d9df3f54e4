//===- Map.cpp ------------------------------------------------------------===//
#include "backends/Xylo/Map.h"
#include "backends/Xylo/NeuronMapping.h"
#include "backends/Xylo/Quantise.h"
#include "backends/Xylo/Unroll.h"
#include "ir/SNN/Integers.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <set>

using namespace mlir;

namespace ganglion::xylo {

/// Steps of two nodes count as equal as in NumPy's isclose, which Rockpool asks.
static constexpr double relativeStep = 1e-5, absoluteStep = 1e-8;

static bool isOfRockpool(snn::NetworkOp network) { return network.getConvention().value_or("") == "rockpool"; }

DashRule dashRuleOf(snn::NetworkOp network, std::optional<DashRule> given) {
  return given.value_or(isOfRockpool(network) ? DashRule::Tau : DashRule::Decay);
}

namespace {

class Mapper {
public:
  Mapper(snn::NetworkOp network, const target::Description &target, const MapOptions &options, Findings &findings)
      : network(network), target(target), options(options), findings(findings), isRockpool(isOfRockpool(network)),
        rule(dashRuleOf(network, options.dash)) {}

  std::optional<Specification> map();

private:
  using Populations = SmallVector<PopulationNode *>;

  void allocate();
  Populations hiddenInOrder();
  void allocateHidden();
  bool areTooMany() const;
  void checkSizes();
  void checkIntegers();
  void checkSteps();
  double stepOf(const PopulationNode &node);
  void computeLatencies();
  int64_t arrival(const Path &path) const;
  bool dependsOn(Operation *population, Operation *on, SmallPtrSetImpl<Operation *> &met) const;
  SmallVector<const Path *> decidingPaths(const PopulationNode &node) const;
  void addNeurons(NeuronParameters &neurons, const MappedNeurons &mapped);
  void addPaths(const PopulationNode &node, const MappedNeurons &mapped);
  void addPath(const PopulationNode &node, int64_t port, const Path &path, ArrayRef<double> gain);
  void addBiases(const PopulationNode &node, const PortPaths &port, const MappedNeurons::Port &mapped,
                 std::vector<double> &biases);
  void addAliases();
  void nameSources();

  snn::NetworkOp network;
  const target::Description &target;
  const MapOptions &options;
  Findings &findings;
  bool isRockpool;
  DashRule rule;
  Wiring wiring;
  Populations hidden, outputs;
  llvm::DenseMap<Operation *, int64_t> channelOf, idOf; ///< first channel of an input, first id of a population
  llvm::DenseMap<Operation *, int64_t> latencyOf;       ///< steps by which a population is late
  llvm::DenseMap<Operation *, MappedNeurons> neuronsOf;
  int64_t hiddenCount = 0, outputCount = 0, inExpansion = 0, outExpansion = 0;
  Specification specification;
};

} // namespace

//===----------------------------------------------------------------------===//
// Identifiers
//===----------------------------------------------------------------------===//

/// In the order of the walk; where only the first and the last neurons can have input and output weights, those that
/// have some stand there.
Mapper::Populations Mapper::hiddenInOrder() {
  Populations all, first, middle, last;
  for (auto &[op, node] : wiring.populations)
    if (!node.isOutput)
      all.push_back(&node);
  if (!target.limit("in_expansion") && !target.limit("out_expansion"))
    return all;
  for (PopulationNode *node : all)
    (node->isDrivenByInput ? first : node->drivesOutput ? last : middle).push_back(node);
  llvm::append_range(first, middle);
  llvm::append_range(first, last);
  return first;
}

/// Sizes of tensors can be near the end of 64 bits.
static int64_t sumOf(int64_t a, int64_t b) {
  return std::min<uint64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b), INT64_MAX);
}

/// Ids in the order of `hidden`.
void Mapper::allocateHidden() {
  hiddenCount = inExpansion = 0;
  int64_t firstReadout = -1;
  for (PopulationNode *node : hidden) {
    idOf[node->op] = hiddenCount;
    if (node->drivesOutput && firstReadout < 0)
      firstReadout = hiddenCount;
    hiddenCount = sumOf(hiddenCount, node->size());
    if (node->isDrivenByInput)
      inExpansion = hiddenCount;
  }
  outExpansion = firstReadout < 0 ? hiddenCount : hiddenCount - firstReadout;
}

void Mapper::allocate() {
  for (snn::InputOp input : wiring.inputs) {
    channelOf[input] = specification.channels;
    specification.channels = sumOf(specification.channels, sizeOf(input.getOutput()));
  }
  hidden = hiddenInOrder();
  allocateHidden();
  // Rockpool's order, unless another of those that have input weights makes room.
  if (std::optional<int64_t> most = target.limit("out_expansion"); most && outExpansion > *most) {
    Populations inputOnly, both, others;
    for (PopulationNode *node : hidden)
      (!node->isDrivenByInput ? others : node->drivesOutput ? both : inputOnly).push_back(node);
    hidden = std::move(inputOnly);
    llvm::append_range(hidden, both);
    llvm::append_range(hidden, others);
    allocateHidden();
  }
  if (!target.limit("in_expansion"))
    inExpansion = hiddenCount;
  if (!target.limit("out_expansion"))
    outExpansion = hiddenCount;
  for (auto &[op, node] : wiring.populations)
    if (node.isOutput) {
      outputs.push_back(&node);
      idOf[op] = outputCount;
      outputCount = sumOf(outputCount, node.size());
    }
}

/// More than any specification holds, whatever the target's description says.
bool Mapper::areTooMany() const { return std::max({specification.channels, hiddenCount, outputCount}) > mostNeurons; }

/// What verifyLoadable says of sizes, where there will be no specification to say it of; and sizes that no
/// specification holds, whatever the target's description says.
void Mapper::checkSizes() {
  Sizes sizes{specification.channels, hiddenCount, outputCount, target.limit("in_expansion") ? inExpansion : 0,
              target.limit("out_expansion") ? outExpansion : 0};
  xylo::checkSizes(sizes, target, options.allowed, network.getLoc(), findings);
  int64_t largest = std::max({specification.channels, hiddenCount, outputCount});
  if (areTooMany() &&
      largest <= std::max({target.integer("inputs"), target.integer("neurons"), target.integer("outputs")}))
    findings.error(network.getLoc(), "max_hidden_neurons", "",
                   Twine(largest) + " channels or neurons of one kind, allowed are " + Twine(mostNeurons),
                   "make it smaller, or split the network over chips");
}

/// Integers of a network are those of the chip if its states have the same width.
void Mapper::checkIntegers() {
  unsigned width = network.getCompute().getIntOrFloatBitWidth();
  target::IntegerRange state = target.integerRange("state");
  if (state.low != llvm::minIntN(width) || state.high != llvm::maxIntN(width))
    findings.add(network.getLoc(), options.approximate ? Severity::Warning : Severity::Error, "compute", "",
                 "the network computes with i" + Twine(width) + ", the chip's states are " + Twine(state.low) + " to " +
                     Twine(state.high),
                 options.approximate ? "" : "compute with i16, or --approximate");
  llvm::handleAllErrors(snn::checkIntegerNetwork(network), [&](const llvm::ErrorInfoBase &error) {
    findings.error(network.getLoc(), "non_integer", "", error.message());
  });
}

//===----------------------------------------------------------------------===//
// Time
//===----------------------------------------------------------------------===//

/// Rockpool takes another step from the same gains, and for each node its own.
double Mapper::stepOf(const PopulationNode &node) {
  if (options.allowed.compatRockpool && options.checkSteps)
    if (std::optional<ToldStep> told = toldStep(node.op))
      return told->compatible;
  return network.getDt();
}

void Mapper::checkSteps() {
  if (!options.checkSteps || !isRockpool)
    return;
  std::optional<double> first;
  std::string firstName;
  for (auto &[op, node] : wiring.populations) {
    std::optional<ToldStep> told = toldStep(node.op);
    if (!told)
      continue;
    bool isCompatible = options.allowed.compatRockpool;
    double least = isCompatible ? told->compatible : told->least, largest = isCompatible ? least : told->largest;
    if (!first) {
      first = least;
      firstName = node.name().str();
    }
    for (double step : {least, largest})
      if (std::fabs(step - *first) > absoluteStep + relativeStep * *first) {
        bool isAllowed = options.allowed.contains("all_neurons_have_same_dt");
        findings.add(op->getLoc(), isAllowed ? Severity::Warning : Severity::Error, "all_neurons_have_same_dt",
                     node.name(),
                     "its gains tell a step of " + shortest(step, true) + ", those of node " + quoted(firstName) +
                         " one of " + shortest(*first, true) + ", allowed is one step for all",
                     "say the step with --dt");
        break;
      }
  }
}

/// The latency that a population has if it is to take this path in time.
int64_t Mapper::arrival(const Path &path) const {
  if (isa<snn::InputOp>(path.source))
    return target.integer("input_delay") - path.delay;
  return latencyOf.lookup(path.source) + target.integer("layer_delay") - path.delay;
}

/// Whether spikes of `on` reach the population, with any delay.
bool Mapper::dependsOn(Operation *population, Operation *on, SmallPtrSetImpl<Operation *> &met) const {
  auto found = wiring.populations.find(population);
  if (population == on || found == wiring.populations.end() || !met.insert(population).second)
    return population == on;
  for (const PortPaths &port : found->second.ports)
    for (const Path &path : port.paths)
      if (dependsOn(path.source, on, met))
        return true;
  return false;
}

/// Paths without a delay say when a population has its turn; where all have one, those that close no cycle.
SmallVector<const Path *> Mapper::decidingPaths(const PopulationNode &node) const {
  SmallVector<const Path *> atOnce, delayed;
  for (const PortPaths &port : node.ports)
    for (const Path &path : port.paths)
      if (path.source != node.op)
        (path.delay == 0 ? atOnce : delayed).push_back(&path);
  if (!atOnce.empty())
    return atOnce;
  llvm::DenseMap<Operation *, bool> closesCycle;
  llvm::erase_if(delayed, [&](const Path *path) {
    auto [found, isNew] = closesCycle.try_emplace(path->source);
    SmallPtrSet<Operation *, 8> met;
    if (isNew)
      found->second = dependsOn(path->source, node.op, met);
    return found->second;
  });
  return delayed;
}

/// On the chip a synapse between neurons takes a step; the network's takes the steps of its delays, most often none. A
/// population that is later by a step for each layer before it does the same, as long as all its paths agree.
void Mapper::computeLatencies() {
  llvm::DenseMap<Operation *, SmallVector<const Path *>> deciding;
  for (auto &[op, node] : wiring.populations)
    deciding[op] = decidingPaths(node);
  // Without closing edges the populations have an order; each pass settles at least one more of them.
  for (size_t pass = 0; pass < wiring.populations.size(); ++pass)
    for (auto &[op, node] : wiring.populations)
      if (ArrayRef<const Path *> paths = deciding[op]; !paths.empty())
        latencyOf[op] = arrival(
            **llvm::max_element(paths, [&](const Path *a, const Path *b) { return arrival(*a) < arrival(*b); }));
  for (auto &[op, node] : wiring.populations) {
    for (const PortPaths &port : node.ports)
      for (const Path &path : port.paths)
        if (int64_t late = arrival(path) - latencyOf.lookup(op))
          findings.add(op->getLoc(), options.approximate ? Severity::Warning : Severity::Error, "edge_latency",
                       node.name(),
                       "what comes from node " + quoted(snn::nodeName(path.source)) + " is " + Twine(std::abs(late)) +
                           (std::abs(late) == 1 ? " step" : " steps") + (late > 0 ? " later" : " earlier") +
                           " on the chip than in the network, against its other inputs",
                       options.approximate ? "" : "give all ways to it the same number of layers, or --approximate");
    if (node.alias)
      if (int64_t late = latencyOf.lookup(node.alias) - latencyOf.lookup(op))
        findings.warning(op->getLoc(), "alias_latency", node.name(),
                         "its spikes leave node " + quoted(snn::nodeName(node.alias)) + " as aliases " + Twine(late) +
                             (late == 1 ? " step" : " steps") +
                             " before the answer of that node to them, in the network at the same time");
  }
}

//===----------------------------------------------------------------------===//
// Neurons and weights
//===----------------------------------------------------------------------===//

void Mapper::addNeurons(NeuronParameters &neurons, const MappedNeurons &mapped) {
  llvm::append_range(neurons.dashMem, mapped.dashMem);
  llvm::append_range(neurons.threshold, mapped.threshold);
  llvm::append_range(neurons.bias, mapped.bias);
  llvm::append_range(neurons.dashSyn, mapped.ports.front().dash);
  bool isHidden = &neurons == &specification.hidden;
  if (!isHidden)
    return;
  if (mapped.ports.size() > 1)
    llvm::append_range(neurons.dashSyn2, mapped.ports[1].dash);
  else
    neurons.dashSyn2.resize(neurons.dashSyn.size());
}

void Mapper::addPath(const PopulationNode &node, int64_t port, const Path &path, ArrayRef<double> gain) {
  bool isInput = isa<snn::InputOp>(path.source);
  WeightMatrix &matrix = isInput         ? specification.input[port]
                         : node.isOutput ? specification.output
                                         : specification.recurrent[port];
  int64_t row = isInput ? channelOf.lookup(path.source) : idOf.lookup(path.source), column = idOf.lookup(node.op);
  if (!isInput && node.isOutput)
    row -= hiddenCount - outExpansion;
  unrollPath(path, [&](int64_t source, int64_t target, double weight) {
    matrix.at(row + source, column + target) += weight * gain[target];
  });
  auto &sources = specification.sources;
  std::vector<Source> &list = isInput ? sources.input[port] : node.isOutput ? sources.output : sources.recurrent[port];
  list.push_back(
      {snn::nodeName(path.weights()).str(), {row, column}, {sizeOf(path.source->getResult(0)), node.size()}, {0, 0}});
}

/// A bias of weights is a constant input, and the chip has none: refused, dropped, or folded into the neurons.
void Mapper::addBiases(const PopulationNode &node, const PortPaths &port, const MappedNeurons::Port &mapped,
                       std::vector<double> &biases) {
  // Sources of one op share its biases; ways behind it that part have them each.
  std::set<std::vector<Operation *>> done;
  for (const Path &path : port.paths) {
    Operation *weights = path.weights();
    std::vector<double> added = biasesOf(path);
    if (added.empty() || !done.emplace(llvm::find(path.by, weights), path.by.end()).second)
      continue;
    double largest = 0, ahead = 0;
    for (auto [neuron, bias] : llvm::enumerate(added)) {
      double settled = bias * mapped.settled[neuron];
      largest = std::max(largest, std::fabs(settled));
      // The network's current is bias * (1 - decay^t) of it at first; the rest adds up to this.
      ahead = std::max(ahead, std::fabs(settled) * (std::exp2(std::nearbyint(mapped.dash[neuron])) - 1));
      if (options.foldBias)
        biases[neuron] += settled;
    }
    bool isDropped = options.allowed.compatRockpool || options.allowed.contains("weight_nodes_have_no_biases");
    std::string message;
    if (options.foldBias)
      message = "its biases are now biases of the neurons, up to " + shortest(largest, true) +
                " a step; they act in full from the first step on, by which membranes are up to " +
                shortest(ahead, true) + " ahead";
    else if (isDropped)
      message =
          "its biases are dropped: settled, they add up to " + shortest(largest, true) + " to a membrane in each step";
    else
      message = "it has biases, the chip's weights have none";
    findings.add(weights->getLoc(), options.foldBias || isDropped ? Severity::Warning : Severity::Error,
                 "weight_nodes_have_no_biases", snn::nodeName(weights), message,
                 options.foldBias || isDropped ? ""
                 : target.flag("biases")       ? "--fold-bias makes them biases of the neurons, or train without"
                                               : "train without biases");
  }
}

void Mapper::addPaths(const PopulationNode &node, const MappedNeurons &mapped) {
  for (const PortPaths &port : node.ports)
    for (const Path &path : port.paths)
      addPath(node, port.port, path, mapped.ports[port.port].gain);
}

void Mapper::addAliases() {
  specification.aliases.emplace(hiddenCount);
  int64_t pairs = 0;
  for (PopulationNode *node : hidden) {
    if (!node->alias)
      continue;
    for (int64_t neuron = 0; neuron < node->size(); ++neuron)
      (*specification.aliases)[idOf.lookup(node->op) + neuron].push_back(idOf.lookup(node->alias) + neuron);
    specification.sources.aliases.push_back({node->name().str(), {pairs}, {node->size()}, {0}});
    pairs += node->size();
  }
}

void Mapper::nameSources() {
  auto &sources = specification.sources;
  for (snn::InputOp input : wiring.inputs)
    sources.channels.push_back({input.getName().str(), {channelOf.lookup(input)}, {sizeOf(input.getOutput())}, {0}});
  for (PopulationNode *node : hidden)
    sources.hidden.push_back(
        {node->name().str(), {idOf.lookup(node->op)}, {node->size()}, {0}, latencyOf.lookup(node->op)});
  for (PopulationNode *node : outputs)
    sources.outputs.push_back(
        {node->name().str(), {idOf.lookup(node->op)}, {node->size()}, {0}, latencyOf.lookup(node->op)});
  for (snn::OutputOp output : wiring.outputs)
    for (PopulationNode *node : outputs) {
      // Between a population and an output there are only ops that keep the order of elements.
      Operation *from = output.getInputs().front().getDefiningOp();
      int64_t delay = 0;
      for (; !isa<snn::NeuronOp>(from); from = from->getOperand(0).getDefiningOp())
        if (auto delayOp = dyn_cast<snn::DelayOp>(from))
          delay += delayOp.getStepRange().first;
      if (from == node->op)
        sources.exports.push_back(
            {output.getName().str(), {idOf.lookup(from)}, {node->size()}, {0}, latencyOf.lookup(from) - delay});
    }
  for (const Source &source : sources.exports)
    specification.latency = std::max(specification.latency.value_or(source.latency), source.latency);
  int64_t latency = specification.latency.value_or(0);
  if (latency != 0)
    findings.remark(network.getLoc(), "latency", "",
                    "outputs are " + Twine(std::abs(latency)) + (std::abs(latency) == 1 ? " step" : " steps") +
                        (latency > 0 ? " later" : " earlier") +
                        " than in the network: each layer of weights between neurons takes one");
}

//===----------------------------------------------------------------------===//
// All together
//===----------------------------------------------------------------------===//

std::optional<Specification> Mapper::map() {
  if (network.isEventDriven()) {
    findings.error(network.getLoc(), "clock", "", "the network has clock(event), the chip has steps",
                   "give it a step (--dt)");
    return std::nullopt;
  }
  wiring = traceWiring(network, findings);
  checkSteps();
  allocate();
  if (areTooMany()) {
    checkSizes();
    return std::nullopt;
  }
  if (specification.channels == 0)
    findings.error(network.getLoc(), "input_channels", "", "the network has no input channels, the chip needs some",
                   "give it an Input");
  if (isa<IntegerType>(network.getCompute()))
    checkIntegers();
  int64_t synapses = 1;
  for (auto &[op, node] : wiring.populations) {
    MappedNeurons mapped = mapNeurons(node, stepOf(node), rule, target, options, findings);
    int64_t most = target.integer(node.isOutput ? "output_synapses" : "synapses"), ports = mapped.ports.size();
    if (ports > std::max<int64_t>(most, node.isOutput ? 1 : 2) || (node.isOutput && ports > most))
      findings.error(op->getLoc(), "max_synapses_per_neuron", node.name(),
                     Twine(ports) + " synapses a neuron, " + target.name() + " has " + Twine(most),
                     "give each neuron fewer ports");
    else if (!node.isOutput)
      synapses = std::max(synapses, ports);
    for (PortPaths &port : node.ports)
      addBiases(node, port, mapped.ports[port.port], mapped.bias);
    neuronsOf[op] = std::move(mapped);
  }
  if (!findings.hasErrors())
    computeLatencies();
  if (findings.hasErrors()) {
    checkSizes();
    return std::nullopt;
  }
  specification.dt = outputs.empty() ? network.getDt() : stepOf(wiring.populations.begin()->second);
  specification.isQuantized = isa<IntegerType>(network.getCompute());
  for (int64_t synapse = 0; synapse < synapses; ++synapse) {
    specification.input.emplace_back(specification.channels, inExpansion);
    specification.recurrent.emplace_back(hiddenCount, hiddenCount);
  }
  specification.output = WeightMatrix(outExpansion, outputCount);
  for (PopulationNode *node : hidden)
    addNeurons(specification.hidden, neuronsOf[node->op]);
  for (PopulationNode *node : outputs)
    addNeurons(specification.outputs, neuronsOf[node->op]);
  for (auto &[op, node] : wiring.populations)
    addPaths(node, neuronsOf[op]);
  auto isZero = [](double bias) { return bias == 0; };
  if (!target.flag("biases") && llvm::all_of(specification.hidden.bias, isZero) &&
      llvm::all_of(specification.outputs.bias, isZero)) {
    specification.hidden.bias.clear();
    specification.outputs.bias.clear();
  }
  addAliases();
  nameSources();
  if (specification.isQuantized)
    if (llvm::Error error = xylo::checkIntegers(specification)) {
      findings.error(network.getLoc(), "non_integer", "", llvm::toString(std::move(error)));
      return std::nullopt;
    }
  return std::move(specification);
}

std::optional<Specification> mapNetwork(snn::NetworkOp network, const target::Description &target,
                                        const MapOptions &options, Findings &findings) {
  return Mapper(network, target, options, findings).map();
}

} // namespace ganglion::xylo
