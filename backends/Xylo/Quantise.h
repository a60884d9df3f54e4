//===- Quantise.h - from floats to the integers of a chip -----------------===//
#ifndef GANGLION_BACKENDS_XYLO_QUANTISE_H
#define GANGLION_BACKENDS_XYLO_QUANTISE_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Description.h"
#include "passes/Quantise/Scale.h"

namespace ganglion::xylo {

/// What shares one scale: nothing is scaled, the numbers are integers already; all hidden neurons, and all output
/// neurons; each neuron.
enum class Scaling { None, Global, Channel };

struct QuantiseOptions {
  Scaling scaling = Scaling::Global;
  /// The scale follows from mean and deviation of the weights, and what leaves the range is cut; with Global only.
  bool fuzzy = false;
  /// As Rockpool 3.1 does it, with its slips (docs/design/xylo.md).
  bool compatRockpool = false;
  /// The thresholds of these nodes' neurons are multiplied before anything else: what a calibration found.
  std::vector<std::pair<std::string, double>> thresholdFactors = {};
};

/// The error of one group of numbers, "weights_in", "threshold", "dash_mem", ..., over all neurons.
struct GroupError {
  std::string group;
  quantise::RoundingError error;
};

struct Quantised {
  Specification specification;
  /// Scale of each neuron's weights; of the population where all have the same. Empty for Scaling::None.
  std::vector<double> hiddenScales, outputScales;
  std::vector<GroupError> errors; ///< empty groups are left out
};

/// The numbers that 32 bits do not hold, a sentence for the first of each field.
llvm::Error checkIntegers(const Specification &specification);

/// Weights, thresholds and biases of a neuron are multiplied by one scale, as large as the target's widths allow, and
/// rounded once; decays are rounded. Under Scaling::None nothing changes; the result counts as integers if it is. Fails
/// if a number leaves 32 bits, and on a factor of a node that the specification does not name.
llvm::Expected<Quantised> quantise(const Specification &specification, const QuantiseOptions &options,
                                   const target::Description &target);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_QUANTISE_H
