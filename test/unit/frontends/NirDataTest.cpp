//===- NirDataTest.cpp ----------------------------------------------------===//
#include "frontends/Data/NirData.h"
#include "Fixture.h"
#include "frontends/NIR/HDF5Writer.h"
#include <cmath>

using namespace ganglion::data;
using namespace ganglion::test;
using ganglion::nirfile::Dataset;
using ganglion::nirfile::Group;
using testing::HasSubstr;

namespace {

class NirData : public FileTest {
protected:
  /// A data file with one observable of node "input", which `fill` describes.
  template <typename Fill> std::string data(Fill fill) {
    Group root;
    root.attributes = {{"__type__", std::string("NIRGraphData")}};
    Group &node = root.addGroup("nodes").addGroup("input");
    node.attributes = {{"__type__", std::string("NIRNodeData")}};
    fill(node.addGroup("observables").addGroup("spikes"));
    expectSuccess(ganglion::nirfile::writeTree(pathOf("x.h5"), root));
    return pathOf("x.h5");
  }

  template <typename T>
  static void add(Group &group, llvm::StringRef name, std::vector<int64_t> shape, const std::vector<T> &values) {
    Dataset dataset;
    dataset.kind = std::is_floating_point_v<T> ? ElementKind::Float : ElementKind::SignedInteger;
    dataset.bits = sizeof(T) * 8;
    dataset.shape = std::move(shape);
    dataset.data = bytesOf(values);
    group.addDataset(name, dataset);
  }

  InputContext context{"input", {3}, 0.1, std::nullopt};
  std::vector<int64_t> index = {0, 2, 2, -1, 1, -1, -1, -1};
  std::vector<double> time = {0.0, 0.3, 0.3, INFINITY, 0.49, INFINITY, INFINITY, INFINITY};
  std::vector<double> value = {1, 0.5, 0.25, 0, 2, 0, 0, 0};

  std::string events(const char *type, int64_t neurons = 3, double end = 0.5) {
    return data([&](Group &group) {
      group.attributes = {{"__type__", std::string(type)}, {"n_neurons", neurons}, {"t_max", end}};
      add(group, "idx", {2, 4}, index);
      add(group, "time", {2, 4}, time);
      add(group, "value", {2, 4}, value);
    });
  }
};

} // namespace

TEST_F(NirData, WrittenFilesReadBack) {
  std::vector<float> spikes = {0, 1, 1, 0, 0, 0}, voltage = {0.5f, 1, 2, 3, 4, 5};
  expectSuccess(writeNirData(pathOf("x.h5"),
                             {{"input", "spikes", Array::of({1, 2, 3}, spikes), true},
                              {"lif1.lif", "v", Array::of({2, 3}, voltage), false},
                              {"lif1.lif", "spikes", Array::of({2, 1, 3}, voltage), false}},
                             0.1));
  Input input = valueOf(readInput(pathOf("x.h5"), context));
  EXPECT_EQ(input.array.kind, ElementKind::Boolean);
  EXPECT_EQ(input.array.shape, (std::vector<int64_t>{1, 2, 3}));
  EXPECT_EQ(input.array.toFloats(), spikes);
  EXPECT_EQ(input.dt, 0.1);
  EXPECT_TRUE(input.layout.batched);
  context.node = "lif1.lif";
  // Counts beyond 1 stay numbers.
  EXPECT_EQ(valueOf(readInput(pathOf("x.h5"), context)).array.toFloats(), voltage);
  context.shape = {3, 1};
  EXPECT_EQ(valueOf(readInput(pathOf("x.h5"), context)).array.shape, (std::vector<int64_t>{1, 2, 3, 1}));
  EXPECT_THAT(messageOf(writeNirData(
                  pathOf("y.h5"),
                  {{"a", "v", Array::of({1}, spikes = {0}), false}, {"a", "v", Array::of({1}, spikes), false}}, 0.1)),
              HasSubstr("two recordings 'v'"));
}

TEST_F(NirData, Events) {
  Input input = valueOf(readInput(events("EventData"), context));
  EXPECT_EQ(input.array.shape, (std::vector<int64_t>{2, 5, 3}));
  std::vector<double> expected(30);
  expected[0] = 1;
  expected[3 * 3 + 2] = 2;
  expected[15 + 4 * 3 + 1] = 1;
  EXPECT_EQ(input.array.toDoubles(), expected);
  expected[3 * 3 + 2] = 0.75;
  expected[15 + 4 * 3 + 1] = 2;
  EXPECT_EQ(valueOf(readInput(events("ValuedEventData"), context)).array.toDoubles(), expected);
}

TEST_F(NirData, EventsBeyondTheEndAreSaid) {
  Input input = valueOf(readInput(events("EventData", 3, 0.4), context));
  EXPECT_EQ(input.array.shape, (std::vector<int64_t>{2, 4, 3}));
  ASSERT_EQ(input.notes.size(), 1u);
  EXPECT_THAT(input.notes[0], HasSubstr("1 events lie beyond the last step and are left out, the first at 0.49 s"));
}

TEST_F(NirData, BadEvents) {
  EXPECT_THAT(messageOf(readInput(events("EventData", 4), context)),
              HasSubstr("have 4 channels, the node has shape [3]"));
  EXPECT_THAT(messageOf(readInput(events("EventData", 3, NAN), context)), HasSubstr("t_max is nan"));
  EXPECT_THAT(messageOf(readInput(events("EventData", 3, 1e12), context)), HasSubstr("a raster of 2 samples"));
  EXPECT_THAT(messageOf(readInput(events("Strange"), context)), HasSubstr("of type 'Strange'"));
  index[1] = 3;
  EXPECT_THAT(messageOf(readInput(events("EventData"), context)),
              HasSubstr("event 1 of sample 0 is in channel 3, 0 to 2"));
  index[1] = 2;
  time[1] = -1;
  EXPECT_THAT(messageOf(readInput(events("EventData"), context)), HasSubstr("is at -1 s"));
  context.dt = std::nullopt;
  EXPECT_THAT(messageOf(readInput(events("EventData"), context)), HasSubstr("no dt is known"));
}

TEST_F(NirData, Refusals) {
  std::vector<float> numbers(6);
  auto grid = [&](std::vector<int64_t> shape, double dt) {
    return data([&](Group &group) {
      group.attributes = {{"__type__", std::string("TimeGriddedData")}, {"dt", dt}};
      add(group, "data", shape, numbers);
    });
  };
  EXPECT_EQ(valueOf(readInput(grid({1, 2, 3}, 0.1), context)).layout.steps, 2);
  EXPECT_THAT(messageOf(readInput(grid({2, 3}, 0.1), context)), HasSubstr("shape [2, 3], (samples, steps, neurons)"));
  EXPECT_THAT(messageOf(readInput(grid({1, 3, 2}, 0.1), context)),
              HasSubstr("[1, 3, 2] (samples, steps, neurons), the node"));
  EXPECT_THAT(messageOf(readInput(grid({1, 2, 3}, 0.2), context)), HasSubstr("have dt 0.2, the run has 0.1"));
  EXPECT_THAT(messageOf(readInput(grid({1, 2, 3}, 0), context)), HasSubstr("no positive dt"));
  context.node = "other";
  EXPECT_THAT(messageOf(readInput(grid({1, 2, 3}, 0.1), context)), HasSubstr("no data for it, only for 'input'"));
  Group model;
  model.addGroup("node");
  expectSuccess(ganglion::nirfile::writeTree(pathOf("m.h5"), model));
  EXPECT_THAT(messageOf(readInput(pathOf("m.h5"), context)), HasSubstr("is a NIR model, a NIR data file is expected"));
}
