//===- ReferenceRefusalTest.cpp - what the interpreter refuses ------------===//
#include "test/unit/backends/ReferenceFixture.h"

using namespace ganglion;
using namespace ganglion::test;
using testing::HasSubstr;

namespace {

std::string refusal(const std::string &text) {
  Model model(text);
  EXPECT_FALSE(model.engine) << text;
  return model.message;
}
std::string bodyRefusal(const std::string &body) { return refusal(network<float>(body)); }

/// A delay of `steps` over `elements` elements.
std::string delayBody(const std::string &name, int64_t steps, int64_t elements) {
  std::string type = "tensor<" + std::to_string(elements) + "xf32>";
  return "%x = snn.input \"in\" : " + type + "\n%d = snn.delay " + name + " (%x) steps(dense<" + std::to_string(steps) +
         "> : tensor<i64>) : (" + type + ") -> " + type + "\nsnn.output \"out\" (%d) : " + type;
}

} // namespace

TEST(ReferenceRefusal, EventClock) {
  EXPECT_EQ(refusal("snn.network @ttfs clock(event) compute(f64) { snn.output \"out\" () shape [1] }"),
            "network 'ttfs': the clock is event, the interpreter runs clock(step)");
}

TEST(ReferenceRefusal, RepeatedSpikes) {
  EXPECT_EQ(
      bodyRefusal(R"(%x = snn.input "x" : tensor<1xf32>
    %z = snn.neuron "hidden" ports[(%x) #snn.port<none>] v_threshold(dense<1.0> : tensor<f32>)
        rule(<update = decay, spike = repeated, reset = subtract, most = 3>) : (tensor<1xf32>) -> tensor<1xi32>
    snn.output "out" (%z) : tensor<1xi32>)"),
      "node 'hidden': the spike rule is repeated, which belongs to networks of integers; others have none, above, "
      "above_old, floor_ratio and trunc_ratio");
}

TEST(ReferenceRefusal, DelaysThatAreNegativeOrTooLong) {
  EXPECT_EQ(bodyRefusal(delayBody("\"axon\"", -1, 4)), "node 'axon': a delay of -1 steps, delays are >= 0");
  EXPECT_EQ(
      bodyRefusal(delayBody("\"axon\"", 100000000, 4)),
      "node 'axon': a delay of 100000000 steps over 4 elements, steps times elements must be below 268435456; a larger "
      "dt gives fewer steps");
  EXPECT_THAT(bodyRefusal(delayBody("\"axon\"", 9223372036854775807, 4)), HasSubstr("9223372036854775807 steps"));
  EXPECT_THAT(bodyRefusal(delayBody("", 268435456, 1)), HasSubstr("node 'in': a delay of 268435456 steps"))
      << "a delay without a name is called by its source";
}

TEST(ReferenceRefusal, SynapticDelays) {
  auto linear = [](const std::string &delays) {
    return bodyRefusal(R"(%x = snn.input "x" : tensor<2xf32>
      %y = snn.linear "fc" (%x) weight(dense<1.0> : tensor<1x2xf32>) delays(<)" +
                       delays + R"(>) : (tensor<2xf32>) -> tensor<1xf32>
      snn.output "out" (%y) : tensor<1xf32>)");
  };
  EXPECT_EQ(linear("source, dense<[1, -2]> : tensor<2xi64>"), "node 'fc': a delay of -2 steps, delays are >= 0");
  EXPECT_THAT(linear("uniform, dense<134217728> : tensor<i64>"),
              HasSubstr("node 'fc': a delay of 134217728 steps over 2 elements"));
  EXPECT_THAT(bodyRefusal(R"(%x = snn.input "x" : tensor<1x2x2xf32>
    %y = snn.conv "conv" (%x) weight(dense<1.0> : tensor<1x1x1x1xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1]
        groups 1 delays(<synapse, dense<-5> : tensor<1x1x1x1xi64>>) : (tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
    snn.output "out" (%y) : tensor<1x2x2xf32>)"),
              HasSubstr("node 'conv': a delay of -5 steps"));
}

TEST(ReferenceRefusal, AllFindingsAreReported) {
  std::string message = bodyRefusal(R"(%x = snn.input "x" : tensor<2xf32>
    %y = snn.sparse "tree" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[-1, 0]> : tensor<2xi32>)
        weight(dense<1.0> : tensor<2xf32>) delays(<uniform, dense<-3> : tensor<i64>>) : (tensor<2xf32>) -> tensor<1xf32>
    snn.output "out" (%y) : tensor<1xf32>)");
  EXPECT_EQ(message, "node 'tree': synapse 1 has the source 2, the signal has 2 elements\n"
                     "node 'tree': synapse 0 has the target -1, the signal has 1 elements\n"
                     "node 'tree': a delay of -3 steps, delays are >= 0");
}

TEST(ReferenceRefusal, CycleWithoutDelay) {
  EXPECT_EQ(bodyRefusal(R"(%x = snn.input "x" : tensor<1xf32>
    %a = snn.scale "a" (%x, %b) factor(dense<0.5> : tensor<f32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
    %b = snn.delay "b" (%a) steps(dense<0> : tensor<i64>) : (tensor<1xf32>) -> tensor<1xf32>
    snn.output "out" (%a) : tensor<1xf32>)"),
            "node 'b': the cycle 'b' -> 'a' -> 'b' passes no delay, each cycle needs one of at least a step");
}

//===----------------------------------------------------------------------===//
// Data of a run
//===----------------------------------------------------------------------===//

namespace {

class RunRefusal : public testing::Test {
protected:
  RunRefusal() {
    data.batch = 2;
    data.steps = 3;
    data.inputs = {llvm::ArrayRef<float>(input)};
    data.outputs = {llvm::MutableArrayRef<float>(output)};
    data.records = {{1, llvm::MutableArrayRef<float>(record)}};
  }

  std::string message() { return llvm::toString(model.engine->run(data)); }

  Model model{network<float>(R"(%x = snn.input "x" : tensor<2xf32>
    %z = snn.neuron "n" ports[(%x) #snn.port<none>] v_threshold(dense<1.0> : tensor<f32>)
        rule(<update = decay, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
    snn.output "out" (%z) : tensor<2xi1>)")};
  std::vector<float> input = std::vector<float>(12), output = std::vector<float>(12), record = std::vector<float>(12);
  snn::RunData data;
};

} // namespace

TEST_F(RunRefusal, NothingWhereTheDataFit) { EXPECT_EQ(message(), ""); }

TEST_F(RunRefusal, Sizes) {
  data.inputs = {llvm::ArrayRef<float>(input).drop_back()};
  data.outputs = {llvm::MutableArrayRef<float>(output).drop_back(2)};
  data.records[0].values = data.records[0].values.drop_back(3);
  EXPECT_EQ(message(), "input 'x': 11 values, expected 2 samples x 3 steps x 2 elements\n"
                       "output 'out': 10 values, expected 2 samples x 3 steps x 2 elements\n"
                       "record 'n.v': 9 values, expected 2 samples x 3 steps x 2 elements");
}

TEST_F(RunRefusal, SizesBeyond64Bits) {
  data.batch = data.steps = int64_t(1) << 32;
  EXPECT_THAT(message(), HasSubstr("input 'x': 12 values, expected 4294967296 samples"));
}

TEST_F(RunRefusal, NegativeCounts) {
  data.steps = -1;
  EXPECT_EQ(message(), "2 samples of -1 steps, both must be >= 0");
}

TEST_F(RunRefusal, NumberOfArrays) {
  data.inputs.clear();
  EXPECT_EQ(message(), "inputs: 0 arrays, the network has 1");
  data.inputs = {llvm::ArrayRef<float>(input)};
  data.outputs.clear();
  EXPECT_EQ(message(), "outputs: 0 arrays, the network has 1");
}

TEST_F(RunRefusal, TypeOfAnInput) {
  std::vector<double> wide(12);
  data.inputs = {llvm::ArrayRef<double>(wide)};
  EXPECT_EQ(message(), "input 'x': the data are f64, the network takes f32");
}

TEST_F(RunRefusal, UnknownRecord) {
  data.records[0].index = 2;
  EXPECT_EQ(message(), "record 2: no such recordable, the network has 2");
}
