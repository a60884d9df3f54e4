//===- ToKernel.h - a specification as a program of kernels ---------------===//
#ifndef GANGLION_BACKENDS_XYLO_TOKERNEL_H
#define GANGLION_BACKENDS_XYLO_TOKERNEL_H

#include "backends/Xylo/Specification.h"
#include "ir/Kernel/KernelDialect.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

struct KernelOptions {
  bool record = false;    ///< all states of both populations can be recorded
  int64_t blockSteps = 0; ///< steps of a block of time; 0: as many as keep its signals in the cache
};

/// A module with one kernel.program of i16 that computes what Simulator.h says, bit for bit; the weights are in it. Its
/// input is called "input", its output "output"; records are hidden.i hidden.i2 hidden.v hidden.spikes output.i
/// output.v output.spikes (i2 with two synapses). Numbers are cut to words of 16 bits as there.
///
/// Fails, with a sentence, on what has no such program: floats, populations without neurons, states of another width
/// than 16 bits, decays beyond 0 to 31, and more than 255 spikes a step.
llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>> lowerToKernel(const Specification &specification,
                                                                const target::Description &description,
                                                                llvm::StringRef name, const KernelOptions &options,
                                                                mlir::MLIRContext *context);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_TOKERNEL_H
