//===- XyloQuantiseTest.cpp - floats to integers, golden numbers ----------===//
//
// The expected numbers under --compat rockpool come out of Rockpool's global_quantize and channel_quantize for this
// specification; those of the default way are worked out from its definition.
//
//===----------------------------------------------------------------------===//
#include "backends/Xylo/Quantise.h"
#include "test/unit/backends/XyloFixture.h"
#include "gmock/gmock.h"
#include <cmath>

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

Specification floats() {
  Specification chip = emptyChip(2, 3, 2);
  chip.isQuantized = false;
  chip.input[0].values = {.5, -.25, .1, 1, .75, -.3};
  chip.recurrent[0].values = {0, .2, 0, 0, 0, -.4, .6, 0, 0};
  chip.output.values = {.3, -.1, .05, .2, -.15, 0};
  auto dash = [](double ratio) { return std::log2(ratio); };
  chip.hidden = {{dash(20), dash(5), dash(11.2)}, {dash(20), dash(5), dash(11.3)}, {}, {1, 1, 2}, {.1, 0, -.2}};
  chip.outputs = {{dash(20), dash(10)}, {dash(20), dash(10)}, {}, {1, .5}, {.05, 0}};
  return chip;
}

Specification quantised(const Specification &chip, const QuantiseOptions &options) {
  return llvm::cantFail(xylo::quantise(chip, options, *described("xylo-a2"))).specification;
}

const QuantiseOptions rockpoolGlobal{Scaling::Global, false, true}, rockpoolFuzzy{Scaling::Global, true, true},
    rockpoolChannel{Scaling::Channel, false, true};

TEST(XyloQuantise, DecaysAreRounded) {
  for (Scaling scaling : {Scaling::Global, Scaling::Channel})
    for (bool isCompat : {false, true}) {
      Specification chip = quantised(floats(), {scaling, false, isCompat});
      EXPECT_TRUE(chip.isQuantized);
      EXPECT_THAT(chip.hidden.dashMem, ElementsAre(4, 2, 3));
      EXPECT_THAT(chip.hidden.dashSyn, ElementsAre(4, 2, 3));
      EXPECT_THAT(chip.outputs.dashMem, ElementsAre(4, 3));
      EXPECT_THAT(chip.outputs.dashSyn, ElementsAre(4, 3));
    }
}

TEST(XyloQuantise, RockpoolGlobal) {
  Specification chip = quantised(floats(), rockpoolGlobal);
  EXPECT_THAT(chip.input[0].values, ElementsAre(64, -32, 13, 127, 95, -38));
  EXPECT_THAT(chip.recurrent[0].values, ElementsAre(0, 25, 0, 0, 0, -51, 76, 0, 0));
  EXPECT_THAT(chip.output.values, ElementsAre(127, -42, 21, 85, -64, 0));
  EXPECT_THAT(chip.hidden.threshold, ElementsAre(127, 127, 254));
  EXPECT_THAT(chip.outputs.threshold, ElementsAre(423, 212));
  EXPECT_THAT(chip.hidden.bias, ElementsAre(13, 0, -25));
  EXPECT_THAT(chip.outputs.bias, ElementsAre(6, 0));
}

TEST(XyloQuantise, RockpoolFuzzy) {
  Specification chip = quantised(floats(), rockpoolFuzzy);
  EXPECT_THAT(chip.input[0].values, ElementsAre(54, -27, 11, 107, 80, -32));
  EXPECT_THAT(chip.recurrent[0].values, ElementsAre(0, 21, 0, 0, 0, -43, 64, 0, 0));
  EXPECT_THAT(chip.output.values, ElementsAre(95, -32, 16, 63, -47, 0));
  EXPECT_THAT(chip.hidden.threshold, ElementsAre(107, 107, 214));
  EXPECT_THAT(chip.outputs.threshold, ElementsAre(315, 158));
  EXPECT_THAT(chip.hidden.bias, ElementsAre(11, 0, -21));
  EXPECT_THAT(chip.outputs.bias, ElementsAre(5, 0));
}

TEST(XyloQuantise, RockpoolChannel) {
  Specification chip = quantised(floats(), rockpoolChannel);
  EXPECT_THAT(chip.input[0].values, ElementsAre(64, -42, 32, 127, 127, -95));
  EXPECT_THAT(chip.recurrent[0].values, ElementsAre(0, 34, 0, 0, 0, -127, 76, 0, 0));
  EXPECT_THAT(chip.output.values, ElementsAre(127, -64, 21, 127, -64, 0));
  EXPECT_THAT(chip.hidden.threshold, ElementsAre(127, 169, 635));
  EXPECT_THAT(chip.outputs.threshold, ElementsAre(423, 318));
  EXPECT_THAT(chip.hidden.bias, ElementsAre(0, 0, 0));
  EXPECT_THAT(chip.outputs.bias, ElementsAre(21, 0));
}

TEST(XyloQuantise, RockpoolLargeThresholds) {
  Specification large = floats();
  large.hidden.threshold[1] = 400;
  Specification chip = quantised(large, rockpoolGlobal);
  EXPECT_THAT(chip.input[0].values, ElementsAre(41, -21, 8, 82, 61, -25));
  EXPECT_THAT(chip.recurrent[0].values, ElementsAre(0, 16, 0, 0, 0, -33, 49, 0, 0));
  EXPECT_THAT(chip.hidden.threshold, ElementsAre(82, 32767, 164));
  EXPECT_THAT(chip.hidden.bias, ElementsAre(13, 0, -25));
  chip = quantised(large, rockpoolChannel);
  EXPECT_THAT(chip.hidden.threshold, ElementsAre(127, 32767, 635));
  EXPECT_THAT(chip.input[0].values, ElementsAre(64, -20, 32, 127, 61, -95));
  EXPECT_EQ(chip.recurrent[0].at(0, 1), 16);

  large = floats();
  large.outputs.threshold[1] = 400;
  chip = quantised(large, rockpoolGlobal);
  EXPECT_THAT(chip.output.values, ElementsAre(25, -8, 4, 16, -12, 0));
  EXPECT_THAT(chip.outputs.threshold, ElementsAre(82, 32767));
  EXPECT_THAT(chip.recurrent[0].values, ElementsAre(0, 5, 0, 0, 0, -10, 15, 0, 0));
}

TEST(XyloQuantise, WithoutWeightsThresholdsAreRounded) {
  Specification chip = emptyChip(2, 3, 2);
  chip.hidden.threshold = {1, 1.4, 2.6};
  chip.outputs.threshold = {1, .5};
  for (const QuantiseOptions &options : {rockpoolGlobal, rockpoolChannel, QuantiseOptions()}) {
    Specification result = quantised(chip, options);
    EXPECT_THAT(result.hidden.threshold, ElementsAre(1, 1, 3));
    EXPECT_THAT(result.outputs.threshold, ElementsAre(1, 0));
  }
}

TEST(XyloQuantise, GlobalHasOneScaleForAllThatMeets) {
  Specification chip = quantised(floats(), {});
  EXPECT_THAT(chip.input[0].values, ElementsAre(64, -32, 13, 127, 95, -38));
  EXPECT_THAT(chip.hidden.bias, ElementsAre(13, 0, -25));
  EXPECT_THAT(chip.outputs.threshold, ElementsAre(423, 212));
  EXPECT_THAT(chip.outputs.bias, ElementsAre(21, 0));
}

TEST(XyloQuantise, ALargeThresholdLowersTheScaleOfItsGroupAlone) {
  Specification large = floats();
  large.outputs.threshold[1] = 400;
  Specification chip = quantised(large, {});
  double scale = 32767.0 / 400;
  EXPECT_THAT(chip.outputs.threshold, ElementsAre(std::nearbyint(scale), 32767));
  EXPECT_THAT(chip.output.values, ElementsAre(25, -8, 4, 16, -12, 0));
  EXPECT_THAT(chip.outputs.bias, ElementsAre(4, 0));
  EXPECT_THAT(chip.recurrent[0].values, ElementsAre(0, 25, 0, 0, 0, -51, 76, 0, 0));
}

TEST(XyloQuantise, ChannelHasAScaleForEachNeuronAndItsBias) {
  Specification chip = floats();
  chip.hidden.bias = {.1, 3, -.2};
  Quantised result = llvm::cantFail(xylo::quantise(chip, {Scaling::Channel}, *described("xylo-a2")));
  EXPECT_THAT(result.hiddenScales, ElementsAre(127, 127.0 / 3, 127 / .4));
  EXPECT_THAT(result.specification.hidden.bias, ElementsAre(13, 127, -64));
  EXPECT_THAT(result.specification.hidden.threshold, ElementsAre(127, 42, 635));
  EXPECT_THAT(result.specification.input[0].values, ElementsAre(64, -11, 32, 127, 32, -95));
}

TEST(XyloQuantise, FuzzyCutsOutliers) {
  Specification chip = emptyChip(1, 40, 1);
  chip.input[0].values.assign(40, .1);
  chip.input[0].values[7] = -2;
  chip.hidden.bias.assign(40, 0);
  chip.hidden.bias[3] = 5;
  Specification result = quantised(chip, {Scaling::Global, true});
  // |mean| = 1.9 / 40, deviation = 2.1 * sqrt(39) / 40.
  double scale = 127 / (1.9 / 40 + 2 * 2.1 * std::sqrt(39) / 40);
  EXPECT_EQ(result.input[0].values[0], std::nearbyint(.1 * scale));
  EXPECT_EQ(result.input[0].values[7], -127);
  EXPECT_EQ(result.hidden.bias[3], 127);
  EXPECT_LT(quantised(chip, rockpoolFuzzy).input[0].values[7], -127);
}

TEST(XyloQuantise, HalvesGoToEven) {
  Specification chip = emptyChip(1, 5, 1);
  chip.input[0].values = {127, 63.5, 62.5, .5, -1.5};
  EXPECT_THAT(quantised(chip, {}).input[0].values, ElementsAre(127, 64, 62, 0, -2));
}

TEST(XyloQuantise, BothSynapsesShareAScale) {
  Specification chip = emptyChip(1, 2, 1, 2);
  chip.input[0].values = {.5, 1};
  chip.input[1].values = {-2, .25};
  chip.hidden.bias = {.5, .5};
  for (const QuantiseOptions &options : {QuantiseOptions{Scaling::Channel}, rockpoolChannel}) {
    Specification result = quantised(chip, options);
    EXPECT_THAT(result.input[0].values, ElementsAre(32, 127));
    EXPECT_THAT(result.input[1].values, ElementsAre(-127, 32));
    EXPECT_THAT(result.hidden.bias, ElementsAre(32, 64));
  }
}

TEST(XyloQuantise, NoneLeavesNumbersAsTheyAre) {
  Specification chip = floats();
  Specification result = quantised(chip, {Scaling::None});
  chip.isQuantized = result.isQuantized;
  EXPECT_FALSE(result.isQuantized);
  expectSame(result, chip);
  Specification integers = emptyChip(2, 3, 2);
  integers.isQuantized = false;
  EXPECT_TRUE(quantised(integers, {Scaling::None}).isQuantized);
}

TEST(XyloQuantise, TellsTheErrorOfEachGroup) {
  Quantised result = llvm::cantFail(xylo::quantise(floats(), {}, *described("xylo-a2")));
  auto group = llvm::find_if(result.errors, [](const GroupError &error) { return error.group == "weights_out"; });
  ASSERT_NE(group, result.errors.end());
  EXPECT_EQ(group->error.count(), 5);
  EXPECT_EQ(group->error.lost(), 0);
  // 0.15 * 127 / 0.3 = 63.5 became 64.
  EXPECT_NEAR(group->error.largest(), .5, 1e-9);
}

TEST(XyloQuantise, RefusesNumbersBeyond32Bits) {
  auto refusal = [](const Specification &chip, const QuantiseOptions &options) {
    return llvm::toString(xylo::quantise(chip, options, *described("xylo-a2")).takeError());
  };
  Specification chip = floats();
  chip.hidden.bias[1] = 1e12;
  EXPECT_EQ(refusal(chip, rockpoolChannel),
            "field 'bias': number 1 becomes 1e12, which 32 bits do not hold; scale the model down");
  // A weight without an end has a scale of 0.
  chip = floats();
  chip.input[0].values[2] = INFINITY;
  EXPECT_THAT(refusal(chip, {}), HasSubstr("field 'weights_in': number 2 becomes nan, which 32 bits do not hold"));
  chip = floats();
  chip.outputs.threshold[0] = NAN;
  EXPECT_THAT(refusal(chip, {}), HasSubstr("field 'threshold_out': number 0 becomes nan"));
}

/// Whatever the numbers, what meets in a neuron keeps its proportions within half a step, and fits.
TEST(XyloQuantise, RandomSpecificationsKeepProportions) {
  std::mt19937 random(7);
  auto within = [&](double most) { return std::uniform_real_distribution<double>(-most, most)(random); };
  for (unsigned round = 0; round < 50; ++round) {
    int64_t hidden = 1 + random() % 12;
    Specification chip = emptyChip(3, hidden, 2, 1 + random() % 2);
    for (auto *planes : {&chip.input, &chip.recurrent})
      for (WeightMatrix &matrix : *planes)
        for (double &weight : matrix.values)
          weight = random() % 3 ? within(std::exp2(static_cast<int>(random() % 12) - 6)) : 0;
    for (double &threshold : chip.hidden.threshold)
      threshold = 1e-3 + std::fabs(within(500));
    for (int64_t neuron = 0; neuron < hidden; ++neuron)
      chip.hidden.bias.push_back(within(1));
    for (Scaling scaling : {Scaling::Global, Scaling::Channel}) {
      Quantised result = llvm::cantFail(xylo::quantise(chip, {scaling}, *described("xylo-a3")));
      for (auto [before, after] : llvm::zip(chip.recurrent, result.specification.recurrent))
        for (int64_t row = 0; row < hidden; ++row)
          for (int64_t neuron = 0; neuron < hidden; ++neuron) {
            EXPECT_LE(std::fabs(after.at(row, neuron) - before.at(row, neuron) * result.hiddenScales[neuron]), .5);
            EXPECT_LE(std::fabs(after.at(row, neuron)), 127);
          }
      for (int64_t neuron = 0; neuron < hidden; ++neuron) {
        EXPECT_LE(std::fabs(result.specification.hidden.bias[neuron]), 127);
        EXPECT_LE(result.specification.hidden.threshold[neuron], 32767);
      }
    }
  }
}

} // namespace
