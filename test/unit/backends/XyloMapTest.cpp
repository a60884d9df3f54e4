//===- XyloMapTest.cpp - unrolling and mapping of random networks ----------===//
#include "backends/Xylo/Map.h"
#include "backends/Xylo/Unroll.h"
#include "test/unit/backends/ReferenceFixture.h"
#include "test/unit/backends/XyloFixture.h"
#include "test/unit/ir/ParsedNetwork.h"

using namespace ganglion;
using namespace ganglion::test;
using namespace ganglion::xylo;

namespace {

//===----------------------------------------------------------------------===//
// Unrolling against the interpreter
//===----------------------------------------------------------------------===//

/// An input, ops without a state in a random row, an output "probe" of what they give, and neurons behind.
class RandomWay {
public:
  explicit RandomWay(unsigned seed) : seed(seed), random(seed) {
    shape = {number(1, 4), number(3, 7), number(3, 7)};
    sources = size();
    body = "%v0 = snn.input \"in\" : " + type() + "\n";
    for (int64_t layers = number(1, 4); layers > 0; --layers)
      add();
    std::string flat = tensor({size()}, "f64");
    line("snn.reshape \"flat\" (" + last() + ")", flat, {size()});
    targets = size();
    body += "snn.output \"probe\" (" + last() + ") : " + type() + "\n" + "%n = snn.neuron \"lif\" ports[(" + last() +
            ") #snn.port<none>] v_threshold(dense<1.0> : tensor<f64>) " +
            "rule(<update = decay, spike = floor_ratio, reset = subtract>) : (" + type() + ") -> " +
            tensor({size()}, "i32") + "\nsnn.output \"spikes\" (%n) : " + tensor({size()}, "i32");
  }

  std::string body;
  int64_t sources, targets;

private:
  int64_t number(int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random); }
  int64_t size() const { return shape[0] * (shape.size() > 1 ? shape[1] * shape[2] : 1); }
  std::string last() const { return "%v" + std::to_string(count); }
  std::string type() const { return tensor(shape, "f64"); }
  std::string numbers(const std::vector<int64_t> &of) {
    int64_t all = 1;
    for (int64_t n : of)
      all *= n;
    return parameter(of, randomNumbers<double>(all, ++seed * 31, .2));
  }
  void line(const std::string &op, const std::string &result, std::vector<int64_t> next) {
    std::string before = type();
    ++count;
    body += last() + " = " + op + " : (" + before + ") -> " + result + "\n";
    shape = std::move(next);
  }

  void add() {
    switch (shape.size() > 1 ? number(0, 4) : number(3, 5)) {
    case 0:
      return convolution();
    case 1:
      return pool();
    case 2:
      return line("snn.reshape \"r\" (" + last() + ")", tensor({size()}, "f64"), {size()});
    case 3:
      return line("snn.scale \"s\" (" + last() + ") factor(" + (number(0, 1) ? numbers({}) : numbers(shape)) + ")",
                  type(), shape);
    case 4:
      if (shape.size() > 1)
        return; // linear needs a vector
      return linear();
    default:
      return sparse();
    }
  }
  void convolution() {
    int64_t groups = shape[0] % 2 ? 1 : number(1, 2), outputs = groups * number(1, 2);
    int64_t kernel[2], stride[2], before[2], after[2], result[2];
    for (int axis : {0, 1}) {
      kernel[axis] = number(1, std::min<int64_t>(3, shape[axis + 1]));
      stride[axis] = number(1, 2);
      before[axis] = number(0, 1);
      after[axis] = number(0, 1);
      result[axis] = (shape[axis + 1] + before[axis] + after[axis] - kernel[axis]) / stride[axis] + 1;
    }
    auto pair = [](const int64_t *n) { return "[" + std::to_string(n[0]) + ", " + std::to_string(n[1]) + "]"; };
    std::string bias = number(0, 1) ? " bias(" + numbers({outputs}) + ")" : "";
    std::vector<int64_t> next = {outputs, result[0], result[1]};
    line("snn.conv \"c\" (" + last() + ") weight(" + numbers({outputs, shape[0] / groups, kernel[0], kernel[1]}) + ")" +
             bias + " stride " + pair(stride) + " before " + pair(before) + " after " + pair(after) +
             " dilation [1, 1] groups " + std::to_string(groups),
         tensor(next, "f64"), next);
  }
  void pool() {
    std::vector<int64_t> next = {shape[0], shape[1] - 1, shape[2] / 2};
    if (next[2] < 1 || next[1] < 1)
      return;
    line("snn.pool \"p\" (" + last() + ") kind(<" + (number(0, 1) ? "sum" : "average") +
             ">) kernel [2, 2] stride [1, 2] padding [0, 0]",
         tensor(next, "f64"), next);
  }
  void linear() {
    int64_t outputs = number(1, 6);
    std::string bias = number(0, 1) ? " bias(" + numbers({outputs}) + ")" : "";
    line("snn.linear \"l\" (" + last() + ") weight(" + numbers({outputs, size()}) + ")" + bias,
         tensor({outputs}, "f64"), {outputs});
  }
  void sparse() {
    int64_t outputs = number(1, 6), synapses = 0;
    std::vector<int32_t> from, to;
    for (int64_t target = 0; target < outputs; ++target)
      for (int64_t source = 0; source < size(); ++source)
        if (number(0, 2) == 0) {
          from.push_back(source);
          to.push_back(target);
          ++synapses;
        }
    if (synapses == 0)
      return;
    line("snn.sparse \"x\" (" + last() + ") sources(" + parameter({synapses}, from) + ") targets(" +
             parameter({synapses}, to) + ") weight(" + numbers({synapses}) + ")",
         tensor({outputs}, "f64"), {outputs});
  }

  std::vector<int64_t> shape;
  unsigned seed;
  std::mt19937 random;
  int count = 0;
};

TEST(XyloUnroll, SynapsesGiveWhatTheInterpreterPutsOut) {
  unsigned synapses = 0, biased = 0;
  for (unsigned seed = 0; seed < 120; ++seed) {
    RandomWay way(seed * 1000 + 1);
    std::vector<double> input = randomNumbers<double>(way.sources, seed + 5);
    Results results = runBody<double>(way.body, {input}, 1);
    ParsedNetwork parsed(network<double>(way.body));
    ASSERT_TRUE(parsed) << way.body;
    Findings findings;
    Wiring wiring = traceWiring(parsed.network(), findings);
    const Path &path = wiring.populations.begin()->second.ports.front().paths.front();
    std::vector<double> sums = biasesOf(path);
    biased += !sums.empty();
    sums.resize(way.targets);
    unrollPath(path, [&](int64_t source, int64_t target, double weight) {
      ASSERT_LT(source, way.sources);
      ASSERT_LT(target, way.targets);
      EXPECT_NE(weight, 0);
      sums[target] += weight * input[source];
      ++synapses;
    });
    for (int64_t target = 0; target < way.targets; ++target)
      EXPECT_NEAR(results["probe"][target], sums[target], 1e-5 * (1 + std::fabs(sums[target]))) << way.body;
  }
  EXPECT_GT(synapses, 5000u);
  EXPECT_GT(biased, 20u);
}

/// The biases of a convolution by 1, 1 in one channel and -2 in the other, behind a sum pool and a factor for each sum.
std::vector<double> biasesBehindPool(const std::string &factors) {
  ParsedNetwork parsed(network<double>(
      R"(%in = snn.input "in" : tensor<1x4x4xf64>
      %c = snn.conv "c" (%in) weight(dense<1.0> : tensor<2x1x1x1xf64>) bias(dense<[1.0, -2.0]> : tensor<2xf64>)
        stride [1, 1] before [98, 98] after [98, 98] dilation [1, 1] groups 1
        : (tensor<1x4x4xf64>) -> tensor<2x200x200xf64>
      %p = snn.pool "p" (%c) kind(<sum>) kernel [100, 200] stride [100, 200] padding [0, 0]
        : (tensor<2x200x200xf64>) -> tensor<2x2x1xf64>
      %f = snn.reshape "f" (%p) : (tensor<2x2x1xf64>) -> tensor<4xf64>
      %s = snn.scale "s" (%f) factor(dense<)" +
      factors + R"(> : tensor<4xf64>) : (tensor<4xf64>) -> tensor<4xf64>
      %n = snn.neuron "lif" ports[(%s) #snn.port<none>] v_threshold(dense<1.0> : tensor<f64>)
        rule(<update = decay, spike = floor_ratio, reset = subtract>) : (tensor<4xf64>) -> tensor<4xi32>
      snn.output "spikes" (%n) : tensor<4xi32>)"));
  EXPECT_TRUE(parsed);
  Findings findings;
  Wiring wiring = traceWiring(parsed.network(), findings);
  return biasesOf(wiring.populations.begin()->second.ports.front().paths.front());
}

TEST(XyloUnroll, BiasesAddUpInPools) {
  EXPECT_EQ(biasesBehindPool("[1.0, 2.0, 0.0, 1.0]"), (std::vector<double>{20000, 40000, 0, -40000}));
  EXPECT_TRUE(biasesBehindPool("0.0").empty());
}

//===----------------------------------------------------------------------===//
// Where the numbers of a chip come from
//===----------------------------------------------------------------------===//

/// Layers with connections between any two in order, and from a layer to itself. Thresholds and weights say where they
/// belong: neuron i of layer k has the threshold 1000 k + i, the weight from source i to target j of connection k is
/// 1e6 k + 1000 i + j + 1.
class RandomLayers {
public:
  explicit RandomLayers(unsigned seed) : random(seed) {
    add("in0", "%in0 = snn.input \"in0\" : " + tensor({number(1, 6)}, "f64"));
    int64_t layers = number(2, 6);
    sizes = {lastSize};
    for (int64_t layer = 1; layer <= layers; ++layer)
      addLayer(layer, layer == layers);
    body += "snn.output \"out\" (%lif" + std::to_string(layers) + ") : " + tensor({sizes.back()}, "i32");
  }

  std::string body;
  std::vector<int64_t> sizes;             ///< of the input and the layers
  std::vector<std::pair<int, int>> edges; ///< source and target layer of each connection, the input is 0

private:
  int64_t number(int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random); }
  void add(const std::string &, std::string text) {
    body += text + "\n";
    size_t at = text.find("tensor<") + 7;
    lastSize = std::stoll(text.substr(at));
  }

  std::string connection(int source, int target, int64_t size) {
    int64_t edge = edges.size(), inputs = source == target ? size : sizes[source];
    std::vector<double> weights(size * inputs);
    for (int64_t i = 0; i < inputs; ++i)
      for (int64_t j = 0; j < size; ++j)
        weights[j * inputs + i] = 1e6 * edge + 1000 * i + j + 1;
    std::string from = source == 0 ? "%in0" : "%lif" + std::to_string(source), name = "%w" + std::to_string(edge);
    std::string element = source == 0 ? "f64" : "i32";
    if (source == target) {
      body += "%late" + std::to_string(edge) + " = snn.delay (" + from + ") steps(dense<1> : tensor<i64>) : (" +
              tensor({inputs}, element) + ") -> " + tensor({inputs}, element) + "\n";
      from = "%late" + std::to_string(edge);
    }
    body += name + " = snn.linear \"w" + std::to_string(edge) + "\" (" + from + ") weight(" +
            parameter({size, inputs}, weights) + ") : (" + tensor({inputs}, element) + ") -> " + tensor({size}, "f64") +
            "\n";
    edges.emplace_back(source, target);
    return name;
  }

  void addLayer(int layer, bool isLast) {
    int64_t size = number(1, 12);
    std::vector<std::string> operands;
    for (int source = isLast ? 1 : 0; source < layer; ++source)
      if (source == layer - 1 || number(0, 3) == 0)
        operands.push_back(connection(source, layer, size));
    if (!isLast && number(0, 1))
      operands.push_back(connection(layer, layer, size));
    std::vector<double> thresholds(size);
    for (int64_t i = 0; i < size; ++i)
      thresholds[i] = 1000 * layer + i;
    std::string types, name = "lif" + std::to_string(layer);
    for (size_t i = 0; i < operands.size(); ++i)
      types += (i ? ", " : "") + tensor({size}, "f64");
    body += "%" + name + " = snn.neuron \"" + name + "\" ports[(" + llvm::join(operands, ", ") +
            ") #snn.port<factor, tau = dense<0.004> : tensor<f64>>] tau(dense<0.008> : tensor<f64>) v_threshold(" +
            parameter(thresholds) + ") rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (" + types +
            ") -> " + tensor({size}, "i32") + "\n";
    sizes.push_back(size);
  }

  int64_t lastSize = 0;
  std::mt19937 random;
};

/// The number behind a name: 3 of "lif3".
int64_t numberOf(llvm::StringRef name) {
  int64_t number = -1;
  EXPECT_FALSE(name.drop_until(llvm::isDigit).getAsInteger(10, number));
  return number;
}

/// Each number of the population is the threshold of the neuron that its source names; returns how many have a source.
int64_t checkNeurons(llvm::ArrayRef<Source> sources, const NeuronParameters &neurons) {
  int64_t named = 0;
  for (const Source &source : sources)
    for (int64_t i = 0; i < source.size[0]; ++i, ++named)
      EXPECT_EQ(neurons.threshold[source.at[0] + i], 1000.0 * numberOf(source.node) + source.from[0] + i);
  return named;
}

/// Each weight is that of the synapse that its source names; returns how many have a source.
int64_t checkWeights(llvm::ArrayRef<Source> sources, const WeightMatrix &matrix) {
  int64_t named = 0;
  for (const Source &source : sources)
    for (int64_t i = 0; i < source.size[0]; ++i)
      for (int64_t j = 0; j < source.size[1]; ++j, ++named)
        EXPECT_EQ(matrix.at(source.at[0] + i, source.at[1] + j), 1e6 * numberOf(source.node) + 1000.0 * i + j + 1);
  return named;
}

TEST(XyloMap, NumbersOfTheChipLeadBackToTheirNodes) {
  for (llvm::StringRef chip : {"xylo-a2", "xylo-a3", "xylo-imu"})
    for (unsigned seed = 0; seed < 40; ++seed) {
      SCOPED_TRACE(chip.str() + " " + std::to_string(seed));
      RandomLayers layers(seed);
      ParsedNetwork parsed(network<double>(layers.body));
      ASSERT_TRUE(parsed);
      Findings findings;
      MapOptions options;
      options.approximate = true;
      std::optional<Specification> mapped = mapNetwork(parsed.network(), *described(chip), options, findings);
      ASSERT_TRUE(mapped) << findings.all().front().finding.text();
      EXPECT_EQ(checkNeurons(mapped->sources.hidden, mapped->hidden), mapped->hidden.size());
      EXPECT_EQ(checkNeurons(mapped->sources.outputs, mapped->outputs), layers.sizes.back());
      int64_t named = checkWeights(mapped->sources.input[0], mapped->input[0]) +
                      checkWeights(mapped->sources.recurrent[0], mapped->recurrent[0]) +
                      checkWeights(mapped->sources.output, mapped->output);
      int64_t expected = 0, nonZero = 0;
      for (auto [source, target] : layers.edges)
        expected += layers.sizes[source] * layers.sizes[target];
      for (const WeightMatrix *matrix : {&mapped->input[0], &mapped->recurrent[0], &mapped->output})
        nonZero += llvm::count_if(matrix->values, [](double weight) { return weight != 0; });
      EXPECT_EQ(named, expected);
      EXPECT_EQ(nonZero, expected);
    }
}

} // namespace
