//===- Demand.h - what a layer or shard needs of any chip -----------------===//
//
// Counts that no chip has a say in: a pass takes them from the network, a target turns them into its resources.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_TARGET_DEMAND_H
#define GANGLION_IR_TARGET_DEMAND_H

#include "llvm/ADT/ArrayRef.h"
#include <array>
#include <cstdint>
#include <map>
#include <optional>

namespace ganglion::target {

/// Sets of classes of synapses, by the source (an import of the unit, or a hidden neuron) and the target (a hidden
/// neuron, or a pure output: one that leaves and drives nobody in the unit).
enum EdgeClasses : uint8_t {
  NoEdges = 0,
  In = 1,    ///< import to hidden neuron
  Rec = 2,   ///< hidden neuron to hidden neuron
  Out = 4,   ///< hidden neuron to pure output
  InOut = 8, ///< import to pure output
  AllEdges = 15
};
/// Synapses of one neuron or source: of In, Rec, Out and InOut.
using EdgeCounts = std::array<int64_t, 4>;

/// A layer whose synapses are a window that moves over an image; an all-to-all layer behind C x H x W is one with a
/// kernel of H x W.
struct Window {
  std::array<int64_t, 3> input, neurons; ///< C, H, W
  std::array<int64_t, 2> kernel, padding;
  bool hasBias = false;
};

struct Demand {
  int64_t inputs = 0;         ///< import channels
  int64_t outputs = 0;        ///< distinct channels that leave
  int64_t hidden = 0;         ///< neurons that are no pure outputs
  int64_t partialSums = 0;    ///< rows that leave as sums, without a neuron behind them
  int64_t relayed = 0;        ///< hidden neurons that leave although only pure outputs can
  int64_t drivenByInputs = 0; ///< hidden neurons with a synapse from an import
  int64_t drivingOutputs = 0; ///< hidden neurons with a synapse to a pure output, and those relayed
  int64_t drivenAndDriving = 0;
  int64_t synapsePorts = 1; ///< most ports of a neuron
  int64_t aliasTargets = 0; ///< most neurons that repeat the spikes of one
  int64_t destinations = 0; ///< units that take what leaves
  std::optional<Window> window;

  /// A neuron, or partial sum, by its non-zero incoming synapses.
  void addNeuron(const EdgeCounts &incoming);
  /// A source (import or neuron) by its non-zero outgoing synapses.
  void addSource(const EdgeCounts &outgoing, bool isRelayed = false);

  /// Most synapses of these classes into one neuron, or from one source.
  int64_t fanIn(EdgeClasses classes) const { return largestFanIn[classes]; }
  int64_t fanOut(EdgeClasses classes) const { return largestFanOut[classes]; }
  /// Of the sources that are relayed.
  int64_t relayedFanOut(EdgeClasses classes) const { return largestRelayedFanOut[classes]; }
  int64_t synapses(EdgeClasses classes) const;
  /// Neurons by the number of their synapses of all classes.
  const std::map<int64_t, int64_t> &neuronsByFanIn() const { return byFanIn; }

private:
  // By the set of classes.
  std::array<int64_t, 16> largestFanIn{}, largestFanOut{}, largestRelayedFanOut{};
  EdgeCounts counts{};
  std::map<int64_t, int64_t> byFanIn;
};

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_DEMAND_H
