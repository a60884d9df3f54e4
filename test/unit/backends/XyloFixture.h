//===- XyloFixture.h - specifications of Xylo chips -----------------------===//
#ifndef GANGLION_TEST_UNIT_BACKENDS_XYLOFIXTURE_H
#define GANGLION_TEST_UNIT_BACKENDS_XYLOFIXTURE_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Registry.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"
#include <random>

namespace ganglion::test {

inline constexpr llvm::StringLiteral xyloChips[] = {"xylo-1", "xylo-a2", "xylo-a3", "xylo-imu"};

inline std::shared_ptr<const target::Description> described(llvm::StringRef name) {
  return llvm::cantFail(target::findDescription(name));
}

inline xylo::NeuronParameters equalNeurons(int64_t count, double dashMem, double dashSyn, double threshold) {
  auto all = [&](double value) { return std::vector<double>(count, value); };
  return {all(dashMem), all(dashSyn), {}, all(threshold), {}};
}

/// Without weights; all dashes are 1, all thresholds 100.
inline xylo::Specification emptyChip(int64_t channels, int64_t hidden, int64_t outputs, int64_t synapses = 1) {
  xylo::Specification result;
  result.isQuantized = true;
  result.channels = channels;
  result.input.assign(synapses, xylo::WeightMatrix(channels, hidden));
  result.recurrent.assign(synapses, xylo::WeightMatrix(hidden, hidden));
  result.output = xylo::WeightMatrix(hidden, outputs);
  result.hidden = equalNeurons(hidden, 1, 1, 100);
  result.outputs = equalNeurons(outputs, 1, 1, 100);
  if (synapses > 1)
    result.hidden.dashSyn2.assign(hidden, 1);
  return result;
}

/// A network of random size that the chip has room for, with everything that it has: shifts, biases, aliases, two
/// synapses, fewer expansion neurons.
class RandomChip {
public:
  RandomChip(const target::Description &description, unsigned seed) : chip(description), random(seed) {}

  xylo::Specification make() {
    int64_t hidden = number(1, 40), synapses = number(1, chip.integer("synapses"));
    xylo::Specification result =
        emptyChip(number(1, chip.integer("inputs")), hidden, number(1, chip.integer("outputs")), synapses);
    int64_t expansion = number(0, 1) ? hidden : number(1, hidden);
    for (xylo::WeightMatrix &weights : result.input)
      weights = xylo::WeightMatrix(result.channels, expansion);
    if (chip.limit("out_expansion"))
      result.output = xylo::WeightMatrix(number(1, hidden), result.outputs.size());
    for (auto *matrices : {&result.input, &result.recurrent})
      for (xylo::WeightMatrix &weights : *matrices)
        fill(weights, number(0, 10));
    fill(result.output, number(0, 10));
    fill(result.hidden);
    fill(result.outputs);
    for (int64_t &shift : result.shifts)
      shift = number(0, chip.integerRange("weight_shift").high);
    if (number(0, 1))
      makeAliases(result);
    return result;
  }

  int64_t number(int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random); }

private:
  double within(llvm::StringRef name) {
    target::IntegerRange range = chip.integerRange(name);
    return static_cast<double>(number(range.low, range.high));
  }

  void fill(xylo::WeightMatrix &weights, int64_t tenths) {
    for (double &weight : weights.values)
      weight = number(0, 9) < tenths ? within("weight") : 0;
  }
  void fill(xylo::NeuronParameters &neurons) {
    for (auto *dashes : {&neurons.dashMem, &neurons.dashSyn, &neurons.dashSyn2})
      for (double &dash : *dashes)
        dash = within("dash");
    for (double &threshold : neurons.threshold)
      threshold = within("threshold");
    if (chip.flag("biases"))
      for (int64_t i = 0; i < neurons.size(); ++i)
        neurons.bias.push_back(within("bias"));
  }
  void makeAliases(xylo::Specification &result) {
    int64_t hidden = result.hidden.size();
    result.aliases.emplace(hidden);
    for (int64_t source = 0; source + 1 < hidden; ++source)
      if (number(0, 2) == 0)
        (*result.aliases)[source] = {number(source + 1, hidden - 1)};
  }

  const target::Description &chip;
  std::mt19937 random;
};

/// A text with one to four bytes changed, left out or doubled; most bytes are such that the text may stay sound.
inline std::string mutated(std::string text, std::mt19937 &random) {
  static constexpr llvm::StringLiteral bytes = "0123456789ABCDEF-,.[]{}\": #\n=x";
  for (unsigned count = 1 + random() % 4; count > 0; --count) {
    size_t at = random() % text.size();
    char byte = random() % 8 == 0 ? static_cast<char>(random()) : bytes[random() % bytes.size()];
    switch (random() % 3) {
    case 0:
      text[at] = byte;
      break;
    case 1:
      text.erase(at, 1 + random() % 8);
      break;
    default:
      text.insert(at, 1, byte);
    }
  }
  return text;
}

/// Two specifications hold the same numbers.
inline void expectSame(const xylo::Specification &a, const xylo::Specification &b) {
  EXPECT_EQ(a.channels, b.channels);
  auto sameMatrix = [](const xylo::WeightMatrix &a, const xylo::WeightMatrix &b) {
    EXPECT_EQ(a.rows, b.rows);
    EXPECT_EQ(a.columns, b.columns);
    EXPECT_EQ(a.values, b.values);
  };
  ASSERT_EQ(a.input.size(), b.input.size());
  ASSERT_EQ(a.recurrent.size(), b.recurrent.size());
  for (auto [x, y] : llvm::zip(a.input, b.input))
    sameMatrix(x, y);
  for (auto [x, y] : llvm::zip(a.recurrent, b.recurrent))
    sameMatrix(x, y);
  sameMatrix(a.output, b.output);
  auto sameNeurons = [](const xylo::NeuronParameters &a, const xylo::NeuronParameters &b) {
    EXPECT_EQ(a.dashMem, b.dashMem);
    EXPECT_EQ(a.dashSyn, b.dashSyn);
    EXPECT_EQ(a.dashSyn2, b.dashSyn2);
    EXPECT_EQ(a.threshold, b.threshold);
    EXPECT_EQ(a.bias, b.bias);
  };
  sameNeurons(a.hidden, b.hidden);
  sameNeurons(a.outputs, b.outputs);
  EXPECT_EQ(a.shifts, b.shifts);
  EXPECT_EQ(a.aliases, b.aliases);
  EXPECT_EQ(a.isQuantized, b.isQuantized);
}

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_BACKENDS_XYLOFIXTURE_H
