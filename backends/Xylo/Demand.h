//===- Demand.h - what a specification needs of any chip ------------------===//
#ifndef GANGLION_BACKENDS_XYLO_DEMAND_H
#define GANGLION_BACKENDS_XYLO_DEMAND_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Demand.h"

namespace ganglion::xylo {

/// Counts for target::Target::usage. Expansion neurons are counted by position: all up to the last one with an input
/// weight, all from the first one with an output weight.
target::Demand demandOf(const Specification &specification);

/// Hidden neurons to which a hidden neuron has a weight, of either synapse.
int64_t targetsOf(const Specification &specification, int64_t source);

/// For each hidden neuron those that have a weight to it.
std::vector<int64_t> incomingOf(const Specification &specification);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_DEMAND_H
