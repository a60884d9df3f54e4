//===- XyloCompiledPropertyTest.cpp - random chips: plain = compiled ------===//
//
// All states of all steps are those of the plain simulator. GANGLION_RANDOM_NETWORKS sets how many networks are tried
// for each chip, GANGLION_RANDOM_SEED the first seed. Some networks have the numbers of one before in another order, so
// that its machine code serves them, too.
//
//===----------------------------------------------------------------------===//
#include "test/unit/backends/XyloCompiledFixture.h"
#include "llvm/Support/FileSystem.h"

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;

namespace {

/// What the documentation of the chip does not allow, or hardly: decays and weights at their ends, thresholds at 0 and
/// below, aliases back and in circles.
class Sharpener {
public:
  Sharpener(const target::Description &description, RandomChip &random) : description(description), random(random) {}

  void sharpen(Specification &chip) {
    for (auto *matrices : {&chip.input, &chip.recurrent})
      for (WeightMatrix &weights : *matrices)
        extreme(weights);
    extreme(chip.output);
    for (NeuronParameters *neurons : {&chip.hidden, &chip.outputs})
      extreme(*neurons);
    if (oneOf(2))
      chip.aliases = oneOf(3) ? chain(chip.hidden.size()) : anywhere(chip.hidden.size());
  }

private:
  bool oneOf(int64_t chances) { return random.number(1, chances) == 1; }
  double among(std::initializer_list<double> values) {
    return values.begin()[random.number(0, static_cast<int64_t>(values.size()) - 1)];
  }

  void extreme(WeightMatrix &weights) {
    if (!oneOf(4))
      return;
    target::IntegerRange range = description.integerRange("weight");
    for (double &weight : weights.values)
      if (weight != 0)
        weight = static_cast<double>(oneOf(2) ? range.low : range.high);
  }

  void extreme(NeuronParameters &neurons) {
    bool hasLow = oneOf(3);
    for (auto *dashes : {&neurons.dashMem, &neurons.dashSyn, &neurons.dashSyn2})
      if (oneOf(3))
        for (double &dash : *dashes)
          dash = among({0, 0, 1, 15});
    for (double &threshold : neurons.threshold)
      if (oneOf(2))
        threshold =
            hasLow ? among({0, 1, -1, -300, -30000, -32768, 32767}) : static_cast<double>(random.number(1, 500));
    if (oneOf(3))
      for (double &bias : neurons.bias)
        bias = among({-32768, -32768, 0, 32767});
  }

  using Aliases = std::vector<std::vector<int64_t>>;
  Aliases chain(int64_t neurons) {
    Aliases aliases(neurons);
    for (int64_t source = 0; source < neurons; ++source)
      aliases[source] = {(source + 1) % neurons};
    return aliases;
  }
  Aliases anywhere(int64_t neurons) {
    Aliases aliases(neurons);
    for (std::vector<int64_t> &targets : aliases)
      for (int64_t left = random.number(0, 3); left > 0; --left)
        targets.push_back(random.number(0, neurons - 1));
    return aliases;
  }

  const target::Description &description;
  RandomChip &random;
};

/// The same numbers elsewhere.
void shuffle(Specification &chip, std::mt19937 &generator) {
  auto mix = [&](std::vector<double> &values) { std::shuffle(values.begin(), values.end(), generator); };
  for (auto *matrices : {&chip.input, &chip.recurrent})
    for (WeightMatrix &weights : *matrices)
      mix(weights.values);
  mix(chip.output.values);
  for (NeuronParameters *neurons : {&chip.hidden, &chip.outputs})
    for (auto *values : {&neurons->dashMem, &neurons->dashSyn, &neurons->dashSyn2, &neurons->threshold, &neurons->bias})
      mix(*values);
}

std::vector<float> counts(int64_t size, std::mt19937 &generator) {
  std::vector<float> values(size);
  bool isBusy = generator() % 2;
  for (float &value : values) {
    unsigned kind = generator() % 8;
    value = kind < (isBusy ? 1 : 6) ? 0 : kind == 6 ? 1 : static_cast<float>(generator() % 40);
  }
  values[generator() % size] = 1e12f;
  return values;
}

constexpr unsigned sharing = 8; ///< networks with the numbers of one

/// One of some networks.
struct Case {
  unsigned seed;
  llvm::StringRef chip, cache;
};

void compare(const Case &its) {
  auto description = described(its.chip);
  RandomChip random(*description, its.seed / sharing);
  Specification chip = random.make();
  if (random.number(0, 3))
    Sharpener(*description, random).sharpen(chip);
  std::mt19937 generator(its.seed);
  if (its.seed % sharing)
    shuffle(chip, generator);
  KernelOptions options;
  options.record = random.number(0, 9) != 0;
  options.blockSteps = std::vector<int64_t>{0, 0, 1, 3, 16}[random.number(0, 4)];
  int64_t steps = std::vector<int64_t>{1, 7, 30}[generator() % 3], batch = 1 + generator() % 2;
  auto plain = xylo::makeReferenceEngine(chip, *description),
       compiled = compiledChip(chip, *description, options, its.cache);
  ASSERT_TRUE(compiled) << its.chip.str() << ", seed " << its.seed;
  std::vector<std::vector<float>> inputs{counts(chip.channels * steps * batch, generator)};
  Results want = runEngine<float>(*plain, inputs, steps, batch);
  Threaded threaded(*compiled, 1 + its.seed % 2);
  Results have = runEngine<float>(threaded, inputs, steps, batch);
  EXPECT_EQ(have.size(), options.record ? want.size() : 1u);
  if (!options.record)
    for (const snn::Channel &channel : plain->recordables())
      want.erase(channel.name + "." + snn::variableName(channel.variable).str());
  EXPECT_EQ(firstDifference(want, have), "")
      << its.chip.str() << ", seed " << its.seed << ", " << chip.hidden.size() << " neurons, block "
      << options.blockSteps << ", " << steps << " steps, batch " << batch;
}

class XyloCompiledProperty : public testing::TestWithParam<size_t> {};
INSTANTIATE_TEST_SUITE_P(Chip, XyloCompiledProperty, testing::Range<size_t>(0, std::size(xyloChips)));

TEST_P(XyloCompiledProperty, RandomChipsEqualThePlainSimulator) {
  unsigned first = fromEnvironment("GANGLION_RANDOM_SEED", 0), count = fromEnvironment("GANGLION_RANDOM_NETWORKS", 240);
  llvm::SmallString<128> folder;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("ganglion-xylo", folder));
  for (unsigned i = first; i < first + count && !HasFailure(); ++i)
    compare({i, xyloChips[GetParam()], folder});
  llvm::sys::fs::remove_directories(folder);
}

} // namespace
