//===- DescriptionFile.cpp ------------------------------------------------===//
#include "ir/Target/DescriptionFile.h"
#include "ir/Support/JSONFile.h"

using namespace llvm;

namespace ganglion::target {

static constexpr JSONLimits limits = {"a description", largestDescription, /*nesting=*/8,
                                      /*values=*/largestDescription};
static constexpr unsigned mostBases = 8;

static Expected<json::Object> parseObject(StringRef text, StringRef file) {
  Expected<json::Object> object = parseJSONObject(text, file, limits);
  if (!object)
    return object;
  if (object->getString("format") != StringRef("ganglion-target"))
    return fieldError(file, "format", foundText(object->get("format")), "'ganglion-target'");
  if (object->getInteger("version") != 1)
    return fieldError(file, "version", foundText(object->get("version")), "1");
  return object;
}

/// RFC 7386 for objects.
static void merge(json::Object &into, json::Object &&change) {
  for (auto &[key, value] : change) {
    if (value.kind() == json::Value::Null) {
      into.erase(key);
      continue;
    }
    json::Object *object = value.getAsObject();
    if (!object) {
      into[key] = std::move(value);
      continue;
    }
    json::Value &place = into.try_emplace(key, json::Object()).first->second;
    if (!place.getAsObject())
      place = json::Object();
    merge(*place.getAsObject(), std::move(*object));
  }
}

/// What a user's file changes comes from that file: a number may stand without the object around it, and an object
/// without its source.
static void citeOwnFile(json::Object &own, StringRef file) {
  own.try_emplace("sources", json::Object());
  if (json::Object *sources = own.getObject("sources"))
    (*sources)[ownSource] = json::fixUTF8(("target file " + file).str());
  for (StringRef section : {"size", "widths", "timing", "power", "features", "memory_map", "control", "units"}) {
    json::Object *entries = own.getObject(section);
    if (!entries)
      continue;
    for (auto &[name, entry] : *entries) {
      if (entry.kind() == json::Value::Null)
        continue;
      if (!entry.getAsObject())
        entry = json::Object{{"value", std::move(entry)}};
      entry.getAsObject()->try_emplace("source", ownSource);
    }
  }
}

static Expected<json::Object> merged(StringRef text, StringRef file, bool isUserFile, BaseLookup lookup,
                                     unsigned bases) {
  Expected<json::Object> own = parseObject(text, file);
  if (!own)
    return own.takeError();
  if (isUserFile)
    citeOwnFile(*own, file);
  const json::Value *named = own->get("base");
  if (!named)
    return own;
  std::optional<StringRef> base = named->getAsString();
  std::optional<StringRef> baseText = base && bases < mostBases ? lookup(*base) : std::nullopt;
  if (!baseText)
    return fieldError(file, "base", foundText(named), "the name of a built-in target ('snnc info' lists them)");
  Expected<json::Object> result = merged(*baseText, (*base + ".json").str(), /*isUserFile=*/false, lookup, bases + 1);
  if (!result)
    return result.takeError();
  std::string title = "variant of " + base->str();
  if (std::optional<StringRef> given = result->getString("title"))
    title += ": " + given->str();
  // What belongs to the base alone.
  for (StringRef key : {"abstract", "aliases", "base", "name"})
    result->erase(key);
  (*result)["title"] = title;
  own->erase("base");
  merge(*result, std::move(*own));
  return result;
}

Expected<json::Object> mergedDescription(StringRef text, StringRef file, bool isUserFile, BaseLookup base) {
  return merged(text, file, isUserFile, base, 0);
}

} // namespace ganglion::target
