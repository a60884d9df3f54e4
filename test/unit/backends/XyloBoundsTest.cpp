//===- XyloBoundsTest.cpp - what states never leave -----------------------===//
#include "backends/Xylo/Bounds.h"
#include "backends/Xylo/Simulator.h"
#include "test/unit/backends/XyloFixture.h"

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;

namespace {

/// Weights of at most 3, so that some chips are proved.
Specification lightChip(RandomChip &random) {
  Specification chip = random.make();
  auto lighten = [](WeightMatrix &weights) {
    for (double &weight : weights.values)
      weight = static_cast<double>(static_cast<int64_t>(weight) % 4);
  };
  for (auto *matrices : {&chip.input, &chip.recurrent})
    for (WeightMatrix &weights : *matrices)
      lighten(weights);
  lighten(chip.output);
  for (NeuronParameters *neurons : {&chip.hidden, &chip.outputs})
    for (auto *dashes : {&neurons->dashMem, &neurons->dashSyn, &neurons->dashSyn2})
      for (double &dash : *dashes)
        dash = static_cast<double>(static_cast<int64_t>(dash) % 5);
  chip.shifts = {0, 0, 0};
  return chip;
}

struct Checked {
  int64_t proved = 0, neurons = 0;
};

/// The states of one population after a step lie inside of their bounds.
void check(const NeuronStates &states, llvm::ArrayRef<NeuronBounds> bounds, const target::Description &target,
           Checked &checked) {
  for (auto [neuron, bound] : llvm::enumerate(bounds)) {
    ++checked.neurons;
    if (!isProved(bound, target))
      continue;
    ++checked.proved;
    EXPECT_GE(states.current[0][neuron], bound.current.low) << "neuron " << neuron;
    EXPECT_LE(states.current[0][neuron], bound.current.high) << "neuron " << neuron;
    EXPECT_GE(states.membrane[neuron], bound.membrane.low) << "neuron " << neuron;
    EXPECT_LE(states.membrane[neuron], bound.membrane.high) << "neuron " << neuron;
  }
}

TEST(XyloBounds, StatesStayInside) {
  Checked checked;
  for (llvm::StringRef name : xyloChips)
    for (unsigned seed = 0; seed < 40; ++seed) {
      std::shared_ptr<const target::Description> target = described(name);
      RandomChip random(*target, seed);
      Specification chip = lightChip(random);
      std::vector<NeuronBounds> hidden = hiddenBounds(chip, *target), outputs = outputBounds(chip, *target);
      Simulator simulator(chip, *target);
      for (int step = 0; step < 60; ++step) {
        std::vector<int64_t> input(chip.channels);
        for (int64_t &spikes : input)
          spikes = step % 20 < 10 ? target->integerRange("input_spikes").high : random.number(0, 3);
        simulator.step(input);
        check(simulator.hidden(), hidden, *target, checked);
        check(simulator.outputs(), outputs, *target, checked);
        ASSERT_FALSE(::testing::Test::HasFailure()) << name.str() << " seed " << seed << " step " << step;
      }
    }
  // Neither none nor all, or the test says nothing.
  EXPECT_GT(checked.proved, checked.neurons / 10);
  EXPECT_LT(checked.proved, checked.neurons);
}

/// One channel with weight 10 and 15 spikes: the current tends to 150 * (2^2 - 1).
TEST(XyloBounds, OneSynapse) {
  std::shared_ptr<const target::Description> target = described("xylo-a2");
  Specification chip = emptyChip(1, 1, 1);
  chip.input[0].at(0, 0) = 10;
  chip.hidden.dashSyn = {2};
  chip.hidden.dashMem = {3};
  NeuronBounds bounds = hiddenBounds(chip, *target).front();
  EXPECT_EQ(bounds.current.low, 0);
  EXPECT_EQ(bounds.current.high, 150 * 3 + 4 + 150);
  // 31 spikes of threshold 100 are more than 454, so the membrane comes back below its threshold.
  EXPECT_EQ(bounds.membrane.high, 100 + 454);
  EXPECT_EQ(bounds.membrane.low, 0);
  EXPECT_TRUE(isProved(bounds, *target));
  chip.hidden.threshold = {10};
  EXPECT_EQ(hiddenBounds(chip, *target).front().membrane.high, 454 * 8 + 8);
}

/// A spike adds what a threshold below 0 would take away.
TEST(XyloBounds, CountThresholdsBelowZero) {
  auto chip = described("xylo-a3");
  Specification specification = emptyChip(1, 1, 1);
  specification.hidden.threshold = {-100};
  specification.hidden.dashMem = {3};
  NeuronBounds bounds = hiddenBounds(specification, *chip).front();
  Simulator simulator(specification, *chip);
  int16_t highest = 0;
  for (int step = 0; step < 100; ++step) {
    simulator.step({0});
    highest = std::max(highest, simulator.hidden().membrane.front());
  }
  EXPECT_GT(highest, 20000);
  EXPECT_GE(bounds.membrane.high, highest);
}

} // namespace
