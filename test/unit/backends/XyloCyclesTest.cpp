//===- XyloCyclesTest.cpp - cycles of a step, worst case and measured ------===//
//
// Expected figures come from Rockpool's cycle models.
//
//===----------------------------------------------------------------------===//
#include "backends/Xylo/Cycles.h"
#include "test/unit/backends/XyloFixture.h"

using namespace ganglion::test;
using namespace ganglion::xylo;

namespace {

/// All weights of input and output, and the first `fanOut` targets of each hidden neuron.
Specification fullChip(int64_t channels, int64_t hidden, int64_t outputs, int64_t fanOut, int64_t synapses = 1) {
  Specification chip = emptyChip(channels, hidden, outputs, synapses);
  for (WeightMatrix &weights : chip.input)
    std::fill(weights.values.begin(), weights.values.end(), 1);
  std::fill(chip.output.values.begin(), chip.output.values.end(), 1);
  for (int64_t source = 0; source < hidden; ++source)
    for (int64_t target = 0; target < fanOut; ++target)
      chip.recurrent[0].at(source, target) = -1;
  chip.aliases.emplace(hidden);
  return chip;
}

/// The first 128 hidden neurons have input, the last 128 output.
Specification expandedChip(int64_t channels, int64_t hidden, int64_t outputs, int64_t fanOut) {
  Specification chip = fullChip(channels, hidden, outputs, fanOut);
  chip.input[0] = WeightMatrix(channels, 128);
  std::fill(chip.input[0].values.begin(), chip.input[0].values.end(), 1);
  chip.output = WeightMatrix(128, outputs);
  std::fill(chip.output.values.begin(), chip.output.values.end(), 1);
  return chip;
}

double cycles(const Specification &chip, llvm::StringRef target, Activity activity = {}) {
  return cyclesOfStep(chip, *described(target), activity).cycles;
}

TEST(XyloCycles, WorstCase) {
  EXPECT_DOUBLE_EQ(cycles(fullChip(16, 1000, 8, 32), "xylo-a2"), 370112);
  EXPECT_DOUBLE_EQ(cycles(fullChip(8, 63, 8, 0), "xylo-a2"), 7538);
  EXPECT_DOUBLE_EQ(cycles(expandedChip(16, 496, 16, 64), "xylo-imu"), 258496);
  EXPECT_DOUBLE_EQ(cycles(expandedChip(16, 992, 32, 32), "xylo-a3"), 287472);
}

TEST(XyloCycles, MeasuredActivity) {
  EXPECT_DOUBLE_EQ(cycles(fullChip(16, 1000, 8, 32), "xylo-a2", {0.1, 0.05}), 42312);
}

TEST(XyloCycles, OnlyUsedExpansionNeuronsCountWhereTheyAreFew) {
  Specification chip = fullChip(2, 4, 3, 0);
  double all = cycles(chip, "xylo-a3"), always = cycles(chip, "xylo-a2");
  for (int64_t channel = 0; channel < 2; ++channel)
    chip.input[0].at(channel, 1) = 0;
  for (int64_t output = 0; output < 3; ++output)
    chip.output.at(2, output) = 0;
  EXPECT_DOUBLE_EQ(cycles(chip, "xylo-a3"), all - 2 * 3.5 - (1 + 8 * 3));
  EXPECT_DOUBLE_EQ(cycles(chip, "xylo-a2"), always);
}

/// Half of the neurons have an alias: 4 neurons * (2 * 0.5 + 3 * 0.25 + 0.25 + 0.25) more than without a spike, ...
TEST(XyloCycles, Aliases) {
  Specification chip = fullChip(1, 4, 1, 0);
  double silent = cycles(chip, "xylo-a2", {0, 0});
  chip.aliases = {{1}, {2}, {}, {}};
  EXPECT_DOUBLE_EQ(cycles(chip, "xylo-a2", {0, 0}), silent + 4 * (2 * 0.25 + 3 * 0.25 + 0 + 0.5 * 0.5));
  EXPECT_DOUBLE_EQ(cycles(chip, "xylo-a2", {0, 1}), silent + 4 * (2 * 1.0 + 3 * 0.5 + 1 + 1 * 0.5) + 4 * (1 + 8));
}

TEST(XyloCycles, OperationsOfTheSecondSynapse) {
  Specification chip = fullChip(2, 4, 1, 3, 2);
  chip.recurrent[1] = WeightMatrix(4, 4);
  auto operations = [&](llvm::StringRef target, Activity activity) {
    return cyclesOfStep(chip, *described(target), activity).secondSynapseOperations;
  };
  EXPECT_DOUBLE_EQ(operations("xylo-a2", {}), 1.5 * 2 * 4 + 5 * 3 * 4 + 4);
  EXPECT_DOUBLE_EQ(operations("xylo-a2", {0.5, 0.25}), 1.5 * 0.5 * 2 * 4 + 5 * 3 * 0.25 * 4 + 4);
  EXPECT_DOUBLE_EQ(operations("xylo-a3", {}), 0);
  EXPECT_DOUBLE_EQ(cyclesOfStep(fullChip(2, 4, 1, 3), *described("xylo-a2")).secondSynapseOperations, 0);
}

TEST(XyloCycles, ClockHasAMargin) { EXPECT_DOUBLE_EQ(requiredClock(370112, 1e-3, *described("xylo-a2")), 444134400); }

} // namespace
