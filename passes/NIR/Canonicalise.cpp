//===- Canonicalise.cpp - flat graphs without idle nodes ------------------===//
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Parameter.h"
#include "mlir/IR/Builders.h"
#include "passes/NIR/FlatGraph.h"
#include "passes/NIR/Passes.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;

namespace ganglion::nir {
#define GEN_PASS_DEF_NIRCANONICALISE
#include "passes/NIR/Passes.h.inc"

/// Discardable attribute: names of the nodes that this node also stands for.
static constexpr StringLiteral mergedNames = "merged";

/// `op` now stands for `removed` and for what that stood for. A nested graph is no node of its own.
static void addMergedName(Operation *op, Operation *removed) {
  Builder builder(op->getContext());
  SmallVector<Attribute> names;
  if (auto old = op->getAttrOfType<ArrayAttr>(mergedNames))
    llvm::append_range(names, old);
  if (!isa<SubgraphOp>(removed))
    names.push_back(removed->getAttr("name"));
  if (auto more = removed->getAttrOfType<ArrayAttr>(mergedNames))
    llvm::append_range(names, more);
  if (!names.empty())
    op->setAttr(mergedNames, builder.getArrayAttr(names));
}

//===----------------------------------------------------------------------===//
// Nested graphs
//===----------------------------------------------------------------------===//

/// A Scale by 1 in place of a port: sums the operands and passes the sum on, bit for bit.
static Value makeSum(NodeOpInterface port, ValueRange operands) {
  auto type = cast<RankedTensorType>(port.getOutput().getType());
  OperationState state(port->getLoc(), ScaleOp::getOperationName());
  state.addOperands(operands);
  state.addTypes(type);
  state.addAttribute("name", port->getAttr("name"));
  state.addAttribute("scale", DenseElementsAttr::get(type, 1.0f));
  if (Attribute merged = port->getAttr(mergedNames))
    state.addAttribute(mergedNames, merged);
  return OpBuilder(port).create(state)->getResult(0);
}

/// Puts what arrives at a port of a nested graph in the port's place and removes the port.
static void replacePort(NodeOpInterface port, ValueRange operands) {
  Value arriving;
  if (operands.size() == 1 && operands.front().getType() == port.getOutput().getType()) {
    arriving = operands.front();
    addMergedName(arriving.getDefiningOp(), port);
  } else {
    arriving = makeSum(port, operands);
  }
  port.getOutput().replaceAllUsesWith(arriving);
  port->erase();
}

/// Puts the nested graph's name before those of a node in it.
static void prefixNames(Operation &op, StringRef graph) {
  Builder builder(op.getContext());
  auto prefixed = [&](Attribute name) -> Attribute {
    auto text = dyn_cast<StringAttr>(name);
    return text ? builder.getStringAttr(graph + "." + text.getValue()) : name;
  };
  op.setAttr("name", prefixed(op.getAttr("name")));
  if (auto merged = op.getAttrOfType<ArrayAttr>(mergedNames))
    op.setAttr(mergedNames, builder.getArrayAttr(llvm::map_to_vector(merged, prefixed)));
}

/// Moves the nodes of `subgraph` in front of it and removes it.
static void inlineGraph(SubgraphOp subgraph) {
  Block &body = subgraph->getRegion(0).front();
  SmallVector<NodeOpInterface> ports;
  for (Operation &op : llvm::make_early_inc_range(body)) {
    prefixNames(op, subgraph.getName());
    if (isa<InputOp, OutputOp>(op))
      ports.push_back(cast<NodeOpInterface>(op));
    op.moveBefore(subgraph);
  }
  // From here on the ports stand beside the graph: an Output is a node that passes its sum on, and so is an Input.
  for (NodeOpInterface port : ports)
    if (isa<OutputOp>(*port) && !subgraph.getOutput().use_empty()) {
      addMergedName(port, subgraph);
      subgraph.getOutput().replaceAllUsesWith(port.getOutput());
    }
  for (NodeOpInterface port : ports)
    replacePort(port, isa<InputOp>(*port) ? ValueRange(subgraph.getInputs()) : ValueRange(port.getInputs()));
  subgraph.erase();
}

/// Whether the sum at a port comes from that port itself by other ports alone. nir-check refuses such a cycle; here it
/// would leave nothing.
static bool isPortCycle(NodeOpInterface port) {
  llvm::SmallPtrSet<Operation *, 8> seen;
  Operation *op = port;
  while (isa_and_nonnull<InputOp, OutputOp, SubgraphOp>(op)) {
    if (!seen.insert(op).second)
      return true;
    if (auto subgraph = dyn_cast<SubgraphOp>(op)) {
      op = onlyOutput(subgraph->getRegion(0));
      continue;
    }
    OperandRange operands = arrivingEdges(cast<NodeOpInterface>(op));
    op = operands.size() == 1 ? operands.front().getDefiningOp() : nullptr;
  }
  return false;
}

/// What nir-check would refuse and inlining cannot do without.
static bool canBeInlined(SubgraphOp subgraph, Findings &findings) {
  size_t before = findings.all().size();
  subgraph.collectValues(findings);
  for (Operation &op : subgraph->getRegion(0).front()) {
    auto node = cast<NodeOpInterface>(op);
    if (!shapeOf(node.getOutput()))
      findings.error(op.getLoc(), "shape", fullNodeName(node), "its shape is not known", "run nir-infer-shapes first");
    if (isa<InputOp, OutputOp>(op) && isPortCycle(node))
      findings.error(op.getLoc(), "stateless-cycle", fullNodeName(node), "what it receives is what it puts out");
  }
  return llvm::none_of(findings.all().drop_front(before),
                       [](const Findings::Located &entry) { return entry.finding.severity == Severity::Error; });
}

//===----------------------------------------------------------------------===//
// Idle nodes
//===----------------------------------------------------------------------===//

static bool areAll(ElementsAttr attribute, double value) {
  Parameter parameter = Parameter::of(attribute);
  for (int64_t i = 0, n = parameter.isSplat() ? 1 : parameter.size(); i < n; ++i)
    if (parameter.asDouble(i) != value)
      return false;
  return true;
}

/// Whether the op passes its only operand on unchanged under every clock.
static bool isIdle(Operation &op) {
  if (op.getNumOperands() != 1 || op.getOperand(0).getType() != op.getResult(0).getType())
    return false;
  if (auto scale = dyn_cast<ScaleOp>(op))
    return areAll(scale.getScale(), 1.0);
  if (auto delay = dyn_cast<DelayOp>(op))
    return areAll(delay.getDelay(), 0.0);
  return false;
}

/// Removes an idle node, unless a consumer would then have an edge twice or an Input lead straight to an Output.
static void removeIdle(Operation &op) {
  Operation *source = op.getOperand(0).getDefiningOp();
  if (!isIdle(op))
    return;
  bool clash = llvm::any_of(op.getUsers(), [&](Operation *user) {
    return user == source || user == &op || llvm::is_contained(user->getOperands(), op.getOperand(0)) ||
           (isa<InputOp>(source) && isa<OutputOp>(user));
  });
  if (clash)
    return;
  addMergedName(source, &op);
  op.getResult(0).replaceAllUsesWith(op.getOperand(0));
  op.erase();
}

namespace {
struct Canonicalise : impl::NIRCanonicaliseBase<Canonicalise> {
  void runOnOperation() override {
    Findings findings;
    for (auto graph : getOperation().getOps<GraphOp>()) {
      // Innermost graphs first, so that each move is of plain nodes.
      SmallVector<SubgraphOp> subgraphs;
      graph->walk<WalkOrder::PostOrder>([&](SubgraphOp op) { subgraphs.push_back(op); });
      for (SubgraphOp op : subgraphs)
        (void)canBeInlined(op, findings);
      if (findings.hasErrors())
        continue;
      for (SubgraphOp op : subgraphs)
        inlineGraph(op);
      for (Operation &op : llvm::make_early_inc_range(graph->getRegion(0).front()))
        if (op.getNumOperands() == 1)
          removeIdle(op);
    }
    // Warnings are nir-check's to give.
    if (findings.hasErrors()) {
      (void)findings.report();
      signalPassFailure();
    }
  }
};
} // namespace
} // namespace ganglion::nir
