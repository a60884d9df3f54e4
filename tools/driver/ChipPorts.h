//===- ChipPorts.h - a chip with the Inputs and Outputs of its network ----===//
#ifndef GANGLION_TOOLS_DRIVER_CHIPPORTS_H
#define GANGLION_TOOLS_DRIVER_CHIPPORTS_H

#include "backends/Xylo/Specification.h"
#include "ir/SNN/Run.h"
#include <memory>

namespace ganglion::driver {

/// An engine that runs a chip (with one input of all channels and one output of all output neurons) on the data of
/// `network`: its Inputs in their shapes go to `channels`, its Outputs come from `exports`. Records are the chip's. The
/// chip alone where these sources do not lead to every channel, from Inputs of the network, and to every element of its
/// Outputs.
std::unique_ptr<snn::Engine> withPortsOf(const snn::Engine &network, std::unique_ptr<snn::Engine> chip,
                                         llvm::ArrayRef<xylo::Source> channels, llvm::ArrayRef<xylo::Source> exports);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_CHIPPORTS_H
