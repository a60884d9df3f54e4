//===- Discretise.cpp - a NIR graph becomes a discrete-time network -------===//
//
// Neurons and lines are made first, without operands; then every op's operands are made on demand. A stateless node
// that is needed both with delayed and with current sources gets an op for each (design section 5). Nothing recurses:
// the body is a graph region, so an op may be made before its operands.
//
//===----------------------------------------------------------------------===//
#include "ir/SNN/Schedule.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "passes/Discretise/Conventions.h"
#include "passes/Discretise/CutCycles.h"
#include "passes/Discretise/NodeToSNN.h"
#include "passes/Discretise/Passes.h"
#include "passes/Discretise/Recognise.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>
#include <map>

using namespace mlir;
using namespace ganglion::nir;

namespace ganglion::snn {
#define GEN_PASS_DEF_SNNDISCRETIZE
#include "passes/Discretise/Passes.h.inc"

namespace {

/// Longer delays are a mistake of unit: no buffer holds them.
constexpr double longestDelay = 2147483647;
/// A delay further off the grid than this part of a step is worth a warning.
constexpr double delayTolerance = 1e-6;

/// Everything that was decided for one graph.
struct Decisions {
  Convention convention = Convention::Default;
  double dt = 0;
  Type compute;
  NodeOptions options;                        ///< for all nodes
  std::map<std::string, NodeOptions> forNode; ///< from `set`, by full name
  SmallVector<Attribute> choices;
};

class Discretiser {
public:
  Discretiser(nir::GraphOp graph, Decisions &decisions, Findings &findings)
      : source(graph), graph(graph), decisions(decisions), findings(findings), builder(graph) {}

  /// Replaces the graph by a network; leaves both alone if there are errors.
  void run();

private:
  // What each node is.
  void decideNodes();
  void decideNeuron(size_t index, bool onCycle);
  void decideDelay(size_t index);
  NodeOptions optionsOf(const FlatNode &node);
  void warnAboveTau(const FlatNode &node, Update update);
  void choose(StringRef node, StringRef option, const Twine &value, const Twine &reason, Location loc);

  // The network's ops.
  void makeOps();
  Value reference(size_t node, const NodeSet &late);
  Value instance(size_t node, const NodeSet &late);
  Value previous(Value value);
  Value reshaped(Value value, ArrayRef<int64_t> shape);
  SmallVector<Value> operandsOf(size_t node, const NodeSet &late, bool heldAtTarget);
  void fillInstances();
  void makeOutputs();
  void narrowTypes(Block &body);

  nir::GraphOp source;
  FlatGraph graph;
  Decisions &decisions;
  Findings &findings;
  OpBuilder builder;

  std::vector<NodeRole> roles;
  std::vector<RuleAttr> rules;          ///< of neurons
  std::vector<ElementsAttr> delaySteps; ///< of Delays
  std::unique_ptr<Cut> cut;
  std::vector<Operation *> sources; ///< ops of Inputs, neurons and lines
  std::map<std::pair<size_t, NodeSet>, Operation *> instances;
  std::vector<std::pair<size_t, NodeSet>> unfilled;
  llvm::DenseMap<Value, Value> delayed;
};

} // namespace

void Discretiser::choose(StringRef node, StringRef option, const Twine &value, const Twine &reason, Location loc) {
  std::string valueText = value.str(), reasonText = reason.str();
  auto text = [&](StringRef part) { return builder.getStringAttr(part); };
  decisions.choices.push_back(
      ChoiceAttr::get(builder.getContext(), text(node), text(option), text(valueText), text(reasonText)));
  findings.remark(loc, option, node, Twine(valueText) + " (" + reasonText + ")");
}

//===----------------------------------------------------------------------===//
// Decisions per node
//===----------------------------------------------------------------------===//

static bool isNeuron(Operation *op) { return isa<IOp, IFOp, LIOp, LIFOp, CubaLIOp, CubaLIFOp>(op); }

/// Whether forward Euler advances what the time constant `field` belongs to.
static bool isEuler(Update update, StringRef field) {
  switch (update) {
  case Update::Euler:
  case Update::LeakBoth:
    return true;
  case Update::ExactMembrane:
    return field == "tau_syn";
  default:
    return false;
  }
}

void Discretiser::warnAboveTau(const FlatNode &node, Update update) {
  for (auto [field, value] : node.op.getParameters()) {
    if (!llvm::is_contained({"tau", "tau_mem", "tau_syn"}, field) || !isEuler(update, field))
      continue;
    Parameter tau = Parameter::of(value);
    double least = INFINITY;
    for (int64_t i = 0, n = tau.isSplat() ? 1 : tau.size(); i < n; ++i)
      least = std::min(least, tau.asDouble(i));
    if (decisions.dt > least)
      findings.warning(
          node.op->getLoc(), "dt", node.name,
          "dt is " + shortest(decisions.dt) + ", above " + field + " = " + shortest(least, tau.elementType().isF32()) +
              (decisions.dt > 2 * least ? "; under forward Euler the state diverges"
                                        : "; under forward Euler the state changes sign from step to step"),
          "take a smaller dt or --integrator exact");
  }
}

/// What was asked for this node: its own options go before those for all nodes.
NodeOptions Discretiser::optionsOf(const FlatNode &node) {
  NodeOptions options = decisions.options;
  auto found = decisions.forNode.find(node.name);
  if (found == decisions.forNode.end())
    return options;
  const NodeOptions &own = found->second;
  if ((own.reset || own.resetDelay) && !isa<IFOp, LIFOp, CubaLIFOp>(*node.op))
    findings.error(node.op->getLoc(), "set", node.name,
                   "--set gives it a reset, a " + node.op.getNodeType() + " does not spike");
  auto take = [&](StringRef option, auto &target, const auto &value, const Twine &text) {
    if (!value)
      return;
    target = value;
    choose(node.name, option, text, "given by --set", node.op->getLoc());
  };
  take("integrator", options.integrator, own.integrator, own.integrator == Integrator::Exact ? "exact" : "euler");
  take("reset", options.reset, own.reset, own.reset == ResetKind::Subtract ? "subtract" : "value");
  take("reset-delay", options.resetDelay, own.resetDelay, Twine(own.resetDelay.value_or(0)));
  return options;
}

void Discretiser::decideNeuron(size_t index, bool onCycle) {
  const FlatNode &node = graph[index];
  NodeOptions options = optionsOf(node);
  llvm::Expected<ChosenRule> chosen = chooseRule(node.op, decisions.convention, onCycle, options);
  if (!chosen) {
    findings.error(node.op->getLoc(), "convention", node.name, llvm::toString(chosen.takeError()));
    return;
  }
  rules[index] = chosen->rule;
  if (!chosen->isNamed && decisions.convention != Convention::Default)
    choose(node.name, "rule", "as without a convention",
           "convention " + conventionName(decisions.convention) + " says nothing of " + node.op.getNodeType(),
           node.op->getLoc());
  warnAboveTau(node, chosen->rule.getUpdate());
  if (decisions.convention == Convention::SnnTorch && chosen->rule.getReset() == Reset::Value) {
    for (auto [field, value] : node.op.getParameters())
      if (field == "v_reset" && Parameter::of(value).anyElement([](double v) { return v != 0; }))
        findings.warning(node.op->getLoc(), "v_reset", node.name,
                         "v_reset is not 0; snnTorch resets to 0, the file's value is used");
  }
  roles[index] = chosen->rule.getSpike() == Spike::AboveOld ? NodeRole::Line : NodeRole::Stateful;
}

void Discretiser::decideDelay(size_t index) {
  const FlatNode &node = graph[index];
  auto delay = cast<nir::DelayOp>(*node.op);
  Parameter seconds = Parameter::of(delay.getDelay());
  int64_t count = seconds.isSplat() ? 1 : seconds.size();
  std::vector<int64_t> steps(count);
  double largestError = 0;
  int64_t least = INT64_MAX;
  for (int64_t i = 0; i < count; ++i) {
    double value = seconds.asDouble(i), rounded = std::nearbyint(value / decisions.dt);
    if (!(rounded >= 0 && rounded <= longestDelay)) {
      findings.error(node.op->getLoc(), "delay", node.name,
                     "a delay of " + shortest(value, seconds.elementType().isF32()) + " is " + shortest(rounded) +
                         " steps of dt " + shortest(decisions.dt) + ", allowed are 0 to " + shortest(longestDelay),
                     "check the unit of the delay");
      return;
    }
    steps[i] = static_cast<int64_t>(rounded);
    least = std::min(least, steps[i]);
    largestError = std::max(largestError, std::abs(value - rounded * decisions.dt));
  }
  if (largestError > delayTolerance * decisions.dt)
    findings.warning(node.op->getLoc(), "delay", node.name,
                     "the delay is rounded to whole steps of dt " + shortest(decisions.dt) +
                         ", the largest rounding error is " + shortest(largestError));
  auto type = RankedTensorType::get(seconds.shape(), builder.getI64Type());
  if (seconds.isSplat())
    delaySteps[index] = DenseElementsAttr::get(type, ArrayRef<int64_t>(steps));
  else
    delaySteps[index] =
        makeParameterCopy(type, node.name + ".steps",
                          ArrayRef<char>(reinterpret_cast<const char *>(steps.data()), steps.size() * sizeof(int64_t)));
  roles[index] = count > 0 && least >= 1 ? NodeRole::Line : NodeRole::Stateless;
}

void Discretiser::decideNodes() {
  roles.assign(graph.size(), NodeRole::Stateless);
  rules.resize(graph.size());
  delaySteps.resize(graph.size());
  std::vector<char> onCycle = nodesOnCycles(graph);
  for (auto [index, node] : llvm::enumerate(graph.nodes())) {
    if (isNeuron(node.op))
      decideNeuron(index, onCycle[index]);
    else if (isa<nir::DelayOp>(*node.op))
      decideDelay(index);
    else if (isa<nir::InputOp>(*node.op) && graph.isRootPort(index))
      roles[index] = NodeRole::Input;
  }
  for (const auto &[name, options] : decisions.forNode) {
    auto found = llvm::find_if(graph.nodes(), [&, &name = name](const FlatNode &node) { return node.name == name; });
    if (found == graph.nodes().end() || !isNeuron(found->op))
      findings.error(source.getLoc(), "set", "", "--set names " + quoted(name) + ", there is no neuron of that name");
  }
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

/// The value of the step before: one delay for all who need it.
Value Discretiser::previous(Value value) {
  Value &entry = delayed[value];
  if (!entry) {
    auto one = DenseElementsAttr::get(RankedTensorType::get({}, builder.getI64Type()), int64_t(1));
    entry = snn::DelayOp::create(builder, value.getLoc(), value.getType(), StringAttr(), ValueRange(value), one,
                                 ElementsAttr());
  }
  return entry;
}

Value Discretiser::reshaped(Value value, ArrayRef<int64_t> shape) {
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getShape() == shape)
    return value;
  return snn::ReshapeOp::create(builder, value.getLoc(), RankedTensorType::get(shape, type.getElementType()),
                                StringAttr(), ValueRange(value));
}

/// The op of a stateless node that sees the sources in `late` a step late. Its operands are filled in later.
Value Discretiser::instance(size_t node, const NodeSet &late) {
  // A port of a nested graph with one edge is that edge.
  while (isa<nir::InputOp, nir::OutputOp>(*graph[node].op) && graph[node].operands.size() == 1 &&
         !graph.isRootPort(node)) {
    size_t only = graph[node].operands.front();
    if (cut->isSource(only))
      return reference(only, late);
    node = only;
  }
  NodeSet own;
  std::set_intersection(late.begin(), late.end(), cut->reach(node).begin(), cut->reach(node).end(),
                        std::back_inserter(own));
  Operation *&op = instances[{node, own}];
  if (!op) {
    const FlatNode &flat = graph[node];
    if (auto delay = dyn_cast<nir::DelayOp>(*flat.op))
      op = makeDelay(builder, delay, flat.name, decisions.compute, delaySteps[node]);
    else
      op = makeStateless(builder, flat.op, flat.name, decisions.compute);
    unfilled.emplace_back(node, own);
  }
  return op->getResult(0);
}

/// The value of a node as a consumer sees it whose delayed sources are `late`.
Value Discretiser::reference(size_t node, const NodeSet &late) {
  if (!cut->isSource(node))
    return instance(node, late);
  Value value = sources[node]->getResult(0);
  return llvm::is_contained(late, node) ? previous(value) : value;
}

SmallVector<Value> Discretiser::operandsOf(size_t node, const NodeSet &late, bool heldAtTarget) {
  SmallVector<int64_t> shape = inputShapeOf(graph[node].op);
  // What arrives at a nested graph's Input has the shape of what enters the graph.
  SmallVector<Value> values;
  for (size_t operand : graph[node].operands) {
    bool closes = false;
    if (heldAtTarget && !cut->isSource(operand))
      closes = llvm::any_of(late, [&](size_t s) { return llvm::is_contained(cut->reach(operand), s); });
    values.push_back(closes ? previous(instance(operand, {})) : reference(operand, late));
  }
  if (isa<nir::InputOp, nir::OutputOp>(*graph[node].op) && !values.empty())
    shape = llvm::to_vector(cast<RankedTensorType>(values.front().getType()).getShape());
  for (Value &value : values)
    value = reshaped(value, shape);
  return values;
}

void Discretiser::fillInstances() {
  while (!unfilled.empty()) {
    auto [node, late] = unfilled.back();
    unfilled.pop_back();
    Operation *op = instances[{node, late}];
    op->setOperands(operandsOf(node, late, false));
    if (isa<SumOp>(op) && op->getNumOperands())
      op->getResult(0).setType(
          RankedTensorType::get(cast<RankedTensorType>(op->getOperand(0).getType()).getShape(), decisions.compute));
  }
}

void Discretiser::makeOutputs() {
  for (auto [index, node] : llvm::enumerate(graph.nodes())) {
    if (!graph.isRootPort(index) || !isa<nir::OutputOp>(*node.op))
      continue;
    SmallVector<Value> operands;
    if (node.consumers.empty())
      operands = operandsOf(index, {}, false);
    else
      operands.push_back(instance(index, {}));
    fillInstances();
    SmallVector<int64_t> shape = operands.empty()
                                     ? inputShapeOf(node.op)
                                     : llvm::to_vector(cast<RankedTensorType>(operands.front().getType()).getShape());
    snn::OutputOp::create(builder, node.op->getLoc(), builder.getStringAttr(node.name), operands,
                          operands.empty() ? builder.getDenseI64ArrayAttr(shape) : DenseI64ArrayAttr());
  }
}

/// Delays, reshapes and sums of one operand keep its type: spikes stay spikes.
void Discretiser::narrowTypes(Block &body) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (Operation &op : body) {
      if (!isa<snn::DelayOp, snn::ReshapeOp, snn::SumOp>(op) || op.getNumOperands() != 1)
        continue;
      auto type = cast<RankedTensorType>(op.getResult(0).getType());
      Type element = cast<RankedTensorType>(op.getOperand(0).getType()).getElementType();
      if (type.getElementType() == element)
        continue;
      op.getResult(0).setType(RankedTensorType::get(type.getShape(), element));
      changed = true;
    }
  }
}

void Discretiser::makeOps() {
  sources.resize(graph.size());
  for (auto [index, node] : llvm::enumerate(graph.nodes())) {
    StringRef name = node.name;
    if (roles[index] == NodeRole::Input)
      sources[index] = snn::InputOp::create(
          builder, node.op->getLoc(),
          RankedTensorType::get(cast<RankedTensorType>(node.op.getOutput().getType()).getShape(), decisions.compute),
          builder.getStringAttr(name));
    else if (isNeuron(node.op))
      sources[index] = makeNeuron(builder, node.op, name, decisions.compute, rules[index]);
    else if (roles[index] == NodeRole::Line)
      sources[index] = makeDelay(builder, cast<nir::DelayOp>(*node.op), name, decisions.compute, delaySteps[index]);
  }
  for (size_t index = 0; index < graph.size(); ++index) {
    if (!sources[index] || roles[index] == NodeRole::Input)
      continue;
    // Norse's importer holds what arrives over a closing edge; everyone else delays the spikes themselves.
    bool heldAtTarget = decisions.convention == Convention::Norse;
    NodeSet late = roles[index] == NodeRole::Stateful ? cut->lateSources(index) : NodeSet();
    SmallVector<Value> operands = operandsOf(index, late, heldAtTarget);
    sources[index]->setOperands(operands);
    if (auto neuron = dyn_cast<NeuronOp>(sources[index]))
      neuron.setSegments({static_cast<int32_t>(operands.size())});
    fillInstances();
  }
  makeOutputs();
}

void Discretiser::run() {
  for (const FlatNode &node : graph.nodes())
    if (!nir::shapeOf(node.op.getOutput())) {
      findings.error(node.op->getLoc(), "shape", node.name, "its shape is not known",
                     "run nir-infer-shapes and nir-check first");
      return;
    }
  decideNodes();
  if (findings.hasErrors())
    return;
  cut = std::make_unique<Cut>(graph, roles);
  if (!cut->statelessCycle.empty()) {
    std::string names = llvm::join(llvm::map_range(cut->statelessCycle, quoted), ", ");
    findings.error(source.getLoc(), "stateless-cycle", cut->statelessCycle.front(),
                   "the cycle of " + names +
                       " passes neither a neuron nor a delay of a step or more, so it has no meaning in time",
                   "put a neuron or a Delay into it, or take a smaller dt");
    return;
  }
  StringAttr convention;
  if (decisions.convention != Convention::Default)
    convention = builder.getStringAttr(conventionName(decisions.convention));
  auto network = NetworkOp::create(builder, source.getLoc(), source.getSymNameAttr(),
                                   builder.getF64FloatAttr(decisions.dt), TypeAttr::get(decisions.compute), convention,
                                   decisions.choices.empty() ? ArrayAttr() : builder.getArrayAttr(decisions.choices));
  Block &body = network.getBody().emplaceBlock();
  builder.setInsertionPointToEnd(&body);
  makeOps();
  narrowTypes(body);
  // Text reads best in the order in which a step is evaluated.
  Schedule schedule = computeSchedule(network);
  for (const Action &action : schedule.actions)
    if (action.phase != Phase::Absorb)
      action.op->moveBefore(&body, body.end());
  source.erase();
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {

struct Discretize : impl::SNNDiscretizeBase<Discretize> {
  using SNNDiscretizeBase::SNNDiscretizeBase;

  void runOnOperation() override {
    Findings findings;
    for (auto graph : llvm::make_early_inc_range(getOperation().getOps<nir::GraphOp>())) {
      Decisions decisions;
      Discretiser discretiser(graph, decisions, findings);
      if (decide(graph, decisions, findings))
        discretiser.run();
    }
    if (failed(findings.report()))
      signalPassFailure();
  }

private:
  bool readOptions(nir::GraphOp graph, Decisions &decisions, Findings &findings);
  bool decide(nir::GraphOp graph, Decisions &decisions, Findings &findings);
  bool decideStep(nir::GraphOp graph, const Recognised &found, Decisions &decisions, Findings &findings);
  void sayRules(nir::GraphOp graph, Decisions &decisions, Findings &findings);

  void choose(nir::GraphOp graph, Decisions &decisions, Findings &findings, StringRef option, const Twine &value,
              const Twine &reason) {
    Builder builder(&getContext());
    std::string valueText = value.str(), reasonText = reason.str();
    decisions.choices.push_back(ChoiceAttr::get(&getContext(), builder.getStringAttr(""), builder.getStringAttr(option),
                                                builder.getStringAttr(valueText), builder.getStringAttr(reasonText)));
    findings.remark(graph.getLoc(), option, "", Twine(valueText) + " (" + reasonText + ")");
  }
};

} // namespace

bool Discretize::readOptions(nir::GraphOp graph, Decisions &decisions, Findings &findings) {
  bool ok = true;
  auto refuse = [&](const Twine &message) {
    findings.error(graph.getLoc(), "option", "", message);
    ok = false;
  };
  auto apply = [&](NodeOptions &options, StringRef option, StringRef value) {
    if (value.empty())
      return;
    if (llvm::Error error = setOption(options, option, value))
      refuse(llvm::toString(std::move(error)));
  };
  apply(decisions.options, "integrator", integrator.getValue());
  apply(decisions.options, "reset", reset.getValue());
  if (resetDelay != -1)
    apply(decisions.options, "reset-delay", std::to_string(resetDelay));
  if (precision != "f32" && precision != "f64")
    refuse("precision is " + quoted(precision) + ", allowed are f32 and f64");
  decisions.compute =
      precision == "f64" ? Type(Float64Type::get(&getContext())) : Type(Float32Type::get(&getContext()));
  for (StringRef entry : set) {
    // A name may hold any character.
    auto [target, value] = entry.rsplit('=');
    auto [node, option] = target.rsplit('.');
    if (node.empty() || option.empty() || value.empty())
      refuse("set is " + quoted(entry) + ", expected NODE.OPTION=VALUE");
    else
      apply(decisions.forNode[node.str()], option, value);
  }
  return ok;
}

bool Discretize::decideStep(nir::GraphOp graph, const Recognised &found, Decisions &decisions, Findings &findings) {
  bool isGiven = !std::isnan(dt);
  if (!isGiven && found.dt) {
    decisions.dt = *found.dt;
    choose(graph, decisions, findings, "dt", shortest(*found.dt), found.reason);
    return true;
  }
  if (!isGiven) {
    findings.error(graph.getLoc(), "dt", "", "the model file gives no time step",
                   "pass --dt SECONDS (in the unit of the file's time constants; snn-discretize: dt=SECONDS)");
    return false;
  }
  if (!(dt > 0) || !std::isfinite(dt)) {
    findings.error(graph.getLoc(), "dt", "", "dt is " + shortest(dt) + ", it must be > 0 and finite");
    return false;
  }
  decisions.dt = dt;
  choose(graph, decisions, findings, "dt", shortest(dt), "given by --dt");
  if (found.dt && *found.dt != dt)
    findings.warning(graph.getLoc(), "dt", "",
                     "dt is " + shortest(dt) + ", the file was written with " + shortest(*found.dt) + ": " +
                         found.reason);
  return true;
}

/// One remark for each choice that concerns the whole network.
void Discretize::sayRules(nir::GraphOp graph, Decisions &decisions, Findings &findings) {
  StringRef name = conventionName(decisions.convention);
  std::string byDefault =
      decisions.convention == Convention::Default ? "default" : ("default of convention " + name).str();
  if (!hasOptions(decisions.convention))
    return;
  auto say = [&](StringRef option, const Twine &value, bool given) {
    choose(graph, decisions, findings, option, value,
           given ? "given by --" + option.str() : byDefault + "; --" + option.str() + " changes it");
  };
  const NodeOptions &options = decisions.options;
  bool exact =
      options.integrator ? *options.integrator == Integrator::Exact : decisions.convention == Convention::Nengo;
  say("integrator", exact ? "exact" : "euler", options.integrator.has_value());
  ResetKind kind = options.reset.value_or(defaultReset(decisions.convention));
  say("reset", kind == ResetKind::Subtract ? "subtract" : "value", options.reset.has_value());
  say("reset-delay", std::to_string(options.resetDelay.value_or(defaultResetDelay(decisions.convention))),
      options.resetDelay.has_value());
}

bool Discretize::decide(nir::GraphOp graph, Decisions &decisions, Findings &findings) {
  if (!readOptions(graph, decisions, findings))
    return false;
  Recognised found = recognise(FlatGraph(graph));
  if (!convention.empty()) {
    std::optional<Convention> named = findConvention(convention);
    if (!named) {
      findings.error(graph.getLoc(), "convention", "",
                     "convention " + quoted(convention) + ", allowed are " + conventionNames());
      return false;
    }
    decisions.convention = *named;
    choose(graph, decisions, findings, "convention", convention.getValue(), "given by --convention");
  } else if (found.convention) {
    decisions.convention = *found.convention;
    choose(graph, decisions, findings, "convention", conventionName(*found.convention), found.reason);
  } else {
    choose(graph, decisions, findings, "convention", "none",
           "forward Euler, spike when v > v_threshold, closing edges a step late; --convention names another");
  }
  if (!decideStep(graph, found, decisions, findings))
    return false;
  sayRules(graph, decisions, findings);
  return true;
}

} // namespace ganglion::snn
