//===- Configuration.h - the vendor's configuration of a Xylo chip ---------===//
//
// `xylo.json`: the configuration object of samna as JSON, with the names, nesting and values that Rockpool's builder
// gives it. Weights are dense, [source][target]; fields that a network does not decide (operating mode, monitors) are
// not written, and are skipped when they are read. tools/python/ganglion_xylo.py fills a real object from it.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_XYLO_CONFIGURATION_H
#define GANGLION_BACKENDS_XYLO_CONFIGURATION_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

struct ConfigurationOptions {
  /// What Rockpool's builder does without saying so: biases of hidden neurons are lost, of too many expansion neurons
  /// the first (input, first synapse) and last (output) are kept, of several alias targets the first, and weights,
  /// dashes and shifts are wrapped to 8 bits.
  bool compatRockpool = false;
};

/// The text of `xylo.json`. Output weights of a chip without `out_expansion` get rows of zeros for the neurons that
/// have none. Values are not compared with the chip's limits. Errors, a sentence for each: numbers that are no
/// integers, and what the configuration has no field for (a second synapse, biases, several alias targets).
llvm::Expected<std::string> writeConfiguration(const Specification &specification,
                                               const target::Description &description,
                                               ConfigurationOptions options = {});

/// Bytes of a text: a full chip has 5 MB.
inline constexpr size_t largestConfiguration = 64 << 20;

/// Reads such a text. It tells neither dt nor sources. Sizes must be those of the chip or less; weights, dashes and
/// shifts fit their fields, thresholds and biases a state of the chip, alias targets are hidden neurons; with the
/// second synapse, biases or aliases disabled there are none. Errors, all that are found, at most one for each matrix:
/// `FILE: field 'hidden.neurons[3].threshold': found X, allowed is ...`.
llvm::Expected<Specification> readConfiguration(llvm::StringRef text, llvm::StringRef file,
                                                const target::Description &description);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_CONFIGURATION_H
