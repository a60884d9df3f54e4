//===- Pipelines.h - the phases of a compilation --------------------------===//
#ifndef GANGLION_TOOLS_DRIVER_PIPELINES_H
#define GANGLION_TOOLS_DRIVER_PIPELINES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include <optional>
#include <string>
#include <vector>

namespace ganglion::driver {

/// How a model is given a meaning in discrete time; empty: as the convention or the file says.
struct TimeOptions {
  std::optional<double> dt;
  std::string convention, integrator, reset;
  int resetDelay = -1;
  std::string precision; ///< f32 or f64; empty: f32
  std::vector<std::string> set;
};

/// nir-infer-shapes, nir-check.
void addCheckPipeline(mlir::OpPassManager &passes);

/// snn-discretize, snn-verify-executable. A module that holds `snn` networks already passes through.
void addDiscretisePipeline(mlir::OpPassManager &passes, const TimeOptions &options);

/// Runs passes without MLIR's own output; failure after the findings were emitted.
mlir::LogicalResult runPasses(mlir::ModuleOp module, llvm::function_ref<void(mlir::OpPassManager &)> fill);

/// All passes of passes/ and backends/, for snn-opt.
void registerPasses();

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_PIPELINES_H
