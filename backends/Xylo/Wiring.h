//===- Wiring.h - a network as populations and the weights between them ---===//
//
// What a chip without layers has to know of a snn.network: which neurons and inputs reach which port of which
// population, through which ops without a state, and how late.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_WIRING_H
#define GANGLION_BACKENDS_XYLO_WIRING_H

#include "ir/SNN/SNNDialect.h"
#include "ir/Support/Findings.h"
#include "llvm/ADT/MapVector.h"

namespace ganglion::xylo {

/// A way from a source (snn.input or a neuron population) to an operand of a population or output.
struct Path {
  mlir::Operation *source;
  int64_t delay;                           ///< steps, of the snn.delays on the way
  llvm::SmallVector<mlir::Operation *> by; ///< ops without a state, from the source on

  /// The op with weights (linear, conv, sparse) on the way, null if there is none.
  mlir::Operation *weights() const;
};

/// Paths into one port of a population; the port counts from 0.
struct PortPaths {
  int64_t port;
  llvm::SmallVector<Path> paths;
};

/// A population (snn.neuron) and how it is used.
struct PopulationNode {
  snn::NeuronOp op;
  std::vector<PortPaths> ports;
  bool isOutput = false; ///< an output of the network takes its spikes
  bool isDrivenByInput = false, drivesOutput = false, drivesHidden = false;
  /// The population that gets the spikes of this one as aliases, null for none.
  snn::NeuronOp alias;

  int64_t size() const { return llvm::cast<mlir::RankedTensorType>(op->getResult(0).getType()).getNumElements(); }
  llvm::StringRef name() const { return op->getAttrOfType<mlir::StringAttr>("name").getValue(); }
};

struct Wiring {
  std::vector<snn::InputOp> inputs; ///< by name
  /// In the order in which a walk from the inputs along the edges, depth first, meets them.
  llvm::MapVector<mlir::Operation *, PopulationNode> populations;
  std::vector<snn::OutputOp> outputs; ///< by name
};

/// Traces all edges. Findings: the structures that no Xylo has, under the names that Rockpool's design rules give them.
Wiring traceWiring(snn::NetworkOp network, Findings &findings);

/// The number of elements of a signal.
inline int64_t sizeOf(mlir::Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType()).getNumElements();
}

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_WIRING_H
