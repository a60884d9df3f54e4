//===- ReferenceEngine.h - a specification as a network that runs ---------===//
#ifndef GANGLION_BACKENDS_XYLO_REFERENCEENGINE_H
#define GANGLION_BACKENDS_XYLO_REFERENCEENGINE_H

#include "backends/Xylo/Specification.h"
#include "ir/SNN/Run.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// The plain simulator (Simulator.h, which says what it demands of the specification) as an engine, in one thread.
/// ChipEngine.h says what its input, its output and its records are.
std::unique_ptr<snn::Engine> makeReferenceEngine(const Specification &specification,
                                                 const target::Description &description,
                                                 llvm::StringRef outputName = "output");

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_REFERENCEENGINE_H
