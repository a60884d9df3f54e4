//===- SparsePropertyTest.cpp - sparse connections in every form ----------===//
//
// Interpreter and compiled code are equal, whatever the form of each connection. GANGLION_RANDOM_NETWORKS sets how many
// networks are tried, GANGLION_RANDOM_SEED the first seed.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/ChooseKernels.h"
#include "test/unit/backends/CompiledFixture.h"

using namespace ganglion;
using namespace ganglion::test;

namespace {

/// Writes the text of a network with an all-to-all and a sparse connection from an input, and a recurrent one, most of
/// whose weights are 0: small multiples of one unit, all equal, or arbitrary.
template <typename T> class SparseNetwork {
public:
  SparseNetwork(unsigned seed, std::string compute) : generator(seed), compute(std::move(compute)) {
    isInteger = this->compute[0] == 'i';
    largest = this->compute == "i32" ? INT32_MAX : INT16_MAX;
  }

  std::string text() {
    sources = oneOf<int64_t>({1, 5, 40, 130, 300});
    targets = oneOf<int64_t>({1, 7, 33, 100, 290});
    std::string input = oneOf<std::string>({"i1", "i1", "i32", compute});
    std::string row = tensor({targets}, compute), spikes = tensor({targets}, "i1");
    std::string from = tensor({sources}, input);
    std::string body = "%x = snn.input \"x\" : " + from + "\n";
    body += "%a = snn.linear \"a\" (%x) " + matrix(sources) + " : (" + from + ") -> " + row + "\n";
    body += "%s = snn.sparse \"s\" (%x) " + pairs() + " : (" + from + ") -> " + row + "\n";
    body += "%r = snn.linear \"r\" (%d) " + matrix(targets) + " : (" + spikes + ") -> " + row + "\n";
    body += "%z = snn.neuron \"z\" ports[(%a, %s, %r) #snn.port<none>] " + neuron() + " : (" + row + ", " + row + ", " +
            row + ") -> " + spikes + "\n";
    body += "%d = snn.delay (%z) steps(dense<1> : tensor<i64>) : (" + spikes + ") -> " + spikes + "\n";
    body += "snn.output \"a\" (%a) : " + row + "\nsnn.output \"s\" (%s) : " + row + "\nsnn.output \"r\" (%r) : " + row +
            "\n";
    return "snn.network @net clock(step 1.0e-3) compute(" + compute + ") {\n" + body + "}";
  }

  /// Spikes; of other inputs than spikes now and then other numbers.
  std::vector<T> data(const snn::Channel &input, int64_t rows) {
    std::vector<T> values(rows * input.size());
    bool isWild = generator() % 2;
    for (T &value : values)
      if (generator() % 5 == 0) {
        value = 1;
        if (isWild && generator() % 8 == 0)
          value = isInteger || input.integerBits ? T(generator() % 5) : T(0.3) * T(generator() % 9);
        if (isWild && !isInteger && !input.integerBits && generator() % 200 == 0)
          value = std::numeric_limits<T>::infinity();
      }
    if (generator() % 3 == 0)
      repeatRows(values, input.size());
    return values;
  }

private:
  /// Makes about half of the rows those before them.
  void repeatRows(std::vector<T> &values, int64_t size) {
    for (int64_t row = size; row < static_cast<int64_t>(values.size()); row += size)
      if (generator() % 2)
        std::copy_n(values.begin() + row - size, size, values.begin() + row);
  }

  int64_t between(int64_t least, int64_t most) { return least + generator() % (most - least + 1); }
  template <typename V> V oneOf(std::vector<V> values) { return values[generator() % values.size()]; }

  std::string numbers(std::vector<int64_t> shape, const std::vector<double> &values) {
    if (isInteger)
      return parameter<int32_t>(shape, std::vector<int32_t>(values.begin(), values.end()));
    return parameter<T>(shape, std::vector<T>(values.begin(), values.end()));
  }

  std::vector<double> weights(int64_t count, double fill) {
    double unit = isInteger ? 1 : oneOf<double>({1, 0.25, 0.0078125}),
           equal = between(1, 9) * (generator() % 2 ? 1 : -1);
    int kind = generator() % 4;
    std::vector<double> values(count);
    for (double &value : values)
      if (generator() % 1000 < 1000 * fill)
        value = kind < 2    ? unit * equal
                : kind == 2 ? unit * between(-140, 140)
                            : (isInteger ? between(-largest, largest) : between(-99999, 99999) / 7001.0);
    return values;
  }

  std::string bias() {
    if (generator() % 2)
      return "";
    std::vector<double> values(targets);
    double unit = isInteger ? 1 : oneOf<double>({0.25, 0.1});
    for (double &value : values)
      value = unit * between(-20, 20);
    return " bias(" + numbers({targets}, values) + ")";
  }

  std::string matrix(int64_t columns) {
    double fill = oneOf<double>({0, 0.01, 0.05, 0.3, 1});
    return "weight(" + numbers({targets, columns}, weights(targets * columns, fill)) + ")" + bias();
  }

  std::string pairs() {
    std::vector<int64_t> from, to;
    bool repeats = generator() % 3 == 0;
    int64_t every = between(1, 30);
    for (int64_t pair = 0; pair < sources * targets; pair += between(1, every))
      for (int64_t times = repeats && generator() % 9 == 0 ? 3 : 1; times > 0; --times) {
        from.push_back(pair % sources);
        to.push_back(pair / sources);
      }
    int64_t count = from.size();
    return "sources(" + parameter<int64_t>(from) + ") targets(" + parameter<int64_t>(to) + ") weight(" +
           numbers({count}, weights(count, 0.8)) + ")" + bias();
  }

  std::string neuron() {
    std::vector<double> thresholds(targets, isInteger ? 12 : 1.5);
    std::string threshold = "v_threshold(" + numbers({targets}, thresholds) + ")";
    std::string gain = isInteger ? "" : "r(" + numbers({}, {0.5}) + ") ";
    return gain + threshold + " rule(<update = " + (isInteger ? "shift" : "unscaled") +
           ", spike = above, reset = subtract>)";
  }

  std::mt19937 generator;
  std::string compute;
  bool isInteger;
  int64_t largest, sources = 0, targets = 0;
};

} // namespace

/// A form of each connection, among those that fit.
static std::vector<std::string> wishesFor(snn::NetworkOp network, std::mt19937 &generator) {
  std::vector<std::string> wishes;
  for (mlir::Operation &op : network.getBody().front()) {
    if (!mlir::isa<snn::LinearOp, snn::SparseOp>(op))
      continue;
    std::string name = snn::nodeName(&op).str();
    auto forms = cpu::fittingForms(&op, /*isCyclic=*/name == "r");
    wishes.push_back(name + "=" + kernel::stringifyForm(forms[generator() % forms.size()]).str());
  }
  return wishes;
}

template <typename T> static void compareOne(unsigned seed, const std::string &compute) {
  SparseNetwork<T> maker(seed, compute);
  Network net(maker.text());
  ASSERT_TRUE(net);
  std::mt19937 generator(seed);
  std::vector<std::string> wishes = wishesFor(net.get(), generator);
  auto kernels = cpu::scheduleKernels(net.get(), wishes);
  ASSERT_TRUE(static_cast<bool>(kernels)) << llvm::toString(kernels.takeError());
  cpu::CompileOptions options;
  options.record = true;
  options.blockSteps = generator() % 3 ? 0 : 1 + generator() % 9;
  std::vector<std::string> names = codePaths();
  options.cpu = names[generator() % names.size()];
  auto reference = net.reference(), compiled = net.compiled(options);
  ASSERT_TRUE(reference && compiled);
  int64_t steps = 1 + generator() % 30;
  std::vector<std::vector<T>> inputs{maker.data(reference->inputs()[0], steps)};
  Results want = runEngine<T>(*reference, inputs, steps), have = runEngine<T>(*compiled, inputs, steps);
  EXPECT_EQ(firstDifference(want, have), "")
      << "seed " << seed << ", " << compute << ", processor '" << options.cpu << "', " << llvm::join(wishes, " ");
}

/// Several tests, so that they can run at the same time.
static constexpr unsigned shards = 4;
class SparseProperty : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Shard, SparseProperty, testing::Range(0u, shards));

TEST_P(SparseProperty, EveryFormEqualsTheInterpreter) {
  unsigned first = fromEnvironment("GANGLION_RANDOM_SEED", 1), count = fromEnvironment("GANGLION_RANDOM_NETWORKS", 400);
  for (unsigned i = GetParam(); i < count && !testing::Test::HasFailure(); i += shards) {
    compareOne<float>(first + i, i % 8 < 4 ? "f32" : "i16");
    if (i % 3 == 0)
      compareOne<double>(first + i, i % 8 < 4 ? "f64" : "i32");
  }
}
