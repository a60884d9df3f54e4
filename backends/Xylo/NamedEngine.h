//===- NamedEngine.h - a lowered chip under the names of its model --------===//
#ifndef GANGLION_BACKENDS_XYLO_NAMEDENGINE_H
#define GANGLION_BACKENDS_XYLO_NAMEDENGINE_H

#include "backends/Xylo/Specification.h"
#include "ir/SNN/Run.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// An engine that runs what lowerToKernel has made of the specification, with input, output and records as ChipEngine.h
/// has them; without records if it has none. Its runs use as many threads as that engine does.
std::unique_ptr<snn::Engine> makeNamedEngine(std::unique_ptr<snn::Engine> program, const Specification &specification,
                                             const target::Description &description,
                                             llvm::StringRef outputName = "output");

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_NAMEDENGINE_H
