//===- Canonicalise.cpp - flat graphs without idle nodes ------------------===//
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Parameter.h"
#include "passes/NIR/FlatGraph.h"
#include "passes/NIR/Passes.h"
#include "mlir/IR/Builders.h"

using namespace mlir;

namespace ganglion::nir {
#define GEN_PASS_DEF_NIRCANONICALISE
#include "passes/NIR/Passes.h.inc"

/// Discardable attribute: names of the nodes that this node also stands for.
static constexpr StringLiteral mergedNames = "merged";

static void addMergedName(Operation *op, Operation *removed) {
  Builder builder(op->getContext());
  SmallVector<Attribute> names;
  if (auto old = op->getAttrOfType<ArrayAttr>(mergedNames))
    llvm::append_range(names, old);
  names.push_back(removed->getAttr("name"));
  if (auto more = removed->getAttrOfType<ArrayAttr>(mergedNames))
    llvm::append_range(names, more);
  op->setAttr(mergedNames, builder.getArrayAttr(names));
}

/// A Scale by 1: sums its operands and passes the sum on, bit for bit.
static ScaleOp makeSum(OpBuilder &builder, Location loc, StringAttr name, ValueRange operands, TensorType type) {
  auto one = DenseElementsAttr::get(RankedTensorType::get(type.getShape(), builder.getF32Type()), 1.0f);
  OperationState state(loc, ScaleOp::getOperationName());
  state.addOperands(operands);
  state.addTypes(type);
  state.addAttribute("name", name);
  state.addAttribute("scale", one);
  return cast<ScaleOp>(builder.create(state));
}

/// Moves the nodes of `subgraph` in front of it and removes it.
static void inlineGraph(SubgraphOp subgraph) {
  OpBuilder builder(subgraph);
  Block &body = subgraph->getRegion(0).front();
  for (Operation &op : body)
    op.setAttr("name", builder.getStringAttr(subgraph.getName() + "." + cast<NodeOpInterface>(op).getNodeName()));

  auto replacePort = [&](NodeOpInterface port, ValueRange operands) -> Value {
    if (operands.size() == 1)
      return operands.front();
    ScaleOp sum = makeSum(builder, port->getLoc(), port->getAttrOfType<StringAttr>("name"), operands,
                          cast<TensorType>(port.getOutput().getType()));
    return sum.getOutput();
  };
  InputOp input = onlyInput(subgraph->getRegion(0));
  OutputOp output = onlyOutput(subgraph->getRegion(0));
  SmallVector<Operation *> inner;
  for (Operation &op : body)
    if (&op != input && &op != output)
      inner.push_back(&op);
  for (Operation *op : inner)
    op->moveBefore(subgraph);
  // The Output first: its operand may be the Input itself, or the graph's own result in a direct loop.
  Value leaving = replacePort(cast<NodeOpInterface>(output.getOperation()), output.getInputs());
  output.getOutput().replaceAllUsesWith(leaving);
  output.erase();
  if (input) {
    Value arriving = subgraph.getInputs().empty() ? Value() : Value(replacePort(cast<NodeOpInterface>(input.getOperation()), subgraph.getInputs()));
    if (!arriving)
      arriving = makeSum(builder, input.getLoc(), input.getNameAttr(), {}, cast<TensorType>(input.getOutput().getType())).getOutput();
    if (leaving == input.getOutput())
      leaving = arriving;
    input.getOutput().replaceAllUsesWith(arriving);
    input.erase();
  }
  subgraph.getOutput().replaceAllUsesWith(leaving);
  subgraph.erase();
}

/// Whether the op passes its only operand on unchanged under every clock.
static bool isIdle(Operation &op) {
  if (op.getNumOperands() != 1 || op.getOperand(0).getType() != op.getResult(0).getType() || op.getOperand(0).getDefiningOp() == &op)
    return false;
  auto all = [](ElementsAttr attribute, double value) {
    Parameter parameter = Parameter::of(attribute);
    for (int64_t i = 0, n = parameter.isSplat() ? 1 : parameter.size(); i < n; ++i)
      if (parameter.asDouble(i) != value)
        return false;
    return true;
  };
  if (auto scale = dyn_cast<ScaleOp>(op))
    return all(scale.getScale(), 1.0);
  if (auto delay = dyn_cast<DelayOp>(op))
    return all(delay.getDelay(), 0.0);
  return false;
}

namespace {
struct Canonicalise : impl::NIRCanonicaliseBase<Canonicalise> {
  void runOnOperation() override {
    for (auto graph : getOperation().getOps<GraphOp>()) {
      // Innermost graphs first, so that each move is of plain nodes.
      SmallVector<SubgraphOp> subgraphs;
      graph->walk<WalkOrder::PostOrder>([&](SubgraphOp op) { subgraphs.push_back(op); });
      for (SubgraphOp op : subgraphs)
        if (onlyOutput(op->getRegion(0)))
          inlineGraph(op);
      for (Operation &op : llvm::make_early_inc_range(graph->getRegion(0).front())) {
        // A consumer that already reads the source would then have the same edge twice.
        if (!isIdle(op))
          continue;
        Operation *source = op.getOperand(0).getDefiningOp();
        bool clash = llvm::any_of(op.getUsers(), [&](Operation *user) {
          return user == source || llvm::is_contained(user->getOperands(), op.getOperand(0));
        });
        if (clash || isa<InputOp>(source))
          continue;
        addMergedName(source, &op);
        op.getResult(0).replaceAllUsesWith(op.getOperand(0));
        op.erase();
      }
    }
  }
};
} // namespace
} // namespace ganglion::nir
