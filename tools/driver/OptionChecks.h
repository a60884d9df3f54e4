//===- OptionChecks.h - do options fit what they are given for? -----------===//
#ifndef GANGLION_TOOLS_DRIVER_OPTIONCHECKS_H
#define GANGLION_TOOLS_DRIVER_OPTIONCHECKS_H

#include "ir/NIR/NIRDialect.h"
#include "ir/SNN/SNNDialect.h"
#include "tools/driver/Pipelines.h"
#include "llvm/Support/Error.h"

namespace ganglion::driver {

/// "--dt", or whichever option is given first; "" if none is.
llvm::StringRef firstGiven(const TimeOptions &options);

/// What a network computes in: "f32", "f64", "i16" or "i32".
std::string precisionOf(snn::NetworkOp network);

/// The option that a network of given clock and rules contradicts, as a sentence; empty if none does.
std::string contradiction(snn::NetworkOp network, const TimeOptions &options);

/// Whether the numbers of a checked graph tell its time step.
bool tellsTimeStep(nir::GraphOp graph);

/// What cannot apply to a checked graph: a node of --set that it does not have, a reset for a node that does not spike,
/// an option that contradicts the convention. Errors: WrongUsage.
llvm::Error checkNodeOptions(nir::GraphOp graph, const TimeOptions &options);

/// Reads an entry of --set, NODE.OPTION=VALUE, where the name may hold any character. Fails with a sentence.
llvm::Error checkSetEntry(llvm::StringRef entry);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_OPTIONCHECKS_H
