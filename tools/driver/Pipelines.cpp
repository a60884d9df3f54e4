//===- Pipelines.cpp ------------------------------------------------------===//
#include "tools/driver/Pipelines.h"
#include "passes/Discretise/Passes.h"
#include "passes/NIR/Passes.h"
#include "passes/Verify/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

namespace ganglion::driver {

void addCheckPipeline(OpPassManager &passes) {
  passes.addPass(nir::createNIRInferShapes());
  passes.addPass(nir::createNIRCheck());
}

void addDiscretisePipeline(OpPassManager &passes, const TimeOptions &options) {
  snn::SNNDiscretizeOptions given;
  if (options.dt)
    given.dt = *options.dt;
  given.convention = options.convention;
  given.integrator = options.integrator;
  given.reset = options.reset;
  given.resetDelay = options.resetDelay;
  given.precision = options.precision;
  given.set.assign(options.set.begin(), options.set.end());
  passes.addPass(snn::createSNNDiscretize(given));
  passes.addPass(snn::createSNNVerifyExecutable());
}

LogicalResult runPasses(ModuleOp module, function_ref<void(OpPassManager &)> fill) {
  PassManager passes(module.getContext());
  fill(passes);
  return passes.run(module);
}

void registerPasses() {
  nir::registerNIRPasses();
  snn::registerDiscretisePasses();
  snn::registerVerifyPasses();
  registerCanonicalizerPass();
  registerCSEPass();
}

} // namespace ganglion::driver
