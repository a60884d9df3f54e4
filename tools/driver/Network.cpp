//===- Network.cpp --------------------------------------------------------===//
#include "tools/driver/Network.h"
#include "backends/CPU/CPU.h"
#include "backends/Reference/Reference.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Verifier.h"
#include "passes/Verify/Passes.h"
#include "tools/driver/Runnable.h"

using namespace mlir;

namespace ganglion::driver {

/// What a network says was chosen for all its nodes; "" if nothing is said.
static StringRef choiceOf(snn::NetworkOp network, StringRef option) {
  ArrayAttr choices = network.getChoicesAttr();
  for (Attribute entry : choices ? choices.getValue() : ArrayRef<Attribute>())
    if (auto choice = cast<snn::ChoiceAttr>(entry); choice.getNode().empty() && choice.getOption() == option)
      return choice.getValue();
  return "";
}

/// The option that a network of given clock and rules contradicts, as a sentence; empty if none does.
static std::string contradiction(snn::NetworkOp network, const TimeOptions &options) {
  auto differs = [](StringRef option, StringRef given, const Twine &has) {
    return ("--" + option + " is " + given + ", the network was made with " + has +
            "; leave the option out or start from the NIR model")
        .str();
  };
  if (options.dt && (network.isEventDriven() || *options.dt != network.getDt()))
    return differs("dt", shortest(*options.dt),
                   network.isEventDriven() ? std::string("clock(event)") : shortest(network.getDt()));
  StringRef convention = network.getConvention().value_or("none");
  if (!options.convention.empty() && options.convention != convention)
    return differs("convention", quoted(options.convention), quoted(convention));
  StringRef precision = network.getCompute().isF64() ? "f64" : network.getCompute().isF32() ? "f32" : "integers";
  if (!options.precision.empty() && options.precision != precision)
    return differs("precision", options.precision, precision);
  std::string delay = options.resetDelay == -1 ? "" : std::to_string(options.resetDelay);
  for (auto [option, given] : {std::pair<StringRef, StringRef>{"integrator", options.integrator},
                               {"reset", options.reset},
                               {"reset-delay", delay}})
    if (StringRef chosen = choiceOf(network, option); !given.empty() && given != chosen)
      return differs(option, given, chosen.empty() ? "rules of its own" : chosen);
  if (!options.set.empty())
    return "--set acts on NIR models, the network has rules of its own; start from the NIR model";
  return "";
}

llvm::Expected<snn::NetworkOp> prepareNetwork(ModuleOp module, const TimeOptions &options) {
  auto refused = []() -> llvm::Error { return llvm::make_error<nir::RefusedModel>(); };
  Findings findings;
  size_t graphs = llvm::range_size(module.getOps<nir::GraphOp>()),
         networks = llvm::range_size(module.getOps<snn::NetworkOp>());
  if (graphs + networks != 1) {
    findings.error(module.getLoc(), "model", "",
                   "the module holds " + Twine(graphs) + " nir.graph and " + Twine(networks) +
                       " snn.network, exactly one of them is expected");
    (void)findings.report();
    return refused();
  }
  if (networks == 1)
    if (std::string text = contradiction(*module.getOps<snn::NetworkOp>().begin(), options); !text.empty())
      return llvm::make_error<WrongUsage>(text);
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
