//===- XyloCompiledTest.cpp - the lowered chip, case by case --------------===//
//
// Each case shows that the compiled chip equals the plain simulator, and a number that shows that the case is there.
//
//===----------------------------------------------------------------------===//
#include "test/unit/backends/XyloCompiledFixture.h"
#include "gmock/gmock.h"

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// What the compiled chip gives for these counts of one sample; all of it is what the plain simulator gives.
Results resultsOf(const Specification &chip, const std::vector<float> &counts, llvm::StringRef target = "xylo-a2") {
  auto description = described(target);
  auto plain = xylo::makeReferenceEngine(chip, *description);
  auto compiled = compiledChip(chip, *description, {/*record=*/true});
  int64_t steps = static_cast<int64_t>(counts.size()) / chip.channels;
  Results want = runEngine<float>(*plain, {counts}, steps, 1), have = runEngine<float>(*compiled, {counts}, steps, 1);
  EXPECT_EQ(want.size(), have.size());
  EXPECT_EQ(firstDifference(want, have), "");
  return have;
}

/// Channel c drives neuron c alone.
Specification diagonal(int64_t neurons, double weight, int64_t synapses = 1) {
  Specification chip = emptyChip(neurons, neurons, 1, synapses);
  for (int64_t i = 0; i < neurons; ++i)
    chip.input[0].at(i, i) = weight;
  return chip;
}

TEST(XyloCompiled, CutsAfterEachSource) {
  Specification chip = emptyChip(3, 1, 1);
  chip.input[0].values = {100, 100, -100};
  chip.shifts[0] = 7;
  chip.hidden = equalNeurons(1, 1, 15, 30000);
  // 15*12800 is cut to 32767, one more changes nothing, then 12800 less; a decay of 1.
  EXPECT_THAT(resultsOf(chip, {15, 1, 1})["hidden.i"], ElementsAre(32767 - 12800 - 1));
}

TEST(XyloCompiled, RecurrentSpikesComeAfterInputs) {
  Specification chip = diagonal(1, 127);
  chip.shifts = {7, 7, 0};
  chip.recurrent[0].values = {-128};
  chip.hidden = equalNeurons(1, 1, 15, 16000);
  // The second step adds 15*16256, cut to 32767, and then takes one spike of 16384 away.
  EXPECT_THAT(resultsOf(chip, {1, 15})["hidden.i"], ElementsAre(16255, 32767 - 16384 - 1));
}

TEST(XyloCompiled, TakesNoMoreInputSpikesThanTheChip) {
  Specification chip = diagonal(1, 1);
  chip.hidden.dashSyn = {15};
  EXPECT_THAT(resultsOf(chip, {14, 0, 40})["hidden.i"], ElementsAre(13, 12, 12 + 15 - 1));
}

TEST(XyloCompiled, OutputsReadTheStepBefore) {
  Specification chip = diagonal(1, 100);
  chip.hidden.threshold = {10};
  chip.output.values = {50};
  chip.outputs = equalNeurons(1, 1, 15, 100);
  Results results = resultsOf(chip, {1, 0, 0});
  EXPECT_THAT(results["hidden.spikes"], ElementsAre(5, 2, 1));
  EXPECT_THAT(results["output.i"], ElementsAre(0, 249, 348));
  EXPECT_THAT(results["output.spikes"], ElementsAre(0, 1, 1));
}

/// -32767 with its decay of -16384 and a current of 32766: the second version cuts 16384 + 32766 before it adds.
TEST(XyloCompiled, TheFirstVersionAddsInOneSum) {
  Specification chip = emptyChip(2, 1, 1);
  chip.input[0].values = {-128, 127};
  chip.shifts[0] = 7;
  chip.hidden = equalNeurons(1, 1, 15, 32767);
  EXPECT_THAT(resultsOf(chip, {2, 0, 0, 5}, "xylo-1")["hidden.v"], ElementsAre(-32767, 16383));
  EXPECT_THAT(resultsOf(chip, {2, 0, 0, 5}, "xylo-a2")["hidden.v"], ElementsAre(-32767, 0));
}

TEST(XyloCompiled, ThresholdsAtAndBelowZero) {
  Specification chip = diagonal(3, 1);
  chip.hidden.threshold = {0, -2000, -1};
  Results results = resultsOf(chip, {0, 0, 0, 0, 0, 0});
  // 17 spikes of -2000 lead from 0 to 34000, of which 16 bits are -31536: that is below the threshold.
  EXPECT_THAT(results["hidden.spikes"], ElementsAre(31, 17, 31, 31, 0, 31));
  EXPECT_EQ(results["hidden.v"][0], 0);
  EXPECT_EQ(results["hidden.v"][1], 34000 - 65536);
  EXPECT_EQ(results["hidden.v"][2], 31);
}

/// In the second version -D(V, 0) of -32768 is -32768 in 16 bits: the membrane stays.
TEST(XyloCompiled, MembraneThatForgetsStaysAtTheEnd) {
  Specification chip = diagonal(1, 1);
  chip.hidden.dashMem = {0};
  chip.hidden.bias = {-32768};
  EXPECT_THAT(resultsOf(chip, {0, 0})["hidden.v"], ElementsAre(-32768, -32768));
}

TEST(XyloCompiled, AliasesAreSeenByLaterNeurons) {
  Specification chip = diagonal(3, 40);
  chip.hidden = equalNeurons(3, 2, 1, 10);
  chip.aliases = {{1}, {2}, {}};
  EXPECT_THAT(resultsOf(chip, {1, 0, 0, 0, 0, 0})["hidden.spikes"], ElementsAre(2, 2, 2, 1, 1, 1));
}

TEST(XyloCompiled, AliasesToEarlierNeuronsAreNotPassedOn) {
  Specification chip = diagonal(3, 40);
  chip.hidden = equalNeurons(3, 2, 1, 10);
  chip.aliases = {{}, {0}, {1}};
  EXPECT_THAT(resultsOf(chip, {0, 0, 1, 0, 0, 0})["hidden.spikes"], ElementsAre(0, 2, 2, 0, 1, 1));
}

/// What a neuron has received counts against its 31: its own spikes end, and the membrane keeps the rest.
TEST(XyloCompiled, ReceivedSpikesLeaveLessRoom) {
  Specification chip = diagonal(2, 127);
  chip.shifts[0] = 4;
  chip.hidden = equalNeurons(2, 15, 15, 100);
  chip.aliases = {{1}, {}};
  Results results = resultsOf(chip, {1, 1});
  EXPECT_THAT(results["hidden.spikes"], ElementsAre(20, 31));
  EXPECT_THAT(results["hidden.v"], ElementsAre(31, 2031 - 11 * 100));
}

TEST(XyloCompiled, RecordsTheNeuronsOfANode) {
  Specification chip = diagonal(3, 40, /*synapses=*/2);
  chip.input[1].at(0, 2) = 20;
  chip.sources.hidden = {{"lif1", {1}, {1}, {0}}, {"lif1", {0}, {1}, {1}}, {"lif2", {2}, {1}, {0}}};
  chip.sources.outputs = {{"lif3", {0}, {1}, {0}}};
  Results results = resultsOf(chip, {1, 2, 3, 0, 0, 0});
  EXPECT_THAT(results["lif1.i"], ElementsAre(40, 20, 20, 10));
  EXPECT_THAT(results["lif2.i2"], ElementsAre(10, 5));
  EXPECT_THAT(results["lif3.v"], ElementsAre(0, 0));
}

TEST(XyloCompiled, RefusesCountsAsThePlainSimulatorDoes) {
  auto description = described("xylo-a2");
  auto compiled = compiledChip(diagonal(1, 1), *description, {});
  std::vector<float> counts{0.5f}, output(1);
  snn::RunData data;
  data.steps = 1;
  data.inputs = {llvm::ArrayRef(counts)};
  data.outputs = {output};
  EXPECT_THAT(llvm::toString(compiled->run(data)), HasSubstr("channel 0 is 0.5, expected a number of spikes"));
}

TEST(XyloCompiled, SaysWhatHasNoProgram) {
  auto description = described("xylo-a2");
  mlir::MLIRContext context;
  auto refusal = [&](const Specification &chip) {
    auto lowered = lowerToKernel(chip, *description, "chip", {}, &context);
    return lowered ? "" : llvm::toString(lowered.takeError());
  };
  Specification chip = diagonal(2, 1);
  EXPECT_EQ(refusal(chip), "");
  chip.hidden.dashSyn[1] = 32;
  EXPECT_EQ(refusal(chip), "hidden neuron 1: a decay is 32, allowed are 0 to 31");
  EXPECT_EQ(refusal(emptyChip(1, 1, 0)), "there are no output neurons, at least 1 is needed");
  EXPECT_EQ(refusal(emptyChip(0, 1, 1)), "there are no input channels, at least 1 is needed");
  chip.isQuantized = false;
  EXPECT_EQ(refusal(chip), "its numbers are floats, integers are needed; quantise it");
}

} // namespace
