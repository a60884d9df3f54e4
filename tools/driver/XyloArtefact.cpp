//===- XyloArtefact.cpp - the files of a chip, written and run ------------===//
#include "backends/CPU/CPU.h"
#include "backends/Xylo/Configuration.h"
#include "backends/Xylo/Memory.h"
#include "backends/Xylo/NamedEngine.h"
#include "backends/Xylo/ReferenceEngine.h"
#include "backends/Xylo/SpecificationFile.h"
#include "backends/Xylo/ToKernel.h"
#include "ir/Support/Text.h"
#include "tools/driver/ArtefactFolder.h"
#include "tools/driver/Model.h"
#include "tools/driver/Xylo.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace ganglion::driver {

static constexpr StringLiteral configurationFile = "xylo.json", memoryFile = "xylo.ram", floatsFile = "spec.float.json",
                               integersFile = "spec.json", targetFile = "target.json";

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static json::Array toJSON(const std::vector<xylo::Source> &sources) {
  json::Array list;
  for (const xylo::Source &source : sources)
    list.push_back(json::Object{{"node", json::fixUTF8(source.node)},
                                {"at", source.at.front()},
                                {"size", source.size.front()},
                                {"from", source.from.front()},
                                {"latency", source.latency}});
  return list;
}

static std::string specificationText(const xylo::Specification &specification) {
  std::string text;
  raw_string_ostream stream(text);
  xylo::writeSpecification(specification, stream);
  return text;
}

/// A target of the user's goes into the artefact, so that it can be run anywhere.
static Error writeTarget(const target::Description &description, StringRef directory, json::Object &files) {
  if (description.file().empty())
    return Error::success();
  auto buffer = MemoryBuffer::getFile(description.file());
  if (!buffer)
    return createStringError(description.file() + ": " + buffer.getError().message());
  files["target"] = targetFile;
  return writeText(inDirectory(directory, targetFile), (*buffer)->getBuffer());
}

/// The memory image, of chips whose memories are known. Where a bank is short of the gap that Xylo 1 has before its
/// output neurons, a note says so and there is no image.
static Error writeImage(const XyloProgram &program, StringRef directory, json::Object &files,
                        std::vector<std::string> &notes) {
  const target::Description &description = program.target->description();
  if (description.memoryMap().empty() || program.compatRockpool)
    return Error::success();
  Expected<std::string> memory = xylo::writeMemory(program.quantised.specification, description);
  if (!memory) {
    notes.push_back(toString(memory.takeError()) + "; " + memoryFile.str() + " is not written, " +
                    configurationFile.str() + " holds the whole network");
    return Error::success();
  }
  files["memory"] = memoryFile;
  return writeText(inDirectory(directory, memoryFile), *memory);
}

/// What every report of an artefact says, and what the chip's has to say.
static json::Object reportText(const XyloProgram &program, StringRef model) {
  return json::Object{{"format", "ganglion-report-1"},
                      {"model", json::fixUTF8(model)},
                      {"target", program.target->name()},
                      {"choices", json::Array(program.choices)},
                      {"xylo", reportOf(program)}};
}

static json::Object descriptionText(const XyloProgram &program, StringRef model, const TimeOptions &time,
                                    json::Object files) {
  const xylo::Specification &integers = program.quantised.specification;
  return json::Object{{"format", formatName},
                      {"version", GANGLION_VERSION},
                      {"kind", "xylo"},
                      {"target", program.target->name()},
                      {"model", json::fixUTF8(model)},
                      {"dt", integers.dt ? json::Value(*integers.dt) : json::Value(nullptr)},
                      {"convention", json::fixUTF8(program.convention)},
                      {"precision", "i16"},
                      {"options", optionsOf(time)},
                      {"choices", json::Array(program.choices)},
                      {"files", std::move(files)},
                      {"network", json::Object{{"channels", toJSON(integers.sources.channels)},
                                               {"hidden", toJSON(integers.sources.hidden)},
                                               {"outputs", toJSON(integers.sources.outputs)},
                                               {"exports", toJSON(integers.sources.exports)}}}};
}

static Error fillDirectory(const XyloProgram &program, StringRef model, const TimeOptions &time, StringRef directory,
                           std::vector<std::string> &notes) {
  const xylo::Specification &integers = program.quantised.specification;
  const target::Description &description = program.target->description();
  Expected<std::string> configuration = xylo::writeConfiguration(integers, description, {program.compatRockpool});
  if (!configuration)
    return configuration.takeError();
  json::Object files{{"configuration", configurationFile},
                     {"specification", integersFile},
                     {"floats", floatsFile},
                     {"report", reportFile}};
  const std::pair<StringRef, std::string> texts[] = {{configurationFile, std::move(*configuration)},
                                                     {integersFile, specificationText(integers)},
                                                     {floatsFile, specificationText(program.floats)}};
  for (const auto &[file, text] : texts)
    if (Error error = writeText(inDirectory(directory, file), text))
      return error;
  if (Error error = writeImage(program, directory, files, notes))
    return error;
  if (Error error = writeTarget(description, directory, files))
    return error;
  if (Error error = writeJSON(inDirectory(directory, reportFile), reportText(program, model)))
    return error;
  return writeJSON(inDirectory(directory, descriptionFile), descriptionText(program, model, time, std::move(files)));
}

Error emitXylo(const XyloProgram &program, StringRef model, const TimeOptions &time, StringRef path,
               std::vector<std::string> &notes) {
  return writeArtefact(path,
                       [&](StringRef directory) { return fillDirectory(program, model, time, directory, notes); });
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// Steps that a node of the network behind a chip can be late by: one for each layer.
static constexpr int64_t mostLatency = INT32_MAX;
/// The first of a node's elements that neurons come from.
static constexpr int64_t mostElement = INT32_MAX;

/// Sources of ganglion.json that lie inside of `count` elements.
static Expected<std::vector<xylo::Source>> sourcesFrom(const json::Object &network, StringRef field, int64_t count) {
  std::vector<xylo::Source> sources;
  const json::Array *list = network.getArray(field);
  if (!list)
    return createStringError("field 'network." + field + "' is missing, a list is expected");
  for (const json::Value &value : *list) {
    const json::Object *entry = value.getAsObject();
    std::optional<StringRef> node = entry ? entry->getString("node") : std::nullopt;
    std::optional<int64_t> at = entry ? entry->getInteger("at") : std::nullopt,
                           size = entry ? entry->getInteger("size") : std::nullopt,
                           from = entry ? entry->getInteger("from") : std::nullopt,
                           latency = entry ? entry->getInteger("latency") : std::nullopt;
    if (!node || !at || !size || !from || !latency || *from < 0 || *from > mostElement || *at < 0 || *size < 1 ||
        *size > count || *at > count - *size || *latency < -mostLatency || *latency > mostLatency)
      return createStringError("field 'network." + field + "' has an entry outside of its " + Twine(count) +
                               " elements, or without node, at, size, from and latency");
    sources.push_back({node->str(), {*at}, {*size}, {*from}, *latency});
  }
  return sources;
}

Expected<XyloArtefact> readXyloArtefact(const Artefact &artefact) {
  auto damaged = [&](const Twine &what) {
    return make_error<UnreadableModel>(inDirectory(artefact.directory, descriptionFile) + ": " + what);
  };
  XyloArtefact result;
  std::string own = inDirectory(artefact.directory, targetFile);
  Expected<std::shared_ptr<const target::Target>> target =
      target::findTarget(artefact.hasTargetFile ? StringRef(own) : StringRef(artefact.target));
  if (!target)
    return damaged(toString(target.takeError()));
  result.target = *target;
  if (result.target->description().family() != target::Family::Xylo)
    return damaged("target " + quoted(artefact.target) + " is no Xylo chip");
  std::string path = inDirectory(artefact.directory, configurationFile);
  auto buffer = MemoryBuffer::getFile(path);
  if (!buffer)
    return make_error<UnreadableModel>(path + ": " + buffer.getError().message());
  Expected<xylo::Specification> specification =
      xylo::readConfiguration((*buffer)->getBuffer(), path, result.target->description());
  if (!specification)
    return make_error<UnreadableModel>(toString(specification.takeError()));
  result.specification = std::move(*specification);
  result.specification.dt = artefact.dt;
  const json::Object *network = artefact.network.getAsObject();
  if (!network)
    return damaged("field 'network' is no object");
  auto &sources = result.specification.sources;
  struct {
    StringRef field;
    std::vector<xylo::Source> *into;
    int64_t count;
  } fields[] = {{"channels", &sources.channels, result.specification.channels},
                {"hidden", &sources.hidden, result.specification.hidden.size()},
                {"outputs", &sources.outputs, result.specification.outputs.size()},
                {"exports", &sources.exports, result.specification.outputs.size()}};
  for (auto &entry : fields) {
    Expected<std::vector<xylo::Source>> list = sourcesFrom(*network, entry.field, entry.count);
    if (!list)
      return damaged(toString(list.takeError()));
    *entry.into = std::move(*list);
  }
  result.output = sources.exports.size() == 1 ? sources.exports.front().node : "output";
  return result;
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

namespace {

/// Counts which channels and hidden neurons spike, for the cycles of a step.
class MeasuringEngine : public snn::Engine {
public:
  MeasuringEngine(std::unique_ptr<snn::Engine> engine, XyloArtefact artefact, std::shared_ptr<json::Object> activity)
      : engine(std::move(engine)), artefact(std::move(artefact)), told(std::move(activity)) {
    const snn::Channel *hidden = find_if(this->engine->recordables(), [](const snn::Channel &channel) {
      return channel.name == "hidden" && channel.variable == snn::Variable::Spikes;
    });
    hiddenSpikes = hidden - this->engine->recordables().begin();
  }

  ArrayRef<snn::Channel> inputs() const override { return engine->inputs(); }
  ArrayRef<snn::Channel> outputs() const override { return engine->outputs(); }
  ArrayRef<snn::Channel> recordables() const override { return engine->recordables(); }
  bool isDouble() const override { return engine->isDouble(); }

  Error run(snn::RunData &data) override {
    const snn::Channel &hidden = engine->recordables()[hiddenSpikes];
    std::vector<float> spikes(data.batch * data.steps * hidden.size());
    data.records.push_back({hiddenSpikes, spikes});
    Error error = engine->run(data);
    data.records.pop_back();
    if (error)
      return error;
    count(inputCount, std::get<ArrayRef<float>>(data.inputs.front()));
    count(hiddenCount, spikes);
    xylo::CycleEstimate cycles = xylo::cyclesOfStep(artefact.specification, artefact.target->description(),
                                                    {inputCount.share(), hiddenCount.share()});
    (*told)["cycles_per_step"] = cycles.cycles;
    (*told)["isyn2_extra_ops"] = cycles.secondSynapseOperations;
    (*told)["input_activity"] = inputCount.share();
    (*told)["hidden_activity"] = hiddenCount.share();
    return Error::success();
  }

private:
  struct Count {
    int64_t active = 0, all = 0;
    double share() const { return all ? static_cast<double>(active) / static_cast<double>(all) : 0; }
  };
  static void count(Count &into, ArrayRef<float> values) {
    into.active += count_if(values, [](float value) { return value != 0; });
    into.all += static_cast<int64_t>(values.size());
  }

  std::unique_ptr<snn::Engine> engine;
  XyloArtefact artefact;
  std::shared_ptr<json::Object> told;
  size_t hiddenSpikes;
  Count inputCount, hiddenCount;
};

} // namespace

/// The lowered chip, compiled.
static Expected<std::unique_ptr<snn::Engine>> makeCompiledChip(mlir::ModuleOp module, const XyloArtefact &artefact) {
  auto program = *module.getOps<kernel::ProgramOp>().begin();
  Expected<std::unique_ptr<snn::Engine>> engine = cpu::makeProgramEngine(program, cacheDirectory());
  if (!engine)
    return engine.takeError();
  return xylo::makeNamedEngine(std::move(*engine), artefact.specification, artefact.target->description(),
                               artefact.output);
}

static Expected<XyloEngine> makeSimulator(const XyloArtefact &artefact, EngineKind kind, bool record,
                                          mlir::MLIRContext *context) {
  const target::Description &description = artefact.target->description();
  std::string note;
  if (kind == EngineKind::Compiled) {
    auto lowered = xylo::lowerToKernel(artefact.specification, description, "chip", {record}, context);
    if (lowered) {
      Expected<std::unique_ptr<snn::Engine>> engine = makeCompiledChip(**lowered, artefact);
      if (!engine)
        return engine.takeError();
      return XyloEngine{std::move(*engine), EngineKind::Compiled, ""};
    }
    note = "the plain simulator runs the chip, there is no compiled one for it: " + toString(lowered.takeError());
  }
  return XyloEngine{xylo::makeReferenceEngine(artefact.specification, description, artefact.output),
                    EngineKind::Reference, note};
}

Expected<XyloEngine> makeXyloEngine(const XyloArtefact &artefact, EngineKind kind, bool record,
                                    std::shared_ptr<json::Object> activity, mlir::MLIRContext *context) {
  Expected<XyloEngine> made = makeSimulator(artefact, kind, record || activity, context);
  if (made && activity)
    made->engine = std::make_unique<MeasuringEngine>(std::move(made->engine), artefact, std::move(activity));
  return made;
}

} // namespace ganglion::driver
