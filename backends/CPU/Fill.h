//===- Fill.h - how much of a connection is filled, and what that decides -===//
#ifndef GANGLION_BACKENDS_CPU_FILL_H
#define GANGLION_BACKENDS_CPU_FILL_H

#include "ir/SNN/SNNDialect.h"
#include <optional>

namespace ganglion::cpu {

/// How many of all pairs of a source and a target have a synapse.
struct Fill {
  int64_t used, pairs;

  double share() const { return static_cast<double>(used) / pairs; }
};

/// The fill of a connection that is neither empty nor made of several blocks. Weights of 0 are no synapses where their
/// source is finite. None for an all-to-all connection that is too small for the fill to matter, or too full for a
/// list: then not all weights are looked at.
std::optional<Fill> fillOf(snn::LinearOp op);
Fill fillOf(snn::SparseOp op);

/// Whether lists of synapses are faster than packed rows at this fill.
bool prefersLists(snn::LinearOp op, const Fill &fill);
bool prefersLists(snn::SparseOp op, const Fill &fill);

/// Whether a bit for each pair is faster than packed rows and lists, where all synapses have one weight.
bool prefersBitmap(snn::LinearOp op, const Fill &fill);
bool prefersBitmap(snn::SparseOp op, const Fill &fill);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_FILL_H
