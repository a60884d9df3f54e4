//===- Wiring.cpp ---------------------------------------------------------===//
#include "backends/Xylo/Wiring.h"
#include "ir/SNN/Schedule.h"
#include "ir/Support/Text.h"
#include "ir/Xylo/XyloDialect.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::xylo {

/// A few sums of sums have more ways than any network that was trained has: ops met on the ways back from one
/// population, sources included, and on one way.
static constexpr size_t mostMet = 100000, mostOnWay = 1000;
/// Numbers of one op that is unrolled.
static constexpr int64_t mostNumbers = mostNeurons * mostNeurons;
/// Numbers of a signal on a way, which ends at a population of mostNeurons at most: room for pools of large windows.
static constexpr int64_t mostSignal = 128 * mostNeurons;
/// Steps of a way, far more than any run has.
static constexpr int64_t mostDelay = INT32_MAX;

static bool isWeights(Operation *op) { return isa<snn::LinearOp, snn::ConvOp, snn::SparseOp>(op); }

Operation *Path::weights() const {
  auto found = llvm::find_if(by, isWeights);
  return found == by.end() ? nullptr : *found;
}

namespace {

/// The walk back from one population or output.
struct Walk {
  Operation *sink;
  SmallVector<Path> paths;
  SmallVector<Operation *> way; ///< ops that were passed, delays included, from the sink on
  int64_t delay = 0;            ///< of the delays among them
  size_t met = 0;
};

class Tracer {
public:
  Tracer(snn::NetworkOp network, Findings &findings) : network(network), findings(findings) {}

  Wiring trace();

private:
  void error(Operation *at, StringRef rule, const Twine &message, const Twine &fix = "") {
    findings.error(at->getLoc(), rule, snn::nodeName(at), message, fix);
  }

  void orderPopulations();
  SmallVector<Path> pathsTo(Operation *sink, OperandRange operands);
  void follow(Value value, Walk &walk);
  bool countMet(Operation *op, Walk &walk);
  bool canFollow(Operation *op, Walk &walk);
  bool isAllowed(Operation *op, int64_t numbers, int64_t most);
  bool canPass(Operation *op);
  int64_t delayOf(snn::DelayOp op);
  void tracePopulation(PopulationNode &node);
  void checkPath(Operation *sink, const Path &path);
  void traceOutputs();
  void findAliases();
  void tryAlias(Operation *weights);
  void checkRoles();
  std::string sourceNames(OperandRange operands);

  snn::NetworkOp network;
  Findings &findings;
  Wiring wiring;
  SmallPtrSet<Operation *, 8> reported;
};

} // namespace

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

/// Depth first along the edges, from the inputs by name, then from what they do not reach.
void Tracer::orderPopulations() {
  SmallPtrSet<Operation *, 32> seen;
  auto walk = [&](Operation *start) {
    SmallVector<Operation *> stack = {start};
    while (!stack.empty()) {
      Operation *op = stack.pop_back_val();
      if (!seen.insert(op).second)
        continue;
      if (auto neuron = dyn_cast<snn::NeuronOp>(op))
        wiring.populations.insert({op, PopulationNode{neuron, {}, false, false, false, false, {}}});
      // The first consumer in the order of the body comes off the stack first.
      SmallVector<Operation *> users;
      for (Value result : op->getResults())
        llvm::append_range(users, result.getUsers());
      llvm::sort(users, [](Operation *a, Operation *b) { return b->isBeforeInBlock(a); });
      llvm::append_range(stack, users);
    }
  };
  for (snn::InputOp input : wiring.inputs)
    walk(input);
  for (Operation &op : network.getBody().front())
    if (isa<snn::NeuronOp>(op))
      walk(&op);
}

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

/// Whether an op has few enough numbers to be unrolled.
bool Tracer::isAllowed(Operation *op, int64_t numbers, int64_t most) {
  if (numbers > most && reported.insert(op).second)
    error(op, "connections", Twine(numbers) + " numbers, allowed are " + Twine(most),
          "make it smaller, or split the network over chips");
  return numbers <= most;
}

/// Whether weights can stand for the op.
bool Tracer::canPass(Operation *op) {
  if (auto delays = op->getAttrOfType<snn::DelaysAttr>("delays")) {
    if (reported.insert(op).second)
      error(op, "connection_delays", "its synapses have delays, those of the chip are one step",
            "train without delays, or choose a target that has them");
    return false;
  }
  if (isa<snn::LinearOp, snn::ConvOp, snn::SparseOp, snn::PoolOp, snn::ReshapeOp, snn::ScaleOp, snn::SumOp>(op)) {
    int64_t numbers = 0;
    for (NamedAttribute attribute : op->getAttrs())
      if (auto elements = dyn_cast<ElementsAttr>(attribute.getValue()))
        numbers = std::max(numbers, elements.getNumElements());
    return isAllowed(op, numbers, mostNumbers) && isAllowed(op, sizeOf(op->getResult(0)), mostSignal);
  }
  if (reported.insert(op).second)
    error(op, "unsupported_node", "a " + op->getName().getStringRef() + ", which is neither weights nor neurons",
          "remove it from the model");
  return false;
}

/// The steps of a delay; a finding if channels have their own.
int64_t Tracer::delayOf(snn::DelayOp op) {
  auto [least, most] = op.getStepRange();
  if (least != most && reported.insert(op).second)
    error(op, "connection_delays",
          "delays of " + Twine(least) + " to " + Twine(most) + " steps, those of the chip are one step",
          "give all channels one delay");
  return least;
}

static bool isSource(Operation *op) { return isa<snn::InputOp, snn::NeuronOp>(op); }

/// Counts an op that the walk meets; false, with a finding, from the first on that is too much.
bool Tracer::countMet(Operation *op, Walk &walk) {
  if (walk.met > mostMet)
    return false;
  bool isWayFull = !isSource(op) && walk.way.size() >= mostOnWay;
  if (++walk.met <= mostMet && !isWayFull)
    return true;
  walk.met = mostMet + 1;
  if (reported.insert(network).second)
    error(walk.sink, "connections",
          "more than " + Twine(isWayFull ? mostOnWay : mostMet) +
              " sums, delays and connections lead to it without neurons between them, allowed are as many",
          "simplify the sums of branches");
  return false;
}

/// Whether the walk can go on over this op: not round a loop.
bool Tracer::canFollow(Operation *op, Walk &walk) {
  if (!llvm::is_contained(walk.way, op))
    return isa<snn::DelayOp>(op) || canPass(op);
  if (reported.insert(op).second)
    error(op, "delay_loop", "a loop leads through it and through no neurons, loops of the chip lead through neurons",
          "put neurons into the loop");
  return false;
}

/// Goes back from a value to the sources.
void Tracer::follow(Value value, Walk &walk) {
  Operation *op = value.getDefiningOp();
  if (!countMet(op, walk))
    return;
  if (isSource(op)) {
    Path path{op, walk.delay, {}};
    llvm::copy_if(llvm::reverse(walk.way), std::back_inserter(path.by),
                  [](Operation *passed) { return !isa<snn::DelayOp>(passed); });
    walk.paths.push_back(std::move(path));
    return;
  }
  if (!canFollow(op, walk))
    return;
  int64_t before = walk.delay;
  if (auto delay = dyn_cast<snn::DelayOp>(op))
    walk.delay += std::min(delayOf(delay), mostDelay - walk.delay);
  walk.way.push_back(op);
  for (Value operand : op->getOperands())
    follow(operand, walk);
  walk.way.pop_back();
  walk.delay = before;
}

SmallVector<Path> Tracer::pathsTo(Operation *sink, OperandRange operands) {
  Walk walk{sink, {}, {}};
  for (Value operand : operands)
    follow(operand, walk);
  return std::move(walk.paths);
}

void Tracer::checkPath(Operation *sink, const Path &path) {
  SmallVector<Operation *> weights = llvm::to_vector(llvm::make_filter_range(path.by, isWeights));
  if (weights.size() > 1 && reported.insert(weights[1]).second)
    error(weights[1], "no_consecutive_weights",
          "weights directly behind those of node " + quoted(snn::nodeName(weights[0])) +
              ", allowed is one layer of "
              "weights between neurons",
          "multiply the two matrices, or put neurons between them");
  if (weights.empty()) {
    if (isa<snn::InputOp>(path.source) && reported.insert(path.source).second)
      error(path.source, "first_module_is_a_weight",
            "the input leads to the neurons of node " + quoted(snn::nodeName(sink)) + " without weights",
            "put a Linear node between them");
    error(sink, "input_to_neurons_is_a_weight",
          "node " + quoted(snn::nodeName(path.source)) + " leads to these neurons without weights, allowed are weights",
          "put a Linear node between them");
  }
  if (auto neuron = dyn_cast<snn::NeuronOp>(path.source))
    if (!neuron.isSpiking() && reported.insert(neuron).second)
      error(neuron, "spiking_neurons", "these neurons do not spike, all neurons of the chip do",
            "give them a threshold");
}

void Tracer::tracePopulation(PopulationNode &node) {
  for (unsigned port = 0; port < node.op.getPortCount(); ++port) {
    PortPaths into{port, pathsTo(node.op, node.op.getPortInputs(port))};
    for (const Path &path : into.paths) {
      checkPath(node.op, path);
      node.isDrivenByInput |= isa<snn::InputOp>(path.source);
    }
    node.ports.push_back(std::move(into));
  }
}

//===----------------------------------------------------------------------===//
// Outputs
//===----------------------------------------------------------------------===//

void Tracer::traceOutputs() {
  for (snn::OutputOp output : wiring.outputs) {
    SmallVector<Path> paths = pathsTo(output, output.getInputs());
    for (const Path &path : paths) {
      Operation *last = nullptr;
      for (Operation *op : path.by)
        if (!isa<snn::ReshapeOp, snn::SumOp>(op))
          last = op;
      if (last) {
        if (reported.insert(last).second)
          error(last, "output_nodes_have_neurons_as_source",
                "it leads to the output " + quoted(output.getName()) + ", allowed are spiking neurons",
                "put neurons behind it");
      } else if (auto neuron = dyn_cast<snn::NeuronOp>(path.source); neuron && neuron.isSpiking()) {
        wiring.populations[path.source].isOutput = true;
      } else if (reported.insert(path.source).second) {
        error(path.source, "output_nodes_have_neurons_as_source",
              "it leads to the output " + quoted(output.getName()) + " and does not spike, allowed are spiking neurons",
              "give it a threshold, or put spiking neurons behind it");
      }
    }
    if (paths.size() > 1 && reported.insert(output).second)
      error(output, "output_nodes_have_neurons_as_source",
            Twine(paths.size()) + " populations are summed in this output, the chip sums in neurons",
            "give each of them an Output");
  }
}

//===----------------------------------------------------------------------===//
// Aliases
//===----------------------------------------------------------------------===//

std::string Tracer::sourceNames(OperandRange operands) {
  std::vector<std::string> names;
  for (Value operand : operands)
    names.push_back(quoted(snn::nodeName(operand.getDefiningOp())));
  return llvm::join(names, " and ");
}

/// Weights that read the sum of two populations: the one that comes later repeats the spikes of the other.
void Tracer::tryAlias(Operation *weights) {
  OperandRange inputs = cast<snn::StatelessOpInterface>(weights).getInputs();
  if (inputs.size() < 2)
    return;
  bool hasInput = llvm::any_of(inputs, [](Value value) { return isa<snn::InputOp>(value.getDefiningOp()); });
  if (hasInput) {
    error(weights, "alias_inputs_must_be_neurons",
          "it reads the sum of " + sourceNames(inputs) + ", allowed are sums of neurons", "give each its own weights");
    return;
  }
  if (inputs.size() != 2 ||
      !llvm::all_of(inputs, [](Value value) { return isa<snn::NeuronOp>(value.getDefiningOp()); }))
    return;
  auto position = [&](Value value) { return wiring.populations.find(value.getDefiningOp()); };
  auto earlier = position(inputs[0]), later = position(inputs[1]);
  if (later < earlier)
    std::swap(earlier, later);
  // What reads the later one must mean both, for on the chip it is one population that puts out all these spikes.
  Value laterSpikes = later->first->getResult(0), earlierSpikes = earlier->first->getResult(0);
  for (Operation *user : laterSpikes.getUsers())
    if (!llvm::is_contained(user->getOperands(), earlierSpikes))
      return;
  if (earlier->second.alias || earlier == later || later->second.isOutput)
    return;
  earlier->second.alias = later->second.op;
}

void Tracer::findAliases() {
  for (Operation &op : network.getBody().front())
    if (isWeights(&op))
      tryAlias(&op);
  // The alias is the way from the earlier population: its own paths through the shared weights go.
  for (auto &[op, node] : wiring.populations)
    for (PortPaths &port : node.ports)
      llvm::erase_if(port.paths, [&](const Path &path) {
        auto source = wiring.populations.find(path.source);
        return source != wiring.populations.end() && source->second.alias && path.delay == 0 && path.weights() &&
               llvm::is_contained(path.weights()->getOperands(), source->second.alias->getResult(0));
      });
}

//===----------------------------------------------------------------------===//
// Roles
//===----------------------------------------------------------------------===//

void Tracer::checkRoles() {
  for (auto &[op, node] : wiring.populations)
    for (PortPaths &port : node.ports)
      for (Path &path : port.paths)
        if (auto source = wiring.populations.find(path.source); source != wiring.populations.end()) {
          if (source->second.isOutput && source->first == op) {
            error(op, "output_neurons_cannot_be_recurrent",
                  "these output neurons drive themselves, those of the chip drive nothing",
                  "put a population without recurrence behind them");
            continue;
          }
          if (source->second.isOutput)
            error(path.source, "output_neurons_drive_nothing",
                  "these output neurons drive node " + quoted(node.name()) + ", those of the chip drive nothing",
                  "put a population of their own behind them for the output");
          (node.isOutput ? source->second.drivesOutput : source->second.drivesHidden) = true;
        }
  if (wiring.populations.size() < 2)
    findings.error(network.getLoc(), "at_least_two_neuron_layers_needed", "",
                   "the network has " + Twine(wiring.populations.size()) +
                       " populations of neurons, allowed are 2 or "
                       "more: hidden and output",
                   "put a hidden layer before the outputs");
  else
    for (auto &[op, node] : wiring.populations)
      if (node.isOutput && node.isDrivenByInput)
        error(op, "input_drives_output",
              "the input drives these output neurons directly, input channels of the chip reach hidden neurons",
              "put a hidden layer between them");
  constexpr llvm::StringLiteral rule = "output_nodes_have_neurons_as_source";
  bool isReported = llvm::any_of(findings.all(), [&](const auto &entry) { return entry.finding.rule == rule; });
  if (wiring.populations.size() >= 2 && !isReported &&
      llvm::none_of(wiring.populations, [](const auto &entry) { return entry.second.isOutput; }))
    findings.error(network.getLoc(), rule, "", "no population leads to an output", "connect the last one to an Output");
}

Wiring Tracer::trace() {
  wiring.inputs = snn::inputOps(network);
  wiring.outputs = snn::outputOps(network);
  orderPopulations();
  for (auto &[op, node] : wiring.populations)
    tracePopulation(node);
  traceOutputs();
  findAliases();
  checkRoles();
  return std::move(wiring);
}

Wiring traceWiring(snn::NetworkOp network, Findings &findings) { return Tracer(network, findings).trace(); }

} // namespace ganglion::xylo
