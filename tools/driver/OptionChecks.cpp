//===- OptionChecks.cpp ---------------------------------------------------===//
#include "tools/driver/OptionChecks.h"
#include "ir/Support/Text.h"
#include "passes/Discretise/Conventions.h"
#include "passes/Discretise/Recognise.h"
#include "passes/NIR/FlatGraph.h"
#include "tools/driver/Runnable.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace mlir;

namespace ganglion::driver {

StringRef firstGiven(const TimeOptions &options) {
  if (options.dt)
    return "--dt";
  if (!options.convention.empty())
    return "--convention";
  if (!options.integrator.empty())
    return "--integrator";
  if (!options.reset.empty())
    return "--reset";
  if (options.resetDelay != -1)
    return "--reset-delay";
  if (!options.precision.empty())
    return "--precision";
  return options.set.empty() ? "" : "--set";
}

//===----------------------------------------------------------------------===//
// Networks
//===----------------------------------------------------------------------===//

/// What a network says was chosen for all its nodes; "" if nothing is said.
static StringRef choiceOf(snn::NetworkOp network, StringRef option) {
  ArrayAttr choices = network.getChoicesAttr();
  for (Attribute entry : choices ? choices.getValue() : ArrayRef<Attribute>())
    if (auto choice = cast<snn::ChoiceAttr>(entry); choice.getNode().empty() && choice.getOption() == option)
      return choice.getValue();
  return "";
}

std::string precisionOf(snn::NetworkOp network) {
  std::string text;
  llvm::raw_string_ostream(text) << network.getCompute();
  return text;
}

std::string contradiction(snn::NetworkOp network, const TimeOptions &options) {
  auto differs = [](StringRef option, StringRef given, const Twine &has) {
    return ("--" + option + " is " + given + ", the network was made with " + has +
            "; leave the option out or start from the NIR model")
        .str();
  };
  if (options.dt && (network.isEventDriven() || *options.dt != network.getDt()))
    return differs("dt", shortest(*options.dt),
                   network.isEventDriven() ? std::string("clock(event)") : shortest(network.getDt()));
  StringRef convention = network.getConvention().value_or("none");
  if (!options.convention.empty() && options.convention != convention)
    return differs("convention", quoted(options.convention), quoted(convention));
  std::string precision = precisionOf(network);
  if (!options.precision.empty() && options.precision != precision)
    return differs("precision", options.precision, precision);
  std::string delay = options.resetDelay == -1 ? "" : std::to_string(options.resetDelay);
  for (auto [option, given] : {std::pair<StringRef, StringRef>{"integrator", options.integrator},
                               {"reset", options.reset},
                               {"reset-delay", delay}})
    if (StringRef chosen = choiceOf(network, option); !given.empty() && given != chosen)
      return differs(option, given, chosen.empty() ? "rules of its own" : chosen);
  if (!options.set.empty())
    return "--set acts on NIR models, the network has rules of its own; start from the NIR model";
  return "";
}

//===----------------------------------------------------------------------===//
// Graphs
//===----------------------------------------------------------------------===//

bool tellsTimeStep(nir::GraphOp graph) { return recognise(nir::FlatGraph(graph)).dt.has_value(); }

/// Adds an entry of --set to the options of its node.
static llvm::Error readSetEntry(StringRef entry, std::map<std::string, NodeOptions> &forNode) {
  auto [target, value] = entry.rsplit('=');
  auto [node, option] = target.rsplit('.');
  if (node.empty() || option.empty() || value.empty())
    return llvm::createStringError("--set is " + quoted(entry) + ", expected NODE.OPTION=VALUE");
  if (llvm::Error error = setOption(forNode[node.str()], option, value))
    return llvm::createStringError("--set is " + quoted(entry) + ": " + llvm::toString(std::move(error)));
  return llvm::Error::success();
}

llvm::Error checkSetEntry(StringRef entry) {
  std::map<std::string, NodeOptions> ignored;
  return readSetEntry(entry, ignored);
}

static bool isSpiking(Operation *op) { return isa<nir::IFOp, nir::LIFOp, nir::CubaLIFOp>(op); }
static bool isNeuron(Operation *op) { return isSpiking(op) || isa<nir::IOp, nir::LIOp, nir::CubaLIOp>(op); }

/// The names that --set may have, at most twenty.
static std::string neuronNames(const nir::FlatGraph &graph) {
  std::vector<std::string> names;
  for (const nir::FlatNode &node : graph.nodes())
    if (isNeuron(node.op))
      names.push_back(quoted(node.name));
  if (names.empty())
    return "the model has none";
  size_t count = names.size();
  names.resize(std::min<size_t>(count, 20));
  return "there are " + llvm::join(names, ", ") + (count > 20 ? ", ..." : "");
}

/// Options of one node on top of those for all.
static NodeOptions merged(NodeOptions options, const NodeOptions &own) {
  if (own.integrator)
    options.integrator = own.integrator;
  if (own.reset)
    options.reset = own.reset;
  if (own.resetDelay)
    options.resetDelay = own.resetDelay;
  return options;
}

llvm::Error checkNodeOptions(nir::GraphOp source, const TimeOptions &given) {
  // Rules are attributes of it.
  source.getContext()->getOrLoadDialect<snn::SNNDialect>();
  nir::FlatGraph graph(source);
  NodeOptions options;
  auto set = [&](StringRef option, StringRef value) {
    return value.empty() ? llvm::Error::success() : setOption(options, option, value);
  };
  llvm::Error error = set("integrator", given.integrator);
  error = llvm::joinErrors(std::move(error), set("reset", given.reset));
  if (given.resetDelay != -1)
    error = llvm::joinErrors(std::move(error), set("reset-delay", std::to_string(given.resetDelay)));
  std::map<std::string, NodeOptions> forNode;
  for (StringRef entry : given.set)
    error = llvm::joinErrors(std::move(error), readSetEntry(entry, forNode));
  if (error)
    return llvm::make_error<WrongUsage>(llvm::toString(std::move(error)));

  for (const auto &[name, own] : forNode) {
    auto found = llvm::find_if(
        graph.nodes(), [&, &name = name](const nir::FlatNode &node) { return node.name == name && isNeuron(node.op); });
    if (found == graph.nodes().end())
      return llvm::make_error<WrongUsage>("--set names " + quoted(name) + ", there is no neuron of that name; " +
                                          neuronNames(graph));
    if ((own.reset || own.resetDelay) && !isSpiking(found->op))
      return llvm::make_error<WrongUsage>("--set gives node " + quoted(name) + " a reset, a " +
                                          found->op.getNodeType() + " does not spike");
  }
  std::optional<Convention> convention = findConvention(given.convention);
  if (given.convention.empty())
    convention = recognise(graph).convention.value_or(Convention::Default);
  if (!convention)
    return llvm::make_error<WrongUsage>("--convention is " + quoted(given.convention) + ", allowed are " +
                                        conventionNames());
  for (const nir::FlatNode &node : graph.nodes())
    if (isNeuron(node.op)) {
      auto own = forNode.find(node.name);
      NodeOptions wanted = own == forNode.end() ? options : merged(options, own->second);
      if (llvm::Error refused = chooseRule(node.op, *convention, /*inCycle=*/false, wanted).takeError())
        return llvm::make_error<WrongUsage>("node " + quoted(node.name) + ": " + llvm::toString(std::move(refused)));
    }
  return llvm::Error::success();
}

} // namespace ganglion::driver
