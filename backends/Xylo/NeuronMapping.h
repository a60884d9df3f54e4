//===- NeuronMapping.h - a population's numbers as the chip has them ------===//
#ifndef GANGLION_BACKENDS_XYLO_NEURONMAPPING_H
#define GANGLION_BACKENDS_XYLO_NEURONMAPPING_H

#include "backends/Xylo/Map.h"
#include "backends/Xylo/Wiring.h"

namespace ganglion::xylo {

/// The numbers of a population's neurons; per port: decay of the synapse, and the factor that takes a weight of the
/// network to one of the chip.
struct MappedNeurons {
  std::vector<double> dashMem, threshold, bias;
  struct Port {
    std::vector<double> dash, gain;
    /// What a constant input of 1 adds to the membrane in each step once the current has settled.
    std::vector<double> settled;
  };
  std::vector<Port> ports;
};

/// Maps one population under steps of `dt` seconds. Findings: what the chip does not do as the network does
/// (--approximate), time constants that are not above the step.
MappedNeurons mapNeurons(const PopulationNode &node, double dt, DashRule rule, const target::Description &target,
                         const MapOptions &options, Findings &findings);

/// The step that the numbers of a population tell under Rockpool's convention: solved from its gains, or (compatible)
/// the smallest tau/(1 + r). Nothing without gains.
struct ToldStep {
  double least, largest, compatible;
};
std::optional<ToldStep> toldStep(snn::NeuronOp op);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_NEURONMAPPING_H
