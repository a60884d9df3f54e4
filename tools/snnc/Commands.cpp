//===- Commands.cpp -------------------------------------------------------===//
#include "tools/snnc/Commands.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/Support/Text.h"
#include "ir/Target/Registry.h"
#include "mlir/IR/MLIRContext.h"
#include "tools/driver/Artefact.h"
#include "tools/driver/Diagnostics.h"
#include "tools/driver/Diff.h"
#include "tools/driver/Network.h"
#include "tools/driver/OptionChecks.h"
#include "tools/driver/Profile.h"
#include "tools/driver/RunFiles.h"
#include "tools/driver/Runnable.h"
#include "tools/driver/TargetInfo.h"
#include "tools/driver/Xylo.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"
#include <numeric>

using namespace mlir;

namespace ganglion::snnc {

namespace {

/// What every command needs: a context whose findings are printed, and an answer for --json.
class Session {
public:
  explicit Session(const Arguments &arguments)
      : arguments(arguments), context(makeRegistry(), MLIRContext::Threading::DISABLED),
        printer(&context, arguments.quiet), progress(arguments.quiet) {}

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
  Status compileXylo(ModuleOp module);
  Status checkXylo(ModuleOp module);
  /// Whether a chip is asked for, rather than this machine. Errors: WrongUsage for a target that there is no code for
  /// and for options that do not go with the target.
  llvm::Expected<bool> isForChip();
  Status diff();
  Status info();

  driver::RunnableOptions runnableOptions(StringRef engine, bool isEngineGiven, bool record);
  llvm::Expected<driver::Runnable> openSide(size_t side);
  llvm::Expected<driver::RunBuffers> readData(const driver::Runnable &runnable);
  /// Prints the kernels where that is asked for.
  void tellSchedule(ArrayRef<cpu::ScheduledKernel> schedule) {
    if (!arguments.printSchedule)
      return;
    answer["schedule"] = driver::toJSON(schedule);
    if (!arguments.json)
      driver::printSchedule(schedule, out());
  }
  void summarise(const driver::Runnable &runnable, const driver::RunBuffers &buffers);
  void tellProfile(const cpu::ProfilingEngine &engine, int64_t samples);
  void warn(ArrayRef<std::string> notes);

  llvm::Expected<OwningOpRef<ModuleOp>> load(StringRef path) {
    progress.phase("reading " + escaped(path));
    return driver::loadModel(path, &context);
  }
  /// Reports an error of any library and turns it into a status.
  Status fail(llvm::Error error);
  Status fail(const Twine &message, Status status);
  unsigned threads() const {
    return arguments.threads ? *arguments.threads : llvm::hardware_concurrency().compute_thread_count();
  }

  /// Where results go.
  llvm::raw_ostream &out() {
    progress.end();
    return llvm::outs();
  }

  const Arguments &arguments;
  MLIRContext context;
  driver::DiagnosticPrinter printer;
  driver::Progress progress;
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

/// The first option that acts where a model is mapped to a chip, "" if none is given.
static StringRef mappingOption(const driver::ChipOptions &chip) {
  return !chip.quantize.empty()    ? "--quantize"
         : !chip.compat.empty()    ? "--compat"
         : !chip.dash.empty()      ? "--dash"
         : !chip.allow.empty()     ? "--allow"
         : !chip.calibrate.empty() ? "--calibrate"
         : chip.fuzzyScaling       ? "--fuzzy-scaling"
         : chip.foldBias           ? "--fold-bias"
         : chip.approximate        ? "--approximate"
                                   : "";
}

/// What --target says against an artefact; "" if it repeats it or is not given.
static std::string targetContradiction(const driver::Artefact &artefact, const driver::ChipOptions &chip) {
  std::string name = chip.target;
  if (!name.empty() && name != target::hostTarget) {
    llvm::Expected<std::shared_ptr<const target::Target>> target = target::findTarget(chip.target);
    if (!target)
      return "--target: " + llvm::toString(target.takeError());
    name = (*target)->description().name();
  }
  if (name.empty() || name == artefact.target)
    return "";
  return "--target is " + quoted(name) + ", the artefact " + quoted(artefact.directory) + " was compiled for " +
         quoted(artefact.target) + "; leave the option out or compile the model again";
}

/// An artefact is sound if its files load.
Status Session::checkArtefact() {
  llvm::Expected<driver::Artefact> artefact = driver::openArtefact(arguments.positional.front());
  if (!artefact)
    return fail(artefact.takeError());
  if (std::string text = driver::contradiction(*artefact, arguments.time); !text.empty())
    return fail(text, Unusable);
  if (std::string text = targetContradiction(*artefact, arguments.chip); !text.empty())
    return fail(text, Unusable);
  if (StringRef option = mappingOption(arguments.chip); !option.empty())
    return fail(option + " acts where a model is compiled, " + quoted(artefact->directory) +
                    " is an artefact; leave it out",
                Unusable);
  if (artefact->kind == "xylo") {
    if (llvm::Expected<driver::XyloArtefact> chip = driver::readXyloArtefact(*artefact); !chip)
      return fail(chip.takeError());
  } else if (llvm::Expected<std::unique_ptr<snn::Engine>> engine = driver::loadEngine(*artefact, false); !engine) {
    return fail(engine.takeError());
  }
  answer["sound"] = true;
  if (!arguments.json && !arguments.quiet)
    out() << escaped(arguments.positional.front()) << ": sound, an artefact for " << escaped(artefact->target)
          << (artefact->dt ? " with dt " + shortest(*artefact->dt) : "") << "\n";
  return Yes;
}

llvm::Expected<bool> Session::isForChip() {
  auto wrong = [](const Twine &message) { return llvm::make_error<driver::WrongUsage>(message); };
  const driver::ChipOptions &chip = arguments.chip;
  StringRef given = mappingOption(chip);
  if (chip.target.empty() || chip.target == target::hostTarget) {
    if (!given.empty())
      return wrong(given + " goes with a chip, --target is " +
                   (chip.target.empty() ? "not given" : quoted(chip.target)));
    return false;
  }
  llvm::Expected<std::shared_ptr<const target::Target>> target = target::findTarget(chip.target);
  if (!target)
    return wrong("--target: " + llvm::toString(target.takeError()));
  if ((*target)->description().family() != target::Family::Xylo)
    return wrong("--target is " + quoted(chip.target) + ", this version compiles for cpu and the Xylo chips");
  StringRef kernels = !arguments.kernels.empty()         ? "--kernel"
                      : arguments.printSchedule          ? "--print-schedule"
                      : !arguments.profileInputs.empty() ? "--profile-input"
                                                         : "";
  if (!kernels.empty())
    return wrong(kernels + " goes with the target cpu, --target is " + quoted(chip.target));
  return true;
}

Status Session::checkXylo(ModuleOp module) {
  std::vector<std::string> notes;
  llvm::Expected<driver::XyloProgram> program = driver::prepareXylo(module, arguments.time, arguments.chip, notes);
  warn(notes);
  if (!program)
    return fail(program.takeError());
  answer["sound"] = true;
  if (arguments.json)
    answer["xylo"] = driver::reportOf(*program);
  if (!arguments.json && !arguments.quiet) {
    out() << escaped(arguments.positional.front()) << ": fits target " << program->target->name() << "\n";
    driver::printSummary(*program, out());
  }
  return Yes;
}

Status Session::check() {
  llvm::Expected<bool> isChip = isForChip();
  if (!isChip)
    return fail(isChip.takeError());
  if (llvm::sys::fs::is_directory(arguments.positional.front()))
    return checkArtefact();
  llvm::Expected<OwningOpRef<ModuleOp>> module = load(arguments.positional.front());
  if (!module)
    return fail(module.takeError());
  progress.phase("checking " + escaped(arguments.positional.front()));
  if (*isChip)
    return checkXylo(**module);
  llvm::Expected<driver::CheckedModel> checked =
      driver::checkModel(**module, arguments.time, /*fitsCPU=*/!arguments.chip.target.empty());
  if (!checked)
    return fail(checked.takeError());
  answer["sound"] = true;
  answer["executable"] = checked->isExecutable;
  answer["nodes"] = checked->nodes;
  if (!arguments.json && !arguments.quiet) {
    out() << escaped(arguments.positional.front()) << ": sound, ";
    if (checked->graphs)
      out() << checked->nodes << " nodes in " << checked->graphs << (checked->graphs == 1 ? " graph" : " graphs");
    else
      out() << checked->programs << (checked->programs == 1 ? " kernel.program" : " kernel.programs");
    out() << (arguments.chip.target.empty() ? "" : ", fits target " + arguments.chip.target) << "\n";
  }
  return Yes;
}

driver::RunnableOptions Session::runnableOptions(StringRef engine, bool isEngineGiven, bool record) {
  driver::RunnableOptions options;
  options.time = arguments.time;
  options.engine = engine == "reference" ? driver::EngineKind::Reference : driver::EngineKind::Compiled;
  options.isEngineGiven = isEngineGiven;
  options.record = record;
  options.progress = &progress;
  return options;
}

llvm::Expected<driver::RunBuffers> Session::readData(const driver::Runnable &runnable) {
  progress.phase("reading data");
  std::vector<std::string> notes;
  llvm::Expected<driver::RunBuffers> buffers =
      driver::RunBuffers::read(*runnable.engine, arguments.inputs, runnable.dt, arguments.steps, notes);
  warn(notes);
  return buffers;
}

void Session::warn(ArrayRef<std::string> notes) {
  for (const std::string &note : notes) {
    Finding finding;
    finding.severity = Severity::Warning;
    finding.message = note;
    printer.report(finding, "");
  }
}

void Session::tellProfile(const cpu::ProfilingEngine &engine, int64_t samples) {
  progress.phase("measuring the memory");
  driver::Profile profile = driver::profileOf(engine, samples);
  answer["profile"] = driver::toJSON(profile);
  if (!arguments.json)
    driver::printProfile(profile, out());
}

/// Shape and sum of every Output and record, for --json and for a run without -o.
void Session::summarise(const driver::Runnable &runnable, const driver::RunBuffers &buffers) {
  auto told = [&](const std::string &name, ArrayRef<float> values, const std::vector<int64_t> &shape) {
    double sum = std::accumulate(values.begin(), values.end(), 0.0);
    if (!arguments.json && arguments.output.empty() && !arguments.quiet)
      out() << escaped(name) << ": shape " << shapeText(shape) << ", sum " << shortest(sum) << "\n";
    return llvm::json::Object{{"shape", llvm::json::Array(shape)}, {"sum", sum}};
  };
  const snn::Engine &engine = *runnable.engine;
  llvm::json::Object outputs, records;
  for (auto [index, channel] : llvm::enumerate(engine.outputs()))
    outputs[llvm::json::fixUTF8(channel.name)] =
        told(channel.name, buffers.outputValues(index), buffers.output(engine, index).shape);
  for (size_t index = 0; index < buffers.recordCount(); ++index) {
    std::string name = buffers.recordName(engine, index);
    records[llvm::json::fixUTF8(name)] = told(name, buffers.recordValues(index), buffers.record(engine, index).shape);
  }
  answer["outputs"] = std::move(outputs);
  if (!records.empty())
    answer["records"] = std::move(records);
}

Status Session::runModel() {
  driver::RunnableOptions options =
      runnableOptions(arguments.engine, arguments.isEngineGiven, !arguments.records.empty());
  options.kernels = arguments.kernels;
  options.wantsSchedule = arguments.printSchedule;
  options.wantsProfile = arguments.profile;
  options.profileInputs = arguments.profileInputs;
  options.wantsActivity = arguments.json;
  llvm::Expected<driver::Runnable> runnable = driver::openRunnable(arguments.positional.front(), options, &context);
  if (!runnable)
    return fail(runnable.takeError());
  warn(runnable->notes);
  tellSchedule(runnable->schedule);
  llvm::Expected<driver::RunBuffers> buffers = readData(*runnable);
  if (!buffers)
    return fail(buffers.takeError());
  for (const std::string &record : arguments.records)
    if (llvm::Error error = buffers->addRecord(*runnable->engine, record))
      return fail(llvm::toString(std::move(error)), Unusable);
  if (arguments.profile && (buffers->batch() == 0 || buffers->steps() == 0))
    return fail("--profile: there are " + Twine(buffers->batch()) + " samples of " + Twine(buffers->steps()) +
                    " steps, at least one of each is needed",
                Unusable);
  // What is measured runs as a whole.
  driver::Progress *shown = arguments.profile ? nullptr : &progress;
  if (arguments.profile)
    progress.phase("measuring a run");
  if (arguments.carryState && !buffers->isBatched())
    return fail("--carry-state joins the samples of a batch, the data are one sample of " + Twine(buffers->steps()) +
                    " steps; leave it out",
                Unusable);
  if (arguments.carryState)
    buffers->joinSamples();
  if (llvm::Error error = buffers->run(*runnable->engine, arguments.profile ? 1 : threads(), shown))
    return fail(std::move(error));
  progress.phase("writing " + escaped(arguments.output));
  if (!arguments.output.empty())
    if (llvm::Error error = driver::writeResults(*buffers, *runnable->engine, arguments.output, runnable->dt))
      return fail(std::move(error));
  summarise(*runnable, *buffers);
  answer["engine"] = runnable->kind == driver::EngineKind::Reference ? "reference" : "compiled";
  if (runnable->chip)
    answer["xylo"] = llvm::json::Object(*runnable->chip);
  if (runnable->profile)
    tellProfile(*runnable->profile, buffers->batch());
  return Yes;
}

Status Session::compileXylo(ModuleOp module) {
  std::vector<std::string> notes;
  llvm::Expected<driver::XyloProgram> program = driver::prepareXylo(module, arguments.time, arguments.chip, notes);
  warn(notes);
  if (!program)
    return fail(program.takeError());
  progress.phase("writing " + escaped(arguments.output));
  StringRef model = llvm::sys::path::filename(arguments.positional.front());
  notes.clear();
  llvm::Error error = driver::emitXylo(*program, model, arguments.time, arguments.output, notes);
  warn(notes);
  if (error)
    return fail(std::move(error));
  answer["directory"] = llvm::json::fixUTF8(arguments.output);
  if (arguments.json)
    answer["xylo"] = driver::reportOf(*program);
  if (!arguments.json && !arguments.quiet) {
    out() << escaped(arguments.output) << ": compiled for " << program->target->name() << "\n";
    driver::printSummary(*program, out());
  }
  return Yes;
}

Status Session::compile() {
  llvm::Expected<bool> isChip = isForChip();
  if (!isChip)
    return fail(isChip.takeError());
  llvm::Expected<OwningOpRef<ModuleOp>> module = load(arguments.positional.front());
  if (!module)
    return fail(module.takeError());
  if (*isChip)
    return compileXylo(**module);
  progress.phase("checking " + escaped(arguments.positional.front()));
  llvm::Expected<snn::NetworkOp> network = driver::prepareNetwork(**module, arguments.time);
  if (!network)
    return fail(network.takeError());
  if (!arguments.profileInputs.empty()) {
    progress.phase("measuring activity");
    std::vector<std::string> notes;
    llvm::Error error = driver::measureActivity(*network, arguments.profileInputs, notes);
    warn(notes);
    if (error)
      return fail(std::move(error));
  }
  if (arguments.printSchedule || !arguments.kernels.empty()) {
    llvm::Expected<std::vector<cpu::ScheduledKernel>> schedule = driver::scheduleKernels(*network, arguments.kernels);
    if (!schedule)
      return fail(schedule.takeError());
    tellSchedule(*schedule);
  }
  progress.phase("compiling " + escaped(arguments.positional.front()));
  StringRef model = llvm::sys::path::filename(arguments.positional.front());
  if (llvm::Error error = driver::compileForCPU(*network, model, arguments.time, arguments.output))
    return fail(std::move(error));
  answer["directory"] = llvm::json::fixUTF8(arguments.output);
  if (!arguments.json && !arguments.quiet)
    out() << escaped(arguments.output) << ": compiled for cpu\n";
  return Yes;
}

/// Opens one side of a comparison; a model beside an artefact gets the artefact's meaning where no option says
/// otherwise.
llvm::Expected<driver::Runnable> Session::openSide(size_t side) {
  StringRef path = arguments.positional[side], other = arguments.positional[1 - side];
  driver::RunnableOptions options = side == 0 ? runnableOptions(arguments.engine, arguments.isEngineGiven, true)
                                              : runnableOptions(arguments.engineB, arguments.isEngineBGiven, true);
  options.isComparison = true;
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
  if (StringRef given = driver::firstGiven(arguments.time); a->isProgram && b->isProgram && !given.empty())
    return fail(given + " acts on NIR models, both sides are kernel programs; leave it out", Unusable);
  if (a->isProgram != b->isProgram)
    driver::takeShapes(a->isProgram ? *a : *b, a->isProgram ? *b->engine : *a->engine);
  std::optional<driver::RunBuffers> buffers[2];
  driver::Runnable *sides[2] = {&*a, &*b};
  for (auto [index, runnable] : llvm::enumerate(sides)) {
    llvm::Expected<driver::RunBuffers> data = readData(*runnable);
    if (!data)
      return fail(data.takeError());
    data->addAllRecords(*runnable->engine);
    if (llvm::Error error = data->run(*runnable->engine, threads(), &progress))
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
    driver::printComparison(*comparison, out());
  answer["comparison"] = driver::toJSON(*comparison);
  return comparison->first ? No : Yes;
}

Status Session::info() {
  if (arguments.positional.empty() && arguments.targetFile.empty()) {
    answer["targets"] = driver::targetList();
    if (!arguments.json)
      driver::printTargetList(out());
    return Yes;
  }
  llvm::Expected<driver::TargetInfo> target = arguments.targetFile.empty()
                                                  ? driver::findTarget(arguments.positional.front())
                                                  : driver::readTargetFile(arguments.targetFile);
  if (!target)
    return fail(target.takeError());
  answer["target"] = driver::toJSON(*target);
  if (!arguments.json)
    driver::printTarget(*target, out());
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
    status = compile();
    break;
  case Command::Diff:
    status = diff();
    break;
  case Command::Info:
    status = info();
    break;
  }
  if (arguments.json) {
    answer["findings"] = printer.findings();
    answer["status"] = static_cast<int64_t>(status);
    out() << llvm::formatv("{0:2}", llvm::json::Value(std::move(answer))) << "\n";
  }
  return status;
}

Status runCommand(const Arguments &arguments) { return Session(arguments).run(); }

} // namespace ganglion::snnc
