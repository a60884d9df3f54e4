//===- Network.h - a model as one network that runs -----------------------===//
#ifndef GANGLION_TOOLS_DRIVER_NETWORK_H
#define GANGLION_TOOLS_DRIVER_NETWORK_H

#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"
#include "tools/driver/Model.h"
#include "tools/driver/Pipelines.h"

namespace ganglion::driver {

/// Brings a module to one executable snn.network: checks and discretises a `nir` graph, checks a network that is there
/// already. Errors: WrongUsage if an option contradicts what a network was made with, RefusedModel after the findings
/// were emitted.
llvm::Expected<snn::NetworkOp> prepareNetwork(mlir::ModuleOp module, const TimeOptions &options);

enum class EngineKind { Compiled, Reference };

/// An engine for the network. `record`: it must be able to record.
llvm::Expected<std::unique_ptr<snn::Engine>> makeEngine(snn::NetworkOp network, EngineKind kind, bool record);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_NETWORK_H
