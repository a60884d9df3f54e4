//===- Check.cpp - all findings about a NIR graph -------------------------===//
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Text.h"
#include "passes/NIR/FlatGraph.h"
#include "passes/NIR/Passes.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace ganglion::nir {
#define GEN_PASS_DEF_NIRCHECK
#include "passes/NIR/Passes.h.inc"

/// A cycle can be as long as the graph.
static constexpr size_t mostNamedOfCycle = 8;

static bool isStateless(Operation *op) { return !isa<IOp, IFOp, LIOp, LIFOp, CubaLIOp, CubaLIFOp, DelayOp>(op); }

/// `values` are the findings about the node's own parameters: what they say already is not said again.
static void explainMissingShape(NodeOpInterface node, const Findings &values, Findings &findings) {
  if (isa<InputOp>(*node) && arrivingEdges(node).empty() && !node->hasAttr("shape")) {
    findings.error(node->getLoc(), "shape", fullNodeName(node),
                   "its shape cannot be inferred: it has none, and the nodes it feeds do not agree on one", "add it");
    return;
  }
  // Where an operand has no shape either, the fault lies there.
  std::optional<SmallVector<int64_t>> input;
  for (Value operand : arrivingEdges(node)) {
    input = shapeOf(operand);
    if (!input)
      return;
  }
  if (std::optional<SmallVector<int64_t>> expected = node.getExpectedInputShape(); expected && !input)
    input = expected;
  std::string reason;
  FailureOr<SmallVector<int64_t>> shape =
      node.inferOutputShape(input ? std::optional<ArrayRef<int64_t>>(*input) : std::nullopt, reason);
  if (succeeded(shape))
    findings.error(node->getLoc(), "shape", fullNodeName(node), "its shape is not known", "run nir-infer-shapes first");
  else if (llvm::none_of(values.all(), [&](const Findings::Located &entry) { return entry.finding.message == reason; }))
    findings.error(node->getLoc(), "shape", fullNodeName(node), "its shape cannot be inferred: " + reason);
}

/// A cycle in which each node waits for the shape of another one.
static void checkShapeCycles(GraphOp graph, Findings &findings) {
  if (findings.hasErrors())
    return;
  graph->walk([&](NodeOpInterface node) {
    // A nested graph has the shape of its Output; without a single one it has no result that could be used.
    if (shapeOf(node.getOutput()) || isa<SubgraphOp>(*node))
      return WalkResult::advance();
    findings.error(node->getLoc(), "shape", fullNodeName(node),
                   "its shape cannot be inferred: it depends on that of its own output",
                   "give one node of the cycle parameters of rank 1 or more");
    return WalkResult::interrupt();
  });
}

static void append(Findings &findings, const Findings &more) {
  for (const Findings::Located &entry : more.all())
    findings.add(entry.loc, entry.finding.severity, entry.finding.rule, entry.finding.node, entry.finding.message,
                 entry.finding.fix);
}

/// Rules of the node's own table, and why its shape is not known.
static void checkNode(NodeOpInterface node, Findings &findings) {
  Findings structure, values;
  node.collectStructure(structure);
  append(findings, structure);
  if (structure.hasErrors())
    return;
  node.collectValues(values);
  append(findings, values);
  if (!shapeOf(node.getOutput()) && !isa<SubgraphOp>(*node))
    explainMissingShape(node, values, findings);
}

/// Operands of one node: none twice.
static void checkEdges(NodeOpInterface node, Findings &findings) {
  llvm::SmallPtrSet<Operation *, 8> sources;
  for (Value operand : node.getInputs()) {
    auto source = dyn_cast_or_null<NodeOpInterface>(operand.getDefiningOp());
    if (source && !sources.insert(source).second)
      findings.error(node->getLoc(), "duplicate-edge", fullNodeName(node),
                     "duplicate edge " + quoted(source.getNodeName()) + " -> " + quoted(node.getNodeName()) +
                         ", an edge is allowed once",
                     "remove one of them, or double the weight");
  }
  if (isa<InputOp>(*node) && !node.getInputs().empty())
    findings.error(node->getLoc(), "edge-into-input", fullNodeName(node),
                   Twine(node.getInputs().size()) + " edges enter an Input, allowed are none", "remove them");
  if (isa<OutputOp>(*node) && !node.getOutput().use_empty())
    findings.warning(node->getLoc(), "edge-out-of-output", fullNodeName(node),
                     "an edge leaves an Output; it carries what the Output receives");
}

namespace {

class GraphCheck {
public:
  GraphCheck(GraphOp graph, Findings &findings) : root(graph), graph(graph), findings(findings) {}

  void run() {
    if (graph.size() == 0) {
      findings.error(root.getLoc(), "empty", "",
                     "the graph is empty: it has no node, an Input and an Output are expected");
      return;
    }
    checkNames();
    checkPorts();
    checkConnections();
    checkStatelessCycles();
  }

private:
  void checkNames() {
    for (size_t i = 1; i < graph.size(); ++i)
      if (graph[i].name == graph[i - 1].name)
        findings.error(graph[i].op->getLoc(), "name", graph[i].name,
                       "two nodes have this name once nested graphs are flattened", "rename one of them");
  }

  void checkPorts() {
    bool hasInput = false, hasOutput = false;
    for (auto [i, node] : llvm::enumerate(graph.nodes())) {
      hasInput |= graph.isRootPort(i) && isa<InputOp>(*node.op);
      hasOutput |= graph.isRootPort(i) && isa<OutputOp>(*node.op);
    }
    if (!hasInput)
      findings.warning(root.getLoc(), "no-input", "", "the graph has no Input, nothing can be fed in");
    if (!hasOutput)
      findings.warning(root.getLoc(), "no-output", "", "the graph has no Output, nothing is put out but records");
  }

  void checkConnections() {
    std::vector<char> reached(graph.size(), 0);
    std::vector<size_t> work;
    for (auto [i, node] : llvm::enumerate(graph.nodes()))
      if (isa<InputOp>(*node.op) && graph.isRootPort(i)) {
        reached[i] = 1;
        work.push_back(i);
      }
    while (!work.empty()) {
      size_t node = work.back();
      work.pop_back();
      for (size_t next : graph[node].consumers)
        if (!reached[next]) {
          reached[next] = 1;
          work.push_back(next);
        }
    }
    for (auto [i, node] : llvm::enumerate(graph.nodes())) {
      bool isInput = isa<InputOp>(*node.op) && graph.isRootPort(i);
      if (node.operands.empty() && !isInput)
        findings.warning(node.op->getLoc(), "unconnected", node.name,
                         "it is not connected: no edge enters it, so its input is 0");
      else if (!reached[i])
        findings.warning(node.op->getLoc(), "unreachable", node.name, "no Input reaches it");
      // Where edges leave a nested graph of several Outputs, rule V11 says so already.
      auto parent = dyn_cast<SubgraphOp>(node.op->getParentOp());
      bool isLeft = isa<OutputOp>(*node.op) && (!parent || !parent.getOutput().use_empty());
      if (node.consumers.empty() && !isLeft)
        findings.warning(node.op->getLoc(), "unread", node.name, "it is not connected: nobody reads what it puts out");
    }
  }

  /// Every cycle must pass a neuron or a Delay: depth-first over the stateless nodes only.
  void checkStatelessCycles() {
    enum Colour : char { New, Open, Done };
    std::vector<Colour> colour(graph.size(), New);
    for (size_t root = 0; root < graph.size(); ++root) {
      if (colour[root] != New || !isStateless(graph[root].op))
        continue;
      std::vector<std::pair<size_t, size_t>> stack = {{root, 0}};
      colour[root] = Open;
      while (!stack.empty()) {
        auto &[node, next] = stack.back();
        if (next == graph[node].consumers.size()) {
          colour[node] = Done;
          stack.pop_back();
          continue;
        }
        size_t consumer = graph[node].consumers[next++];
        if (!isStateless(graph[consumer].op) || colour[consumer] == Done)
          continue;
        if (colour[consumer] == New) {
          colour[consumer] = Open;
          stack.emplace_back(consumer, 0);
          continue;
        }
        reportCycle(stack, consumer);
      }
    }
  }

  void reportCycle(const std::vector<std::pair<size_t, size_t>> &stack, size_t start) {
    auto first = llvm::find_if(stack, [&](const auto &entry) { return entry.first == start; });
    size_t length = stack.end() - first;
    std::string names;
    for (size_t i = 0; i < length; ++i) {
      if (i == mostNamedOfCycle && length > mostNamedOfCycle + 1) {
        names += std::to_string(length - i) + " more -> ";
        break;
      }
      names += quoted(graph[first[i].first].name) + " -> ";
    }
    findings.error(graph[start].op->getLoc(), "stateless-cycle", graph[start].name,
                   "the cycle " + names + quoted(graph[start].name) +
                       " passes neither a neuron nor a Delay, so it has no meaning in time",
                   "put a neuron or a Delay into it");
  }

  GraphOp root;
  FlatGraph graph;
  Findings &findings;
};

struct Check : impl::NIRCheckBase<Check> {
  void runOnOperation() override {
    Findings findings;
    for (auto graph : getOperation().getOps<GraphOp>()) {
      graph->walk([&](NodeOpInterface node) {
        checkNode(node, findings);
        checkEdges(node, findings);
      });
      checkShapeCycles(graph, findings);
      GraphCheck(graph, findings).run();
    }
    if (failed(findings.report()))
      signalPassFailure();
    markAllAnalysesPreserved();
  }
};

} // namespace
} // namespace ganglion::nir
