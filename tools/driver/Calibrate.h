//===- Calibrate.h - thresholds of a chip, chosen on data -----------------===//
#ifndef GANGLION_TOOLS_DRIVER_CALIBRATE_H
#define GANGLION_TOOLS_DRIVER_CALIBRATE_H

#include "backends/Xylo/Quantise.h"
#include "ir/SNN/SNNDialect.h"
#include "llvm/Support/JSON.h"

namespace ganglion::driver {

struct Calibration {
  std::vector<std::pair<std::string, double>> thresholdFactors; ///< by node, without those of 1
  llvm::json::Object report;                                    ///< distances before and after, by node
};

/// Runs the network and the quantised chip on `data` ("X" or "NAME=X") and scales thresholds, one node after the other
/// from the inputs on, so that their spike trains differ less: shifts and integers make decays and gains that are
/// somewhat off, which the threshold can make up for. The distance of two populations is the number of spikes by which
/// their trains differ, step by step (each answer of the chip with what it answers), and as much again for the
/// difference of their counts. Errors: those of the engines and of RunBuffers::read.
llvm::Expected<Calibration> calibrate(snn::NetworkOp network, const xylo::Specification &floats,
                                      const xylo::QuantiseOptions &options, const target::Description &target,
                                      llvm::ArrayRef<std::string> data, std::vector<std::string> &notes);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_CALIBRATE_H
