//===- Commands.cpp -------------------------------------------------------===//
#include "tools/snnc/Commands.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/SNN/SNNDialect.h"
#include "ir/Support/Text.h"
#include "mlir/IR/MLIRContext.h"
#include "passes/Verify/Passes.h"
#include "tools/driver/Artefact.h"
#include "tools/driver/Diagnostics.h"
#include "tools/driver/Diff.h"
#include "tools/driver/Network.h"
#include "tools/driver/RunFiles.h"
#include "tools/driver/Runnable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace ganglion::snnc {

namespace {

/// What every command needs: a context whose findings are printed, and an answer for --json.
class Session {
public:
  explicit Session(const Arguments &arguments)
      : arguments(arguments), context(makeRegistry(), MLIRContext::Threading::DISABLED),
        printer(&context, arguments.quiet) {}

  Status run();

private:
  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    driver::registerDialects(registry);
    return registry;
  }

  Status check();
  Status checkArtefact();
  Status runModel();
  Status compile();
  Status diff();

  driver::RunnableOptions runnableOptions(StringRef engine, bool isEngineGiven, bool record) const;
  llvm::Expected<driver::Runnable> openSide(size_t side);
  llvm::Expected<driver::RunBuffers> readData(const driver::Runnable &runnable);
  void summarise(const driver::Runnable &runnable, const driver::RunBuffers &buffers);

  llvm::Expected<OwningOpRef<ModuleOp>> load(StringRef path) { return driver::loadModel(path, &context); }
  /// Reports an error of any library and turns it into a status.
  Status fail(llvm::Error error);
  Status fail(const Twine &message, Status status);
  unsigned threads() const {
    return arguments.threads ? *arguments.threads : llvm::hardware_concurrency().compute_thread_count();
  }

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
      [&](const driver::WrongUsage &wrong) { status = fail(wrong.message, Unusable); },
      [&](const driver::UnreadableModel &unreadable) { status = fail(unreadable.message, Unusable); },
      [&](const nirfile::UnreadableFile &unreadable) {
        status = fail(unreadable.path + ": " + unreadable.what, Unusable);
      },
      [&](const llvm::ErrorInfoBase &other) { (void)fail(other.message(), No); });
  return status;
}

/// An artefact is sound if its files load.
Status Session::checkArtefact() {
  llvm::Expected<driver::Artefact> artefact = driver::openArtefact(arguments.positional.front());
  if (!artefact)
    return fail(artefact.takeError());
  if (std::string text = driver::contradiction(*artefact, arguments.time); !text.empty())
    return fail(text, Unusable);
  llvm::Expected<std::unique_ptr<snn::Engine>> engine = driver::loadEngine(*artefact, false);
  if (!engine)
    return fail(engine.takeError());
  answer["sound"] = true;
  if (!arguments.json && !arguments.quiet)
    llvm::outs() << escaped(arguments.positional.front()) << ": sound, an artefact for " << artefact->kind
                 << " with dt " << shortest(artefact->dt) << "\n";
  return Yes;
}

Status Session::check() {
  if (llvm::sys::fs::is_directory(arguments.positional.front()))
    return checkArtefact();
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
    llvm::outs() << escaped(arguments.positional.front()) << ": sound, " << nodes << " nodes in " << graphs
                 << (graphs == 1 ? " graph" : " graphs") << "\n";
  return Yes;
}

driver::RunnableOptions Session::runnableOptions(StringRef engine, bool isEngineGiven, bool record) const {
  driver::RunnableOptions options;
  options.time = arguments.time;
  options.engine = engine == "reference" ? driver::EngineKind::Reference : driver::EngineKind::Compiled;
  options.isEngineGiven = isEngineGiven;
  options.record = record;
  return options;
}

llvm::Expected<driver::RunBuffers> Session::readData(const driver::Runnable &runnable) {
  std::vector<std::string> notes;
  llvm::Expected<driver::RunBuffers> buffers =
      driver::RunBuffers::read(*runnable.engine, arguments.inputs, runnable.dt, arguments.steps, notes);
  for (const std::string &note : notes) {
    Finding finding;
    finding.severity = Severity::Warning;
    finding.message = note;
    printer.report(finding, "");
  }
  return buffers;
}

/// Shape and sum of every Output, for --json and for a run without -o.
void Session::summarise(const driver::Runnable &runnable, const driver::RunBuffers &buffers) {
  llvm::json::Object outputs;
  for (auto [index, channel] : llvm::enumerate(runnable.engine->outputs())) {
    double sum = 0;
    for (float value : buffers.outputValues(index))
      sum += value;
    std::vector<int64_t> shape = buffers.output(*runnable.engine, index).shape;
    outputs[llvm::json::fixUTF8(channel.name)] = llvm::json::Object{{"shape", llvm::json::Array(shape)}, {"sum", sum}};
    if (!arguments.json && arguments.output.empty() && !arguments.quiet)
      llvm::outs() << escaped(channel.name) << ": shape " << shapeText(shape) << ", sum " << shortest(sum) << "\n";
  }
  answer["outputs"] = std::move(outputs);
}

Status Session::runModel() {
  llvm::Expected<driver::Runnable> runnable = driver::openRunnable(
      arguments.positional.front(),
      runnableOptions(arguments.engine, arguments.isEngineGiven, !arguments.records.empty()), &context);
  if (!runnable)
    return fail(runnable.takeError());
  llvm::Expected<driver::RunBuffers> buffers = readData(*runnable);
  if (!buffers)
    return fail(buffers.takeError());
  for (const std::string &record : arguments.records)
    if (llvm::Error error = buffers->addRecord(*runnable->engine, record))
      return fail(llvm::toString(std::move(error)), Unusable);
  if (llvm::Error error = buffers->run(*runnable->engine, threads()))
    return fail(std::move(error));
  if (!arguments.output.empty())
    if (llvm::Error error = driver::writeResults(*buffers, *runnable->engine, arguments.output, runnable->dt))
      return fail(std::move(error));
  summarise(*runnable, *buffers);
  return Yes;
}

Status Session::compile() {
  llvm::Expected<OwningOpRef<ModuleOp>> module = load(arguments.positional.front());
  if (!module)
    return fail(module.takeError());
  llvm::Expected<snn::NetworkOp> network = driver::prepareNetwork(**module, arguments.time);
  if (!network)
    return fail(network.takeError());
  StringRef model = llvm::sys::path::filename(arguments.positional.front());
  if (llvm::Error error = driver::compileForCPU(*network, model, arguments.time, arguments.output))
    return fail(std::move(error));
  answer["directory"] = llvm::json::fixUTF8(arguments.output);
  if (!arguments.json && !arguments.quiet)
    llvm::outs() << escaped(arguments.output) << ": compiled for cpu\n";
  return Yes;
}

/// Opens one side of a comparison; a model beside an artefact gets the artefact's meaning where no option says
/// otherwise.
llvm::Expected<driver::Runnable> Session::openSide(size_t side) {
  StringRef path = arguments.positional[side], other = arguments.positional[1 - side];
  driver::RunnableOptions options = side == 0 ? runnableOptions(arguments.engine, arguments.isEngineGiven, true)
                                              : runnableOptions(arguments.engineB, arguments.isEngineBGiven, true);
  if (driver::isArtefact(other) && !driver::isArtefact(path)) {
    llvm::Expected<driver::Artefact> artefact = driver::openArtefact(other);
    if (!artefact)
      return artefact.takeError();
    driver::TimeOptions own = std::move(options.time);
    options.time = artefact->options;
    auto prefer = [](std::string &value, const std::string &given) {
      if (!given.empty())
        value = given;
    };
    if (own.dt)
      options.time.dt = own.dt;
    prefer(options.time.convention, own.convention);
    prefer(options.time.integrator, own.integrator);
    prefer(options.time.reset, own.reset);
    prefer(options.time.precision, own.precision);
    if (own.resetDelay != -1)
      options.time.resetDelay = own.resetDelay;
    if (!own.set.empty())
      options.time.set = own.set;
  }
  return driver::openRunnable(path, options, &context);
}

Status Session::diff() {
  llvm::Expected<driver::Runnable> a = openSide(0);
  if (!a)
    return fail(a.takeError());
  llvm::Expected<driver::Runnable> b = openSide(1);
  if (!b)
    return fail(b.takeError());
  std::optional<driver::RunBuffers> buffers[2];
  driver::Runnable *sides[2] = {&*a, &*b};
  for (auto [index, runnable] : llvm::enumerate(sides)) {
    llvm::Expected<driver::RunBuffers> data = readData(*runnable);
    if (!data)
      return fail(data.takeError());
    data->addAllRecords(*runnable->engine);
    if (llvm::Error error = data->run(*runnable->engine, threads()))
      return fail(std::move(error));
    buffers[index] = std::move(*data);
  }
  llvm::Expected<driver::Comparison> comparison = driver::compareRuns(*a, *buffers[0], *b, *buffers[1]);
  if (!comparison)
    return fail(comparison.takeError());
  if (!comparison->onlyOnOneSide.empty()) {
    Finding finding;
    finding.severity = Severity::Warning;
    finding.message = "only one side has " + llvm::join(llvm::map_range(comparison->onlyOnOneSide, quoted), ", ") +
                      ", which is not compared";
    printer.report(finding, "");
  }
  if (const std::optional<driver::Difference> &first = comparison->first) {
    Finding finding;
    finding.rule = "differs";
    finding.message = "first at step " + std::to_string(first->step) + " of sample " + std::to_string(first->sample) +
                      ", " + quoted(first->name) + " element " + std::to_string(first->element) + ": " +
                      shortest(first->values[0], true) + " and " + shortest(first->values[1], true);
    printer.report(finding, "");
  }
  if (!arguments.json && !arguments.quiet)
    driver::printComparison(*comparison, llvm::outs());
  answer["comparison"] = driver::toJSON(*comparison);
  return comparison->first ? No : Yes;
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
    status = compile();
    break;
  case Command::Diff:
    status = diff();
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
