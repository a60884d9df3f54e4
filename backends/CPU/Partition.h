//===- Partition.h - what runs step by step, and what layer by layer ------===//
#ifndef GANGLION_BACKENDS_CPU_PARTITION_H
#define GANGLION_BACKENDS_CPU_PARTITION_H

#include "ir/SNN/Schedule.h"

namespace ganglion::cpu {

/// A strongly connected component of a network: ops on common cycles, or a single op.
struct Part {
  bool isCyclic = false;
  /// In the order of evaluation. In a cycle a delay or a neuron that spikes from its old state has two, Deliver and
  /// Absorb; an op outside of cycles has one, Evaluate.
  std::vector<snn::Action> actions;
};

/// The parts of a network with a complete schedule, so that every part follows those that it needs.
std::vector<Part> partition(snn::NetworkOp network, const snn::Schedule &schedule);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_PARTITION_H
