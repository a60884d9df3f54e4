//===- CutCycles.h - which edges carry the step that a cycle needs --------===//
#ifndef GANGLION_PASSES_DISCRETISE_CUTCYCLES_H
#define GANGLION_PASSES_DISCRETISE_CUTCYCLES_H

#include "passes/NIR/FlatGraph.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace ganglion {

/// What a node of the flattened graph is for the cut.
enum class NodeRole : char {
  Stateless, ///< its output follows from this step's inputs
  Input,     ///< an Input of the root graph
  Stateful,  ///< a neuron
  Line, ///< delivers what it held at the start of the step: a Delay of one step or more in every element, or a neuron
        ///< that spikes from its old state
};

/// A set of node indices, ascending.
using NodeSet = std::vector<size_t>;

/// The cut of design section 5: stateless nodes are contracted, edges into lines taken out, and a depth-first walk from
/// the Inputs, then from the remaining nodes, starts and successors in order of full names, finds the edges that close
/// a cycle.
class Cut {
public:
  /// Names of the nodes of a cycle without state or delay; empty if there is none. Nothing else may be asked then.
  std::vector<std::string> statelessCycle;

  Cut(const nir::FlatGraph &graph, llvm::ArrayRef<NodeRole> roles);

  bool isSource(size_t node) const { return roles[node] != NodeRole::Stateless; }
  /// Sources whose value a node depends on within the step through stateless nodes (its operands included).
  const NodeSet &reach(size_t node) const { return reached[node]; }
  /// Sources that reach `destination` (a neuron) a step late.
  NodeSet lateSources(size_t destination) const;

private:
  void computeReach(const nir::FlatGraph &graph);
  void findClosingEdges();

  std::vector<NodeRole> roles;
  std::vector<NodeSet> reached;
  llvm::DenseSet<std::pair<size_t, size_t>> closing; ///< source, destination
};

/// For each node, whether it lies on a cycle of the graph.
std::vector<char> nodesOnCycles(const nir::FlatGraph &graph);

} // namespace ganglion

#endif // GANGLION_PASSES_DISCRETISE_CUTCYCLES_H
