//===- Map.h - a network onto the neurons and synapses of a chip ----------===//
#ifndef GANGLION_BACKENDS_XYLO_MAP_H
#define GANGLION_BACKENDS_XYLO_MAP_H

#include "backends/Xylo/VerifyLoadable.h"
#include "ir/SNN/SNNDialect.h"

namespace ganglion::xylo {

/// How a decay becomes the number of a shift: log2(tau/dt), as Rockpool does it; or -log2(1 - a) for the decay `a` that
/// the network multiplies with in each step, which the shift is then nearest to.
enum class DashRule { Tau, Decay };

/// `given`, or Tau under the convention rockpool and Decay under others.
DashRule dashRuleOf(snn::NetworkOp network, std::optional<DashRule> given);

struct MapOptions {
  std::optional<DashRule> dash; ///< see dashRuleOf
  bool foldBias = false;        ///< biases of weights become biases of neurons
  bool approximate = false;     ///< what the chip does not do exactly is a warning
  bool checkSteps = false;      ///< the step follows from the nodes' gains, and must be the same for all
  Allowed allowed;
};

/// Maps a network that `snn-verify-executable` has passed. All findings at once; nothing if one of them is an error.
/// A remark says by how many steps outputs are later: each layer of weights between neurons takes one.
std::optional<Specification> mapNetwork(snn::NetworkOp network, const target::Description &target,
                                        const MapOptions &options, Findings &findings);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_MAP_H
