//===- XyloEngineTest.cpp - the simulator as an engine ---------------------===//
#include "backends/Xylo/ReferenceEngine.h"
#include "test/unit/backends/XyloFixture.h"
#include "gmock/gmock.h"
#include <cmath>
#include <limits>

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::vector<std::string> recordNames(const snn::Engine &engine) {
  std::vector<std::string> names;
  for (const snn::Channel &channel : engine.recordables())
    names.push_back(channel.name + "." + snn::variableName(channel.variable).str());
  return names;
}

/// Two channels, three hidden neurons (two of "lif1", one of "lif2"), an output neuron of "lif3".
Specification smallChip(int64_t synapses = 1) {
  Specification chip = emptyChip(2, 3, 1, synapses);
  chip.hidden = equalNeurons(3, 2, 1, 10);
  if (synapses > 1)
    chip.hidden.dashSyn2.assign(3, 1);
  chip.input[0].values = {40, 0, 0, 0, 80, -20};
  chip.output.values = {100, 0, 100};
  chip.outputs = equalNeurons(1, 2, 1, 20);
  chip.sources.channels = {{"in", {0}, {2}, {0}}};
  chip.sources.hidden = {{"lif1", {1}, {1}, {0}}, {"lif1", {0}, {1}, {1}}, {"lif2", {2}, {1}, {0}}};
  chip.sources.outputs = {{"lif3", {0}, {1}, {0}}};
  return chip;
}

struct Result {
  std::string error;
  std::vector<float> output;
  std::vector<std::vector<float>> records;
};

Result run(snn::Engine &engine, const std::vector<float> &input, int64_t batch, int64_t steps,
           llvm::ArrayRef<llvm::StringRef> records = {}) {
  Result result;
  result.output.resize(batch * steps * engine.outputs().front().size());
  snn::RunData data;
  data.batch = batch;
  data.steps = steps;
  data.inputs.push_back(llvm::ArrayRef(input));
  data.outputs.push_back(result.output);
  std::vector<std::string> names = recordNames(engine);
  result.records.resize(records.size());
  for (auto [name, values] : llvm::zip(records, result.records)) {
    size_t index = llvm::find(names, name) - names.begin();
    values.resize(batch * steps * engine.recordables()[index].size());
    data.records.push_back({index, values});
  }
  result.error = llvm::toString(engine.run(data));
  return result;
}

TEST(XyloEngine, NamesItsChannelsAfterTheModel) {
  auto engine = makeReferenceEngine(smallChip(), *described("xylo-a2"), "out");
  ASSERT_EQ(engine->inputs().size(), 1u);
  EXPECT_EQ(engine->inputs()[0].name, "in");
  EXPECT_EQ(engine->inputs()[0].size(), 2);
  EXPECT_EQ(engine->outputs()[0].name, "out");
  EXPECT_FALSE(engine->isDouble());
  EXPECT_THAT(recordNames(*engine), ElementsAre("hidden.i", "hidden.v", "hidden.spikes", "output.i", "output.v",
                                                "output.spikes", "lif1.i", "lif1.v", "lif1.spikes", "lif2.i", "lif2.v",
                                                "lif2.spikes", "lif3.i", "lif3.v", "lif3.spikes"));
}

TEST(XyloEngine, HasNamesOfItsOwn) {
  Specification chip = smallChip(2);
  chip.sources.channels.push_back({"other", {1}, {1}, {0}});
  chip.sources.hidden = {{"hidden", {0}, {1}, {0}}, {"output", {1}, {1}, {0}}};
  chip.sources.outputs.clear();
  auto engine = makeReferenceEngine(chip, *described("xylo-a2"));
  EXPECT_EQ(engine->inputs()[0].name, "input");
  EXPECT_EQ(engine->outputs()[0].name, "output");
  EXPECT_THAT(recordNames(*engine), ElementsAre("hidden.i", "hidden.i2", "hidden.v", "hidden.spikes", "output.i",
                                                "output.v", "output.spikes"));
}

TEST(XyloEngine, RecordsTheNeuronsOfANodeInItsOrder) {
  auto engine = makeReferenceEngine(smallChip(), *described("xylo-a2"));
  Result result = run(*engine, {1, 1, 0, 0}, 1, 2, {"hidden.spikes", "lif1.spikes", "lif1.i", "lif2.v", "output.i"});
  EXPECT_EQ(result.error, "");
  EXPECT_THAT(result.records[0], ElementsAre(2, 4, 0, 1, 2, 0));
  EXPECT_THAT(result.records[1], ElementsAre(4, 2, 2, 1));
  EXPECT_THAT(result.records[2], ElementsAre(40, 20, 20, 10));
  EXPECT_THAT(result.records[3], ElementsAre(-10, -12));
  EXPECT_THAT(result.records[4], ElementsAre(0, 100));
  EXPECT_THAT(result.output, ElementsAre(0, 1));
}

TEST(XyloEngine, RecordsTheSecondCurrent) {
  Specification chip = smallChip(2);
  chip.input[1].values = {0, 0, 64, 0, 0, 0};
  auto engine = makeReferenceEngine(chip, *described("xylo-a2"));
  Result result = run(*engine, {1, 0}, 1, 1, {"hidden.i2", "lif2.i2", "hidden.i"});
  EXPECT_EQ(result.error, "");
  EXPECT_THAT(result.records[0], ElementsAre(0, 0, 32));
  EXPECT_THAT(result.records[1], ElementsAre(32));
  EXPECT_THAT(result.records[2], ElementsAre(20, 0, 0));
}

/// An element that is there twice, as a relay's, is that of the hidden neuron.
TEST(XyloEngine, ShowsARelayedElementOnce) {
  Specification chip = smallChip();
  chip.sources.outputs = {{"lif2", {0}, {1}, {0}}};
  auto engine = makeReferenceEngine(chip, *described("xylo-a2"));
  Result result = run(*engine, {0, 1}, 1, 1, {"lif2.v"});
  EXPECT_EQ(result.error, "");
  EXPECT_THAT(result.records[0], ElementsAre(-10));
}

TEST(XyloEngine, SamplesStartFromRest) {
  auto engine = makeReferenceEngine(smallChip(), *described("xylo-a2"));
  Result one = run(*engine, {1, 1, 0, 2}, 1, 2, {"hidden.v"});
  Result two = run(*engine, {1, 1, 0, 2, 1, 1, 0, 2}, 2, 2, {"hidden.v"});
  EXPECT_EQ(two.error, "");
  ASSERT_EQ(two.records[0].size(), 12u);
  EXPECT_THAT(std::vector<float>(two.records[0].begin(), two.records[0].begin() + 6), one.records[0]);
  EXPECT_THAT(std::vector<float>(two.records[0].begin() + 6, two.records[0].end()), one.records[0]);
}

TEST(XyloEngine, CutsLargeCounts) {
  auto engine = makeReferenceEngine(smallChip(), *described("xylo-a2"));
  EXPECT_EQ(run(*engine, {15, 0}, 1, 1, {"hidden.v"}).records, run(*engine, {1e30f, 0}, 1, 1, {"hidden.v"}).records);
}

TEST(XyloEngine, RefusesWhatIsNoCount) {
  auto engine = makeReferenceEngine(smallChip(), *described("xylo-a2"));
  for (auto [value, text] :
       {std::pair(-1.f, "-1"), std::pair(0.5f, "0.5"), std::pair(std::numeric_limits<float>::quiet_NaN(), "nan")})
    EXPECT_EQ(run(*engine, {0, 0, 0, 0, 0, 0, 0, value}, 2, 2).error,
              std::string("input 'in': sample 1, step 1, channel 1 is ") + text +
                  ", expected a number of spikes: an integer from 0 on, above 15 it counts as 15");
  EXPECT_THAT(run(*engine, {0, 0, 0}, 1, 2).error, HasSubstr("input 'in': 3 values"));
}

} // namespace
