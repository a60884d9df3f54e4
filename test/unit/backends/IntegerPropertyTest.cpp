//===- IntegerPropertyTest.cpp - random networks of integers --------------===//
//
// Interpreter and compiled code are equal. GANGLION_RANDOM_NETWORKS sets how many networks are tried, half of them of
// i16 and half of i32, GANGLION_RANDOM_SEED the first seed.
//
//===----------------------------------------------------------------------===//
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomIntegerNetwork.h"
#include "llvm/TargetParser/Host.h"

using namespace ganglion;
using namespace ganglion::test;

/// Data with many zeros, small counts, and now and then numbers near the ends of the type.
template <typename T> static std::vector<std::vector<T>> dataFor(snn::Engine &engine, int64_t rows, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<std::vector<T>> inputs;
  for (const snn::Channel &channel : engine.inputs()) {
    std::vector<T> values(rows * channel.size());
    int64_t most = (int64_t(1) << (channel.integerBits - 1)) - 1;
    bool isWild = generator() % 2;
    for (T &value : values)
      if (generator() % 3 == 0) {
        int64_t number = generator() % 4;
        if (isWild && channel.integerBits > 1 && generator() % 4 == 0)
          number = generator() % 2 ? most - generator() % 5 : -most - 1 + generator() % 5;
        // What is no f32 has been rounded: it may have left the range.
        value = static_cast<int64_t>(T(number)) > most ? T(1) : T(number);
      }
    inputs.push_back(std::move(values));
  }
  return inputs;
}

template <typename T> static void compareOne(unsigned seed) {
  std::string text = RandomIntegerNetwork(seed, std::is_same_v<T, double>).text();
  Network net(text);
  ASSERT_TRUE(net) << "seed " << seed;
  std::mt19937 generator(seed);
  auto pick = [&](auto list) { return list[generator() % list.size()]; };
  cpu::CompileOptions options;
  options.record = generator() % 4 != 0;
  options.blockSteps = pick(std::vector<int64_t>{0, 0, 1, 2, 3, 7, 64});
  std::vector<std::string> processors{"", "x86-64"};
  if (llvm::sys::getHostCPUFeatures().lookup("avx2"))
    processors.push_back("x86-64-v3");
  options.cpu = pick(processors);
  int64_t steps = pick(std::vector<int64_t>{1, 5, 20, 50}), batch = pick(std::vector<int64_t>{1, 1, 2});
  auto reference = net.reference(), compiled = net.compiled(options);
  ASSERT_TRUE(reference && compiled) << text.substr(0, 4000);
  auto inputs = dataFor<T>(*reference, steps * batch, seed);
  Results want = runEngine<T>(*reference, inputs, steps, batch), have = runEngine<T>(*compiled, inputs, steps, batch);
  if (!options.record)
    for (const snn::Channel &channel : reference->recordables())
      want.erase(channel.name + "." + snn::variableName(channel.variable).str());
  EXPECT_EQ(firstDifference(want, have), "") << "seed " << seed << ", processor '" << options.cpu << "', block "
                                             << options.blockSteps << ", " << steps << " steps, batch " << batch << "\n"
                                             << text.substr(0, 4000);
}

/// Several tests, so that they can run at the same time.
static constexpr unsigned shards = 4;
class IntegerProperty : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Shard, IntegerProperty, testing::Range(0u, shards));

TEST_P(IntegerProperty, RandomNetworksEqualTheInterpreter) {
  unsigned first = fromEnvironment("GANGLION_RANDOM_SEED", 1), count = fromEnvironment("GANGLION_RANDOM_NETWORKS", 400);
  for (unsigned i = GetParam(); i < count && !testing::Test::HasFailure(); i += shards)
    (first + i) % 2 ? compareOne<float>(first + i) : compareOne<double>(first + i);
}
