//===- Pipelines.cpp ------------------------------------------------------===//
#include "tools/driver/Pipelines.h"
#include "backends/CPU/Passes.h"
#include "backends/Xylo/Passes.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "passes/Discretise/Passes.h"
#include "passes/NIR/Passes.h"
#include "passes/Verify/Passes.h"

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
  if (!options.precision.empty())
    given.precision = options.precision;
  given.set.assign(options.set.begin(), options.set.end());
  passes.addPass(snn::createSNNDiscretize(given));
  passes.addPass(snn::createSNNVerifyExecutable());
}

LogicalResult runPasses(ModuleOp module, function_ref<void(OpPassManager &)> fill) {
  PassManager passes(module.getContext());
  // nir-check reports what is wrong with every node; the verifier would stop an imported model at the first one.
  passes.enableVerifier(false);
  fill(passes);
  if (failed(passes.run(module)))
    return failure();
  return verify(module);
}

void registerPasses() {
  nir::registerNIRPasses();
  snn::registerDiscretisePasses();
  snn::registerVerifyPasses();
  cpu::registerCPUPasses();
  xylo::registerXyloPasses();
  registerCanonicalizerPass();
  registerCSEPass();
}

} // namespace ganglion::driver
