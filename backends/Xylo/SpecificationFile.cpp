//===- SpecificationFile.cpp ----------------------------------------------===//
#include "backends/Xylo/SpecificationFile.h"
#include "backends/Xylo/JSONNumbers.h"
#include "ir/Support/JSONFile.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace llvm;

namespace ganglion::xylo {

/// A full chip of 1000 neurons with two synapses has 30 MB of float text.
static constexpr JSONLimits limits = {"a specification", /*bytes=*/64 << 20, /*nesting=*/8, /*values=*/8 << 20};

bool looksLikeSpecification(StringRef text) {
  StringRef start = text.ltrim();
  return start.consume_front("{") && start.ltrim().starts_with("\"") &&
         (text.contains("\"weights_in\"") || text.contains("\"weights_rec\""));
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

namespace {

class Reader {
public:
  Reader(const json::Object &object, StringRef file) : object(object), file(file) {}

  Expected<Specification> read();

private:
  void wrong(StringRef field, const Twine &found, const Twine &allowed) {
    problems = joinErrors(std::move(problems), fieldError(file, field, found, allowed));
    ++problemCount;
  }
  /// The value of a key; null for a missing one or null.
  const json::Value *find(StringRef key) const {
    const json::Value *value = object.get(key);
    return value && value->kind() != json::Value::Null ? value : nullptr;
  }

  std::optional<double> number(const json::Value &value, StringRef field);
  /// A list of `count` numbers (any count where it is negative).
  std::vector<double> row(const json::Value *value, StringRef field, int64_t count);
  /// Rows of `columns` numbers, as many in each.
  WeightMatrix matrix(StringRef key);
  /// One or two matrices from two or three dimensions.
  std::vector<WeightMatrix> planes(StringRef key);
  bool hasNoHidden() const;
  /// The output weights where there are no hidden neurons.
  WeightMatrix noOutputWeights();
  void readNeurons(NeuronParameters &neurons, StringRef suffix, int64_t count);
  void readShifts();
  void readAliases();
  void readStep();
  void checkSizes();

  const json::Object &object;
  StringRef file;
  Specification result;
  bool areIntegers = true;
  Error problems = Error::success();
  unsigned problemCount = 0;
};

} // namespace

/// An integer that 32 bits hold.
static std::optional<int64_t> integer32(const json::Value &value) {
  std::optional<int64_t> integer = value.getAsInteger();
  return integer && isInt<32>(*integer) ? integer : std::nullopt;
}

static std::string at(StringRef field, size_t index) { return (field + "[" + Twine(index) + "]").str(); }

std::optional<double> Reader::number(const json::Value &value, StringRef field) {
  std::optional<double> number = value.getAsNumber();
  if (!number || !std::isfinite(*number)) {
    wrong(field, foundText(&value), "a finite number");
    return std::nullopt;
  }
  areIntegers &= *number == std::trunc(*number) && std::fabs(*number) <= INT32_MAX;
  return number;
}

std::vector<double> Reader::row(const json::Value *value, StringRef field, int64_t count) {
  const json::Array *list = value ? value->getAsArray() : nullptr;
  if (!list || (count >= 0 && static_cast<int64_t>(list->size()) != count)) {
    wrong(field, list ? "a list of " + std::to_string(list->size()) + " elements" : foundText(value),
          count >= 0 ? "a list of " + Twine(count) + " numbers" : Twine("a list of numbers"));
    return {};
  }
  std::vector<double> numbers;
  numbers.reserve(list->size());
  for (auto [index, entry] : enumerate(*list)) {
    // The name is made for messages only: there are millions of numbers.
    std::optional<double> found = entry.getAsNumber() ? number(entry, field) : number(entry, at(field, index));
    if (!found)
      return {};
    numbers.push_back(*found);
  }
  return numbers;
}

WeightMatrix Reader::matrix(StringRef key) {
  const json::Value *value = find(key);
  const json::Array *list = value ? value->getAsArray() : nullptr;
  WeightMatrix result;
  if (!list || list->empty()) {
    wrong(key, foundText(value), "a list of one or more rows");
    return result;
  }
  for (auto [index, entry] : enumerate(*list)) {
    std::vector<double> numbers = row(&entry, at(key, index), index == 0 ? -1 : result.columns);
    if (problemCount)
      return {};
    result.columns = static_cast<int64_t>(numbers.size());
    append_range(result.values, numbers);
  }
  result.rows = static_cast<int64_t>(list->size());
  return result;
}

/// The first element of the first element, null if there is none.
static const json::Value *innermost(const json::Value *value) {
  const json::Array *rows = value ? value->getAsArray() : nullptr;
  const json::Array *row = rows && !rows->empty() ? rows->front().getAsArray() : nullptr;
  return row && !row->empty() ? &row->front() : nullptr;
}

std::vector<WeightMatrix> Reader::planes(StringRef key) {
  const json::Value *value = find(key), *inner = innermost(value);
  if (!inner || !inner->getAsArray())
    return {matrix(key)};
  int64_t synapses = static_cast<int64_t>(inner->getAsArray()->size());
  if (synapses < 1 || synapses > 2) {
    wrong(key, Twine(synapses) + " numbers a synapse", "1 or 2");
    return {};
  }
  std::vector<WeightMatrix> result(synapses);
  for (auto [index, entry] : enumerate(*value->getAsArray())) {
    const json::Array *cells = entry.getAsArray();
    int64_t columns = index == 0 && cells ? static_cast<int64_t>(cells->size()) : result.front().columns;
    if (!cells || static_cast<int64_t>(cells->size()) != columns) {
      wrong(at(key, index), foundText(&entry), "a list of " + Twine(columns) + " targets");
      return {};
    }
    for (auto [column, cell] : enumerate(*cells)) {
      std::vector<double> numbers = row(&cell, at(at(key, index), column), synapses);
      if (problemCount)
        return {};
      for (auto [plane, weight] : zip_equal(result, numbers))
        plane.values.push_back(weight);
    }
    for (WeightMatrix &plane : result) {
      plane.columns = columns;
      plane.rows = static_cast<int64_t>(index) + 1;
    }
  }
  return result;
}

static bool isEmptyList(const json::Value *value) {
  const json::Array *list = value ? value->getAsArray() : nullptr;
  return list && list->empty();
}

bool Reader::hasNoHidden() const { return isEmptyList(find("weights_rec")); }

/// A matrix without rows does not tell its columns, the output neurons do.
WeightMatrix Reader::noOutputWeights() {
  if (const json::Value *value = find("weights_out"); !isEmptyList(value))
    wrong("weights_out", foundText(value), "an empty list where weights_rec has no rows");
  return WeightMatrix(0, static_cast<int64_t>(row(find("dash_mem_out"), "dash_mem_out", -1).size()));
}

void Reader::readNeurons(NeuronParameters &neurons, StringRef suffix, int64_t count) {
  auto vector = [&](StringRef name, bool isNeeded) {
    std::string key = (name + suffix).str();
    const json::Value *value = find(key);
    return value || isNeeded ? row(value, key, count) : std::vector<double>();
  };
  neurons.dashMem = vector("dash_mem", true);
  neurons.dashSyn = vector("dash_syn", true);
  neurons.threshold = vector("threshold", true);
  neurons.bias = vector("bias", false);
  if (suffix.empty())
    neurons.dashSyn2 = vector("dash_syn_2", result.synapses() == 2);
}

void Reader::readShifts() {
  static constexpr StringLiteral keys[] = {"weight_shift_in", "weight_shift_rec", "weight_shift_out"};
  for (auto [key, shift] : zip_equal(keys, result.shifts))
    if (const json::Value *value = find(key)) {
      if (std::optional<int64_t> integer = integer32(*value))
        shift = *integer;
      else
        wrong(key, foundText(value), "an integer");
    }
}

void Reader::readAliases() {
  const json::Value *value = find("aliases");
  if (!value)
    return;
  const json::Array *list = value->getAsArray();
  if (!list || static_cast<int64_t>(list->size()) != result.hidden.size())
    return wrong("aliases", foundText(value),
                 "a list of " + Twine(result.hidden.size()) + " lists, one for each hidden neuron");
  result.aliases.emplace(list->size());
  for (auto [index, entry] : enumerate(*list)) {
    const json::Array *targets = entry.getAsArray();
    if (!targets)
      return wrong(at("aliases", index), foundText(&entry), "a list of neurons");
    for (const json::Value &target : *targets) {
      std::optional<int64_t> integer = integer32(target);
      if (!integer)
        return wrong(at("aliases", index), foundText(&target), "the index of a neuron");
      (*result.aliases)[index].push_back(*integer);
    }
  }
}

void Reader::readStep() {
  const json::Value *value = find("dt");
  std::optional<double> dt = value ? value->getAsNumber() : std::nullopt;
  if (dt && *dt > 0 && std::isfinite(*dt))
    result.dt = dt;
  else if (value)
    wrong("dt", foundText(value), "a number of seconds > 0");
}

/// Matrices that belong together have sizes that do.
void Reader::checkSizes() {
  int64_t hidden = result.recurrent.front().rows;
  auto shape = [](const WeightMatrix &matrix) { return shapeText({matrix.rows, matrix.columns}); };
  if (result.recurrent.front().columns != hidden)
    wrong("weights_rec", "the shape " + shape(result.recurrent.front()), "as many rows as columns");
  if (result.input.front().columns > hidden)
    wrong("weights_in", "the shape " + shape(result.input.front()),
          "at most " + Twine(hidden) + " columns, the hidden neurons of weights_rec");
  if (result.output.rows > hidden)
    wrong("weights_out", "the shape " + shape(result.output),
          "at most " + Twine(hidden) + " rows, the hidden neurons of weights_rec");
  auto atMost = [&](StringRef key, int64_t count, StringRef what) {
    if (count > mostNeurons)
      wrong(key, Twine(count) + " " + what, "at most " + Twine(mostNeurons));
  };
  atMost("weights_in", result.input.front().rows, "channels");
  atMost("weights_rec", hidden, "neurons");
  atMost("weights_out", result.output.columns, "neurons");
}

Expected<Specification> Reader::read() {
  result.input = planes("weights_in");
  if (!problemCount)
    result.recurrent = hasNoHidden() ? std::vector<WeightMatrix>(1) : planes("weights_rec");
  if (!problemCount)
    result.output = hasNoHidden() ? noOutputWeights() : matrix("weights_out");
  if (!problemCount)
    checkSizes();
  if (problemCount)
    return std::move(problems);
  result.channels = result.input.front().rows;
  // Where one of them has a single synapse, its second weights are 0.
  for (std::vector<WeightMatrix> *planes : {&result.input, &result.recurrent})
    if (planes->size() < std::max(result.input.size(), result.recurrent.size()))
      planes->emplace_back(planes->front().rows, planes->front().columns);
  readNeurons(result.hidden, "", result.recurrent.front().rows);
  readNeurons(result.outputs, "_out", result.output.columns);
  readShifts();
  if (!problemCount)
    readAliases();
  readStep();
  if (problemCount)
    return std::move(problems);
  cantFail(std::move(problems));
  result.isQuantized = areIntegers;
  return std::move(result);
}

Expected<Specification> readSpecification(StringRef text, StringRef file) {
  Expected<json::Object> object = parseJSONObject(text, file, limits);
  if (!object)
    return object.takeError();
  return Reader(*object, file).read();
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

void writeSpecification(const Specification &specification, raw_ostream &os) {
  NumberWriter numbers(os);
  auto key = [&](StringRef name, bool isFirst = false) { os << (isFirst ? "{\"" : ",\n\"") << name << "\":"; };
  key("weights_in", true);
  numbers.planes(specification.input);
  key("weights_rec");
  numbers.planes(specification.recurrent);
  key("weights_out");
  numbers.matrix(specification.output);
  const NeuronParameters &hidden = specification.hidden, &outputs = specification.outputs;
  auto vector = [&](StringRef name, const std::vector<double> &values, int64_t count) {
    key(name);
    numbers.row(values.empty() ? std::vector<double>(count) : values);
  };
  vector("dash_mem", hidden.dashMem, hidden.size());
  vector("dash_syn", hidden.dashSyn, hidden.size());
  vector("dash_syn_2", hidden.dashSyn2, hidden.size());
  vector("dash_mem_out", outputs.dashMem, outputs.size());
  vector("dash_syn_out", outputs.dashSyn, outputs.size());
  vector("threshold", hidden.threshold, hidden.size());
  vector("threshold_out", outputs.threshold, outputs.size());
  if (specification.hasBias()) {
    vector("bias", hidden.bias, hidden.size());
    vector("bias_out", outputs.bias, outputs.size());
  }
  static constexpr StringLiteral shifts[] = {"weight_shift_in", "weight_shift_rec", "weight_shift_out"};
  for (auto [name, shift] : zip_equal(shifts, specification.shifts)) {
    key(name);
    os << shift;
  }
  if (specification.aliases) {
    key("aliases");
    numbers.lists(*specification.aliases);
  }
  if (specification.dt) {
    key("dt");
    numbers.number(*specification.dt);
  }
  os << "}\n";
}

} // namespace ganglion::xylo
