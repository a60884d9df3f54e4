//===- Artefact.h - what the files of a Xylo chip have in common -----------===//
#ifndef GANGLION_BACKENDS_XYLO_ARTEFACT_H
#define GANGLION_BACKENDS_XYLO_ARTEFACT_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// A file holds integers and, of what a network can have, what the chip has: a second synapse, biases, an alias target
/// for each neuron (where further ones are `dropped`: any number). Fails with a sentence for each finding, after
/// `what`: "the configuration of xylo-a3: hidden neuron 3 has 2 alias targets, there is room for 1".
llvm::Error checkWritable(const Specification &specification, const target::Description &description,
                          llvm::StringRef what, bool areTargetsDropped = false);

/// Rows of zeros before those of the output weights: a chip without `out_expansion` has a row for each hidden neuron.
int64_t missingOutputRows(const Specification &specification, const target::Description &description);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_ARTEFACT_H
