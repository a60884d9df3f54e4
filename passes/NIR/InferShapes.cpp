//===- InferShapes.cpp - shapes of all signals of a NIR graph -------------===//
//
// A fixed point: a node's shape is set once what it depends on is known, so cycles resolve as soon as one of their nodes has a
// shape of its own. Linear in the number of nodes for graphs without odd orders, and at most as many rounds as the graph is deep.
//
//===----------------------------------------------------------------------===//
#include "ir/NIR/NIRDialect.h"
#include "passes/NIR/FlatGraph.h"
#include "passes/NIR/Passes.h"

using namespace mlir;

namespace ganglion::nir {
#define GEN_PASS_DEF_NIRINFERSHAPES
#include "passes/NIR/Passes.h.inc"

/// The shape that arrives at a node: that of the first edge that has one. An Input of a nested graph takes what enters the graph.
static std::optional<SmallVector<int64_t>> arrivingShape(NodeOpInterface node) {
  OperandRange inputs = node.getInputs();
  auto parent = dyn_cast<SubgraphOp>(node->getParentOp());
  if (parent && isa<InputOp>(*node))
    inputs = parent.getInputs();
  for (Value input : inputs)
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

namespace {
struct InferShapes : impl::NIRInferShapesBase<InferShapes> {
  void runOnOperation() override {
    SmallVector<NodeOpInterface> unknown;
    getOperation()->walk([&](NodeOpInterface node) {
      if (!shapeOf(node.getOutput()))
        unknown.push_back(node);
    });
    bool changed = true;
    while (changed) {
      changed = false;
      llvm::erase_if(unknown, [&](NodeOpInterface node) {
        std::optional<SmallVector<int64_t>> shape = resultShape(node);
        if (!shape || !elementCount(*shape))
          return false;
        node.getOutput().setType(signalType(&getContext(), ArrayRef<int64_t>(*shape)));
        changed = true;
        return true;
      });
    }
  }
};
} // namespace
} // namespace ganglion::nir
