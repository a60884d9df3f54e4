//===- XyloSimulatorTest.cpp - traces of the chip's integers ---------------===//
//
// Expected states were computed with xylosim 0.1.3 or by hand from its rules.
//
//===----------------------------------------------------------------------===//
#include "backends/Xylo/Simulator.h"
#include "test/unit/backends/XyloFixture.h"
#include "gmock/gmock.h"

using namespace ganglion::test;
using namespace ganglion::xylo;
using testing::ElementsAre;

namespace {

/// What a run recorded: a row for each step.
struct Trace {
  std::vector<std::vector<int>> current, membrane, spikes, outputCurrent, outputSpikes;

  /// One neuron's column.
  static std::vector<int> of(const std::vector<std::vector<int>> &rows, size_t neuron = 0) {
    std::vector<int> column;
    for (const std::vector<int> &row : rows)
      column.push_back(row[neuron]);
    return column;
  }
  /// Steps in which neuron 0 spiked.
  std::vector<int> spikeSteps() const {
    std::vector<int> steps;
    for (size_t step = 0; step < spikes.size(); ++step)
      if (spikes[step][0] != 0)
        steps.push_back(static_cast<int>(step));
    return steps;
  }
};

void run(Simulator &simulator, const std::vector<std::vector<int64_t>> &input, Trace &trace) {
  auto add = [](std::vector<std::vector<int>> &rows, const auto &values) {
    rows.emplace_back(values.begin(), values.end());
  };
  for (const std::vector<int64_t> &counts : input) {
    simulator.step(counts);
    add(trace.current, simulator.hidden().current[0]);
    add(trace.membrane, simulator.hidden().membrane);
    add(trace.spikes, simulator.hidden().spikes);
    add(trace.outputCurrent, simulator.outputs().current[0]);
    add(trace.outputSpikes, simulator.outputs().spikes);
  }
}

/// `spikes` in the first step of each channel, then silence.
Trace traceOf(const Specification &chip, int64_t spikes, size_t steps, llvm::StringRef target = "xylo-a2") {
  std::vector<std::vector<int64_t>> input(steps, std::vector<int64_t>(chip.channels));
  input[0].assign(chip.channels, spikes);
  Simulator simulator(chip, *described(target));
  Trace trace;
  run(simulator, input, trace);
  return trace;
}

/// One hidden neuron without use of the output neuron.
Specification single(double weight, int64_t shift, double dashMem, double dashSyn, double threshold) {
  Specification chip = emptyChip(1, 1, 1);
  chip.input[0].at(0, 0) = weight;
  chip.shifts = {shift, shift, shift};
  chip.hidden = equalNeurons(1, dashMem, dashSyn, threshold);
  return chip;
}

TEST(XyloSimulator, OneSpikeIsFilteredTwice) {
  Trace trace = traceOf(single(100, 4, 3, 4, 6000), 1, 100);
  std::vector<int> current = Trace::of(trace.current), membrane = Trace::of(trace.membrane);
  current.resize(16);
  membrane.resize(16);
  EXPECT_THAT(current,
              ElementsAre(1500, 1407, 1320, 1238, 1161, 1089, 1021, 958, 899, 843, 791, 742, 696, 653, 613, 575));
  EXPECT_THAT(membrane,
              ElementsAre(1500, 2720, 3700, 4476, 5078, 5533, 5863, 89, 977, 1698, 2277, 2735, 3090, 3357, 3551, 3683));
  EXPECT_THAT(trace.spikeSteps(), ElementsAre(7));
  EXPECT_NE(trace.current[94][0], 0);
  EXPECT_EQ(trace.current[95][0], 0);
}

TEST(XyloSimulator, RecurrentSpikesArriveOneStepLater) {
  Specification chip = single(100, 4, 3, 4, 6000);
  chip.recurrent[0].at(0, 0) = 40;
  Trace trace = traceOf(chip, 1, 30);
  EXPECT_THAT(trace.spikeSteps(), ElementsAre(7, 15, 23));
  EXPECT_EQ(trace.current[7][0], 958);
  EXPECT_EQ(trace.current[8][0], 1499);
  EXPECT_EQ(trace.membrane[8][0], 1577);
  EXPECT_EQ(trace.membrane[15][0], 113);
  EXPECT_EQ(trace.membrane[23][0], 118);
}

TEST(XyloSimulator, NegativeStatesDecayToZeroFromBelow) {
  Trace trace = traceOf(single(-100, 0, 3, 2, 100), 1, 14);
  EXPECT_THAT(Trace::of(trace.current), ElementsAre(-75, -56, -42, -31, -23, -17, -12, -9, -6, -4, -3, -2, -1, 0));
  EXPECT_THAT(Trace::of(trace.membrane),
              ElementsAre(-75, -121, -147, -159, -162, -158, -150, -140, -128, -116, -104, -93, -82, -71));
}

TEST(XyloSimulator, StatesSaturateAndSpikesHaveACap) {
  Trace trace = traceOf(single(127, 7, 2, 1, 100), 15, 3);
  EXPECT_THAT(Trace::of(trace.current), ElementsAre(16384, 8192, 4096));
  EXPECT_THAT(Trace::of(trace.membrane), ElementsAre(13284, 15055, 12288));
  EXPECT_THAT(Trace::of(trace.spikes), ElementsAre(31, 31, 31));
  Trace negative = traceOf(single(-128, 7, 2, 1, 100), 15, 3);
  EXPECT_THAT(Trace::of(negative.current), ElementsAre(-16384, -8192, -4096));
  EXPECT_THAT(Trace::of(negative.membrane), ElementsAre(-16384, -20480, -19456));
}

TEST(XyloSimulator, BiasesChargeTheMembrane) {
  Specification chip = single(0, 0, 4, 1, 50);
  chip.hidden.bias = {10};
  Trace trace = traceOf(chip, 0, 13);
  EXPECT_THAT(Trace::of(trace.membrane), ElementsAre(10, 19, 28, 37, 45, 3, 12, 21, 30, 39, 47, 5, 14));
  EXPECT_THAT(trace.spikeSteps(), ElementsAre(5, 11));
}

TEST(XyloSimulator, BiasesOfAChipWithoutBiasesAreLeftOut) {
  Specification chip = single(0, 0, 4, 1, 50);
  chip.hidden.bias = {10};
  EXPECT_THAT(Trace::of(traceOf(chip, 0, 3, "xylo-1").membrane), ElementsAre(0, 0, 0));
}

TEST(XyloSimulator, AThresholdOfZeroFiresWithoutEnd) {
  EXPECT_THAT(Trace::of(traceOf(single(0, 0, 4, 1, 0), 0, 3).spikes), ElementsAre(31, 31, 31));
}

TEST(XyloSimulator, ADashOfZeroMakesASynapseDead) {
  Trace trace = traceOf(single(100, 0, 3, 0, 10), 5, 4);
  EXPECT_THAT(Trace::of(trace.current), ElementsAre(0, 0, 0, 0));
  EXPECT_THAT(Trace::of(trace.membrane), ElementsAre(0, 0, 0, 0));
}

TEST(XyloSimulator, SmallStatesDecayByOne) {
  Trace trace = traceOf(single(5, 0, 15, 15, 12), 1, 8);
  EXPECT_THAT(Trace::of(trace.current), ElementsAre(4, 3, 2, 1, 0, 0, 0, 0));
  EXPECT_THAT(Trace::of(trace.membrane), ElementsAre(4, 6, 7, 7, 6, 5, 4, 3));
}

/// Three hidden neurons, input to one of them.
Specification threeNeurons(std::array<double, 3> input, std::vector<std::vector<int64_t>> aliases) {
  Specification chip = emptyChip(1, 3, 1);
  chip.hidden = equalNeurons(3, 2, 1, 10);
  chip.input[0].values.assign(input.begin(), input.end());
  chip.output.values = {10, 20, 40};
  chip.aliases = std::move(aliases);
  return chip;
}

TEST(XyloSimulator, AliasesRepeatSpikesInTheSameStep) {
  Trace chain = traceOf(threeNeurons({40, 0, 0}, {{1}, {2}, {}}), 1, 4);
  EXPECT_THAT(chain.spikes,
              ElementsAre(ElementsAre(2, 2, 2), ElementsAre(1, 1, 1), ElementsAre(0, 0, 0), ElementsAre(0, 0, 0)));
  EXPECT_THAT(Trace::of(chain.outputCurrent), ElementsAre(0, 70, 70, 35));
  Trace received = traceOf(threeNeurons({127, 127, 0}, {{1}, {}, {}}), 1, 3);
  EXPECT_THAT(received.spikes, ElementsAre(ElementsAre(6, 12, 0), ElementsAre(3, 6, 0), ElementsAre(2, 4, 0)));
}

TEST(XyloSimulator, AChainOfAliasesStopsBackwards) {
  Trace trace = traceOf(threeNeurons({0, 0, 40}, {{}, {0}, {1}}), 1, 2);
  EXPECT_THAT(trace.spikes, ElementsAre(ElementsAre(0, 2, 2), ElementsAre(0, 1, 1)));
}

TEST(XyloSimulator, SeveralAliasTargetsAreServed) {
  Trace trace = traceOf(threeNeurons({40, 0, 0}, {{0, 1, 2, 2}, {}, {}}), 1, 1);
  EXPECT_THAT(trace.spikes, ElementsAre(ElementsAre(4, 2, 4)));
}

TEST(XyloSimulator, OutputsFireOnceAStepAndKeepTheRest) {
  Specification chip = threeNeurons({40, 0, 0}, {{1}, {2}, {}});
  chip.outputs = equalNeurons(1, 15, 1, 30);
  EXPECT_THAT(Trace::of(traceOf(chip, 1, 6).outputSpikes), ElementsAre(0, 1, 1, 1, 1, 1));
}

TEST(XyloSimulator, OutputWeightsBelongToTheLastHiddenNeurons) {
  Specification chip = threeNeurons({40, 0, 40}, {{}, {}, {}});
  chip.output = WeightMatrix(1, 1);
  chip.output.at(0, 0) = 50;
  EXPECT_THAT(Trace::of(traceOf(chip, 1, 2).outputCurrent), ElementsAre(0, 50));
}

/// Decays of a membrane: `dash` -> what is left of each value. A current reaches the membrane with dash_syn 1 at half.
TEST(XyloSimulator, DecaysRoundDown) {
  const int values[] = {1000, 100, 9, 8, -8, -9, -100, -1000};
  const std::pair<int, std::array<int, 8>> table[] = {
      {0, {0, 0, 0, 0, 0, 0, 0, 0}},           {1, {500, 50, 5, 4, -4, -4, -50, -500}},
      {2, {750, 75, 7, 6, -6, -6, -75, -750}}, {3, {875, 88, 8, 7, -7, -7, -87, -875}},
      {4, {938, 94, 8, 7, -7, -8, -93, -937}}, {8, {997, 99, 8, 7, -7, -8, -99, -996}},
      {15, {999, 99, 8, 7, -7, -8, -99, -999}}};
  for (const auto &[dash, left] : table)
    for (auto [value, expected] : llvm::zip(values, left)) {
      // The decay of a synapse is the same and easier to reach: the weight arrives whole.
      Specification chip = emptyChip(16, 1, 1);
      chip.hidden = equalNeurons(1, 1, dash, 32767);
      int rest = value;
      for (int channel = 0; channel < 16; ++channel) {
        chip.input[0].at(channel, 0) = std::clamp(rest, -128, 127);
        rest -= std::clamp(rest, -128, 127);
      }
      ASSERT_EQ(rest, 0);
      EXPECT_EQ(traceOf(chip, 1, 1).current[0][0], expected) << value << " with dash " << dash;
    }
}

/// One neuron whose weights are the largest that there are.
Specification atTheRails(double dashMem, double dashSyn, std::vector<double> weights, int64_t synapses = 1) {
  Specification chip = emptyChip(static_cast<int64_t>(weights.size()), 1, 1, synapses);
  chip.hidden = equalNeurons(1, dashMem, dashSyn, 32767);
  if (synapses > 1)
    chip.hidden.dashSyn2 = chip.hidden.dashSyn;
  for (WeightMatrix &matrix : chip.input)
    matrix.values = weights;
  chip.shifts = {7, 0, 0};
  return chip;
}

/// A membrane at -32767 decays by -16384 and gets 32766: v2 saturates the change, v1 only the result.
TEST(XyloSimulator, TheFirstVersionSaturatesOnce) {
  for (auto [target, membrane] : {std::pair("xylo-1", 16383), std::pair("xylo-a2", 0)}) {
    Simulator simulator(atTheRails(1, 15, {-128, 127}), *described(target));
    Trace trace;
    run(simulator, {{15, 0}, {0, 15}}, trace);
    EXPECT_THAT(Trace::of(trace.current), ElementsAre(-32767, 32766));
    EXPECT_THAT(Trace::of(trace.membrane), ElementsAre(-32767, membrane)) << target;
  }
}

/// The decay of -32768 to 0 cannot be negated in 16 bits.
TEST(XyloSimulator, TheLowestMembraneSticksInTheSecondVersion) {
  Specification chip = atTheRails(0, 1, {-128}, 2);
  EXPECT_THAT(Trace::of(traceOf(chip, 15, 3, "xylo-1").membrane), ElementsAre(-32768, -16384, -8192));
  EXPECT_THAT(Trace::of(traceOf(chip, 15, 3, "xylo-a2").membrane), ElementsAre(-32768, -32768, -32768));
}

TEST(XyloSimulator, InputCountsAreCut) {
  Specification chip = single(1, 0, 1, 15, 1000);
  EXPECT_EQ(traceOf(chip, 15, 1).current[0][0], 14);
  EXPECT_EQ(traceOf(chip, 16, 1).current[0][0], 14);
  EXPECT_EQ(traceOf(chip, 1000000, 1).current[0][0], 14);
}

TEST(XyloSimulator, ChunksAreTheWhole) {
  for (llvm::StringRef name : xyloChips)
    for (unsigned seed = 0; seed < 10; ++seed) {
      auto description = described(name);
      RandomChip random(*description, seed);
      Specification chip = random.make();
      std::vector<std::vector<int64_t>> input(40);
      for (std::vector<int64_t> &counts : input)
        for (int64_t channel = 0; channel < chip.channels; ++channel)
          counts.push_back(random.number(0, 20));
      Simulator simulator(chip, *description);
      Trace whole, chunks, again;
      run(simulator, input, whole);
      simulator.reset();
      for (size_t begin = 0; begin < input.size(); begin += 10)
        run(simulator, {input.begin() + begin, input.begin() + begin + 10}, chunks);
      EXPECT_EQ(whole.membrane, chunks.membrane);
      EXPECT_EQ(whole.outputSpikes, chunks.outputSpikes);
      // Without a reset the states are others, or there is nothing to see.
      run(simulator, input, again);
      bool isSilent = llvm::all_of(whole.membrane.back(), [](int v) { return v == 0; });
      EXPECT_TRUE(isSilent || again.membrane != whole.membrane);
    }
}

} // namespace
