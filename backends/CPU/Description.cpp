//===- Description.cpp - the description of an artefact as JSON -----------===//
#include "backends/CPU/CPU.h"

namespace ganglion::cpu {

static llvm::json::Value toJSON(const std::vector<snn::Channel> &channels, bool records) {
  llvm::json::Array list;
  for (const snn::Channel &channel : channels) {
    llvm::json::Object entry{{"name", channel.name}, {"shape", llvm::json::Array(channel.shape)}};
    if (records)
      entry["variable"] = variableName(channel.variable);
    if (channel.integerBits)
      entry["bits"] = channel.integerBits;
    list.push_back(std::move(entry));
  }
  return list;
}

llvm::json::Value toJSON(const ArtefactDescription &d) {
  return llvm::json::Object{{"symbol", d.symbol},
                            {"precision", d.isDouble ? "f64" : "f32"},
                            {"triple", d.triple},
                            {"cpu", d.cpu},
                            {"features", d.features},
                            {"arena_bytes", d.arenaBytes},
                            {"cleared_bytes", d.clearedBytes},
                            {"weights_bytes", d.weightsBytes},
                            {"object_hash", d.objectHash},
                            {"weights_hash", d.weightsHash},
                            {"inputs", toJSON(d.inputs, false)},
                            {"outputs", toJSON(d.outputs, false)},
                            {"recordables", toJSON(d.recordables, true)}};
}

static bool fromJSON(const llvm::json::Value &value, snn::Variable &variable, llvm::json::Path path) {
  std::optional<llvm::StringRef> name = value.getAsString();
  if (std::optional<snn::Variable> named = name ? snn::variableNamed(*name) : std::nullopt) {
    variable = *named;
    return true;
  }
  path.report("expected 'i', 'i2', 'v' or 'spikes'");
  return false;
}

static bool readChannels(const llvm::json::Object &object, llvm::StringRef key, bool records,
                         std::vector<snn::Channel> &channels, llvm::json::Path path) {
  const llvm::json::Array *list = object.getArray(key);
  if (!list) {
    path.field(key).report("expected a list");
    return false;
  }
  for (size_t i = 0; i < list->size(); ++i) {
    llvm::json::Path at = path.field(key).index(i);
    snn::Channel channel;
    llvm::json::ObjectMapper mapper((*list)[i], at);
    if (!mapper || !mapper.map("name", channel.name) || !mapper.map("shape", channel.shape) ||
        !mapper.mapOptional("bits", channel.integerBits))
      return false;
    if (channel.integerBits > 32) {
      at.field("bits").report("expected at most 32");
      return false;
    }
    if (records) {
      const llvm::json::Value *variable = (*list)[i].getAsObject()->get("variable");
      if (!variable) {
        at.field("variable").report("missing value");
        return false;
      }
      if (!fromJSON(*variable, channel.variable, at.field("variable")))
        return false;
    }
    channels.push_back(std::move(channel));
  }
  return true;
}

static bool read(const llvm::json::Value &value, ArtefactDescription &d, llvm::json::Path path) {
  llvm::json::ObjectMapper mapper(value, path);
  std::string precision;
  if (!mapper || !mapper.map("symbol", d.symbol) || !mapper.map("precision", precision) ||
      !mapper.map("triple", d.triple) || !mapper.map("cpu", d.cpu) || !mapper.map("features", d.features) ||
      !mapper.map("arena_bytes", d.arenaBytes) || !mapper.map("cleared_bytes", d.clearedBytes) ||
      !mapper.map("weights_bytes", d.weightsBytes) || !mapper.map("object_hash", d.objectHash) ||
      !mapper.map("weights_hash", d.weightsHash))
    return false;
  if (precision != "f32" && precision != "f64") {
    path.field("precision").report("expected 'f32' or 'f64'");
    return false;
  }
  d.isDouble = precision == "f64";
  const llvm::json::Object &object = *value.getAsObject();
  return readChannels(object, "inputs", false, d.inputs, path) &&
         readChannels(object, "outputs", false, d.outputs, path) &&
         readChannels(object, "recordables", true, d.recordables, path);
}

llvm::Expected<ArtefactDescription> descriptionFromJSON(const llvm::json::Value &value) {
  ArtefactDescription description;
  llvm::json::Path::Root root("artefact");
  if (!read(value, description, root))
    return root.getError();
  return description;
}

} // namespace ganglion::cpu
