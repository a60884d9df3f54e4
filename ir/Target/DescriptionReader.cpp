//===- DescriptionReader.cpp - from JSON to a checked description ---------===//
#include "ir/Support/JSONFile.h"
#include "ir/Support/Text.h"
#include "ir/Target/DescriptionFile.h"
#include "ir/Target/Registry.h"
#include "ir/Target/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace llvm;

namespace ganglion::target {

static constexpr size_t longestText = 200, longestName = 64, mostListed = 64;

static bool isName(StringRef text) {
  return !text.empty() && text.size() <= longestName &&
         all_of(text, [](char c) { return isAlnum(c) || c == '-' || c == '_'; });
}

template <typename T> static std::string namesOf(ArrayRef<T> rules) {
  return join(map_range(rules, [](const T &rule) { return rule.name.str(); }), ", ");
}

static std::string namesOf(ArrayRef<StringLiteral> names) {
  return join(map_range(names, [](StringLiteral name) { return "'" + name.str() + "'"; }), " or ");
}

/// Reads what mergedDescription gives. Goes on after an error, so that all are found.
class DescriptionReader {
public:
  DescriptionReader(const json::Object &root, StringRef file, bool isUserFile)
      : root(root), file(file), isUserFile(isUserFile) {}

  Expected<std::shared_ptr<const Description>> read();

private:
  void wrong(const Twine &field, const Twine &found, const Twine &allowed) {
    problems = joinErrors(std::move(problems), fieldError(file, field.str(), found, allowed));
  }

  std::string readText(const json::Object &object, StringRef key, const Twine &field);
  std::string readSource(const json::Object &object, const Twine &field);
  std::optional<int64_t> readInteger(const json::Object &object, StringRef key, const Twine &field, int64_t least,
                                     int64_t most);
  bool refuseUnknown(const json::Object &object, const Twine &field, ArrayRef<StringRef> known);

  void readHead();
  void readAliases();
  void readSources();
  void readNumbers(Section section);
  void readNumber(const NumberRule &rule, const json::Value &value);
  std::optional<Quantity> readQuantity(StringRef name, Section section, const json::Value &value);
  bool readValue(Quantity &quantity, const json::Value *value, double least, double most);
  void readPower();
  void readFeatures();
  void readMemoryMap();
  void readBank(StringRef role, const json::Value &value);
  void readControl();
  void readRegister(StringRef name, const json::Value &value);
  void readUnits();
  void readUnitClass(StringRef name, const json::Value &value);
  void checkBanks();

  /// The object of a section; none if it is absent, an error if it is something else.
  const json::Object *section(StringRef name) {
    const json::Value *value = root.get(name);
    if (value && !value->getAsObject())
      wrong(name, foundText(value), "an object");
    return value ? value->getAsObject() : nullptr;
  }
  /// Its entries by name: JSON objects have no order.
  static std::vector<std::pair<StringRef, const json::Value *>> sorted(const json::Object &object) {
    std::vector<std::pair<StringRef, const json::Value *>> entries;
    for (const auto &[key, value] : object)
      entries.emplace_back(key, &value);
    llvm::sort(entries, less_first());
    return entries;
  }

  const json::Object &root;
  StringRef file;
  bool isUserFile;
  const FamilyRules *rules = nullptr;
  Description result;
  Error problems = Error::success();
};

std::string DescriptionReader::readText(const json::Object &object, StringRef key, const Twine &field) {
  const json::Value *value = object.get(key);
  std::optional<StringRef> text = value ? value->getAsString() : std::nullopt;
  if (text && !text->empty() && text->size() <= longestText)
    return text->str();
  wrong(field + "." + key,
        text && !text->empty() ? "a text of " + std::to_string(text->size()) + " bytes" : foundText(value),
        "a text of 1 to " + Twine(longestText) + " bytes");
  return "";
}

std::string DescriptionReader::readSource(const json::Object &object, const Twine &field) {
  const json::Value *value = object.get("source");
  std::optional<StringRef> text = value ? value->getAsString() : std::nullopt;
  if (text && is_contained(make_first_range(result.documents), *text))
    return text->str();
  wrong(field + ".source", foundText(value), "a name that stands in 'sources'");
  return "";
}

std::optional<int64_t> DescriptionReader::readInteger(const json::Object &object, StringRef key, const Twine &field,
                                                      int64_t least, int64_t most) {
  const json::Value *value = object.get(key);
  std::optional<int64_t> number = value ? value->getAsInteger() : std::nullopt;
  if (number && least <= *number && *number <= most)
    return number;
  wrong(field + "." + key, foundText(value), "an integer from " + Twine(least) + " to " + Twine(most));
  return std::nullopt;
}

bool DescriptionReader::refuseUnknown(const json::Object &object, const Twine &field, ArrayRef<StringRef> known) {
  bool ok = true;
  for (const auto &[key, value] : sorted(object))
    if (!is_contained(known, key)) {
      std::string prefix = field.str();
      wrong((prefix.empty() ? "" : prefix + ".") + key, "this field", "one of " + join(known, ", "));
      ok = false;
    }
  return ok;
}

void DescriptionReader::readHead() {
  static const StringRef known[] = {"format",     "version", "name",     "family", "title",  "aliases",
                                    "abstract",   "sources", "size",     "widths", "timing", "power",
                                    "memory_map", "control", "features", "units"};
  refuseUnknown(root, "", known);
  const json::Value *name = root.get("name");
  if (std::optional<StringRef> text = name ? name->getAsString() : std::nullopt; text && isName(*text))
    result.ownName = text->str();
  else
    wrong("name", foundText(name), "1 to " + Twine(longestName) + " letters, digits, '-' and '_'");
  const json::Value *family = root.get("family");
  std::optional<StringRef> text = family ? family->getAsString() : std::nullopt;
  for (const FamilyRules &candidate : allFamilies())
    if (text && candidate.name == *text)
      rules = &candidate;
  if (!rules)
    wrong("family", foundText(family), "one of " + namesOf(allFamilies()) + ", or a 'base' that has one");
  else
    result.ownFamily = rules->family;
  const json::Value *title = root.get("title");
  if (std::optional<StringRef> text = title ? title->getAsString() : std::nullopt;
      text && !text->empty() && text->size() <= longestText)
    result.ownTitle = text->str();
  else
    wrong("title", foundText(title), "a text of 1 to " + Twine(longestText) + " bytes");
  if (isUserFile)
    result.ownFile = file.str();
  if (root.get("abstract"))
    wrong("abstract", "this field", "nothing: a target has all its numbers");
}

void DescriptionReader::readAliases() {
  const json::Value *value = root.get("aliases");
  if (!value)
    return;
  const json::Array *list = value->getAsArray();
  if (!list || isUserFile || list->size() > mostListed)
    return wrong("aliases", foundText(value), "a list of names, and only of a built-in target");
  for (const json::Value &entry : *list)
    if (std::optional<StringRef> text = entry.getAsString(); text && isName(*text))
      result.otherNames.push_back(text->str());
    else
      wrong("aliases", foundText(&entry), "a name");
}

void DescriptionReader::readSources() {
  const json::Object *sources = section("sources");
  if (!sources)
    return;
  for (const auto &[name, value] : sorted(*sources))
    result.documents.emplace_back(name.str(), readText(*sources, name, "sources"));
}

/// Values and their bounds are integers below 2^53, so that f64 holds them exactly.
bool DescriptionReader::readValue(Quantity &quantity, const json::Value *value, double least, double most) {
  bool isInteger = quantity.kind != Kind::Real && quantity.kind != Kind::RealRange;
  auto bound = [&](double end) { return isInteger ? std::to_string(static_cast<int64_t>(end)) : shortest(end); };
  std::string bounds = " from " + bound(least) + " to " + bound(most);
  auto element = [&](const json::Value *entry) -> std::optional<double> {
    std::optional<double> number = entry ? entry->getAsNumber() : std::nullopt;
    if (!number || !(*number >= least && *number <= most) || (isInteger && !entry->getAsInteger()))
      return std::nullopt;
    return number;
  };
  std::string field = (sectionName(quantity.section) + "." + quantity.name).str();
  std::string noun = isInteger ? "integer" : "number";
  const json::Array *list = value ? value->getAsArray() : nullptr;
  size_t fewest = quantity.kind == Kind::IntegerList ? 1 : 2, longest = fewest == 1 ? mostListed : 2;
  std::vector<double> &numbers = quantity.value;
  switch (quantity.kind) {
  case Kind::Integer:
  case Kind::Real:
    if (std::optional<double> number = element(value)) {
      numbers = {*number};
      return true;
    }
    wrong(field, foundText(value), (isInteger ? "an " : "a ") + noun + bounds);
    return false;
  case Kind::IntegerRange:
  case Kind::RealRange:
  case Kind::IntegerList:
    if (list && list->size() >= fewest && list->size() <= longest)
      for (const json::Value &entry : *list)
        if (std::optional<double> number = element(&entry); number && (numbers.empty() || *number >= numbers.back()))
          numbers.push_back(*number);
    if (list && !numbers.empty() && numbers.size() == list->size())
      return true;
    wrong(field, foundText(value),
          "a list of " + (fewest == 1 ? "1 to " + std::to_string(longest) : std::string("2")) + " ascending " + noun +
              "s" + bounds);
    return false;
  }
  llvm_unreachable("all kinds are handled");
}

/// Everything of a number but its value and unit.
std::optional<Quantity> DescriptionReader::readQuantity(StringRef name, Section section, const json::Value &value) {
  std::string field = (sectionName(section) + "." + name).str();
  const json::Object *object = value.getAsObject();
  if (!object) {
    wrong(field, foundText(&value), "an object with value, unit, meaning and source");
    return std::nullopt;
  }
  refuseUnknown(*object, field, {"value", "unit", "meaning", "source"});
  Quantity quantity;
  quantity.name = name.str();
  quantity.section = section;
  quantity.meaning = readText(*object, "meaning", field);
  quantity.source = readSource(*object, field);
  quantity.unit = readText(*object, "unit", field);
  return quantity;
}

void DescriptionReader::readNumber(const NumberRule &rule, const json::Value &value) {
  std::optional<Quantity> quantity = readQuantity(rule.name, rule.section, value);
  if (!quantity)
    return;
  if (quantity->unit != rule.unit && !quantity->unit.empty())
    wrong(sectionName(rule.section) + "." + rule.name + ".unit", quoted(quantity->unit), quoted(rule.unit));
  quantity->kind = rule.kind;
  if (readValue(*quantity, value.getAsObject()->get("value"), rule.least, rule.most))
    result.numbers.push_back(std::move(*quantity));
}

void DescriptionReader::readNumbers(Section which) {
  const json::Object *object = section(sectionName(which));
  if (!object && root.get(sectionName(which)))
    return;
  std::vector<StringRef> known;
  for (const NumberRule &rule : rules->numbers) {
    if (rule.section != which)
      continue;
    known.push_back(rule.name);
    const json::Value *value = object ? object->get(rule.name) : nullptr;
    if (value)
      readNumber(rule, *value);
    else if (rule.isRequired)
      wrong(sectionName(which) + "." + rule.name, "nothing", "a number in " + rule.unit);
  }
  if (object)
    refuseUnknown(*object, sectionName(which), known);
}

/// Published power is for people: any name, any condition.
void DescriptionReader::readPower() {
  const json::Object *object = section("power");
  if (!object)
    return;
  for (const auto &[name, value] : sorted(*object)) {
    if (!isName(name)) {
      wrong("power." + name, "this name", "1 to " + Twine(longestName) + " letters, digits, '-' and '_'");
      continue;
    }
    std::optional<Quantity> quantity = readQuantity(name, Section::Power, *value);
    if (!quantity)
      continue;
    if (quantity->unit != "W" && quantity->unit != "J" && !quantity->unit.empty())
      wrong("power." + name + ".unit", quoted(quantity->unit), "'W' or 'J'");
    const json::Value *number = value->getAsObject()->get("value");
    quantity->kind = number && number->getAsArray() ? Kind::RealRange : Kind::Real;
    if (readValue(*quantity, number, 0, 1e6))
      result.numbers.push_back(std::move(*quantity));
  }
}

void DescriptionReader::readFeatures() {
  const json::Object *object = section("features");
  std::vector<StringRef> known;
  for (const FeatureRule &rule : rules->features) {
    known.push_back(rule.name);
    std::string field = "features." + rule.name.str();
    const json::Value *entry = object ? object->get(rule.name) : nullptr;
    const json::Object *parts = entry ? entry->getAsObject() : nullptr;
    if (!entry && !rule.isRequired)
      continue;
    if (!parts) {
      wrong(field, foundText(entry), "an object with value, meaning and source");
      continue;
    }
    refuseUnknown(*parts, field, {"value", "meaning", "source"});
    Feature feature{rule.name.str(), "", readText(*parts, "meaning", field), readSource(*parts, field), rule.isFlag};
    const json::Value *value = parts->get("value");
    if (rule.isFlag) {
      std::optional<bool> flag = value ? value->getAsBoolean() : std::nullopt;
      if (!flag)
        wrong(field, foundText(value), "true or false");
      feature.flag = flag.value_or(false);
    } else {
      feature.text = readText(*parts, "value", field);
      if (!feature.text.empty() && !rule.allowed.empty() && !is_contained(rule.allowed, feature.text))
        wrong(field, quoted(feature.text), namesOf(rule.allowed));
    }
    result.traits.push_back(std::move(feature));
  }
  if (object)
    refuseUnknown(*object, "features", known);
}

/// "0x9590", of at most eight digits.
static std::optional<int64_t> addressOf(const json::Value *value) {
  std::optional<StringRef> text = value ? value->getAsString() : std::nullopt;
  uint32_t address;
  if (!text || !text->consume_front("0x") || text->size() > 8 || text->getAsInteger(16, address))
    return std::nullopt;
  return address;
}

void DescriptionReader::readBank(StringRef role, const json::Value &value) {
  std::string field = "memory_map." + role.str();
  const json::Object *object = value.getAsObject();
  if (!object)
    return wrong(field, foundText(&value), "an object with name, address, words, digits, holds and source");
  refuseUnknown(*object, field, {"name", "address", "words", "digits", "holds", "source"});
  std::optional<int64_t> address = addressOf(object->get("address"));
  if (!address)
    wrong(field + ".address", foundText(object->get("address")), "'0x' and 1 to 8 hexadecimal digits");
  std::optional<int64_t> words = readInteger(*object, "words", field, 1, int64_t(1) << 32);
  std::optional<int64_t> digits = readInteger(*object, "digits", field, 1, 8);
  MemoryBank bank{role.str(),
                  readText(*object, "name", field),
                  readText(*object, "holds", field),
                  readSource(*object, field),
                  address.value_or(0),
                  words.value_or(1),
                  digits.value_or(1)};
  if (address && words && digits)
    result.banks.push_back(std::move(bank));
}

void DescriptionReader::readMemoryMap() {
  const json::Object *object = section("memory_map");
  if (!object || object->empty())
    return;
  std::vector<StringRef> known;
  for (const BankRule &rule : rules->banks) {
    known.push_back(rule.role);
    if (const json::Value *value = object->get(rule.role))
      readBank(rule.role, *value);
  }
  refuseUnknown(*object, "memory_map", known);
  llvm::sort(result.banks, [](const MemoryBank &a, const MemoryBank &b) { return a.address < b.address; });
}

void DescriptionReader::readRegister(StringRef name, const json::Value &value) {
  std::string field = "control." + name.str();
  const json::Object *object = value.getAsObject();
  if (!object)
    return wrong(field, foundText(&value), "an object with meaning, source and perhaps address and fields");
  refuseUnknown(*object, field, {"address", "meaning", "source", "fields"});
  Register entry{name.str(), readText(*object, "meaning", field), readSource(*object, field), std::nullopt, {}};
  if (const json::Value *address = object->get("address"))
    if (entry.address = addressOf(address); !entry.address)
      wrong(field + ".address", foundText(address), "'0x' and 1 to 8 hexadecimal digits");
  const json::Value *fields = object->get("fields");
  if (fields && !fields->getAsObject())
    wrong(field + ".fields", foundText(fields), "an object");
  static const json::Object none;
  const json::Object *given = fields ? fields->getAsObject() : nullptr;
  for (const auto &[part, bits] : sorted(given ? *given : none)) {
    const json::Object *parts = bits->getAsObject();
    std::string place = field + "." + part.str();
    if (!parts) {
      wrong(place, foundText(bits), "an object with bit, meaning and perhaps width");
      continue;
    }
    refuseUnknown(*parts, place, {"bit", "width", "meaning"});
    int64_t bit = readInteger(*parts, "bit", place, 0, 31).value_or(0);
    std::optional<int64_t> width;
    if (parts->get("width"))
      width = readInteger(*parts, "width", place, 1, 32 - bit);
    entry.fields.push_back({part.str(), readText(*parts, "meaning", place), bit, width});
  }
  llvm::sort(entry.fields, [](const RegisterField &a, const RegisterField &b) { return a.bit < b.bit; });
  result.controls.push_back(std::move(entry));
}

void DescriptionReader::readControl() {
  const json::Object *object = section("control");
  if (!object)
    return;
  for (const auto &[name, value] : sorted(*object))
    if (isName(name))
      readRegister(name, *value);
    else
      wrong("control." + name, "this name", "1 to " + Twine(longestName) + " letters, digits, '-' and '_'");
}

void DescriptionReader::readUnitClass(StringRef name, const json::Value &value) {
  std::string field = "units." + name.str();
  const json::Object *object = value.getAsObject();
  std::vector<StringRef> known = {"indices", "source"};
  known.insert(known.end(), rules->capacities.begin(), rules->capacities.end());
  if (!object)
    return wrong(field, foundText(&value), "an object with " + join(known, ", "));
  refuseUnknown(*object, field, known);
  UnitClass entry;
  entry.name = name.str();
  entry.source = readSource(*object, field);
  const json::Value *indices = object->get("indices");
  const json::Array *list = indices ? indices->getAsArray() : nullptr;
  if (list && !list->empty() && list->size() <= mostListed)
    for (const json::Value &index : *list)
      if (std::optional<int64_t> number = index.getAsInteger(); number && *number >= 0 && *number < int64_t(mostListed))
        entry.indices.push_back(*number);
  if (!list || entry.indices.empty() || entry.indices.size() != list->size())
    wrong(field + ".indices", foundText(indices),
          "a list of 1 to " + Twine(mostListed) + " integers from 0 to " + Twine(mostListed - 1));
  for (StringRef capacity : rules->capacities)
    if (std::optional<int64_t> number = readInteger(*object, capacity, field, 0, 1000000000))
      entry.capacities.emplace_back(capacity.str(), *number);
  result.unitClasses.push_back(std::move(entry));
}

void DescriptionReader::readUnits() {
  const json::Object *object = section("units");
  if (rules->capacities.empty()) {
    if (object)
      wrong("units", "this field", "nothing: all units of placement of family '" + rules->name + "' are alike");
    return;
  }
  if (!object || object->empty())
    return wrong("units", foundText(root.get("units")), "an object of classes of units");
  std::set<int64_t> seen;
  for (const auto &[name, value] : sorted(*object)) {
    readUnitClass(name, *value);
    if (!result.unitClasses.empty() && result.unitClasses.back().name == name)
      for (int64_t index : result.unitClasses.back().indices)
        if (!seen.insert(index).second)
          wrong("units." + name + ".indices", "index " + Twine(index) + " again", "each index once");
  }
}

/// A memory map belongs to its sizes: each bank is there, holds what the sizes need, and keeps off the next one.
void DescriptionReader::checkBanks() {
  if (result.banks.empty())
    return;
  static constexpr StringLiteral wayOut = "; state the banks of this target, or \"memory_map\": null";
  for (const BankRule &rule : rules->banks) {
    int64_t words = rule.words(result);
    const MemoryBank *bank = result.bank(rule.role);
    std::string field = "memory_map." + rule.role.str();
    if (!bank && words > 0)
      wrong(field, "nothing", Twine(words) + " words, by the target's sizes" + wayOut);
    if (bank && bank->words < words)
      wrong(field + ".words", Twine(bank->words), Twine(words) + " at least, by the target's sizes" + wayOut);
  }
  for (size_t next = 1; next < result.banks.size(); ++next) {
    const MemoryBank &bank = result.banks[next], &before = result.banks[next - 1];
    if (before.address + before.words > bank.address)
      wrong("memory_map." + bank.role + ".address", "0x" + utohexstr(bank.address),
            "0x" + utohexstr(before.address + before.words) + " at least, behind '" + before.role + "'");
  }
  int64_t ids = result.integer("neurons"), none = result.integer("no_alias");
  if (ids > none)
    wrong("size.neurons", Twine(ids),
          Twine(none) + " at most, since 'widths.no_alias' of the memory is no neuron" + wayOut);
}

Expected<std::shared_ptr<const Description>> DescriptionReader::read() {
  readHead();
  readSources();
  if (rules) {
    readAliases();
    for (Section section : {Section::Size, Section::Widths, Section::Timing})
      readNumbers(section);
    readPower();
    readFeatures();
    readMemoryMap();
    readControl();
    readUnits();
  }
  if (problems)
    return std::move(problems);
  // The banks are counted by numbers that are known to be there now.
  checkBanks();
  if (problems)
    return std::move(problems);
  return std::make_shared<const Description>(std::move(result));
}

Expected<std::shared_ptr<const Description>> readDescription(StringRef text, StringRef file, bool isUserFile,
                                                             BaseLookup base) {
  Expected<json::Object> root = mergedDescription(text, file, isUserFile, base);
  if (!root)
    return root.takeError();
  if (isUserFile)
    if (std::optional<StringRef> name = root->getString("name"); name && (base(*name) || *name == hostTarget))
      return fieldError(file, "name", quoted(*name), "a name that is not built in");
  return DescriptionReader(*root, file, isUserFile).read();
}

} // namespace ganglion::target
