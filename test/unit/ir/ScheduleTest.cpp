//===- ScheduleTest.cpp - the order of a step, the channels of a network --===//
#include "ir/SNN/Schedule.h"
#include "ParsedNetwork.h"
#include "gmock/gmock.h"

using namespace ganglion;
using namespace ganglion::snn;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

std::string network(llvm::StringRef body) {
  return ("snn.network @n clock(step 1.0e-3) compute(f32) {\n" + body + "}\n").str();
}

/// "evaluate a", "deliver b", "absorb b": the actions with the names of their nodes.
std::vector<std::string> actions(const Schedule &schedule) {
  std::vector<std::string> out;
  for (const Action &action : schedule.actions) {
    const char *phase = action.phase == Phase::Evaluate  ? "evaluate "
                        : action.phase == Phase::Deliver ? "deliver "
                                                         : "absorb ";
    out.push_back(phase + nodeName(action.op).str());
  }
  return out;
}

Schedule schedule(llvm::StringRef body) {
  ParsedNetwork parsed(network(body));
  return parsed ? computeSchedule(parsed.network()) : Schedule();
}

/// Computed while the network still stands.
std::vector<std::string> actionsOf(llvm::StringRef body) {
  ParsedNetwork parsed(network(body));
  if (!parsed)
    return {};
  Schedule schedule = computeSchedule(parsed.network());
  EXPECT_TRUE(schedule.cycle.empty());
  return actions(schedule);
}

std::string linear(llvm::StringRef result, llvm::StringRef name, llvm::StringRef input,
                   llvm::StringRef inputType = "tensor<2xf32>") {
  return ("  %" + result + " = snn.linear \"" + name + "\" (%" + input + ") weight(dense<1.0> : tensor<2x2xf32>) : (" +
          inputType + ") -> tensor<2xf32>\n")
      .str();
}

std::string neuron(llvm::StringRef result, llvm::StringRef name, llvm::StringRef input,
                   llvm::StringRef spike = "above, reset = value") {
  return ("  %" + result + " = snn.neuron \"" + name + "\" ports[(%" + input +
          ") #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) rule(<update = euler, "
          "spike = " +
          spike + ">) : (tensor<2xf32>) -> tensor<2xi1>\n")
      .str();
}

std::string delay(llvm::StringRef result, llvm::StringRef name, llvm::StringRef input, llvm::StringRef steps) {
  return ("  %" + result + " = snn.delay \"" + name + "\" (%" + input + ") steps(" + steps +
          ") : (tensor<2xi1>) -> tensor<2xi1>\n")
      .str();
}

const std::string input = "  %x = snn.input \"x\" : tensor<2xf32>\n";
const std::string output = "  snn.output \"y\" (%z) : tensor<2xi1>\n";

TEST(Schedule, FollowsNeedNotTheOrderOfTheBody) {
  EXPECT_THAT(actionsOf(output + neuron("z", "lif", "i") + linear("i", "fc", "x") + input),
              ElementsAre("evaluate x", "evaluate fc", "evaluate lif", "evaluate y"));
}

TEST(Schedule, TakesTheOrderOfTheBodyWhereNeedLeavesItOpen) {
  EXPECT_THAT(actionsOf(input + linear("b", "b", "x") + linear("a", "a", "x") + linear("c", "c", "x")),
              ElementsAre("evaluate x", "evaluate b", "evaluate a", "evaluate c"));
}

TEST(Schedule, DeliversDelaysFirstAndAbsorbsLater) {
  std::string add = "  %s = snn.sum \"s\" (%i, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>\n";
  EXPECT_THAT(actionsOf(input + linear("i", "fc", "x") + add + neuron("z", "lif", "s") +
                        delay("d", "d", "z", "dense<1> : tensor<i64>") + linear("r", "rec", "d", "tensor<2xi1>") +
                        output),
              ElementsAre("deliver d", "evaluate x", "evaluate fc", "evaluate rec", "evaluate s", "evaluate lif",
                          "absorb d", "evaluate y"));
}

TEST(Schedule, ADelayOfNoStepsInSomeElementIsEvaluated) {
  std::string head = input + neuron("z", "lif", "x");
  EXPECT_THAT(actionsOf(head + delay("d", "d", "z", "dense<[0, 3]> : tensor<2xi64>")),
              ElementsAre("evaluate x", "evaluate lif", "evaluate d"));
  EXPECT_THAT(actionsOf(head + delay("d", "d", "z", "dense<[1, 3]> : tensor<2xi64>")),
              ElementsAre("deliver d", "evaluate x", "evaluate lif", "absorb d"));
}

TEST(Schedule, NeuronsThatSpikeFromTheirOldStateDeliver) {
  EXPECT_THAT(actionsOf(input + neuron("z", "spyx", "r", "above_old, reset = subtract, when = before") +
                        linear("r", "rec", "z", "tensor<2xi1>") + output),
              ElementsAre("deliver spyx", "evaluate x", "evaluate rec", "absorb spyx", "evaluate y"));
}

TEST(Schedule, ADelayMayFeedItself) {
  std::string body = "  %d = snn.delay \"d\" (%d) steps(dense<1> : tensor<i64>) : (tensor<2xi1>) -> tensor<2xi1>\n";
  EXPECT_THAT(actionsOf(body), ElementsAre("deliver d", "absorb d"));
}

TEST(Schedule, OfNothingIsEmpty) { EXPECT_THAT(actionsOf(""), IsEmpty()); }

TEST(Schedule, IsTheSameEachTime) {
  std::string body = input + linear("b", "b", "x") + linear("a", "a", "x") + neuron("z", "lif", "a") + output;
  EXPECT_EQ(actionsOf(body), actionsOf(body));
}

TEST(Schedule, TakesLongChains) {
  // From the last op to the first: the walk goes all the way down before it evaluates anything.
  constexpr int length = 20000;
  std::string body;
  for (int i = length; i > 0; --i) {
    std::string before = i == 1 ? "x" : "l" + std::to_string(i - 1);
    body += "  %l" + std::to_string(i) + " = snn.scale \"s\" (%" + before +
            ") factor(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>\n";
  }
  std::vector<std::string> found = actionsOf(body + input);
  ASSERT_EQ(found.size(), length + 1u);
  EXPECT_EQ(found.front(), "evaluate x");
}

//===----------------------------------------------------------------------===//
// Cycles
//===----------------------------------------------------------------------===//

TEST(Schedule, NamesACycleInTheDirectionOfItsEdges) {
  Schedule found =
      schedule(input + linear("i", "fc", "s") + neuron("z", "lif", "i") + linear("r", "rec", "z", "tensor<2xi1>") +
               "  %s = snn.sum \"add\" (%x, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>\n" + output);
  ASSERT_EQ(found.cycle.size(), 4u);
  // Where it starts is free; the order is that of the edges.
  auto fc = std::find(found.cycle.begin(), found.cycle.end(), "fc");
  ASSERT_NE(fc, found.cycle.end());
  std::rotate(found.cycle.begin(), fc, found.cycle.end());
  EXPECT_THAT(found.cycle, ElementsAre("fc", "lif", "rec", "add"));
}

TEST(Schedule, NamesANodeThatFeedsItself) {
  EXPECT_THAT(
      schedule("  %a = snn.scale \"s\" (%a) factor(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>\n")
          .cycle,
      ElementsAre("s"));
}

TEST(Schedule, ADelayWithoutStepsInOneElementDoesNotCutACycle) {
  EXPECT_THAT(schedule(linear("i", "fc", "d", "tensor<2xi1>") + neuron("z", "lif", "i") +
                       delay("d", "d", "z", "dense<[0, 1]> : tensor<2xi64>"))
                  .cycle,
              testing::SizeIs(3));
}

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

TEST(Channels, AreSortedByTheBytesOfTheirNames) {
  ParsedNetwork parsed(
      network("  %b = snn.input \"b\" : tensor<2xf32>\n  %u = snn.input \"\xc3\xbc\" : tensor<3x4xi1>\n"
              "  %B = snn.input \"B\" : tensor<f32>\n  snn.output \"z\" (%u) : tensor<3x4xi1>\n  snn.output \"a\" () "
              "shape [5]\n"));
  ASSERT_TRUE(parsed);
  std::vector<Channel> inputs = inputChannels(parsed.network()), outputs = outputChannels(parsed.network());
  ASSERT_EQ(inputs.size(), 3u);
  EXPECT_EQ(inputs[0].name, "B");
  EXPECT_THAT(inputs[0].shape, IsEmpty());
  EXPECT_EQ(inputs[1].name, "b");
  EXPECT_EQ(inputs[2].name, "\xc3\xbc");
  EXPECT_THAT(inputs[2].shape, ElementsAre(3, 4));
  ASSERT_EQ(outputs.size(), 2u);
  EXPECT_EQ(outputs[0].name, "a");
  EXPECT_THAT(outputs[0].shape, ElementsAre(5));
  EXPECT_THAT(outputs[1].shape, ElementsAre(3, 4));
  EXPECT_EQ(inputOps(parsed.network())[1].getName(), "b");
  EXPECT_EQ(outputOps(parsed.network())[0].getName(), "a");
}

TEST(Channels, RecordsAreWhatANeuronHas) {
  std::string filtered =
      "  %f = snn.neuron \"b\" ports[(%x) #snn.port<none>, (%x) #snn.port<factor, tau = dense<1.0> : tensor<f32>>] "
      "r(dense<1.0> : tensor<f32>) rule(<update = euler, spike = none>) : (tensor<2xf32>, tensor<2xf32>) -> "
      "tensor<2xf32>\n";
  ParsedNetwork parsed(network(input + filtered + neuron("z", "a", "x")));
  ASSERT_TRUE(parsed);
  std::vector<std::string> names;
  for (const Channel &channel : recordableChannels(parsed.network())) {
    EXPECT_THAT(channel.shape, ElementsAre(2));
    names.push_back(channel.name + "." + variableName(channel.variable).str());
  }
  EXPECT_THAT(names, ElementsAre("a.spikes", "a.v", "b.i", "b.v"));
}

} // namespace
