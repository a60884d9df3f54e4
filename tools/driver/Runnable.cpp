//===- Runnable.cpp -------------------------------------------------------===//
#include "tools/driver/Runnable.h"
#include "backends/CPU/CPU.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Text.h"
#include "tools/driver/Artefact.h"
#include "tools/driver/ChipPorts.h"
#include "tools/driver/OptionChecks.h"
#include "tools/driver/Profile.h"
#include "tools/driver/Xylo.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;

namespace ganglion::driver {

char WrongUsage::ID = 0;

static void tell(const RunnableOptions &options, const Twine &what) {
  if (options.progress)
    options.progress->phase(what);
}

/// An error if kernels are chosen or asked for where there is no choice left.
static llvm::Error checkKernelOptions(const RunnableOptions &options, const Twine &what) {
  StringRef given = !options.kernels.empty()         ? "--kernel"
                    : options.wantsSchedule          ? "--print-schedule"
                    : !options.profileInputs.empty() ? "--profile-input"
                                                     : "";
  if (given.empty())
    return llvm::Error::success();
  return llvm::make_error<WrongUsage>(given + " acts where a model is compiled, " + what + "; leave it out");
}

static llvm::Expected<Runnable> openChip(const Artefact &artefact, const RunnableOptions &options,
                                         MLIRContext *context) {
  llvm::Expected<XyloArtefact> chip = readXyloArtefact(artefact);
  if (!chip)
    return chip.takeError();
  Runnable runnable;
  if (options.wantsActivity)
    runnable.chip = std::make_shared<llvm::json::Object>();
  llvm::Expected<XyloEngine> made = makeXyloEngine(*chip, options.engine, options.record, runnable.chip, context);
  if (!made)
    return made.takeError();
  runnable.engine = std::move(made->engine);
  runnable.kind = made->kind;
  if (!made->note.empty())
    runnable.notes.push_back(made->note);
  runnable.dt = artefact.dt;
  runnable.latencies.emplace();
  const auto &sources = chip->specification.sources;
  for (const auto *list : {&sources.hidden, &sources.outputs, &sources.exports})
    for (const xylo::Source &source : *list)
      runnable.latencies->insert({source.node, source.latency});
  runnable.channels = sources.channels;
  runnable.exports = sources.exports;
  return runnable;
}

static llvm::Expected<Runnable> openCompiled(StringRef path, const RunnableOptions &options, MLIRContext *context) {
  llvm::Expected<Artefact> artefact = openArtefact(path);
  if (!artefact)
    return artefact.takeError();
  if (std::string text = contradiction(*artefact, options.time); !text.empty())
    return llvm::make_error<WrongUsage>(text);
  bool isChip = artefact->kind == "xylo";
  if (!isChip && options.isEngineGiven && options.engine == EngineKind::Reference)
    return llvm::make_error<WrongUsage>("engine reference interprets models, " + quoted(path) +
                                        " is compiled already; name the model");
  if (llvm::Error error = checkKernelOptions(options, quoted(path) + " is compiled already"))
    return std::move(error);
  if (options.wantsProfile)
    return llvm::make_error<WrongUsage>("--profile compiles a model with a clock in it, " + quoted(path) +
                                        " is compiled already; name the model");
  if (isChip)
    return openChip(*artefact, options, context);
  llvm::Expected<std::unique_ptr<snn::Engine>> engine = loadEngine(*artefact, options.record);
  if (!engine)
    return engine.takeError();
  Runnable runnable;
  runnable.engine = std::move(*engine);
  runnable.dt = artefact->dt;
  return runnable;
}

/// The only thing in a module, if it is a kernel.program.
static kernel::ProgramOp onlyProgram(ModuleOp module) {
  Block &body = *module.getBody();
  return llvm::hasSingleElement(body) ? dyn_cast<kernel::ProgramOp>(body.front()) : kernel::ProgramOp();
}

static llvm::Expected<Runnable> withEngine(Runnable runnable, llvm::Expected<std::unique_ptr<snn::Engine>> engine) {
  if (!engine)
    return engine.takeError();
  runnable.engine = std::move(*engine);
  return runnable;
}

static llvm::Expected<Runnable> withProfile(Runnable runnable,
                                            llvm::Expected<std::unique_ptr<cpu::ProfilingEngine>> engine) {
  if (!engine)
    return engine.takeError();
  runnable.profile = engine->get();
  runnable.engine = std::move(*engine);
  return runnable;
}

static cpu::ProfileOptions profileOptions(const RunnableOptions &options) {
  return {options.record, /*leastSeconds=*/0.1};
}

static llvm::Expected<Runnable> openProgram(kernel::ProgramOp program, StringRef path, const RunnableOptions &options) {
  std::string what = quoted(path) + " is a kernel.program";
  if (StringRef given = firstGiven(options.time); !given.empty() && !options.isComparison)
    return llvm::make_error<WrongUsage>(given + " acts on NIR models, " + what + "; leave it out");
  if (options.isEngineGiven && options.engine == EngineKind::Reference)
    return llvm::make_error<WrongUsage>("engine reference interprets snn networks, " + what +
                                        "; name the network that it was made from");
  if (llvm::Error error = checkKernelOptions(options, what))
    return std::move(error);
  Runnable runnable;
  runnable.isProgram = true;
  tell(options, "compiling " + escaped(path));
  if (options.wantsProfile)
    return withProfile(std::move(runnable), cpu::makeProfilingEngine(program, profileOptions(options)));
  return withEngine(std::move(runnable), cpu::makeProgramEngine(program, cacheDirectory()));
}

llvm::Expected<Runnable> openRunnable(StringRef path, const RunnableOptions &options, MLIRContext *context) {
  if (llvm::sys::fs::is_directory(path))
    return openCompiled(path, options, context);
  tell(options, "reading " + escaped(path));
  llvm::Expected<OwningOpRef<ModuleOp>> module = loadModel(path, context);
  if (!module)
    return module.takeError();
  if (kernel::ProgramOp program = onlyProgram(**module))
    return openProgram(program, path, options);
  tell(options, "checking " + escaped(path));
  llvm::Expected<snn::NetworkOp> network = prepareNetwork(**module, options.time);
  if (!network)
    return network.takeError();
  Runnable runnable;
  runnable.kind = options.engine;
  if (!network->isEventDriven())
    runnable.dt = network->getDt();
  for (Operation &op : network->getBody().front())
    if (StringRef name = snn::nodeName(&op); !name.empty())
      runnable.order.push_back(name.str());
  if (options.engine == EngineKind::Reference) {
    if (llvm::Error error = checkKernelOptions(options, "engine reference interprets it"))
      return std::move(error);
    if (options.wantsProfile)
      return llvm::make_error<WrongUsage>(
          "--profile measures compiled code, engine reference interprets; leave --engine out");
  } else if (!options.profileInputs.empty()) {
    tell(options, "measuring activity");
    if (llvm::Error error = measureActivity(*network, options.profileInputs, runnable.notes))
      return std::move(error);
  }
  if (options.wantsSchedule || !options.kernels.empty()) {
    llvm::Expected<std::vector<cpu::ScheduledKernel>> schedule = scheduleKernels(*network, options.kernels);
    if (!schedule)
      return schedule.takeError();
    runnable.schedule = std::move(*schedule);
  }
  tell(options, "compiling " + escaped(path));
  if (options.wantsProfile)
    return withProfile(std::move(runnable), cpu::makeProfilingEngine(*network, profileOptions(options)));
  return withEngine(std::move(runnable), makeEngine(*network, options.engine, options.record));
}

namespace {

/// An engine under other shapes of the same sizes.
class ReshapedEngine : public snn::Engine {
public:
  ReshapedEngine(std::unique_ptr<snn::Engine> engine, const snn::Engine &like) : engine(std::move(engine)) {
    inputList = reshaped(this->engine->inputs(), like.inputs());
    outputList = reshaped(this->engine->outputs(), like.outputs());
    recordableList = reshaped(this->engine->recordables(), like.recordables());
  }

  ArrayRef<snn::Channel> inputs() const override { return inputList; }
  ArrayRef<snn::Channel> outputs() const override { return outputList; }
  ArrayRef<snn::Channel> recordables() const override { return recordableList; }
  bool isDouble() const override { return engine->isDouble(); }
  llvm::Error run(snn::RunData &data) override { return engine->run(data); }

private:
  static std::vector<snn::Channel> reshaped(ArrayRef<snn::Channel> own, ArrayRef<snn::Channel> like) {
    std::vector<snn::Channel> channels = own.vec();
    for (snn::Channel &channel : channels)
      for (const snn::Channel &other : like)
        if (other.name == channel.name && other.size() == channel.size())
          channel.shape = other.shape;
    return channels;
  }

  std::unique_ptr<snn::Engine> engine;
  std::vector<snn::Channel> inputList, outputList, recordableList;
};

} // namespace

void takeShapes(Runnable &program, const snn::Engine &like) {
  program.engine = std::make_unique<ReshapedEngine>(std::move(program.engine), like);
}

void takePorts(Runnable &chip, const Runnable &other) {
  if (chip.latencies && !other.latencies)
    chip.engine = withPortsOf(*other.engine, std::move(chip.engine), chip.channels, chip.exports);
}

} // namespace ganglion::driver
