//===- CodePathsTest.cpp - SSE2, AVX2 and AVX-512 give the same bytes -----===//
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomIntegerNetwork.h"
#include "test/unit/backends/RandomNetwork.h"

using namespace ganglion;
using namespace ganglion::test;

namespace {

class CodePaths : public testing::TestWithParam<const char *> {
protected:
  void SetUp() override {
    if (!runsHere(GetParam()))
      GTEST_SKIP() << "this processor has no instructions of " << GetParam();
  }
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Processor, CodePaths, testing::Values("x86-64-v3", "x86-64-v4"),
                         [](const auto &info) { return llvm::StringRef(info.param).substr(7).str(); });

static constexpr int64_t steps = 20, batch = 2;

template <typename T> static Results runFor(const std::string &text, const std::string &processor, unsigned seed) {
  Network net(text);
  cpu::CompileOptions options;
  options.cpu = processor;
  options.record = true;
  std::unique_ptr<snn::Engine> engine = net ? net.compiled(options) : nullptr;
  if (!engine)
    return {};
  bool isOfIntegers = net.get().getCompute().isInteger();
  std::vector<std::vector<T>> inputs =
      isOfIntegers ? integerData<T>(*engine, steps * batch, seed) : randomInputs<T>(*engine, steps, batch, seed);
  return runEngine<T>(*engine, inputs, steps, batch);
}

/// The sign of zero and the bits of NaN count.
static bool haveSameBytes(const Results &left, const Results &right) {
  return left.size() == right.size() && llvm::all_of(left, [&](const auto &entry) {
           auto found = right.find(entry.first);
           return found != right.end() && found->second.size() == entry.second.size() &&
                  std::memcmp(found->second.data(), entry.second.data(), entry.second.size() * sizeof(float)) == 0;
         });
}

template <typename T> static void compareWithBaseline(const std::string &text, const char *processor, unsigned seed) {
  Results baseline = runFor<T>(text, "x86-64", seed), wide = runFor<T>(text, processor, seed);
  EXPECT_FALSE(baseline.empty());
  EXPECT_TRUE(haveSameBytes(baseline, wide)) << "seed " << seed << ": " << firstDifference(baseline, wide);
}

TEST_P(CodePaths, FloatsHaveTheBytesOfSSE2) {
  for (unsigned seed = 1; seed <= 40; ++seed)
    seed % 3 ? compareWithBaseline<float>(RandomNetwork<float>(seed).text(), GetParam(), seed)
             : compareWithBaseline<double>(RandomNetwork<double>(seed).text(), GetParam(), seed);
}

TEST_P(CodePaths, IntegersHaveTheBytesOfSSE2) {
  for (unsigned seed = 1; seed <= 20; ++seed)
    seed % 2 ? compareWithBaseline<float>(RandomIntegerNetwork(seed, false).text(), GetParam(), seed)
             : compareWithBaseline<double>(RandomIntegerNetwork(seed, true).text(), GetParam(), seed);
}
