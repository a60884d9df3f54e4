//===- IntegerTest.cpp - networks of integers in both engines -------------===//
#include "test/unit/backends/CompiledFixture.h"

using namespace ganglion;
using namespace ganglion::test;
using testing::HasSubstr;

/// What both engines put out, which is the same; `T` is what the data come in.
template <typename T = float>
static Results runBoth(const std::string &text, const std::vector<std::vector<T>> &inputs, int64_t steps) {
  Network net(text);
  if (!net)
    return {};
  cpu::CompileOptions options;
  options.record = true;
  auto reference = net.reference(), compiled = net.compiled(options);
  if (!reference || !compiled)
    return {};
  Results want = runEngine<T>(*reference, inputs, steps);
  EXPECT_EQ(firstDifference(want, runEngine<T>(*compiled, inputs, steps)), "") << text;
  return want;
}

static std::string integers(const std::string &body, const std::string &type = "i16") {
  std::string text = "snn.network @net clock(step 1.0e-3) compute(" + type + ") {\n" + body + "\n}";
  for (size_t at = text.find("$T"); at != std::string::npos; at = text.find("$T", at))
    text.replace(at, 2, type);
  return text;
}

using Numbers = std::vector<float>;

//===----------------------------------------------------------------------===//
// Xylo
//===----------------------------------------------------------------------===//

/// The network of test/ir/SNN/examples/xylo-two-synapses.mlir.
static const char *xylo = R"(%in = snn.input "input" : tensor<2xi32>
  %fast = snn.linear "w_in.1" (%in) weight(dense<[[40, 0], [0, 30], [20, -20]]> : tensor<3x2xi8>) : (tensor<2xi32>) -> tensor<3xi16>
  %slow = snn.linear "w_in.2" (%in) weight(dense<[[0, 10], [10, 0], [5, 5]]> : tensor<3x2xi8>) : (tensor<2xi32>) -> tensor<3xi16>
  %h1 = snn.neuron "hidden1" ports[(%fast) #snn.port<shift, name = "synapse 1", dash = dense<1> : tensor<3xi8>>,
                                   (%slow) #snn.port<shift, name = "synapse 2", dash = dense<2> : tensor<3xi8>>]
      v_threshold(dense<30> : tensor<3xi16>) dash(dense<2> : tensor<3xi8>) bias(dense<[0, 0, 1]> : tensor<3xi16>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi16>, tensor<3xi16>) -> tensor<3xi32>
  %h1d = snn.delay (%h1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %i2 = snn.linear "w_rec" (%h1d) weight(dense<[[20, -10, 0], [0, 20, 10], [15, 15, 15]]> : tensor<3x3xi8>) : (tensor<3xi32>) -> tensor<3xi16>
  %h2 = snn.neuron "hidden2" ports[(%i2) #snn.port<shift, dash = dense<1> : tensor<3xi8>>] v_threshold(dense<20> : tensor<3xi16>)
      dash(dense<1> : tensor<3xi8>) rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi16>) -> tensor<3xi32>
  %r = snn.sum "residual" (%h1, %h2) : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi16>
  snn.output "residual" (%r) : tensor<3xi16>
  %rd = snn.delay (%r) steps(dense<1> : tensor<i64>) : (tensor<3xi16>) -> tensor<3xi16>
  %io = snn.linear "w_out" (%rd) weight(dense<[[30, 0, -10], [0, 25, 25]]> : tensor<2x3xi8>) : (tensor<3xi16>) -> tensor<2xi16>
  %y = snn.neuron "readout" ports[(%io) #snn.port<shift, dash = dense<1> : tensor<2xi8>>] v_threshold(dense<40> : tensor<2xi16>)
      dash(dense<2> : tensor<2xi8>) rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<2xi16>) -> tensor<2xi1>
  snn.output "output" (%y) : tensor<2xi1>)";

/// The table there, which xylosim 0.1.3 gives as well.
TEST(Integers, XyloExample) {
  Results have = runBoth(integers(xylo), {{3, 0, 0, 2, 1, 1, 0, 0, 0, 0, 15, 15}}, 6);
  EXPECT_EQ(have["hidden1.i"], (Numbers{60, 0, 30, 30, 30, -5, 35, 30, -2, 18, 15, -1, 9, 8, 0, 305, 229, 0}));
  EXPECT_EQ(have["hidden1.v"], (Numbers{0, 23, 13, 15, 6, 23, 6, 26, 8, 8, 21, 22, 27, 6, 0, 28, 26, 3}));
  EXPECT_EQ(have["hidden1.spikes"], (Numbers{2, 0, 1, 1, 2, 0, 2, 1, 1, 1, 1, 0, 0, 1, 1, 14, 11, 4}));
  EXPECT_EQ(have["hidden2.spikes"], (Numbers{0, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 2, 0, 1, 2, 0, 1, 1}));
  EXPECT_EQ(have["residual"], (Numbers{2, 0, 1, 2, 2, 1, 2, 2, 2, 2, 2, 2, 0, 2, 3, 14, 12, 5}));
  EXPECT_EQ(have["readout.v"], (Numbers{0, 0, 25, 13, 17, 14, 12, 43, 9, 79, 12, 126}));
  EXPECT_EQ(have["output"], (Numbers{0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1}));
}

/// A neuron with an input of weight 1, a port that shifts by `dashSyn`, and a membrane that shifts by `dash`.
static std::string single(int dashSyn, int dash, int threshold, int most, const std::string &rest = "",
                          const std::string &type = "i16") {
  auto number = [](int value) { return std::to_string(value); };
  return integers(
      "%x = snn.input \"x\" : tensor<1x$T>\n%z = snn.neuron \"n\" ports[(%x) #snn.port<shift, dash = dense<" +
          number(dashSyn) + "> : tensor<i8>>] v_threshold(dense<" + number(threshold) + "> : tensor<$T>) dash(dense<" +
          number(dash) + "> : tensor<i8>) " + rest +
          " rule(<update = shift, spike = repeated, reset = subtract, most = " + number(most) +
          ">) : (tensor<1x$T>) -> tensor<1x" + (most == 1 ? "i1" : "i32") + ">\nsnn.output \"out\" (%z) : tensor<1x" +
          (most == 1 ? "i1" : "i32") + ">",
      type);
}

/// One value, then zeros.
static std::vector<Numbers> pulse(float value, int64_t steps) {
  Numbers data(steps);
  data[0] = value;
  return {data};
}

TEST(Integers, DecayByShiftRoundsTowardsZeroAtLastForBothSigns) {
  Results up = runBoth(single(4, 3, 6000, 31), pulse(1600, 16), 16);
  EXPECT_EQ(up["n.i"],
            (Numbers{1500, 1407, 1320, 1238, 1161, 1089, 1021, 958, 899, 843, 791, 742, 696, 653, 613, 575}));
  EXPECT_EQ(up["n.v"],
            (Numbers{1500, 2720, 3700, 4476, 5078, 5533, 5863, 89, 977, 1698, 2277, 2735, 3090, 3357, 3551, 3683}));
  Results down = runBoth(single(2, 3, 100, 31), pulse(-100, 14), 14);
  EXPECT_EQ(down["n.i"], (Numbers{-75, -56, -42, -31, -23, -17, -12, -9, -6, -4, -3, -2, -1, 0}));
  EXPECT_EQ(down["n.v"], (Numbers{-75, -121, -147, -159, -162, -158, -150, -140, -128, -116, -104, -93, -82, -71}));
}

TEST(Integers, SpikesAreLimitedAndTheRestStays) {
  Results many = runBoth(single(1, 2, 100, 31), pulse(32767, 3), 3);
  EXPECT_EQ(many["n.i"], (Numbers{16384, 8192, 4096}));
  EXPECT_EQ(many["n.v"], (Numbers{13284, 15055, 12288}));
  EXPECT_EQ(many["out"], (Numbers{31, 31, 31}));
  // More than are taken off one by one.
  Results divided = runBoth(single(1, 2, 7, 1000), pulse(32767, 3), 3);
  EXPECT_EQ(divided["out"], (Numbers{1000, 1000, 1000}));
  EXPECT_EQ(divided["n.v"][0], 16384 - 7000);
  // A threshold that is not positive is reached always.
  for (int threshold : {0, -5, -32768})
    for (int most : {1, 31, 32767})
      EXPECT_EQ(runBoth(single(1, 2, threshold, most), pulse(9, 3), 3)["out"], Numbers(3, most)) << threshold;
}

TEST(Integers, SumsAreCutAtBothEnds) {
  std::string two = R"(%x = snn.input "x" : tensor<2x$T>
    %a = snn.linear "a" (%x) weight(dense<[[1, 0]]> : tensor<1x2xi8>) : (tensor<2x$T>) -> tensor<1x$T>
    %b = snn.linear "b" (%x) weight(dense<[[0, 1]]> : tensor<1x2xi8>) : (tensor<2x$T>) -> tensor<1x$T>
    %v = snn.neuron "v" ports[(%a) #snn.port<none>, (%b) #snn.port<none>] dash(dense<0> : tensor<i8>)
        rule(<update = shift, spike = none>) : (tensor<1x$T>, tensor<1x$T>) -> tensor<1x$T>
    snn.output "v" (%v) : tensor<1x$T>
    %s = snn.sum "s" (%a, %b) : (tensor<1x$T>, tensor<1x$T>) -> tensor<1x$T>
    snn.output "s" (%s) : tensor<1x$T>)";
  Results have = runBoth(integers(two), {{32767, 0, 30000, 30000, -32768, 0, -30000, -30000, 1, 2}}, 5);
  EXPECT_EQ(have["v"], (Numbers{32767, 32767, -1, -32768, -1}));
  EXPECT_EQ(have["s"], (Numbers{32767, 32767, -32768, -32768, 3}));
  double most = INT32_MAX, least = INT32_MIN;
  Results wide = runBoth<double>(integers(two, "i32"), {{most, 0, 2e9, 2e9, least, 0, -2e9, -2e9, 1, 2}}, 5);
  EXPECT_EQ(wide["s"], (Numbers{2147483648.f, 2147483648.f, -2147483648.f, -2147483648.f, 3}));
}

TEST(Integers, EachAdditionIsCutInOrder) {
  std::string body = R"(%x = snn.input "x" : tensor<3xi16>
    %y = snn.linear "fc" (%x) weight(dense<[[100, 100, -1]]> : tensor<1x3xi16>) bias(dense<7> : tensor<1xi16>) : (tensor<3xi16>) -> tensor<1xi16>
    snn.output "y" (%y) : tensor<1xi16>)";
  EXPECT_EQ(runBoth(integers(body), {{300, 300, 7, -300, -300, 8, 3, 0, -9, 32767, -32768, 5}}, 4)["y"],
            (Numbers{32760, -32768, 316, -32768}));
}

//===----------------------------------------------------------------------===//
// Data and refusals
//===----------------------------------------------------------------------===//

/// What both engines say to data, which is the same.
template <typename T>
static std::string dataError(const std::string &text, const std::vector<T> &values, int64_t steps) {
  Network net(text);
  auto reference = net.reference(), compiled = net.compiled({});
  if (!reference || !compiled)
    return "no engine";
  std::vector<float> out(steps);
  std::string messages[2];
  for (auto [engine, message] : llvm::zip(std::array{reference.get(), compiled.get()}, messages)) {
    snn::RunData data;
    data.steps = steps;
    data.inputs.push_back(llvm::ArrayRef<T>(values));
    data.outputs.push_back(out);
    message = llvm::toString(engine->run(data));
  }
  EXPECT_EQ(messages[0], messages[1]);
  return messages[0];
}

TEST(Integers, DataAreIntegersOfTheType) {
  std::string text = single(1, 2, 100, 31);
  EXPECT_EQ(dataError<float>(text, {1, 2, 0.5f}, 3),
            "input 'x': sample 0, step 2, element 0 is 0.5, expected an integer from -32768 to 32767");
  EXPECT_THAT(dataError<float>(text, {32768}, 1), HasSubstr("is 32768, expected"));
  EXPECT_THAT(dataError<float>(text, {std::nanf("")}, 1), HasSubstr("is nan, expected"));
  EXPECT_EQ(dataError<float>(text, {-32768, 32767}, 2), "");
  EXPECT_THAT(dataError<double>(text, {1}, 1), HasSubstr("the data are f64, the network takes f32"));
  std::string wide = single(1, 2, 100, 31, "", "i32");
  EXPECT_EQ(dataError<double>(wide, {-2147483648.0, 2147483647.0}, 2), "");
  EXPECT_THAT(dataError<double>(wide, {2147483648.0}, 1),
              HasSubstr("is 2147483648, expected an integer from -2147483648 to 2147483647"));
}

static std::string refusal(const std::string &text) {
  Network net(text);
  auto reference = makeReferenceEngine(net.get());
  auto compiled = cpu::makeCompiledEngine(net.get(), {});
  if (reference && compiled)
    return "";
  std::string message = reference ? "" : llvm::toString(reference.takeError());
  EXPECT_EQ(message, compiled ? "" : llvm::toString(compiled.takeError()));
  return message;
}

TEST(Integers, ParametersFitTheComputeType) {
  EXPECT_EQ(refusal(integers(R"(%x = snn.input "x" : tensor<2xi16>
    %y = snn.linear "fc" (%x) weight(dense<[[1, 40000]]> : tensor<1x2xi32>) bias(dense<-32769> : tensor<i64>) : (tensor<2xi16>) -> tensor<1xi16>
    %s = snn.scale "s" (%y) factor(dense<18446744073709551615> : tensor<ui64>) : (tensor<1xi16>) -> tensor<1xi16>
    snn.output "y" (%s) : tensor<1xi16>)")),
            "node 'fc': weight holds 40000, in a network of i16 it is -32768 to 32767\n"
            "node 'fc': bias holds -32769, in a network of i16 it is -32768 to 32767\n"
            "node 's': factor holds 18446744073709551615, in a network of i16 it is -32768 to 32767");
  EXPECT_EQ(refusal(single(-1, 2, 100, 31)),
            "node 'n': dash of port 0 holds -1, in a network of i16 it is 0 to 2147483647");
  EXPECT_EQ(refusal(single(1, 2, 100, 40000)),
            "node 'n': it spikes up to 40000 times a step, in a network of i16 at most 32767 times");
}

TEST(Integers, RulesOfFloatsAreRefused) {
  auto rule = [](const std::string &text) {
    return refusal(integers(R"(%x = snn.input "x" : tensor<2xi16>
    %z = snn.neuron "n" ports[(%x) #snn.port<none>] v_threshold(dense<3> : tensor<i16>) rule(<update = shift, )" +
                            text + R"(>) : (tensor<2xi16>) -> tensor<2xi1>
    snn.output "z" (%z) : tensor<2xi1>)"));
  };
  EXPECT_EQ(rule("spike = above, reset = value"), "");
  EXPECT_EQ(rule("spike = above, reset = value, when = before"),
            "node 'n': the reset is `before`, in a network of integers it is `same`");
  EXPECT_EQ(rule("spike = above_old, reset = value, when = before"),
            "node 'n': the spike is `above_old`, in a network of integers it is `none`, `above` or `repeated`");
  EXPECT_EQ(rule("spike = above, reset = subtract, clip = true, once = true"),
            "node 'n': the rule has `clip`, in a network of integers it has neither `clip` nor `once`");
}
