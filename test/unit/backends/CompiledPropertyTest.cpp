//===- CompiledPropertyTest.cpp - random networks: interpreter = compiled -===//
//
// GANGLION_RANDOM_NETWORKS sets how many networks are tried, GANGLION_RANDOM_SEED the first seed.
//
//===----------------------------------------------------------------------===//
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomNetwork.h"

using namespace ganglion;
using namespace ganglion::test;

/// A network's text with long runs of digits left out.
static std::string shortened(const std::string &text) {
  std::string out;
  size_t digits = 0;
  for (char c : text) {
    digits = std::isxdigit(static_cast<unsigned char>(c)) ? digits + 1 : 0;
    if (digits <= 16)
      out += c;
  }
  return out;
}

template <typename T> static void compareOne(unsigned seed) {
  std::string text = RandomNetwork<T>(seed).text();
  Network net(text);
  ASSERT_TRUE(net);
  std::mt19937 generator(seed);
  auto pick = [&](auto list) { return list[generator() % list.size()]; };
  cpu::CompileOptions options;
  options.record = generator() % 4 != 0;
  options.blockSteps = pick(std::vector<int64_t>{0, 0, 1, 2, 3, 7, 64});
  options.cpu = pick(processors());
  int64_t steps = pick(std::vector<int64_t>{1, 5, 20, 50}), batch = pick(std::vector<int64_t>{1, 1, 2, 3});
  auto reference = net.reference(), compiled = net.compiled(options);
  ASSERT_TRUE(reference && compiled) << shortened(text);
  std::vector<std::vector<T>> inputs = randomInputs<T>(*reference, steps, batch, seed);
  Threaded threaded(*compiled, 1 + seed % 3);
  Results want = runEngine<T>(*reference, inputs, steps, batch), have = runEngine<T>(threaded, inputs, steps, batch);
  if (!options.record)
    for (const snn::Channel &channel : reference->recordables())
      want.erase(channel.name + "." + snn::variableName(channel.variable).str());
  std::string difference = firstDifference(want, have);
  EXPECT_EQ(difference, "") << "seed " << seed << ", processor '" << options.cpu << "', block " << options.blockSteps
                            << ", " << steps << " steps, batch " << batch << "\n"
                            << shortened(text);
}

/// Several tests, so that they can run at the same time.
static constexpr unsigned shards = 8;
class CompiledProperty : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Shard, CompiledProperty, testing::Range(0u, shards));

TEST_P(CompiledProperty, RandomNetworksEqualTheInterpreter) {
  unsigned first = fromEnvironment("GANGLION_RANDOM_SEED", 1),
           count = fromEnvironment("GANGLION_RANDOM_NETWORKS", 1000);
  for (unsigned i = GetParam(); i < count && !testing::Test::HasFailure(); i += shards)
    (first + i) % 3 ? compareOne<float>(first + i) : compareOne<double>(first + i);
}
