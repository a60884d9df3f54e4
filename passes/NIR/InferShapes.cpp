//===- InferShapes.cpp - shapes of all signals of a NIR graph -------------===//
//
// A fixed point: a node's shape is set once what it depends on is known, and then those that depend on it are looked at
// again. Cycles resolve as soon as one of their nodes has a shape of its own. Linear in nodes and edges.
//
//===----------------------------------------------------------------------===//
#include "ir/NIR/NIRDialect.h"
#include "passes/NIR/FlatGraph.h"
#include "passes/NIR/Passes.h"

using namespace mlir;

namespace ganglion::nir {
#define GEN_PASS_DEF_NIRINFERSHAPES
#include "passes/NIR/Passes.h.inc"

/// The shape that arrives at a node: that of the first edge that has one. An Input of a nested graph takes what enters
/// the graph.
static std::optional<SmallVector<int64_t>> arrivingShape(NodeOpInterface node) {
  for (Value input : arrivingEdges(node))
    if (std::optional<SmallVector<int64_t>> shape = shapeOf(input))
      return shape;
  return std::nullopt;
}

/// The shape of a node's result as far as it is known now.
static std::optional<SmallVector<int64_t>> resultShape(NodeOpInterface node) {
  if (auto subgraph = dyn_cast<SubgraphOp>(*node)) {
    OutputOp output = onlyOutput(subgraph->getRegion(0));
    return output ? shapeOf(output.getOutput()) : std::nullopt;
  }
  std::optional<SmallVector<int64_t>> input = arrivingShape(node);
  std::string reason;
  FailureOr<SmallVector<int64_t>> shape =
      node.inferOutputShape(input ? std::optional<ArrayRef<int64_t>>(*input) : std::nullopt, reason);
  if (failed(shape))
    return std::nullopt;
  return *shape;
}

/// Whose shape may depend on that of this node's result.
static void dependants(NodeOpInterface node, SmallVectorImpl<NodeOpInterface> &list) {
  for (Operation *user : node.getOutput().getUsers()) {
    list.push_back(cast<NodeOpInterface>(user));
    if (auto subgraph = dyn_cast<SubgraphOp>(user))
      llvm::append_range(list, subgraph->getRegion(0).front().getOps<InputOp>());
  }
  if (isa<OutputOp>(*node) && isa<SubgraphOp>(node->getParentOp()))
    list.push_back(cast<NodeOpInterface>(node->getParentOp()));
}

/// The shape that all consumers with a shape of their own expect, for an Input of an old file that does not state it.
static std::optional<SmallVector<int64_t>> expectedShape(NodeOpInterface node) {
  std::optional<SmallVector<int64_t>> common;
  for (Operation *user : node.getOutput().getUsers()) {
    std::optional<SmallVector<int64_t>> expected = cast<NodeOpInterface>(user).getExpectedInputShape();
    if (expected && common && *expected != *common)
      return std::nullopt;
    if (expected)
      common = expected;
  }
  return common;
}

namespace {
struct InferShapes : impl::NIRInferShapesBase<InferShapes> {
  void runOnOperation() override {
    SmallVector<NodeOpInterface> nodes;
    getOperation()->walk([&](NodeOpInterface node) { nodes.push_back(node); });
    // Sources tend to stand before their consumers.
    SmallVector<NodeOpInterface> work(llvm::reverse(nodes));
    propagate(work);
    for (NodeOpInterface node : nodes)
      if (isa<InputOp>(*node) && arrivingEdges(node).empty() && !shapeOf(node.getOutput()) &&
          setShape(node, expectedShape(node), work))
        propagate(work);
  }

private:
  /// Gives the node its shape if it is one, and adds those that depend on it to `work`.
  bool setShape(NodeOpInterface node, const std::optional<SmallVector<int64_t>> &shape,
                SmallVectorImpl<NodeOpInterface> &work) {
    if (!shape || !elementCount(*shape))
      return false;
    node.getOutput().setType(signalType(&getContext(), ArrayRef<int64_t>(*shape)));
    dependants(node, work);
    return true;
  }

  void propagate(SmallVectorImpl<NodeOpInterface> &work) {
    while (!work.empty()) {
      NodeOpInterface node = work.pop_back_val();
      if (!shapeOf(node.getOutput()))
        setShape(node, resultShape(node), work);
    }
  }
};
} // namespace
} // namespace ganglion::nir
