//===- RandomGraph.h - NIR graphs of every node type, made from a seed ----===//
#ifndef GANGLION_TEST_UNIT_TOOLS_RANDOMGRAPH_H
#define GANGLION_TEST_UNIT_TOOLS_RANDOMGRAPH_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ganglion::test {

using Shape = std::vector<int64_t>;

/// A node. Edges run between nodes of one graph, so a nested graph is a node whose edges its ports take over.
struct RandomNode {
  std::string kind;   ///< mnemonic of the op: "lif"
  std::string name;   ///< in its own graph
  std::string fields; ///< text of the parameters
  Shape in, out;
  int parent = -1;           ///< the nested graph it stands in; -1: the root
  std::vector<int> operands; ///< in order of summation
  bool isRemoved = false;
};

/// A graph of inputs, a few layers, nested graphs, side branches and cycles.
class RandomGraph {
public:
  explicit RandomGraph(unsigned seed);

  /// The graph as a module.
  std::string text() const;
  size_t size() const;

  /// Graphs that lack one node or one edge.
  std::vector<RandomGraph> smaller() const;

  /// Full names of the neuron nodes that spike.
  std::vector<std::string> spikingNodes() const;

private:
  std::string bodyText(int parent, const std::string &indent) const;
  void remove(int node);

  std::vector<RandomNode> nodes;
  friend class GraphMaker;
};

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_TOOLS_RANDOMGRAPH_H
