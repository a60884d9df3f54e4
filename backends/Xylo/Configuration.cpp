//===- Configuration.cpp - writes xylo.json -------------------------------===//
#include "backends/Xylo/Configuration.h"
#include "backends/Xylo/Artefact.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <charconv>

using namespace llvm;

namespace ganglion::xylo {

/// Of a number of 64 bits and the comma behind it.
static constexpr int64_t mostCharacters = 21;

namespace {

/// Writes the numbers as they come: a full chip has two million of them.
class ConfigurationWriter {
public:
  ConfigurationWriter(const Specification &specification, const target::Description &description,
                      ConfigurationOptions options, raw_ostream &out)
      : specification(specification), chip(description), options(options), json(out),
        tree(description.text("configuration_tree")), hasSecond(description.integer("synapses") > 1),
        isSecondUsed(specification.synapses() > 1),
        isBiased(options.compatRockpool ? !specification.outputs.bias.empty() : specification.hasBias()) {}

  void write() {
    json.object([&] {
      switches();
      json.attributeObject("debug", [&] { debug(); });
      json.attributeObject("input", [&] { input(); });
      json.attributeObject(chip.text("hidden_name"), [&] { hidden(); });
      json.attributeObject("readout", [&] { readout(); });
    });
  }

private:
  void switches() {
    if (hasSecond)
      json.attribute("synapse2_enable", isSecondUsed);
    if (tree == "xylo-imu")
      json.attribute("imu_if_input_enable", false);
    if (chip.flag("biases"))
      json.attribute("bias_enable", isBiased);
  }

  void debug() {
    if (tree != "xylo-a2")
      return json.attribute("always_update_omp_stat", tree == "xylo-imu");
    json.attribute("isyn_clock_enable", true);
    json.attribute("isyn2_clock_enable", isSecondUsed);
    json.attribute("ra_clock_enable", true);
    if (chip.flag("biases"))
      json.attribute("bias_clock_enable", isBiased);
    json.attribute("hm_clock_enable", true);
    json.attribute("ram_power_enable", true);
  }

  void input() {
    const WeightMatrix &weights = specification.input.front();
    std::optional<int64_t> most = options.compatRockpool ? chip.limit("in_expansion") : std::nullopt;
    matrix("weights", weights, 0, weights.rows, std::min(weights.columns, most.value_or(weights.columns)));
    second(specification.input);
    shift(0);
  }

  void hidden() {
    whole("weights", specification.recurrent.front());
    second(specification.recurrent);
    json.attribute("aliasing", specification.aliases.has_value());
    json.attributeArray("neurons", [&] {
      for (int64_t index = 0; index < specification.hidden.size(); ++index)
        json.object([&] {
          alias(index);
          neuron(specification.hidden, index, /*isHidden=*/true);
        });
    });
    shift(1);
  }

  void readout() {
    const WeightMatrix &weights = specification.output;
    // Negative: rows of zeros before the first.
    int64_t begin = -missingOutputRows(specification, chip);
    if (options.compatRockpool)
      begin = std::max(begin, weights.rows - chip.limit("out_expansion").value_or(weights.rows - begin));
    matrix("weights", weights, begin, weights.rows, weights.columns);
    json.attributeArray("neurons", [&] {
      for (int64_t index = 0; index < specification.outputs.size(); ++index)
        json.object([&] { neuron(specification.outputs, index, /*isHidden=*/false); });
    });
    shift(2);
  }

  void alias(int64_t index) {
    if (!specification.aliases || (*specification.aliases)[index].empty())
      json.attribute("alias_target", nullptr);
    else
      json.attribute("alias_target", (*specification.aliases)[index].front());
  }

  void neuron(const NeuronParameters &neurons, int64_t index, bool isHidden) {
    json.attribute("i_syn_decay", narrow(neurons.dashSyn[index]));
    if (isHidden && hasSecond)
      json.attribute("i_syn2_decay", neurons.dashSyn2.empty() ? 0 : narrow(neurons.dashSyn2[index]));
    json.attribute("v_mem_decay", narrow(neurons.dashMem[index]));
    json.attribute("threshold", static_cast<int64_t>(neurons.threshold[index]));
    if (!chip.flag("biases"))
      return;
    bool isLost = isHidden && options.compatRockpool;
    json.attribute("v_mem_bias", isLost ? 0 : static_cast<int64_t>(specification.bias(neurons, index)));
  }

  void shift(unsigned group) {
    json.attribute("weight_bit_shift", narrow(static_cast<double>(specification.shifts[group])));
  }

  void second(const std::vector<WeightMatrix> &planes) {
    if (isSecondUsed)
      whole("syn2_weights", planes[1]);
    else if (hasSecond)
      json.attributeArray("syn2_weights", [] {});
  }

  void whole(StringRef name, const WeightMatrix &weights) { matrix(name, weights, 0, weights.rows, weights.columns); }

  /// Rows from `begin` to `end`, those below 0 of zeros, and the first columns.
  void matrix(StringRef name, const WeightMatrix &weights, int64_t begin, int64_t end, int64_t columns) {
    json.attributeArray(name, [&] {
      for (int64_t row = begin; row < end; ++row)
        json.rawValue([&](raw_ostream &out) {
          line.resize(columns * mostCharacters + 2);
          char *end = line.data();
          *end++ = '[';
          for (int64_t column = 0; column < columns; ++column) {
            double weight = row < 0 ? 0 : weights.at(row, column);
            // Most are 0.
            if (weight == 0)
              *end++ = '0';
            else
              end = std::to_chars(end, end + mostCharacters, narrow(weight)).ptr;
            *end++ = ',';
          }
          end -= columns > 0;
          *end++ = ']';
          out << StringRef(line.data(), end - line.data());
        });
    });
  }

  int64_t narrow(double value) const {
    auto number = static_cast<int64_t>(value);
    return options.compatRockpool ? static_cast<int8_t>(number) : number;
  }

  const Specification &specification;
  const target::Description &chip;
  ConfigurationOptions options;
  json::OStream json;
  StringRef tree;
  bool hasSecond, isSecondUsed, isBiased;
  std::string line; ///< a row of a matrix
};

} // namespace

Expected<std::string> writeConfiguration(const Specification &specification, const target::Description &description,
                                         ConfigurationOptions options) {
  if (Error error = checkWritable(specification, description, "configuration", options.compatRockpool))
    return std::move(error);
  std::string text;
  raw_string_ostream out(text);
  ConfigurationWriter(specification, description, options, out).write();
  out << '\n';
  return text;
}

} // namespace ganglion::xylo
