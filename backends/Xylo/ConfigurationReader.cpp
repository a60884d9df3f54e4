//===- ConfigurationReader.cpp - reads xylo.json --------------------------===//
#include "backends/Xylo/Configuration.h"
#include "ir/Support/JSONFile.h"

using namespace llvm;

namespace ganglion::xylo {

/// Elements and members that a configuration of this chip can have; each object has room for fields that are skipped.
static size_t mostValues(const target::Description &chip) {
  auto size = [&](StringRef name) { return static_cast<double>(chip.integer(name)); };
  constexpr double otherFields = 32;
  double rows = size("inputs") + size("neurons"), neurons = size("neurons") + size("outputs");
  double values = size("synapses") * rows * (size("neurons") + 1) + size("neurons") * (size("outputs") + 1) +
                  otherFields * (neurons + otherFields);
  return static_cast<size_t>(std::min<double>(values, largestConfiguration));
}

namespace {

/// An object of the file; null if it is not there, which has been said.
struct Place {
  const json::Object *object = nullptr;
  std::string path;

  std::string fieldPath(StringRef key) const { return path.empty() ? key.str() : path + "." + key.str(); }
};

/// Goes on after an error, so that all are found.
class ConfigurationReader {
public:
  ConfigurationReader(StringRef file, const target::Description &description)
      : file(file), chip(description), hasSecond(description.integer("synapses") > 1),
        state(description.integerRange("state")) {}

  Expected<Specification> read(const json::Object &object) {
    Place root{&object, ""};
    bool isSecondUsed = hasSecond && flag(root, "synapse2_enable");
    isBiased = chip.flag("biases") && flag(root, "bias_enable");
    Place input = section(root, "input"), hidden = section(root, chip.text("hidden_name")),
          readout = section(root, "readout");
    result.isQuantized = true;
    bool isHiddenCounted = readNeurons(hidden, result.hidden, "neurons", /*isHidden=*/true);
    bool isOutputCounted = readNeurons(readout, result.outputs, "outputs", /*isHidden=*/false);
    if (isHiddenCounted && isOutputCounted)
      readWeights(input, hidden, readout, isSecondUsed);
    const Place *groups[] = {&input, &hidden, &readout};
    for (auto [place, shift] : zip(groups, result.shifts))
      shift = integer(*place, "weight_bit_shift", chip.integerRange("weight_shift"));
    if (!isSecondUsed && all_of(result.hidden.dashSyn2, [](double dash) { return dash == 0; }))
      result.hidden.dashSyn2.clear();
    if (problems)
      return std::move(problems);
    return std::move(result);
  }

private:
  void wrong(const Twine &field, const json::Value *found, const Twine &allowed) {
    problems = joinErrors(std::move(problems), fieldError(file, field.str(), foundText(found), allowed));
  }

  Place section(const Place &parent, StringRef key) {
    const json::Value *value = parent.object->get(key);
    const json::Object *object = value ? value->getAsObject() : nullptr;
    if (!object)
      wrong(key, value, "an object");
    return {object, key.str()};
  }

  const json::Array *list(const Place &place, StringRef key, const Twine &allowed) {
    if (!place.object)
      return nullptr;
    const json::Value *value = place.object->get(key);
    const json::Array *list = value ? value->getAsArray() : nullptr;
    if (!list)
      wrong(place.fieldPath(key), value, allowed);
    return list;
  }

  bool flag(const Place &place, StringRef key) {
    if (!place.object)
      return false;
    const json::Value *value = place.object->get(key);
    std::optional<bool> flag = value ? value->getAsBoolean() : std::nullopt;
    if (!flag)
      wrong(place.fieldPath(key), value, "true or false");
    return flag.value_or(false);
  }

  int64_t integer(const Place &place, StringRef key, target::IntegerRange allowed) {
    if (!place.object)
      return 0;
    const json::Value *value = place.object->get(key);
    std::optional<int64_t> number = value ? value->getAsInteger() : std::nullopt;
    if (number && allowed.contains(*number))
      return *number;
    wrong(place.fieldPath(key), value, rangeText(allowed));
    return 0;
  }

  static std::string rangeText(target::IntegerRange range) {
    return "an integer from " + std::to_string(range.low) + " to " + std::to_string(range.high);
  }

  /// Whether it is known how many there are.
  bool readNeurons(const Place &place, NeuronParameters &neurons, StringRef limit, bool isHidden) {
    std::string allowed = "a list of at most " + std::to_string(chip.integer(limit)) + " objects";
    const json::Array *entries = list(place, "neurons", allowed);
    if (!entries)
      return false;
    if (entries->size() > static_cast<uint64_t>(chip.integer(limit))) {
      wrong(place.fieldPath("neurons"), place.object->get("neurons"), allowed);
      return false;
    }
    if (isHidden && flag(place, "aliasing"))
      result.aliases.emplace(entries->size());
    for (auto [index, entry] : enumerate(*entries)) {
      Place neuron{entry.getAsObject(), place.fieldPath("neurons") + "[" + std::to_string(index) + "]"};
      if (!neuron.object)
        wrong(neuron.path, &entry, "an object");
      readNeuron(neuron, neurons, isHidden);
      if (isHidden && neuron.object)
        readAlias(neuron, index, static_cast<int64_t>(entries->size()));
    }
    return true;
  }

  void readNeuron(const Place &place, NeuronParameters &neurons, bool isHidden) {
    target::IntegerRange dash = chip.integerRange("dash");
    neurons.dashSyn.push_back(integer(place, "i_syn_decay", dash));
    if (isHidden && hasSecond)
      neurons.dashSyn2.push_back(integer(place, "i_syn2_decay", dash));
    neurons.dashMem.push_back(integer(place, "v_mem_decay", dash));
    neurons.threshold.push_back(integer(place, "threshold", state));
    if (!chip.flag("biases"))
      return;
    int64_t bias = integer(place, "v_mem_bias", state);
    if (isBiased)
      neurons.bias.push_back(bias);
    else if (bias != 0)
      wrong(place.fieldPath("v_mem_bias"), place.object->get("v_mem_bias"), "0 where 'bias_enable' is false");
  }

  void readAlias(const Place &place, size_t index, int64_t hidden) {
    const json::Value *value = place.object->get("alias_target");
    if (value && value->getAsNull())
      return;
    std::optional<int64_t> target = value ? value->getAsInteger() : std::nullopt;
    if (!target || *target < 0 || *target >= hidden)
      wrong(place.fieldPath("alias_target"), value, "null or " + rangeText({0, hidden - 1}));
    else if (!result.aliases)
      wrong(place.fieldPath("alias_target"), value, "null where 'aliasing' is false");
    else
      (*result.aliases)[index].push_back(*target);
  }

  /// How many rows or columns a matrix may have.
  struct Sizes {
    int64_t least, most;

    bool contain(size_t size) const { return size >= uint64_t(least) && size <= uint64_t(most); }
    std::string text() const {
      return least == most ? std::to_string(least) : std::to_string(least) + " to " + std::to_string(most);
    }
  };

  void readWeights(const Place &input, const Place &hidden, const Place &readout, bool isSecondUsed) {
    int64_t count = result.hidden.size(), outputs = result.outputs.size();
    readPlanes(input, isSecondUsed, {0, chip.integer("inputs")},
               {0, std::min(count, chip.limit("in_expansion").value_or(count))}, result.input);
    result.channels = result.input.front().rows;
    readPlanes(hidden, isSecondUsed, {count, count}, {count, count}, result.recurrent);
    Sizes rows = {count, count};
    if (std::optional<int64_t> most = chip.limit("out_expansion"))
      rows = {0, std::min(count, *most)};
    result.output = matrix(readout, "weights", rows, {outputs, outputs}).value_or(WeightMatrix());
    result.output.columns = outputs;
  }

  /// The second has the size of the first, and is not looked at where that is wrong.
  void readPlanes(const Place &place, bool isSecondUsed, Sizes rows, Sizes columns, std::vector<WeightMatrix> &planes) {
    std::optional<WeightMatrix> first = matrix(place, "weights", rows, columns);
    bool isSound = first.has_value();
    planes.push_back(std::move(first).value_or(WeightMatrix()));
    int64_t r = planes.front().rows, c = planes.front().columns;
    if (isSecondUsed && isSound)
      planes.push_back(matrix(place, "syn2_weights", {r, r}, {c, c}).value_or(WeightMatrix()));
    else if (hasSecond && !isSecondUsed)
      if (const json::Array *second = list(place, "syn2_weights", "a list"); second && !second->empty())
        wrong(place.fieldPath("syn2_weights"), place.object->get("syn2_weights"),
              "an empty list where 'synapse2_enable' is false");
  }

  /// Nothing where it is wrong, which has been said.
  std::optional<WeightMatrix> matrix(const Place &place, StringRef key, Sizes rows, Sizes columns) {
    const json::Array *lines = list(place, key, "a list of " + rows.text() + " lists");
    if (!lines)
      return std::nullopt;
    std::string path = place.fieldPath(key);
    if (!rows.contain(lines->size())) {
      wrong(path, place.object->get(key), "a list of " + rows.text() + " lists");
      return std::nullopt;
    }
    WeightMatrix weights;
    weights.rows = static_cast<int64_t>(lines->size());
    for (auto [index, line] : enumerate(*lines)) {
      const json::Array *row = line.getAsArray();
      std::string rowPath = path + "[" + std::to_string(index) + "]";
      if (!row || !columns.contain(row->size())) {
        wrong(rowPath, &line, "a list of " + columns.text() + " integers");
        return std::nullopt;
      }
      columns.least = columns.most = weights.columns = static_cast<int64_t>(row->size());
      if (!readRow(*row, rowPath, weights.values))
        return std::nullopt;
    }
    return weights;
  }

  bool readRow(const json::Array &row, const std::string &path, std::vector<double> &values) {
    target::IntegerRange range = chip.integerRange("weight");
    for (auto [column, value] : enumerate(row)) {
      std::optional<int64_t> weight = value.getAsInteger();
      if (!weight || !range.contains(*weight)) {
        wrong(path + "[" + Twine(column) + "]", &value, rangeText(range));
        return false;
      }
      values.push_back(static_cast<double>(*weight));
    }
    return true;
  }

  StringRef file;
  const target::Description &chip;
  bool hasSecond, isBiased = false;
  target::IntegerRange state;
  Specification result;
  Error problems = Error::success();
};

} // namespace

Expected<Specification> readConfiguration(StringRef text, StringRef file, const target::Description &description) {
  JSONLimits limits = {"a configuration of this chip", largestConfiguration, /*nesting=*/8, mostValues(description)};
  Expected<json::Object> object = parseJSONObject(text, file, limits);
  if (!object)
    return object.takeError();
  return ConfigurationReader(file, description).read(*object);
}

} // namespace ganglion::xylo
