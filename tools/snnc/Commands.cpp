//===- Commands.cpp -------------------------------------------------------===//
#include "tools/snnc/Commands.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/SNN/SNNDialect.h"
#include "ir/Support/Text.h"
#include "tools/driver/Diagnostics.h"
#include "tools/driver/Network.h"
#include "tools/driver/RunFiles.h"
#include "passes/Verify/Passes.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace ganglion::snnc {

namespace {

/// What every command needs: a context whose findings are printed, and an answer for --json.
class Session {
public:
  explicit Session(const Arguments &arguments)
      : arguments(arguments), context(makeRegistry(), MLIRContext::Threading::DISABLED), printer(&context, arguments.quiet) {}

  Status run();

private:
  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    driver::registerDialects(registry);
    return registry;
  }

  Status check();
  Status runModel();

  llvm::Expected<OwningOpRef<ModuleOp>> load(StringRef path) { return driver::loadModel(path, &context); }
  /// Reports an error of any library and turns it into a status.
  Status fail(llvm::Error error);
  Status fail(const Twine &message, Status status);
  unsigned threads() const { return arguments.threads ? *arguments.threads : llvm::hardware_concurrency().compute_thread_count(); }

  const Arguments &arguments;
  MLIRContext context;
  driver::DiagnosticPrinter printer;
  llvm::json::Object answer;
};

} // namespace

Status Session::fail(const Twine &message, Status status) {
  Finding finding;
  finding.message = message.str();
  printer.report(finding, "");
  return status;
}

Status Session::fail(llvm::Error error) {
  Status status = No;
  llvm::handleAllErrors(
      std::move(error), [&](const nir::RefusedModel &) {},
      [&](const driver::UnreadableModel &unreadable) { status = fail(unreadable.message, Unusable); },
      [&](const nirfile::UnreadableFile &unreadable) { status = fail(unreadable.path + ": " + unreadable.what, Unusable); },
      [&](const llvm::ErrorInfoBase &other) { (void)fail(other.message(), No); });
  return status;
}

Status Session::check() {
  llvm::Expected<OwningOpRef<ModuleOp>> module = load(arguments.positional.front());
  if (!module)
    return fail(module.takeError());
  LogicalResult sound = driver::runPasses(**module, [](OpPassManager &passes) {
    driver::addCheckPipeline(passes);
    passes.addPass(snn::createSNNVerifyExecutable());
  });
  if (failed(sound))
    return No;
  size_t nodes = 0, graphs = 0;
  (*module)->walk([&](nir::NodeOpInterface) { ++nodes; });
  (*module)->walk([&](Operation *op) { graphs += isa<nir::GraphOp, nir::SubgraphOp, snn::NetworkOp>(op); });
  answer["sound"] = true;
  answer["nodes"] = static_cast<int64_t>(nodes);
  if (!arguments.json && !arguments.quiet)
    llvm::outs() << escaped(arguments.positional.front()) << ": sound, " << nodes << " nodes in " << graphs << (graphs == 1 ? " graph" : " graphs") << "\n";
  return Yes;
}

Status Session::runModel() {
  llvm::Expected<OwningOpRef<ModuleOp>> module = load(arguments.positional.front());
  if (!module)
    return fail(module.takeError());
  llvm::Expected<snn::NetworkOp> network = driver::prepareNetwork(**module, arguments.time);
  if (!network)
    return fail(network.takeError());
  std::optional<double> dt;
  if (!network->isEventDriven())
    dt = network->getDt();
  auto kind = arguments.engine == "reference" ? driver::EngineKind::Reference : driver::EngineKind::Compiled;
  llvm::Expected<std::unique_ptr<snn::Engine>> engine = driver::makeEngine(*network, kind, !arguments.records.empty());
  if (!engine)
    return fail(engine.takeError());
  std::vector<std::string> notes;
  llvm::Expected<driver::RunBuffers> buffers = driver::RunBuffers::read(**engine, arguments.inputs, dt, arguments.steps, notes);
  if (!buffers)
    return fail(buffers.takeError());
  for (const std::string &note : notes) {
    Finding finding;
    finding.severity = Severity::Warning;
    finding.message = note;
    printer.report(finding, "");
  }
  for (const std::string &record : arguments.records)
    if (llvm::Error error = buffers->addRecord(**engine, record))
      return fail(llvm::toString(std::move(error)), Unusable);
  if (llvm::Error error = buffers->run(**engine, threads()))
    return fail(std::move(error));
  if (!arguments.output.empty())
    if (llvm::Error error = driver::writeResults(*buffers, **engine, arguments.output, dt))
      return fail(std::move(error));
  llvm::json::Object outputs;
  for (auto [index, channel] : llvm::enumerate((*engine)->outputs())) {
    double sum = 0;
    for (float value : buffers->outputValues(index))
      sum += value;
    llvm::json::Array shape;
    for (int64_t size : buffers->output(**engine, index).shape)
      shape.push_back(size);
    outputs[llvm::json::fixUTF8(channel.name)] = llvm::json::Object{{"shape", std::move(shape)}, {"sum", sum}};
    if (!arguments.json && arguments.output.empty() && !arguments.quiet)
      llvm::outs() << escaped(channel.name) << ": shape " << shapeText(buffers->output(**engine, index).shape) << ", sum " << shortest(sum) << "\n";
  }
  answer["outputs"] = std::move(outputs);
  return Yes;
}

Status Session::run() {
  Status status = Unusable;
  switch (arguments.command) {
  case Command::Check:
    status = check();
    break;
  case Command::Run:
    status = runModel();
    break;
  case Command::Compile:
  case Command::Diff:
    status = fail("this command needs the compiled engine", Unusable);
    break;
  }
  if (arguments.json) {
    answer["findings"] = printer.findings();
    answer["status"] = static_cast<int64_t>(status);
    llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(std::move(answer))) << "\n";
  }
  return status;
}

Status runCommand(const Arguments &arguments) { return Session(arguments).run(); }

} // namespace ganglion::snnc
