//===- Network.cpp --------------------------------------------------------===//
#include "tools/driver/Network.h"
#include "backends/CPU/CPU.h"
#include "backends/Reference/Reference.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/Kernel/KernelDialect.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Text.h"
#include "passes/Verify/Passes.h"
#include "tools/driver/OptionChecks.h"
#include "tools/driver/Runnable.h"
#include "llvm/Support/Path.h"

using namespace mlir;

namespace ganglion::driver {

namespace {

/// What a module holds at its top, and networks inside of systems.
struct Contents {
  explicit Contents(ModuleOp module) {
    llvm::append_range(graphs, module.getOps<nir::GraphOp>());
    systems = llvm::range_size(module.getOps<snn::SystemOp>());
    programs = llvm::range_size(module.getOps<kernel::ProgramOp>());
    module.walk([&](snn::NetworkOp network) { networks.push_back(network); });
  }

  SmallVector<nir::GraphOp> graphs;
  SmallVector<snn::NetworkOp> networks;
  size_t systems = 0, programs = 0;
};

} // namespace

static llvm::Error refused() { return llvm::make_error<nir::RefusedModel>(); }

static llvm::Error refuse(Location loc, StringRef rule, const Twine &message, const Twine &fix = "") {
  Findings findings;
  findings.error(loc, rule, "", message, fix);
  (void)findings.report();
  return refused();
}

/// Checked graphs become networks.
static llvm::Error discretise(ModuleOp module, const TimeOptions &options) {
  for (nir::GraphOp graph : module.getOps<nir::GraphOp>())
    if (llvm::Error error = checkNodeOptions(graph, options))
      return error;
  LogicalResult done = runPasses(module, [&](OpPassManager &passes) { addDiscretisePipeline(passes, options); });
  return failed(done) ? refused() : llvm::Error::success();
}

static llvm::Error checkContradictions(ArrayRef<snn::NetworkOp> networks, const TimeOptions &options) {
  for (snn::NetworkOp network : networks)
    if (std::string text = contradiction(network, options); !text.empty())
      return llvm::make_error<WrongUsage>(text);
  return llvm::Error::success();
}

llvm::Expected<snn::NetworkOp> prepareNetwork(ModuleOp module, TimeOptions options,
                                              function_ref<void(TimeOptions &)> complete) {
  Contents contents(module);
  size_t graphs = contents.graphs.size(), networks = llvm::range_size(module.getOps<snn::NetworkOp>()),
         systems = contents.systems;
  if (graphs + networks != 1 || systems) {
    if (contents.programs && !graphs && !contents.networks.size())
      return refuse(module.getLoc(), "model",
                    "the module holds " + Twine(contents.programs) +
                        " kernel.program, what is needed here is a nir.graph or snn.network",
                    "give the network that it was made from");
    if (systems)
      return refuse(module.getLoc(), "model",
                    "the module holds " + Twine(systems) + (systems == 1 ? " snn.system" : " systems (snn.system)") +
                        ", what can be run is one network",
                    "give a file with one network");
    return refuse(module.getLoc(), "model",
                  "the module holds " + Twine(graphs) + " nir.graph and " + Twine(networks) +
                      " snn.network, exactly one of them is expected");
  }
  if (networks == 1) {
    if (llvm::Error error = checkContradictions(contents.networks, options))
      return std::move(error);
    if (failed(runPasses(module, [](OpPassManager &passes) { passes.addPass(snn::createSNNVerifyExecutable()); })))
      return refused();
  } else {
    if (failed(runPasses(module, addCheckPipeline)))
      return refused();
    if (complete)
      complete(options);
    if (llvm::Error error = discretise(module, options))
      return std::move(error);
  }
  return *module.getOps<snn::NetworkOp>().begin();
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

static llvm::Error checkFitsCPU(ModuleOp module) {
  Contents contents(module);
  if (contents.systems || contents.networks.size() + contents.programs != 1)
    return refuse(module.getLoc(), "cpu",
                  "the module holds " + Twine(contents.networks.size()) + " snn.network, " + Twine(contents.systems) +
                      " snn.system and " + Twine(contents.programs) +
                      " kernel.program, target cpu takes one network or program");
  if (contents.networks.empty())
    return llvm::Error::success();
  snn::NetworkOp network = contents.networks.front();
  Findings findings;
  llvm::handleAllErrors(cpu::checkNetwork(network), [&](const llvm::ErrorInfoBase &error) {
    findings.error(network.getLoc(), "cpu", "", error.message());
  });
  return failed(findings.report()) ? refused() : llvm::Error::success();
}

/// What keeps a graph from being checked in time: "" if nothing does.
static std::string missingStep(const Contents &contents, const TimeOptions &options) {
  if (options.dt || llvm::all_of(contents.graphs, tellsTimeStep))
    return "";
  return "the model file gives no time step";
}

llvm::Expected<CheckedModel> checkModel(ModuleOp module, const TimeOptions &options, bool fitsCPU) {
  static constexpr StringLiteral giveStep = "pass --dt SECONDS (in the unit of the file's time constants)";
  Contents contents(module);
  if (contents.graphs.empty() && contents.networks.empty() && !contents.systems && !contents.programs)
    return refuse(module.getLoc(), "model",
                  "the module is empty, a nir.graph, snn.network or kernel.program is expected");
  if (StringRef given = firstGiven(options);
      !given.empty() && contents.programs && contents.graphs.empty() && contents.networks.empty())
    return llvm::make_error<WrongUsage>(given + " acts on NIR models, the module holds kernel programs; leave it out");
  if (llvm::Error error = checkContradictions(contents.networks, options))
    return std::move(error);

  CheckedModel checked;
  checked.programs = contents.programs;
  module.walk([&](Operation *op) {
    bool isSNN = isa_and_nonnull<snn::SNNDialect>(op->getDialect());
    checked.nodes += isa<nir::NodeOpInterface>(op) || (isSNN && !snn::nodeName(op).empty());
    checked.graphs += isa<nir::GraphOp, nir::SubgraphOp, snn::NetworkOp>(op);
  });
  LogicalResult sound = runPasses(module, [](OpPassManager &passes) {
    addCheckPipeline(passes);
    passes.addPass(snn::createSNNVerifyExecutable());
  });
  if (failed(sound))
    return refused();
  if (std::string missing = missingStep(contents, options); !missing.empty()) {
    StringRef given = fitsCPU ? "--target" : firstGiven(options);
    if (!given.empty())
      return llvm::make_error<WrongUsage>(given + " needs a time step, " + missing + "; " + giveStep);
    Findings findings;
    findings.remark(contents.graphs.front().getLoc(), "dt", "",
                    "checked as a graph only, not in time (step, delays, resets): " + missing, giveStep);
    (void)findings.report();
    return checked;
  }
  if (!contents.graphs.empty())
    if (llvm::Error error = discretise(module, options))
      return std::move(error);
  if (fitsCPU)
    if (llvm::Error error = checkFitsCPU(module))
      return std::move(error);
  checked.isExecutable = true;
  return checked;
}

std::string cacheDirectory() {
  if (const char *chosen = getenv("GANGLION_CACHE"))
    return StringRef(chosen) == "off" ? "" : chosen;
  llvm::SmallString<128> path;
  if (!llvm::sys::path::cache_directory(path))
    return "";
  llvm::sys::path::append(path, "ganglion");
  return path.str().str();
}

llvm::Expected<std::unique_ptr<snn::Engine>> makeEngine(snn::NetworkOp network, EngineKind kind, bool record) {
  if (kind == EngineKind::Reference)
    return makeReferenceEngine(network);
  cpu::CompileOptions options;
  options.record = record;
  options.cache = cacheDirectory();
  return cpu::makeCompiledEngine(network, options);
}

} // namespace ganglion::driver
