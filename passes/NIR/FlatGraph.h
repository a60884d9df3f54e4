//===- FlatGraph.h - a NIR graph seen without its nesting -----------------===//
#ifndef GANGLION_PASSES_NIR_FLATGRAPH_H
#define GANGLION_PASSES_NIR_FLATGRAPH_H

#include "ir/NIR/NIRDialect.h"
#include "llvm/ADT/MapVector.h"
#include <string>
#include <vector>

namespace ganglion::nir {

/// A node of the flattened graph. Nested graphs are no nodes: an edge into one is an operand of its Input, an edge out
/// of one comes from its Output.
struct FlatNode {
  mutable NodeOpInterface op;    ///< a handle; its methods are not const in MLIR
  std::string name;              ///< full, dotted
  std::vector<size_t> operands;  ///< indices of the sources, in order of summation
  std::vector<size_t> consumers; ///< indices, ascending, without repetition
};

/// All nodes of a graph in ascending order of their full names (UTF-8 bytes).
class FlatGraph {
public:
  explicit FlatGraph(GraphOp graph);

  llvm::ArrayRef<FlatNode> nodes() const { return list; }
  const FlatNode &operator[](size_t index) const { return list[index]; }
  size_t size() const { return list.size(); }

  /// Whether the node is an Input or Output of the root graph.
  bool isRootPort(size_t index) const { return llvm::isa<GraphOp>(list[index].op->getParentOp()); }

private:
  std::vector<FlatNode> list;
};

/// The edges into a node; those into its graph for an Input of a nested graph.
mlir::OperandRange arrivingEdges(NodeOpInterface node);

/// The only nir.input (nir.output) of a graph's body, null if there is none or more than one.
InputOp onlyInput(mlir::Region &body);
OutputOp onlyOutput(mlir::Region &body);

} // namespace ganglion::nir

#endif // GANGLION_PASSES_NIR_FLATGRAPH_H
