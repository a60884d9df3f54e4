//===- JSONFile.cpp -------------------------------------------------------===//
#include "ir/Support/JSONFile.h"
#include "ir/Support/Text.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace ganglion {

Error fieldError(StringRef file, StringRef field, const Twine &found, const Twine &allowed) {
  return createStringError(inconvertibleErrorCode(),
                           escaped(file) + ": field " + quoted(field) + ": found " + found + ", allowed is " + allowed);
}

std::string foundText(const json::Value *value) {
  if (!value)
    return "nothing";
  if (std::optional<StringRef> text = value->getAsString())
    return quoted(*text);
  if (const json::Array *list = value->getAsArray(); list && list->size() > 8)
    return "a list of " + std::to_string(list->size()) + " elements";
  if (value->getAsObject())
    return "an object";
  if (std::optional<double> number = value->getAsNumber(); number && !value->getAsInteger())
    return shortest(*number);
  std::string text;
  raw_string_ostream(text) << *value;
  return escaped(text);
}

namespace {

struct Extent {
  size_t nesting = 0, values = 0;
};

} // namespace

/// Brackets and commas in texts do not count.
static Extent extentOf(StringRef text) {
  Extent extent;
  size_t depth = 0;
  bool inText = false;
  for (size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (inText && c == '\\')
      ++at;
    else if (c == '"')
      inText = !inText;
    else if (!inText && (c == '{' || c == '[')) {
      extent.nesting = std::max(extent.nesting, ++depth);
      ++extent.values;
    } else if (!inText && (c == '}' || c == ']') && depth > 0)
      --depth;
    else if (!inText && c == ',')
      ++extent.values;
  }
  return extent;
}

Expected<json::Object> parseJSONObject(StringRef text, StringRef file, const JSONLimits &limits) {
  auto wrong = [&](const Twine &message) {
    return createStringError(inconvertibleErrorCode(), escaped(file) + ": " + message);
  };
  if (text.size() > limits.bytes)
    return wrong("more than " + Twine(limits.bytes) + " bytes, " + limits.noun + " has at most as many");
  Extent extent = extentOf(text);
  if (extent.nesting > limits.nesting)
    return wrong(Twine(extent.nesting) + " levels of objects and lists, " + limits.noun + " has at most " +
                 Twine(limits.nesting));
  if (extent.values > limits.values)
    return wrong(Twine(extent.values) + " values, " + limits.noun + " has at most " + Twine(limits.values));
  Expected<json::Value> value = json::parse(text);
  if (!value)
    return wrong("no JSON: " + escaped(toString(value.takeError())));
  json::Object *object = value->getAsObject();
  if (!object)
    return wrong("the JSON is " + foundText(&*value) + ", " + limits.noun + " is an object");
  return std::move(*object);
}

} // namespace ganglion
