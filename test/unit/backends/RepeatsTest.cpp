//===- RepeatsTest.cpp - data that are those of the step before -----------===//
//
// What is copied equals what the interpreter computes. GANGLION_RANDOM_NETWORKS sets how many networks are tried,
// GANGLION_RANDOM_SEED the first seed.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/Lowering.h"
#include "backends/CPU/Profile.h"
#include "test/unit/backends/CompiledFixture.h"
#include "test/unit/backends/RandomIntegerNetwork.h"
#include "test/unit/backends/RandomNetwork.h"
#include "llvm/Support/FileSystem.h"
#include <limits>

using namespace ganglion;
using namespace ganglion::test;

//===----------------------------------------------------------------------===//
// Random networks
//===----------------------------------------------------------------------===//

namespace {

enum class Pattern { Constant, Runs, Alternating, LastElement, SignOfZero };

/// Rearranges the rows of one sample so that some are those of the step before.
template <typename T>
void repeatRows(llvm::MutableArrayRef<T> rows, int64_t elements, Pattern pattern, std::mt19937 &generator) {
  int64_t steps = elements ? rows.size() / elements : 0, left = 0;
  for (int64_t step = 1; step < steps; ++step) {
    llvm::MutableArrayRef<T> row = rows.slice(step * elements, elements);
    if (left-- > 0 || pattern != Pattern::Runs)
      llvm::copy(rows.slice((step - (pattern == Pattern::Alternating && step > 1 ? 2 : 1)) * elements, elements),
                 row.begin());
    else
      left = generator() % 9;
    if (pattern == Pattern::LastElement && generator() % 3 == 0)
      row.back() = row.back() == 0 ? 1 : 0;
    if (pattern == Pattern::SignOfZero && row.front() == 0 && generator() % 2)
      row.front() = -row.front();
  }
}

/// Whole numbers for networks of integers, else some rows of spikes and some of numbers, now and then with a NaN.
template <typename T>
std::vector<std::vector<T>> repeatedInputs(snn::Engine &engine, int64_t steps, int64_t batch, unsigned seed) {
  std::vector<std::vector<T>> inputs = randomInputs<T>(engine, steps, batch, seed);
  std::mt19937 generator(seed);
  for (auto [values, channel] : llvm::zip_equal(inputs, engine.inputs())) {
    for (T &value : values)
      if (channel.integerBits)
        value = std::trunc(std::abs(value));
    if (!channel.integerBits && !values.empty() && generator() % 8 == 0)
      values.front() = std::numeric_limits<T>::quiet_NaN();
    int64_t count = values.size() / batch;
    for (int64_t sample = 0; sample < batch; ++sample)
      repeatRows(llvm::MutableArrayRef<T>(values).slice(sample * count, count), channel.size(),
                 Pattern(generator() % 5), generator);
  }
  return inputs;
}

/// Lets connections be computed by lists of synapses or, where they can be, with every product.
void chooseForms(snn::NetworkOp network, unsigned choice) {
  mlir::Type f64 = mlir::Float64Type::get(network.getContext());
  bool isInteger = llvm::isa<mlir::IntegerType>(network.getCompute());
  if (choice == 1) {
    for (mlir::Operation &op : network.getBody().front())
      if (llvm::isa<snn::ConvOp, snn::SparseOp>(op) || (!isInteger && llvm::isa<snn::LinearOp>(op)))
        op.setAttr(kernel::choiceName, kernel::ChoiceAttr::get(network.getContext(), kernel::Form::Synapses, "test"));
  } else if (choice == 2) {
    for (mlir::Operation &op : network.getBody().front())
      if (llvm::isa<snn::LinearOp, snn::SparseOp>(op))
        op.setAttr(kernel::activityName, mlir::FloatAttr::get(f64, 0.9));
  }
}

template <typename T> void compareOne(const std::string &text, unsigned seed) {
  Network net(text);
  ASSERT_TRUE(net);
  chooseForms(net.get(), seed / 2 % 3);
  std::mt19937 generator(seed);
  auto pick = [&](auto list) { return list[generator() % list.size()]; };
  cpu::CompileOptions options;
  options.comparedProducts = 0;
  options.sharedWork = pick(std::vector<int64_t>{0, cpu::defaultSharedWork});
  options.record = generator() % 2;
  options.blockSteps = pick(std::vector<int64_t>{0, 1, 2, 3, 7, 16, 64});
  options.cpu = pick(std::vector<std::string>{"", "x86-64"});
  int64_t steps = pick(std::vector<int64_t>{1, 5, 20, 70}), batch = pick(std::vector<int64_t>{1, 1, 2});
  auto reference = net.reference(), compiled = net.compiled(options);
  ASSERT_TRUE(reference && compiled) << text.substr(0, 4000);
  std::vector<std::vector<T>> inputs = repeatedInputs<T>(*reference, steps, batch, seed);
  Results want = runEngine<T>(*reference, inputs, steps, batch);
  if (!options.record)
    for (const snn::Channel &channel : reference->recordables())
      want.erase(channel.name + "." + snn::variableName(channel.variable).str());
  for (unsigned threads : {1, 2, 3}) {
    Threaded threaded(*compiled, threads);
    EXPECT_EQ(firstDifference(want, runEngine<T>(threaded, inputs, steps, batch)), "")
        << "seed " << seed << ", " << threads << " threads, block " << options.blockSteps << ", " << steps
        << " steps, batch " << batch << "\n"
        << text.substr(0, 4000);
  }
}

/// Several tests, so that they can run at the same time.
constexpr unsigned shards = 4;
class RepeatsProperty : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Shard, RepeatsProperty, testing::Range(0u, shards));

} // namespace

TEST_P(RepeatsProperty, RandomNetworksEqualTheInterpreter) {
  unsigned first = fromEnvironment("GANGLION_RANDOM_SEED", 1), count = fromEnvironment("GANGLION_RANDOM_NETWORKS", 240);
  for (unsigned i = GetParam(); i < count && !testing::Test::HasFailure(); i += shards)
    switch (unsigned seed = first + i; seed / shards % 5) {
    case 0:
    case 1:
      compareOne<float>(RandomNetwork<float>(seed).text(), seed);
      break;
    case 2:
      compareOne<double>(RandomNetwork<double>(seed).text(), seed);
      break;
    case 3:
      compareOne<float>(RandomIntegerNetwork(seed, /*isWide=*/false).text(), seed);
      break;
    case 4:
      compareOne<double>(RandomIntegerNetwork(seed, /*isWide=*/true).text(), seed);
      break;
    }
}

//===----------------------------------------------------------------------===//
// What is computed
//===----------------------------------------------------------------------===//

namespace {

constexpr int64_t sources = 100, steps = 300;

/// A connection of 100 sources that is large enough to be compared.
std::string connection(llvm::StringRef form) {
  std::string choice = "{kernel.choice = #kernel.choice<" + form.str() + ", \"test\">}";
  if (form == "scatter")
    return network<float>("%x = snn.input \"x\" : tensor<1x10x10xf32>\n%y = snn.conv \"c\" (%x) weight(" +
                          parameter<float>({8, 1, 3, 3}, randomNumbers<float>(72, 3, 0.5)) +
                          ") stride [1, 1] before [1, 1] after [1, 1] dilation [1, 1] groups 1 " + choice +
                          " : (tensor<1x10x10xf32>) -> tensor<8x10x10xf32>\n"
                          "snn.output \"y\" (%y) : tensor<8x10x10xf32>");
  return network<float>("%x = snn.input \"x\" : tensor<100xf32>\n%y = snn.linear \"c\" (%x) weight(" +
                        parameter<float>({70, sources}, randomNumbers<float>(70 * sources, 3, 0.5)) + ") " + choice +
                        " : (tensor<100xf32>) -> tensor<70xf32>\nsnn.output \"y\" (%y) : tensor<70xf32>");
}

struct Counted {
  int64_t events, copied, blocks;
};

/// What the connection did with 300 rows, and in how many blocks.
Counted counted(Network &net, const std::vector<float> &rows) {
  auto lowered = cpu::lowerNetwork(net.get(), {});
  auto engine = cpu::makeProfilingEngine(net.get(), {});
  if (!lowered || !engine) {
    ADD_FAILURE() << llvm::toString(llvm::joinErrors(lowered.takeError(), engine.takeError()));
    return {};
  }
  runEngine<float>(**engine, {rows}, steps);
  int64_t blocks = llvm::divideCeil(steps, lowered->program.getBlock());
  for (const cpu::KernelProfile &kernel : (*engine)->kernels())
    if (kernel.form)
      return {kernel.events, kernel.copiedSteps, blocks};
  ADD_FAILURE() << "there is no connection";
  return {};
}

/// Row after row what `number` says of the step and the element.
std::vector<float> rowsOf(llvm::function_ref<float(int64_t, int64_t)> number) {
  std::vector<float> rows;
  for (int64_t step = 0; step < steps; ++step)
    for (int64_t i = 0; i < sources; ++i)
      rows.push_back(number(step, i));
  return rows;
}

class RepeatsOfForm : public testing::TestWithParam<const char *> {};
INSTANTIATE_TEST_SUITE_P(Form, RepeatsOfForm, testing::Values("rows", "dense", "synapses", "scatter"),
                         [](const auto &form) { return std::string(form.param); });

} // namespace

TEST_P(RepeatsOfForm, AConstantInputIsComputedOnceABlock) {
  Network net(connection(GetParam()));
  ASSERT_TRUE(net);
  Counted constant = counted(net, rowsOf([](int64_t, int64_t i) { return i % 4 ? i * 0.25f : 0; }));
  EXPECT_LT(constant.blocks, 10);
  EXPECT_EQ(constant.copied, steps - constant.blocks);
  EXPECT_EQ(constant.events, constant.blocks * 75);
  Counted alternating = counted(net, rowsOf([](int64_t step, int64_t i) { return float(i != 99 || step % 2); }));
  EXPECT_EQ(alternating.copied, 0);
  EXPECT_EQ(alternating.events, steps * 99 + steps / 2);
}

/// Bits are compared, not numbers.
TEST_P(RepeatsOfForm, ZerosWithASignDifferAndANaNRepeats) {
  Network net(connection(GetParam()));
  ASSERT_TRUE(net);
  EXPECT_EQ(counted(net, rowsOf([](int64_t step, int64_t) { return step % 2 ? 0.0f : -0.0f; })).copied, 0);
  Counted nan = counted(net, rowsOf([](int64_t, int64_t i) { return i == 7 ? std::nanf("") : 1; }));
  EXPECT_EQ(nan.copied, steps - nan.blocks);
}

/// The files of a compiled network do the same.
TEST_P(RepeatsOfForm, ObjectsEqualTheInterpreter) {
  Network net(connection(GetParam()));
  ASSERT_TRUE(net);
  llvm::SmallString<128> folder;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("ganglion-repeats", folder));
  cpu::CompileOptions options;
  options.sharedWork = 0;
  auto description = cpu::emitObject(net.get(), options, folder);
  ASSERT_TRUE(static_cast<bool>(description)) << llvm::toString(description.takeError());
  auto engine = cpu::loadObjectEngine(folder, *description, false);
  ASSERT_TRUE(static_cast<bool>(engine)) << llvm::toString(engine.takeError());
  auto reference = net.reference();
  std::vector<float> rows = rowsOf([](int64_t step, int64_t i) { return (step / 5 + i) % 3 ? i * 0.5f : 0; });
  Results want = runEngine<float>(*reference, {rows}, steps);
  for (unsigned threads : {1, 2, 3}) {
    Threaded threaded(**engine, threads);
    EXPECT_EQ(firstDifference(want, runEngine<float>(threaded, {rows}, steps)), "") << threads << " threads";
  }
  llvm::sys::fs::remove_directories(folder);
}
