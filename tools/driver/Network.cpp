//===- Network.cpp --------------------------------------------------------===//
#include "tools/driver/Network.h"
#include "backends/CPU/CPU.h"
#include "backends/Reference/Reference.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Text.h"
#include "passes/Verify/Passes.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;

namespace ganglion::driver {

/// What was asked for must be what the network has: its clock is fixed.
static bool contradicts(snn::NetworkOp network, const TimeOptions &options, Findings &findings) {
  auto refuse = [&](StringRef option, const Twine &given, const Twine &has) {
    findings.error(network.getLoc(), option, "", "--" + option + " is " + given + ", this network was made with " + has,
                   "leave the option out, or start from the NIR model");
  };
  if (options.dt && (network.isEventDriven() || *options.dt != network.getDt()))
    refuse("dt", shortest(*options.dt), network.isEventDriven() ? std::string("clock(event)") : shortest(network.getDt()));
  StringRef convention = network.getConvention().value_or("none");
  if (!options.convention.empty() && options.convention != convention)
    refuse("convention", quoted(options.convention), quoted(convention));
  StringRef precision = network.getCompute().isF64() ? "f64" : network.getCompute().isF32() ? "f32" : "integers";
  if (!options.precision.empty() && options.precision != precision)
    refuse("precision", options.precision, precision);
  if (!options.integrator.empty() || !options.reset.empty() || options.resetDelay != -1 || !options.set.empty())
    findings.error(network.getLoc(), "option", "", "--integrator, --reset, --reset-delay and --set act on NIR models, this is a network with rules of its own",
                   "leave them out, or start from the NIR model");
  return findings.hasErrors();
}

llvm::Expected<snn::NetworkOp> prepareNetwork(ModuleOp module, const TimeOptions &options) {
  auto refused = []() -> llvm::Error { return llvm::make_error<nir::RefusedModel>(); };
  Findings findings;
  size_t graphs = llvm::range_size(module.getOps<nir::GraphOp>()), networks = llvm::range_size(module.getOps<snn::NetworkOp>());
  if (graphs + networks != 1) {
    findings.error(module.getLoc(), "model", "", "the module holds " + Twine(graphs) + " nir.graph and " + Twine(networks) +
                                                     " snn.network, exactly one of them is expected");
    (void)findings.report();
    return refused();
  }
  if (networks == 1 && contradicts(*module.getOps<snn::NetworkOp>().begin(), options, findings)) {
    (void)findings.report();
    return refused();
  }
  LogicalResult done = runPasses(module, [&](OpPassManager &passes) {
    if (graphs == 1) {
      addCheckPipeline(passes);
      addDiscretisePipeline(passes, options);
    } else {
      passes.addPass(snn::createSNNVerifyExecutable());
    }
  });
  if (failed(done))
    return refused();
  return *module.getOps<snn::NetworkOp>().begin();
}

llvm::Expected<std::unique_ptr<snn::Engine>> makeEngine(snn::NetworkOp network, EngineKind kind, bool record) {
  if (kind == EngineKind::Reference)
    return makeReferenceEngine(network);
  cpu::CompileOptions options;
  options.record = record;
  return cpu::makeCompiledEngine(network, options);
}

} // namespace ganglion::driver
