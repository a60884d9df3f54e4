//===- ProfileTest.cpp - what a profile counts ----------------------------===//
#include "backends/CPU/Profile.h"
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomNetwork.h"

using namespace ganglion;
using namespace ganglion::test;

static std::unique_ptr<cpu::ProfilingEngine> profiling(snn::NetworkOp network, double leastSeconds = 0) {
  auto engine = cpu::makeProfilingEngine(network, {/*record=*/true, leastSeconds});
  if (engine)
    return std::move(*engine);
  ADD_FAILURE() << llvm::toString(engine.takeError());
  return nullptr;
}

/// What is counted of each connection: sources, events, synaptic events.
static std::map<std::string, std::array<int64_t, 3>> counts(const cpu::ProfilingEngine &engine) {
  std::map<std::string, std::array<int64_t, 3>> result;
  for (const cpu::KernelProfile &kernel : engine.kernels())
    if (kernel.form)
      result[kernel.node] = {kernel.sources, kernel.events, kernel.synapticEvents};
  return result;
}

static std::map<std::string, double> spikes(const cpu::ProfilingEngine &engine) {
  std::map<std::string, double> result;
  for (const cpu::KernelProfile &kernel : engine.kernels())
    if (kernel.spikes)
      result[kernel.node] = *kernel.spikes;
  return result;
}

/// Fails unless each neuron has as many spikes as were recorded.
static void compareSpikes(const cpu::ProfilingEngine &engine, const Results &recorded) {
  std::map<std::string, double> have = spikes(engine);
  for (const snn::Channel &channel : engine.recordables())
    if (channel.variable == snn::Variable::Spikes) {
      double sum = 0;
      for (float value : recorded.at(channel.name + ".spikes"))
        sum += value;
      EXPECT_EQ(have[channel.name], sum) << channel.name;
    }
}

/// Adds how many connections there were to `connections`.
template <typename T> static void profileOne(unsigned seed, size_t &connections) {
  std::string text = RandomNetwork<T>(seed).text();
  Network net(text), listed(text);
  ASSERT_TRUE(net && listed);
  int64_t steps = 1 + seed % 40, batch = 1 + seed % 3;
  auto reference = net.reference();
  auto engine = profiling(net.get());
  ASSERT_TRUE(reference && engine) << text;
  std::vector<std::vector<T>> inputs = randomInputs<T>(*reference, steps, batch, seed);
  Results want = runEngine<T>(*reference, inputs, steps, batch);
  EXPECT_EQ(firstDifference(want, runEngine<T>(*engine, inputs, steps, batch)), "") << "seed " << seed;
  EXPECT_EQ(engine->steps(), steps * batch);
  compareSpikes(*engine, want);

  // Synapse by synapse each one stands in a list, so that there is nothing to compute.
  auto kernels = cpu::scheduleKernels(listed.get(), {});
  ASSERT_TRUE(static_cast<bool>(kernels));
  std::vector<std::string> wishes;
  for (const cpu::ScheduledKernel &kernel : *kernels)
    wishes.push_back(kernel.node + "=synapses");
  ASSERT_TRUE(static_cast<bool>(cpu::scheduleKernels(listed.get(), wishes)));
  auto bySynapse = profiling(listed.get());
  ASSERT_TRUE(bySynapse);
  runEngine<T>(*bySynapse, inputs, steps, batch);
  EXPECT_EQ(counts(*engine), counts(*bySynapse)) << "seed " << seed << "\n" << text;
  connections += counts(*engine).size();
}

TEST(Profile, RandomNetworksCountTheSameInEachForm) {
  size_t connections = 0;
  for (unsigned seed = 1; seed <= 40 && !testing::Test::HasFailure(); ++seed)
    seed % 3 ? profileOne<float>(seed, connections) : profileOne<double>(seed, connections);
  EXPECT_GT(connections, 40u);
}

/// 13 steps are two sixes and one more, which reads the weights alone.
TEST(Profile, DenseReadsWeightsForSixRows) {
  Network net(network<float>(R"(%x = snn.input "x" : tensor<2xf32>
    %y = snn.linear "fc" (%x) weight(dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
    snn.output "y" (%y) : tensor<3xf32>)"));
  ASSERT_TRUE(static_cast<bool>(cpu::scheduleKernels(net.get(), {"fc=dense"})));
  auto engine = profiling(net.get());
  ASSERT_TRUE(engine);
  std::vector<float> x(26);
  x[0] = x[1] = x[25] = 1;
  runEngine<float>(*engine, {x}, 13);
  for (const cpu::KernelProfile &kernel : engine->kernels())
    if (kernel.form) {
      EXPECT_EQ(kernel.form, kernel::Form::Dense);
      EXPECT_EQ(kernel.weightBytes, 2 * 64);
      EXPECT_EQ(kernel.bytesRead, 3 * 2 * 64);
      EXPECT_EQ(kernel.events, 3);
      EXPECT_EQ(kernel.synapticEvents, 9);
    }
}

/// Runs for the sake of time count nothing, and leave the results alone.
TEST(Profile, RepetitionsOnlyTakeTime) {
  std::string text = RandomNetwork<float>(4).text();
  Network net(text);
  auto once = profiling(net.get()), often = profiling(net.get(), 0.02);
  ASSERT_TRUE(once && often);
  std::vector<std::vector<float>> inputs = randomInputs<float>(*once, 30, 2, 4);
  Results want = runEngine<float>(*once, inputs, 30, 2);
  EXPECT_EQ(firstDifference(want, runEngine<float>(*often, inputs, 30, 2)), "");
  EXPECT_EQ(counts(*once), counts(*often));
  EXPECT_EQ(spikes(*once), spikes(*often));
  EXPECT_EQ(often->steps(), 60);
  double seconds = 0;
  for (const cpu::KernelProfile &kernel : often->kernels())
    seconds += kernel.seconds;
  EXPECT_GT(seconds, 0);
  EXPECT_LT(seconds, 0.02);
  EXPECT_GT(often->timerSeconds(), 0);
  // A second run adds to the first.
  runEngine<float>(*once, inputs, 30, 2);
  EXPECT_EQ(once->steps(), 120);
  EXPECT_EQ(counts(*once).begin()->second[1], 2 * counts(*often).begin()->second[1]);
}

/// A neuron that spikes 3 times in a step has 3 spikes; what follows it has one event.
TEST(Profile, CountsOfSpikesAddUp) {
  Network net(R"(snn.network @net clock(step 1.0e-3) compute(i16) {
    %x = snn.input "x" : tensor<1xi32>
    %i = snn.linear "in" (%x) weight(dense<10> : tensor<1x1xi8>) : (tensor<1xi32>) -> tensor<1xi16>
    %z = snn.neuron "n" ports[(%i) #snn.port<none>] v_threshold(dense<10> : tensor<1xi16>)
        rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<1xi16>) -> tensor<1xi32>
    %o = snn.linear "out" (%z) weight(dense<1> : tensor<2x1xi8>) : (tensor<1xi32>) -> tensor<2xi16>
    snn.output "y" (%o) : tensor<2xi16>
  })");
  ASSERT_TRUE(net);
  auto engine = profiling(net.get());
  ASSERT_TRUE(engine);
  Results have = runEngine<float>(*engine, {{3, 0, 1, 2}}, 4);
  compareSpikes(*engine, have);
  EXPECT_EQ(spikes(*engine)["n"], 6);
  EXPECT_EQ(counts(*engine)["out"], (std::array<int64_t, 3>{1, 3, 6}));
}
