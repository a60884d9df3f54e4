//===- IntegerPropertyTest.cpp - random networks of integers --------------===//
//
// Interpreter and compiled code are equal. GANGLION_RANDOM_NETWORKS sets how many networks are tried, half of them of
// i16 and half of i32, GANGLION_RANDOM_SEED the first seed.
//
//===----------------------------------------------------------------------===//
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomIntegerNetwork.h"

using namespace ganglion;
using namespace ganglion::test;

template <typename T> static void compareOne(unsigned seed) {
  std::string text = RandomIntegerNetwork(seed, std::is_same_v<T, double>).text();
  Network net(text);
  ASSERT_TRUE(net) << "seed " << seed;
  std::mt19937 generator(seed);
  auto pick = [&](auto list) { return list[generator() % list.size()]; };
  cpu::CompileOptions options;
  options.record = generator() % 4 != 0;
  options.blockSteps = pick(std::vector<int64_t>{0, 0, 1, 2, 3, 7, 64});
  options.cpu = pick(codePaths());
  int64_t steps = pick(std::vector<int64_t>{1, 5, 20, 50}), batch = pick(std::vector<int64_t>{1, 1, 2});
  auto reference = net.reference(), compiled = net.compiled(options);
  ASSERT_TRUE(reference && compiled) << text.substr(0, 4000);
  auto inputs = integerData<T>(*reference, steps * batch, seed);
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
