//===- Network.h - a model as one network that runs -----------------------===//
#ifndef GANGLION_TOOLS_DRIVER_NETWORK_H
#define GANGLION_TOOLS_DRIVER_NETWORK_H

#include "backends/CPU/CPU.h"
#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"
#include "tools/driver/Model.h"
#include "tools/driver/Pipelines.h"

namespace ganglion::driver {

/// Brings a module to one executable snn.network: checks and discretises a `nir` graph, checks a network that is there
/// already. Errors: WrongUsage if an option contradicts what a network was made with or cannot apply to the graph,
/// RefusedModel after the findings were emitted. `complete`, where given, may fill in options once a graph was checked.
llvm::Expected<snn::NetworkOp> prepareNetwork(mlir::ModuleOp module, TimeOptions options,
                                              llvm::function_ref<void(TimeOptions &)> complete = nullptr);

/// How far `checkModel` went.
struct CheckedModel {
  int64_t nodes = 0, graphs = 0, programs = 0; ///< as the file has them
  bool isExecutable = false;                   ///< a step is known, so that the meaning in time was checked, too
};

/// Checks a module of any stage, as far as the options let it: a graph without a step only as NIR, with a remark that
/// says so. `fitsCPU`: also that the target cpu can run it. Errors: WrongUsage for options that cannot apply,
/// RefusedModel after the findings were emitted.
llvm::Expected<CheckedModel> checkModel(mlir::ModuleOp module, const TimeOptions &options, bool fitsCPU);

enum class EngineKind { Compiled, Reference };

/// Chooses the kernels of the compiled engine; `wishes` are "NODE=FORM". Errors: WrongUsage for a wish that does not
/// fit, or the sentences of cpu::scheduleKernels.
llvm::Expected<std::vector<cpu::ScheduledKernel>> scheduleKernels(snn::NetworkOp network,
                                                                  llvm::ArrayRef<std::string> wishes);

/// A table of kernels, a line for each.
void printSchedule(llvm::ArrayRef<cpu::ScheduledKernel> kernels, llvm::raw_ostream &os);
llvm::json::Value toJSON(llvm::ArrayRef<cpu::ScheduledKernel> kernels);

/// The folder that keeps machine code from run to run: what GANGLION_CACHE names, else `ganglion` in the user's folder
/// of caches. "" if GANGLION_CACHE is "off" or empty, or if there is no such folder.
std::string cacheDirectory();

/// An engine for the network. `record`: it must be able to record.
llvm::Expected<std::unique_ptr<snn::Engine>> makeEngine(snn::NetworkOp network, EngineKind kind, bool record);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_NETWORK_H
