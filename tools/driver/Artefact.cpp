//===- Artefact.cpp -------------------------------------------------------===//
#include "tools/driver/Artefact.h"
#include "backends/CPU/CPU.h"
#include "ir/SNN/Schedule.h"
#include "ir/Support/Text.h"
#include "tools/driver/ArtefactFolder.h"
#include "tools/driver/Model.h"
#include "tools/driver/OptionChecks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace ganglion::driver {

/// ganglion.json lists channels, nothing large; a larger file is not ours.
static constexpr uint64_t largestDescription = 64 << 20;

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

json::Array choicesOf(snn::NetworkOp network) {
  json::Array list;
  for (mlir::Attribute attribute : network.getChoices().value_or(mlir::ArrayAttr::get(network.getContext(), {})))
    if (auto choice = dyn_cast<snn::ChoiceAttr>(attribute)) {
      auto text = [](mlir::StringAttr value) { return json::fixUTF8(value.getValue()); };
      list.push_back(json::Object{{"node", text(choice.getNode())},
                                  {"option", text(choice.getOption())},
                                  {"value", text(choice.getValue())},
                                  {"reason", text(choice.getReason())}});
    }
  return list;
}

/// What was built, for people and for `snnc report`.
static json::Object reportOf(snn::NetworkOp network, StringRef model, const cpu::ArtefactDescription &description) {
  json::Array nodes;
  for (mlir::Operation &op : network.getBody().front()) {
    if (snn::nodeName(&op).empty())
      continue;
    json::Object node{{"node", json::fixUTF8(snn::nodeName(&op))}, {"op", op.getName().getStringRef()}};
    if (op.getNumResults())
      node["elements"] = cast<mlir::RankedTensorType>(op.getResult(0).getType()).getNumElements();
    nodes.push_back(std::move(node));
  }
  return json::Object{{"format", "ganglion-report-1"},
                      {"model", json::fixUTF8(model)},
                      {"target", "cpu"},
                      {"cpu", description.cpu},
                      {"state_bytes", description.arenaBytes},
                      {"weight_bytes", description.weightsBytes},
                      {"choices", choicesOf(network)},
                      {"nodes", std::move(nodes)}};
}

json::Object optionsOf(const TimeOptions &options) {
  json::Array set;
  for (const std::string &entry : options.set)
    set.push_back(json::fixUTF8(entry));
  return json::Object{{"integrator", options.integrator},
                      {"reset", options.reset},
                      {"reset-delay", options.resetDelay},
                      {"set", std::move(set)}};
}

static Error fillDirectory(snn::NetworkOp network, StringRef model, const TimeOptions &options, StringRef directory) {
  Expected<cpu::ArtefactDescription> description = cpu::emitObject(network, {}, directory);
  if (!description)
    return description.takeError();
  json::Object object{{"format", formatName},
                      {"version", GANGLION_VERSION},
                      {"kind", "cpu"},
                      {"target", "cpu"},
                      {"model", json::fixUTF8(model)},
                      {"dt", network.getDt()},
                      {"convention", json::fixUTF8(network.getConvention().value_or("none"))},
                      {"precision", precisionOf(network)},
                      {"options", optionsOf(options)},
                      {"choices", choicesOf(network)},
                      {"files", json::Object{{"object", cpu::objectFile},
                                             {"header", cpu::headerFile},
                                             {"weights", cpu::weightsFile},
                                             {"report", reportFile}}},
                      {"network", cpu::toJSON(*description)}};
  if (Error error = writeJSON(inDirectory(directory, reportFile), reportOf(network, model, *description)))
    return error;
  return writeJSON(inDirectory(directory, descriptionFile), std::move(object));
}

Error compileForCPU(snn::NetworkOp network, StringRef model, const TimeOptions &options, StringRef path) {
  if (network.isEventDriven())
    return createStringError("target cpu runs networks with a step, this one has clock(event)");
  return writeArtefact(path, [&](StringRef directory) { return fillDirectory(network, model, options, directory); });
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

Expected<Artefact> openArtefact(StringRef directory) {
  std::string path = inDirectory(directory, descriptionFile);
  auto damaged = [&](const Twine &what) { return make_error<UnreadableModel>(path + ": " + what); };
  if (sys::fs::is_directory(directory) && !sys::fs::exists(path))
    return make_error<UnreadableModel>(escaped(directory) + ": a folder without " + descriptionFile +
                                       "; name a model file, or a folder that snnc compile wrote");
  uint64_t size = 0;
  if (std::error_code code = sys::fs::file_size(path, size))
    return damaged(code.message());
  if (size > largestDescription)
    return damaged(Twine(size) + " bytes, at most " + Twine(largestDescription) + " are expected");
  auto buffer = MemoryBuffer::getFile(path);
  if (!buffer)
    return damaged(buffer.getError().message());
  Expected<json::Value> value = json::parse((*buffer)->getBuffer());
  if (!value)
    return damaged("not JSON: " + toString(value.takeError()));
  json::Object *object = value->getAsObject();
  if (!object || object->getString("format") != formatName)
    return damaged("format is " + quoted(object ? object->getString("format").value_or("missing") : "no object") +
                   ", expected '" + formatName + "'");
  Artefact artefact;
  artefact.directory = directory.str();
  std::optional<double> dt = object->getNumber("dt");
  const json::Value *network = object->get("network");
  for (StringRef field : {"kind", "target", "convention", "precision"})
    if (!object->getString(field))
      return damaged("field '" + field + "' is missing, a text is expected");
  artefact.kind = object->getString("kind")->str();
  if (artefact.kind != "cpu" && artefact.kind != "xylo")
    return damaged("kind is " + quoted(artefact.kind) + ", this program runs 'cpu' and 'xylo'");
  bool mayBeNull = artefact.kind == "xylo" && object->get("dt") && object->get("dt")->kind() == json::Value::Null;
  if (!dt && !mayBeNull)
    return damaged("field 'dt' is missing, a number is expected");
  if (!network)
    return damaged("field 'network' is missing");
  artefact.target = object->getString("target")->str();
  const json::Object *files = object->getObject("files");
  artefact.hasTargetFile = files && files->get("target");
  artefact.dt = dt;
  artefact.convention = object->getString("convention")->str();
  artefact.precision = object->getString("precision")->str();
  if (const json::Array *choices = object->getArray("choices"))
    for (const json::Value &entry : *choices)
      if (const json::Object *choice = entry.getAsObject(); choice && choice->getString("node").value_or("") == "")
        artefact.choices.emplace_back(choice->getString("option").value_or("").str(),
                                      choice->getString("value").value_or("").str());
  artefact.network = *network;
  artefact.options.dt = dt;
  artefact.options.convention = artefact.convention;
  // A chip's integers are no precision of the model behind them.
  if (artefact.kind == "cpu")
    artefact.options.precision = artefact.precision;
  if (const json::Object *options = object->getObject("options")) {
    artefact.options.integrator = options->getString("integrator").value_or("").str();
    artefact.options.reset = options->getString("reset").value_or("").str();
    artefact.options.resetDelay = static_cast<int>(options->getInteger("reset-delay").value_or(-1));
    if (const json::Array *set = options->getArray("set"))
      for (const json::Value &entry : *set)
        artefact.options.set.push_back(entry.getAsString().value_or("").str());
  }
  return artefact;
}

std::string contradiction(const Artefact &artefact, const TimeOptions &options) {
  auto differs = [&](StringRef option, const Twine &given, const Twine &has) {
    return "--" + option.str() + " is " + given.str() + ", the artefact " + quoted(artefact.directory) +
           " was compiled with " + has.str() + "; leave the option out or compile the model again";
  };
  auto choice = [&](StringRef option) {
    auto found = find_if(artefact.choices, [&](const auto &entry) { return entry.first == option; });
    return found == artefact.choices.end() ? std::string("none") : found->second;
  };
  if (options.dt && artefact.dt && *options.dt != *artefact.dt)
    return differs("dt", shortest(*options.dt), shortest(*artefact.dt));
  if (!options.convention.empty() && options.convention != artefact.convention)
    return differs("convention", quoted(options.convention), quoted(artefact.convention));
  if (!options.precision.empty() && options.precision != artefact.precision)
    return differs("precision", options.precision, artefact.precision);
  if (!options.integrator.empty() && options.integrator != choice("integrator"))
    return differs("integrator", options.integrator, choice("integrator"));
  if (!options.reset.empty() && options.reset != choice("reset"))
    return differs("reset", options.reset, choice("reset"));
  if (options.resetDelay != -1 && std::to_string(options.resetDelay) != choice("reset-delay"))
    return differs("reset-delay", Twine(options.resetDelay), choice("reset-delay"));
  if (!options.set.empty())
    return "--set acts on models, " + quoted(artefact.directory) + " is compiled already; compile the model again";
  return "";
}

Expected<std::unique_ptr<snn::Engine>> loadEngine(const Artefact &artefact, bool record) {
  Expected<cpu::ArtefactDescription> description = cpu::descriptionFromJSON(artefact.network);
  if (!description)
    return make_error<UnreadableModel>(inDirectory(artefact.directory, descriptionFile) + ": " +
                                       toString(description.takeError()));
  Expected<std::unique_ptr<snn::Engine>> engine = cpu::loadObjectEngine(artefact.directory, *description, record);
  if (!engine)
    return make_error<UnreadableModel>(artefact.directory + ": " + toString(engine.takeError()));
  return engine;
}

} // namespace ganglion::driver
