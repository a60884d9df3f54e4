//===- CompiledTest.cpp - compiled networks against loops by hand ---------===//
#include "test/unit/backends/CompiledFixture.h"

using namespace ganglion;
using namespace ganglion::test;

template <typename T> class Compiled : public BothTypes<T> {};
TYPED_TEST_SUITE(Compiled, ComputeTypes);

/// A fully connected layer of LIF neurons, by hand.
template <typename T>
static std::vector<T> runByHand(const std::vector<T> &w, const std::vector<T> &x, int64_t inputs, int64_t neurons,
                                int64_t steps) {
  T a = T(1.0 - 1e-3 / 5e-3), g = T(2.0 * (1e-3 / 5e-3)), thr = T(0.4);
  std::vector<T> v(neurons), out;
  for (int64_t t = 0; t < steps; ++t)
    for (int64_t j = 0; j < neurons; ++j) {
      T sum = 0;
      for (int64_t i = 0; i < inputs; ++i)
        if (x[t * inputs + i] != 0) {
          T product = w[j * inputs + i] * x[t * inputs + i];
          sum = sum + product;
        }
      T old = a * v[j], in = g * sum;
      v[j] = old + in;
      bool z = v[j] > thr;
      if (z)
        v[j] = 0;
      out.push_back(z);
    }
  return out;
}

TYPED_TEST(Compiled, FullyConnectedLayerByHand) {
  using T = TypeParam;
  int64_t inputs = 70, neurons = 150, steps = 300;
  std::vector<T> w = randomNumbers<T>(inputs * neurons, 1), x = randomNumbers<T>(inputs * steps, 2, 0.8);
  std::string body = "%x = snn.input \"x\" : tensor<70x$T>\n%i = snn.linear \"fc\" (%x) weight(" +
                     parameter<T>({neurons, inputs}, w) +
                     ") : (tensor<70x$T>) -> tensor<150x$T>\n"
                     "%z = snn.neuron \"lif\" ports[(%i) #snn.port<none>] tau(dense<5.0e-3> : tensor<f64>) "
                     "r(dense<2.0> : tensor<f64>) "
                     "v_threshold(dense<0.4> : tensor<f32>) rule(<update = euler, spike = above, reset = value>) : "
                     "(tensor<150x$T>) -> "
                     "tensor<150xi1>\nsnn.output \"z\" (%z) : tensor<150xi1>";
  Network net(network<T>(body));
  ASSERT_TRUE(net);
  auto engine = net.compiled({});
  ASSERT_TRUE(engine);
  Results got = runEngine<T>(*engine, {x}, steps);
  std::vector<T> want = runByHand(w, x, inputs, neurons, steps);
  EXPECT_GT(std::count(want.begin(), want.end(), T(1)), 1000);
  expectSame<T>(want, got["z"]);
}

//===----------------------------------------------------------------------===//
// Runs
//===----------------------------------------------------------------------===//

/// A recurrent network with records.
static const char *recurrent = R"(%x = snn.input "x" : tensor<6x$T>
    %i = snn.linear "in" (%x) weight(dense<[[0.5], [0.25], [-0.5], [1.0], [0.75], [0.3], [0.1], [0.9]]> : tensor<8x1xf32>) : (tensor<1x$T>) -> tensor<8x$T>
    %d = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<8xi1>) -> tensor<8xi1>
    %r = snn.scale "rec" (%d) factor(dense<-0.3> : tensor<f64>) : (tensor<8xi1>) -> tensor<8x$T>
    %z = snn.neuron "lif" ports[(%i, %r) #snn.port<factor, tau = dense<4.0e-3> : tensor<f64>>] tau(dense<8.0e-3> : tensor<f64>) r(dense<9.0> : tensor<f64>) v_threshold(dense<0.3> : tensor<f64>) rule(<update = euler, spike = above, reset = subtract>) : (tensor<8x$T>, tensor<8x$T>) -> tensor<8xi1>
    snn.output "z" (%z) : tensor<8xi1>)";

template <typename T> static std::string recurrentNetwork() {
  std::string body = recurrent;
  body.replace(body.find("tensor<6x$T>"), 12, "tensor<1x$T>");
  return network<T>(body);
}

TYPED_TEST(Compiled, BatchesAndThreadsDoNotMatter) {
  using T = TypeParam;
  Network net(recurrentNetwork<T>());
  ASSERT_TRUE(net);
  int64_t steps = 40, batch = 13;
  std::vector<T> x = randomNumbers<T>(steps * batch, 3, 0.3);
  Results want = runEngine<T>(*net.reference(), {x}, steps, batch);
  cpu::CompileOptions options;
  options.record = true;
  auto engine = net.compiled(options);
  ASSERT_TRUE(engine);
  for (unsigned threads : {1, 2, 3, 40}) {
    Threaded threaded(*engine, threads);
    Results have = runEngine<T>(threaded, {x}, steps, batch);
    EXPECT_EQ(firstDifference(want, have), "") << threads << " threads";
  }
  // A sample alone, as it came in the batch.
  std::vector<T> alone(x.begin() + 4 * steps, x.begin() + 5 * steps);
  Results have = runEngine<T>(*engine, {alone}, steps);
  for (auto &[name, values] : have) {
    size_t size = values.size();
    EXPECT_EQ(values, std::vector<float>(want[name].begin() + 4 * size, want[name].begin() + 5 * size)) << name;
  }
}

TYPED_TEST(Compiled, RecordsAreOptional) {
  using T = TypeParam;
  Network net(recurrentNetwork<T>());
  ASSERT_TRUE(net);
  auto plain = net.compiled({});
  cpu::CompileOptions options;
  options.record = true;
  auto recording = net.compiled(options);
  ASSERT_TRUE(plain && recording);
  EXPECT_TRUE(plain->recordables().empty());
  ASSERT_EQ(recording->recordables().size(), 3u);
  std::vector<T> x = randomNumbers<T>(30, 4, 0.3);
  std::vector<float> z(240), v(240, -99), again(240, -99);
  snn::RunData data;
  data.steps = 30;
  data.inputs.push_back(llvm::ArrayRef<T>(x));
  data.outputs.push_back(z);
  size_t index = 0;
  while (recording->recordables()[index].variable != snn::Variable::Membrane)
    ++index;
  data.records = {{index, v}, {index, again}};
  ASSERT_FALSE(static_cast<bool>(recording->run(data)));
  EXPECT_EQ(v, runEngine<T>(*recording, {x}, 30)["lif.v"]);
  EXPECT_EQ(v, again);
  EXPECT_EQ(z, runEngine<T>(*plain, {x}, 30)["z"]);
  std::string message = llvm::toString(plain->run(data));
  EXPECT_THAT(message, testing::HasSubstr("no such recordable, the network has 0"));
}

TYPED_TEST(Compiled, WrongDataAreRefused) {
  using T = TypeParam;
  using Other = std::conditional_t<std::is_same_v<T, float>, double, float>;
  Network net(recurrentNetwork<T>());
  ASSERT_TRUE(net);
  auto engine = net.compiled({});
  ASSERT_TRUE(engine);
  std::vector<T> x(30);
  std::vector<Other> other(30);
  std::vector<float> z(240);
  snn::RunData data;
  data.steps = 30;
  data.outputs.push_back(z);
  EXPECT_EQ(llvm::toString(engine->run(data)), "inputs: 0 arrays, the network has 1");
  data.inputs.push_back(llvm::ArrayRef<Other>(other));
  EXPECT_THAT(llvm::toString(engine->run(data)), testing::HasSubstr("input 'x': the data are "));
  data.inputs[0] = llvm::ArrayRef<T>(x);
  data.steps = 29;
  EXPECT_THAT(llvm::toString(engine->run(data)),
              testing::HasSubstr("input 'x': 30 values, expected 1 samples x 29 steps x 1 elements"));
  data.steps = -1;
  EXPECT_EQ(llvm::toString(engine->run(data)), "1 samples of -1 steps, both must be >= 0");
}

//===----------------------------------------------------------------------===//
// Refusals
//===----------------------------------------------------------------------===//

static std::string refusal(const std::string &text, const cpu::CompileOptions &options = {}) {
  Network net(text);
  if (!net)
    return "does not parse";
  auto engine = cpu::makeCompiledEngine(net.get(), options);
  return engine ? "" : llvm::toString(engine.takeError());
}

TEST(CompiledRefusal, NamesTheNode) {
  EXPECT_EQ(refusal("snn.network @n clock(event) compute(f32) {\n}"),
            "network 'n': the clock is event, the simulator runs clock(step)");
  EXPECT_EQ(refusal(network<float>(R"(%x = snn.input "x" : tensor<2000xf32>
    %d = snn.delay "late" (%x) steps(dense<200000> : tensor<i64>) : (tensor<2000xf32>) -> tensor<2000xf32>
    snn.output "y" (%d) : tensor<2000xf32>)")),
            "node 'late': a delay of 200000 steps over 2000 elements, steps times elements must be below 268435456; a "
            "larger dt gives "
            "fewer steps");
  EXPECT_EQ(refusal(network<float>(
                R"(%a = snn.scale "a" (%b) factor(dense<2.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
    %b = snn.scale "b" (%a) factor(dense<2.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
    snn.output "y" (%a) : tensor<2xf32>)")),
            "node 'b': the cycle 'b' -> 'a' -> 'b' passes no delay, each cycle needs one of at least a step");
  EXPECT_EQ(refusal(network<float>(R"(%x = snn.input "x" : tensor<2xf32>
    %y = snn.sparse "s" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[3, 0]> : tensor<2xi32>) weight(dense<[1.0, 1.0]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
    snn.output "y" (%y) : tensor<3xf32>)")),
            "node 's': synapse 0 has the target 3, the signal has 3 elements\n"
            "node 's': synapse 1 has the source 2, the signal has 2 elements");
}

TEST(CompiledRefusal, UnknownProcessor) {
  cpu::CompileOptions options;
  options.cpu = "sparc9000";
  EXPECT_EQ(refusal(recurrentNetwork<float>(), options), "processor 'sparc9000': the code generator does not know it");
}
