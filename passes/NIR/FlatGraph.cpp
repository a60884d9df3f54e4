//===- FlatGraph.cpp ------------------------------------------------------===//
#include "passes/NIR/FlatGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::nir {

template <typename Op> static Op onlyOne(Region &body) {
  if (body.empty())
    return {};
  auto ops = body.front().getOps<Op>();
  if (ops.begin() == ops.end() || std::next(ops.begin()) != ops.end())
    return {};
  return *ops.begin();
}

OperandRange arrivingEdges(NodeOpInterface node) {
  auto parent = dyn_cast<SubgraphOp>(node->getParentOp());
  return parent && isa<InputOp>(*node) ? parent.getInputs() : node.getInputs();
}

InputOp onlyInput(Region &body) { return onlyOne<InputOp>(body); }
OutputOp onlyOutput(Region &body) { return onlyOne<OutputOp>(body); }

/// The node that a value really comes from: through nested graphs to their Output. Null if a graph has no single
/// Output.
static Operation *sourceOf(Value value) {
  Operation *op = value.getDefiningOp();
  while (auto subgraph = dyn_cast_or_null<SubgraphOp>(op)) {
    OutputOp output = onlyOutput(subgraph->getRegion(0));
    op = output ? output.getOperation() : nullptr;
  }
  return op;
}

FlatGraph::FlatGraph(GraphOp graph) {
  graph->walk([&](NodeOpInterface op) {
    if (!isa<SubgraphOp>(*op))
      list.push_back({op, fullNodeName(op), {}, {}});
  });
  llvm::sort(list, [](const FlatNode &a, const FlatNode &b) { return a.name < b.name; });
  llvm::DenseMap<Operation *, size_t> index;
  for (auto [i, node] : llvm::enumerate(list))
    index[node.op] = i;
  for (auto [i, node] : llvm::enumerate(list)) {
    for (Value operand : arrivingEdges(node.op))
      if (Operation *source = sourceOf(operand))
        node.operands.push_back(index.lookup(source));
  }
  for (auto [i, node] : llvm::enumerate(list))
    for (size_t source : node.operands)
      if (list[source].consumers.empty() || list[source].consumers.back() != i)
        list[source].consumers.push_back(i);
}

} // namespace ganglion::nir
