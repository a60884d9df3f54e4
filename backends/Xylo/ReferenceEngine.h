//===- ReferenceEngine.h - a specification as a network that runs ---------===//
#ifndef GANGLION_BACKENDS_XYLO_REFERENCEENGINE_H
#define GANGLION_BACKENDS_XYLO_REFERENCEENGINE_H

#include "backends/Xylo/Specification.h"
#include "ir/SNN/Run.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// The plain simulator (Simulator.h, which says what it demands of the specification) as an engine, in one thread.
///
/// - One input, named after the only source node of the channels, else "input": spikes of each channel. What is no
///   integer >= 0 is refused before the first step; more than the chip's `input_spikes` are cut.
/// - One output, `outputName`: the spikes of the output neurons.
/// - Records of both populations: hidden.i hidden.i2 hidden.v hidden.spikes output.i output.v output.spikes (i2 with
/// two
///   synapses). Besides, for each source node of neurons that is not called "hidden" or "output", the same of its own
///   neurons, in the order of the node's elements. Elements that are there twice (relayed ones) are those of the hidden
///   neuron.
std::unique_ptr<snn::Engine> makeReferenceEngine(const Specification &specification,
                                                 const target::Description &description,
                                                 llvm::StringRef outputName = "output");

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_REFERENCEENGINE_H
