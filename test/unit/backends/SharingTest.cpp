//===- SharingTest.cpp - several threads on one sample --------------------===//
//
// Results have the same bytes for any number of threads. GANGLION_RANDOM_NETWORKS sets how many random networks are
// tried, GANGLION_RANDOM_SEED the first seed.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/Sharing.h"
#include "backends/CPU/Barrier.h"
#include "backends/CPU/Lowering.h"
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomIntegerNetwork.h"
#include "test/unit/backends/RandomNetwork.h"
#include "llvm/ADT/Twine.h"
#include <thread>

using namespace ganglion;
using namespace ganglion::test;

/// Every kernel that can be divided is, however small.
static cpu::CompileOptions dividing(cpu::CompileOptions options = {}) {
  options.sharedWork = 0;
  return options;
}

static ::testing::AssertionResult sameBytes(const Results &want, const Results &have) {
  if (want.size() != have.size())
    return ::testing::AssertionFailure() << have.size() << " arrays, expected " << want.size();
  for (const auto &[name, values] : want) {
    auto found = have.find(name);
    if (found == have.end() || found->second.size() != values.size())
      return ::testing::AssertionFailure() << name << " is missing or has another size";
    // An empty vector has no address that memcmp may be given.
    if (!values.empty() && std::memcmp(found->second.data(), values.data(), values.size() * sizeof(float)) != 0)
      return ::testing::AssertionFailure() << name << ": " << firstDifference(want, have);
  }
  return ::testing::AssertionSuccess();
}

/// Runs a network undivided and by 1, 2, 3 and 5 threads.
template <typename T>
static void compareThreads(Network &net, cpu::CompileOptions options, int64_t steps, int64_t batch, unsigned seed) {
  cpu::CompileOptions undivided = options;
  undivided.sharedWork = INT64_MAX;
  auto alone = net.compiled(undivided), shared = net.compiled(dividing(options));
  ASSERT_TRUE(alone && shared);
  std::vector<std::vector<T>> inputs = randomInputs<T>(*alone, steps, batch, seed);
  if (alone->inputs().size() && alone->inputs()[0].integerBits)
    for (auto &values : inputs)
      for (T &value : values)
        value = std::abs(std::trunc(value));
  Results want = runEngine<T>(*alone, inputs, steps, batch);
  for (unsigned threads : {1, 2, 3, 5}) {
    Threaded threaded(*shared, threads);
    EXPECT_TRUE(sameBytes(want, runEngine<T>(threaded, inputs, steps, batch)))
        << threads << " threads, batch " << batch << ", " << steps << " steps, block " << options.blockSteps;
  }
}

//===----------------------------------------------------------------------===//
// Random networks
//===----------------------------------------------------------------------===//

template <typename T> static void compareRandom(const std::string &text, unsigned seed) {
  SCOPED_TRACE(llvm::Twine("seed ").concat(llvm::Twine(seed)).str());
  Network net(text);
  ASSERT_TRUE(net);
  std::mt19937 generator(seed);
  auto pick = [&](auto list) { return list[generator() % list.size()]; };
  cpu::CompileOptions options;
  options.record = generator() % 2;
  options.blockSteps = pick(std::vector<int64_t>{0, 1, 3, 8});
  options.cpu = pick(std::vector<std::string>{"", "x86-64"});
  compareThreads<T>(net, options, pick(std::vector<int64_t>{1, 7, 20}), pick(std::vector<int64_t>{1, 1, 3}), seed);
}

static constexpr unsigned shards = 4;
class SharingProperty : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Shard, SharingProperty, testing::Range(0u, shards));

TEST_P(SharingProperty, RandomNetworksAreTheSameOnAnyNumberOfThreads) {
  unsigned first = fromEnvironment("GANGLION_RANDOM_SEED", 1), count = fromEnvironment("GANGLION_RANDOM_NETWORKS", 80);
  for (unsigned i = GetParam(); i < count && !testing::Test::HasFailure(); i += shards)
    switch (unsigned seed = first + i; seed / shards % 4) {
    case 0:
    case 1:
      compareRandom<float>(RandomNetwork<float>(seed).text(), seed);
      break;
    case 2:
      compareRandom<double>(RandomNetwork<double>(seed).text(), seed);
      break;
    case 3:
      compareRandom<float>(RandomIntegerNetwork(seed, /*isWide=*/false).text(), seed);
      break;
    }
}

//===----------------------------------------------------------------------===//
// Networks with many tiles
//===----------------------------------------------------------------------===//

namespace {

/// A connection from 90 to 2500 elements, more than a thread's tiles of every type, and neurons.
std::string wide(const std::string &weight, const std::string &attributes = "") {
  return "%x = snn.input \"x\" : tensor<90x$T>\n%i = snn.linear \"fc\" (%x) weight(" + weight + ") " + attributes +
         " : (tensor<90x$T>) -> tensor<2500x$T>\n";
}

const char *const neurons =
    "%z = snn.neuron \"lif\" ports[(%i) #snn.port<factor, tau = dense<4.0e-3> : tensor<f64>>] tau(dense<8.0e-3> : "
    "tensor<f64>) r(dense<9.0> : tensor<f64>) v_threshold(dense<0.3> : tensor<f64>) rule(<update = euler, spike = "
    "above, reset = subtract>) : (tensor<2500x$T>) -> tensor<2500xi1>\nsnn.output \"z\" (%z) : tensor<2500xi1>";

template <typename T> std::string anyWeight() { return parameter<T>({2500, 90}, randomNumbers<T>(2500 * 90, 7, 0.1)); }

/// Weights k/8 with k from -20 to 20.
template <typename T> std::string smallWeight(size_t targets, size_t sources) {
  std::vector<T> values(targets * sources);
  std::mt19937 generator(5);
  for (T &value : values)
    value = (T(generator() % 41) - 20) / 8;
  return parameter<T>({static_cast<int64_t>(targets), static_cast<int64_t>(sources)}, values);
}

template <typename T> class SharingWide : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(SharingWide, Types);

template <typename T> void compareWide(const std::string &text) {
  Network net(network<T>(text));
  ASSERT_TRUE(net);
  cpu::CompileOptions options;
  options.record = true;
  for (int64_t block : {0, 5}) {
    options.blockSteps = block;
    compareThreads<T>(net, options, 23, 1, 3);
  }
}

} // namespace

TYPED_TEST(SharingWide, Rows) { compareWide<TypeParam>(wide(anyWeight<TypeParam>()) + neurons); }

TYPED_TEST(SharingWide, RowsOfIntegers) { compareWide<TypeParam>(wide(smallWeight<TypeParam>(2500, 90)) + neurons); }

TYPED_TEST(SharingWide, Dense) {
  compareWide<TypeParam>(wide(anyWeight<TypeParam>(), "{kernel.choice = #kernel.choice<dense, \"test\">}") + neurons);
}

TYPED_TEST(SharingWide, Recurrent) {
  compareWide<TypeParam>(wide(anyWeight<TypeParam>()) + R"(
    %d = snn.delay (%s) steps(dense<1> : tensor<i64>) : (tensor<600xi1>) -> tensor<600xi1>
    %r = snn.linear "rec" (%d) weight()" +
                         smallWeight<TypeParam>(600, 600) +
                         R"() : (tensor<600xi1>) -> tensor<600x$T>
    %f = snn.linear "in" (%x) weight()" +
                         smallWeight<TypeParam>(600, 90) +
                         R"() : (tensor<90x$T>) -> tensor<600x$T>
    %s = snn.neuron "rec.lif" ports[(%f, %r) #snn.port<none>] tau(dense<8.0e-3> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_threshold(dense<0.3> : tensor<f64>) rule(<update = euler, spike = above, reset = subtract>) : (tensor<600x$T>, tensor<600x$T>) -> tensor<600xi1>
    snn.output "s" (%s) : tensor<600xi1>
)" + neurons);
}

TYPED_TEST(SharingWide, Batches) {
  Network net(network<TypeParam>(wide(anyWeight<TypeParam>()) + neurons));
  ASSERT_TRUE(net);
  for (int64_t batch : {0, 1, 2, 3, 4, 7})
    compareThreads<TypeParam>(net, {}, 6, batch, 9);
}

//===----------------------------------------------------------------------===//
// What is divided
//===----------------------------------------------------------------------===//

/// Whether a layer of so many neurons is worth several threads.
static bool isWorthIt(int64_t size, int64_t sharedWork = cpu::defaultSharedWork) {
  std::string n = std::to_string(size), signal = "tensor<" + n + "xf32>";
  Network net(network<float>("%x = snn.input \"x\" : tensor<" + n + "xi1>\n%i = snn.linear \"fc\" (%x) weight(dense<" +
                             "0.1> : tensor<" + n + "x" + n + "xf32>) : (tensor<" + n + "xi1>) -> " + signal +
                             "\nsnn.output \"y\" (%i) : " + signal));
  auto lowered = cpu::lowerNetwork(net.get(), {});
  if (!lowered) {
    ADD_FAILURE() << llvm::toString(lowered.takeError());
    return false;
  }
  return cpu::Sharing(lowered->program, /*record=*/false, sharedWork).isWorthIt();
}

TEST(Sharing, OnlyLargeNetworks) {
  EXPECT_FALSE(isWorthIt(32));
  EXPECT_FALSE(isWorthIt(128));
  EXPECT_TRUE(isWorthIt(2048));
  EXPECT_TRUE(isWorthIt(32, 0));
  EXPECT_FALSE(isWorthIt(1024, INT64_MAX));
}

TEST(Barrier, NobodyIsARoundAhead) {
  constexpr unsigned threads = 4, rounds = 2000;
  cpu::Barrier barrier(threads);
  std::vector<unsigned> done(threads);
  std::atomic<unsigned> wrong{0};
  auto work = [&](unsigned thread) {
    for (unsigned round = 1; round <= rounds; ++round) {
      done[thread] = round;
      barrier.wait();
      for (unsigned other : done)
        wrong += other != round;
      barrier.wait();
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i)
    others.emplace_back(work, i);
  work(0);
  for (std::thread &thread : others)
    thread.join();
  EXPECT_EQ(wrong, 0u);
}
