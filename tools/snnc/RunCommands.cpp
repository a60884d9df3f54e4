//===- RunCommands.cpp - run and diff -------------------------------------===//
#include "ir/Support/Text.h"
#include "tools/driver/Artefact.h"
#include "tools/driver/Diff.h"
#include "tools/driver/OptionChecks.h"
#include "tools/snnc/Session.h"
#include "llvm/ADT/StringExtras.h"
#include <numeric>

using namespace mlir;

namespace ganglion::snnc {

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
  driver::takePorts(*a, *b);
  driver::takePorts(*b, *a);
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

} // namespace ganglion::snnc
