//===- DescriptionText.cpp ------------------------------------------------===//
#include "ir/Target/DescriptionText.h"
#include "ir/Support/Text.h"
#include "ir/Target/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace ganglion::target {

std::string valueText(const Quantity &quantity) {
  const std::vector<double> &value = quantity.value;
  bool isInteger = quantity.kind != Kind::Real && quantity.kind != Kind::RealRange;
  auto number = [&](double element) {
    return isInteger ? std::to_string(static_cast<int64_t>(element)) : shortest(element);
  };
  bool isRange = quantity.kind == Kind::IntegerRange || quantity.kind == Kind::RealRange;
  std::string text = isRange ? number(value[0]) + ".." + number(value[1]) : join(map_range(value, number), ", ");
  if (quantity.unit != "integer")
    return text + " " + quantity.unit;
  if (!isRange)
    return text;
  IntegerRange range{static_cast<int64_t>(value[0]), static_cast<int64_t>(value[1])};
  return text + " (" + std::to_string(range.bits()) + " bits)";
}

static std::string addressText(int64_t address) { return "0x" + utohexstr(address, false, 5); }

static std::string bitsText(const RegisterField &field) {
  if (!field.width)
    return "from bit " + std::to_string(field.bit);
  if (*field.width == 1)
    return "bit " + std::to_string(field.bit);
  return "bits " + std::to_string(field.bit) + ".." + std::to_string(field.bit + *field.width - 1);
}

static std::string featureText(const Feature &feature) {
  return feature.isFlag ? (feature.flag ? "yes" : "no") : feature.text;
}

namespace {

/// A table of a description: what stands in it is the same for text and Markdown.
struct Table {
  std::string title;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows; ///< the last cell is a name of a source, or empty
};

} // namespace

static Table numberTable(const Description &description, Section section) {
  Table table{sectionName(section).str(), {"name", "value", "meaning", "source"}, {}};
  for (const Quantity &quantity : description.quantities())
    if (quantity.section == section)
      table.rows.push_back({quantity.name, valueText(quantity), quantity.meaning, quantity.source});
  return table;
}

static Table unitTable(const Description &description) {
  Table table{"units", {"class", "indices", "each holds", "source"}, {}};
  for (const UnitClass &units : description.units()) {
    auto index = [](int64_t value) { return std::to_string(value); };
    auto capacity = [](const auto &entry) { return std::to_string(entry.second) + " " + entry.first; };
    table.rows.push_back({units.name, join(map_range(units.indices, index), ", "),
                          join(map_range(units.capacities, capacity), ", "), units.source});
  }
  return table;
}

static Table memoryTable(const Description &description) {
  Table table{"memory map", {"address", "words", "digits", "bank", "holds", "source"}, {}};
  for (const MemoryBank &bank : description.memoryMap())
    table.rows.push_back({addressText(bank.address), std::to_string(bank.words), std::to_string(bank.digits), bank.name,
                          bank.holds, bank.source});
  return table;
}

static Table controlTable(const Description &description) {
  Table table{"control registers", {"register", "place", "meaning", "source"}, {}};
  for (const Register &entry : description.registers()) {
    table.rows.push_back({entry.name, entry.address ? addressText(*entry.address) : "", entry.meaning, entry.source});
    for (const RegisterField &field : entry.fields)
      table.rows.push_back({entry.name + "." + field.name, bitsText(field), field.meaning, entry.source});
  }
  return table;
}

static Table featureTable(const Description &description) {
  Table table{"features", {"name", "value", "meaning", "source"}, {}};
  for (const Feature &feature : description.features())
    table.rows.push_back({feature.name, featureText(feature), feature.meaning, feature.source});
  return table;
}

static std::vector<Table> tablesOf(const Description &description) {
  std::vector<Table> tables = {numberTable(description, Section::Size),
                               unitTable(description),
                               numberTable(description, Section::Widths),
                               numberTable(description, Section::Timing),
                               memoryTable(description),
                               controlTable(description),
                               featureTable(description),
                               numberTable(description, Section::Power)};
  erase_if(tables, [](const Table &table) { return table.rows.empty(); });
  return tables;
}

/// Only the sources that something cites.
static std::vector<std::pair<std::string, std::string>> citedSources(const Description &description,
                                                                     ArrayRef<Table> tables) {
  std::vector<std::pair<std::string, std::string>> cited;
  for (const auto &source : description.sources())
    if (any_of(tables, [&](const Table &table) {
          return any_of(table.rows, [&](const auto &row) { return row.back() == source.first; });
        }))
      cited.push_back(source);
  return cited;
}

static std::string originText(const Description &description) {
  std::string text = ("family " + rulesOf(description.family()).name + ", ").str() +
                     (description.file().empty() ? "built in" : "from " + escaped(description.file()));
  if (!description.aliases().empty())
    text += ", also called " + join(description.aliases(), ", ");
  return text;
}

void printText(const Description &description, raw_ostream &out) {
  out << description.name() << ": " << escaped(description.title()) << "\n" << originText(description) << "\n";
  std::vector<Table> tables = tablesOf(description);
  for (const Table &table : tables) {
    size_t columns = table.head.size() - 1;
    std::vector<size_t> width(columns, 0);
    for (const std::vector<std::string> &row : table.rows)
      for (size_t column = 0; column < columns; ++column)
        width[column] = std::max(width[column], escaped(row[column]).size());
    out << "\n" << table.title << "\n";
    for (const std::vector<std::string> &row : table.rows) {
      out << " ";
      for (size_t column = 0; column < columns; ++column) {
        std::string text = escaped(row[column]);
        out << " " << text;
        if (column + 1 < columns)
          out.indent(width[column] + 1 - text.size());
      }
      out << " [" << escaped(row.back()) << "]\n";
    }
  }
  out << "\nsources\n";
  for (const auto &[name, document] : citedSources(description, tables))
    out << "  [" << escaped(name) << "] " << escaped(document) << "\n";
}

/// A cell of a table; a bar would end it.
static std::string cell(StringRef text) {
  std::string result;
  for (char c : escaped(text))
    result += c == '|' ? "\\|" : std::string(1, c);
  return result;
}

void printMarkdown(const Description &description, raw_ostream &out) {
  out << "## `" << description.name() << "`\n" << cell(description.title()) << "; " << originText(description) << ".\n";
  std::vector<Table> tables = tablesOf(description);
  for (const Table &table : tables) {
    out << "\n### " << table.title << "\n| " << join(table.head, " | ") << " |\n|";
    for (size_t column = 0; column < table.head.size(); ++column)
      out << "---|";
    out << "\n";
    for (const std::vector<std::string> &row : table.rows)
      out << "| " << join(map_range(row, [](const std::string &text) { return cell(text); }), " | ") << " |\n";
  }
  out << "\n### sources\n| name | document |\n|---|---|\n";
  for (const auto &[name, document] : citedSources(description, tables))
    out << "| " << cell(name) << " | " << cell(document) << " |\n";
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

static json::Value numberValue(double value, Kind kind) {
  if (kind == Kind::Real || kind == Kind::RealRange)
    return value;
  return static_cast<int64_t>(value);
}

static json::Value valueOf(const Quantity &quantity) {
  if (quantity.kind == Kind::Integer || quantity.kind == Kind::Real)
    return numberValue(quantity.value.front(), quantity.kind);
  json::Array list;
  for (double value : quantity.value)
    list.push_back(numberValue(value, quantity.kind));
  return list;
}

static json::Object numbersOf(const Description &description, Section section) {
  json::Object object;
  for (const Quantity &quantity : description.quantities())
    if (quantity.section == section)
      object[quantity.name] = json::Object{{"value", valueOf(quantity)},
                                           {"unit", quantity.unit},
                                           {"meaning", quantity.meaning},
                                           {"source", quantity.source}};
  return object;
}

static json::Object unitsOf(const Description &description) {
  json::Object object;
  for (const UnitClass &units : description.units()) {
    json::Object entry{{"indices", json::Array(units.indices)}, {"source", units.source}};
    for (const auto &[name, capacity] : units.capacities)
      entry[name] = capacity;
    object[units.name] = std::move(entry);
  }
  return object;
}

static json::Object memoryOf(const Description &description) {
  json::Object object;
  for (const MemoryBank &bank : description.memoryMap())
    object[bank.role] = json::Object{{"name", bank.name},   {"address", addressText(bank.address)},
                                     {"words", bank.words}, {"digits", bank.digits},
                                     {"holds", bank.holds}, {"source", bank.source}};
  return object;
}

static json::Object controlOf(const Description &description) {
  json::Object object;
  for (const Register &entry : description.registers()) {
    json::Object value{{"meaning", entry.meaning}, {"source", entry.source}};
    if (entry.address)
      value["address"] = addressText(*entry.address);
    json::Object fields;
    for (const RegisterField &field : entry.fields) {
      json::Object bits{{"bit", field.bit}, {"meaning", field.meaning}};
      if (field.width)
        bits["width"] = *field.width;
      fields[field.name] = std::move(bits);
    }
    if (!fields.empty())
      value["fields"] = std::move(fields);
    object[entry.name] = std::move(value);
  }
  return object;
}

static json::Object featuresOf(const Description &description) {
  json::Object object;
  for (const Feature &feature : description.features())
    object[feature.name] =
        json::Object{{"value", feature.isFlag ? json::Value(feature.flag) : json::Value(feature.text)},
                     {"meaning", feature.meaning},
                     {"source", feature.source}};
  return object;
}

json::Object toJSON(const Description &description) {
  json::Object object{{"format", "ganglion-target"},
                      {"version", 1},
                      {"name", description.name().str()},
                      {"title", description.title().str()},
                      {"family", rulesOf(description.family()).name}};
  if (!description.aliases().empty())
    object["aliases"] = json::Array(description.aliases());
  json::Object sources;
  for (const auto &[name, document] : description.sources())
    sources[name] = document;
  object["sources"] = std::move(sources);
  auto add = [&](StringRef name, json::Object &&entries) {
    if (!entries.empty())
      object[name] = std::move(entries);
  };
  for (Section section : {Section::Size, Section::Widths, Section::Timing, Section::Power})
    add(sectionName(section), numbersOf(description, section));
  add("units", unitsOf(description));
  add("memory_map", memoryOf(description));
  add("control", controlOf(description));
  add("features", featuresOf(description));
  return object;
}

} // namespace ganglion::target
