//===- NarrowingTest.cpp - which sums are proved to be exact --------------===//
#include "backends/CPU/Narrowing.h"
#include "test/unit/backends/CompiledFixture.h"
#include <cmath>

using namespace ganglion;
using namespace ganglion::cpu;
using namespace ganglion::test;

namespace {

/// Owns the attribute of a weight.
class Weights {
public:
  Weights(int64_t targets, std::vector<double> values)
      : targets(targets), sources(targets ? values.size() / targets : 0) {
    auto type = mlir::RankedTensorType::get({targets, sources}, mlir::Float64Type::get(&context));
    attribute = mlir::DenseElementsAttr::get(type, llvm::ArrayRef<double>(values));
  }

  std::optional<NarrowFloats> narrow(std::vector<double> bias = {}, bool isSingle = true) const {
    return narrowFloats({attribute, bias, targets, sources}, isSingle);
  }

private:
  mlir::MLIRContext context;
  mlir::ElementsAttr attribute;
  int64_t targets, sources;
};

std::optional<NarrowFloats> narrowRow(std::vector<double> values, std::vector<double> bias = {}, bool isSingle = true) {
  return Weights(1, std::move(values)).narrow(std::move(bias), isSingle);
}

/// Numbers of one size.
std::vector<double> row(size_t count, double value) { return std::vector<double>(count, value); }

} // namespace

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

TEST(Narrowing, FindsTheUnit) {
  auto found = narrowRow({0.5, -0.75, 0, 3});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->exponent, -2);
  EXPECT_EQ(found->weightBits, 8u);
  EXPECT_EQ(found->sumBits, 16u);
  EXPECT_EQ(found->reason, "sums of |k| are at most 17");
  EXPECT_EQ(-0.75 * unitsPerOne(-2), -3);
  EXPECT_EQ(narrowRow({1024, -2048})->exponent, 10);
  EXPECT_FALSE(narrowRow({0.1, 0.2}));
}

TEST(Narrowing, WidthOfWeights) {
  EXPECT_EQ(narrowRow({127, 1})->weightBits, 8u);
  EXPECT_EQ(narrowRow({128, 1})->weightBits, 16u);
  EXPECT_EQ(narrowRow({-128, 1})->weightBits, 8u);
  EXPECT_EQ(narrowRow({-129, 1})->weightBits, 16u);
  EXPECT_EQ(narrowRow({32767, 1})->weightBits, 16u);
  EXPECT_EQ(narrowRow({-32768, 1})->weightBits, 16u);
  EXPECT_FALSE(narrowRow({32768, 1}));
  EXPECT_FALSE(narrowRow({-32769, 1}));
  EXPECT_EQ(narrowRow({-128})->exponent, 7) << "a power of 2 alone is one unit";
}

TEST(Narrowing, WidthOfSums) {
  EXPECT_EQ(narrowRow({127, 32640})->sumBits, 16u) << "32767";
  EXPECT_EQ(narrowRow({127, 32641})->sumBits, 32u);
  EXPECT_EQ(narrowRow({127, -32640}, {0})->sumBits, 16u);
  EXPECT_EQ(narrowRow({127, -32640}, {1})->sumBits, 32u) << "the bias counts";
}

TEST(Narrowing, BoundOfF32) {
  // 512 * 32767 + 512 = 2^24.
  std::vector<double> values = row(512, 32767);
  values.push_back(512);
  ASSERT_TRUE(narrowRow(values));
  EXPECT_EQ(narrowRow(values)->reason, "sums of |k| are at most 16777216");
  EXPECT_FALSE(narrowRow(values, {1})) << "2^24 + 1";
  EXPECT_FALSE(narrowRow(values, {-1}));
  values.back() = 513;
  EXPECT_FALSE(narrowRow(values));
  values.back() = 511;
  EXPECT_TRUE(narrowRow(values, {-1}));
  EXPECT_FALSE(narrowRow({1}, {16777217.0})) << "a bias alone";
  // A target within the bound does not help another.
  std::vector<double> two = row(513, 1);
  two.insert(two.end(), 513, 32767);
  EXPECT_FALSE(Weights(2, two).narrow());
}

TEST(Narrowing, BoundOfF64) {
  std::vector<double> values = row(65538, 32767);
  EXPECT_EQ(narrowRow(values, {}, /*isSingle=*/false)->reason, "sums of |k| are at most 2147483646");
  EXPECT_TRUE(narrowRow(values, {1}, false)) << "2^31 - 1";
  EXPECT_FALSE(narrowRow(values, {2}, false)) << "2^31";
  EXPECT_FALSE(narrowRow(values, {}, true));
  EXPECT_TRUE(narrowRow({std::ldexp(3.0, -1023)}, {}, false));
  EXPECT_FALSE(narrowRow({std::ldexp(3.0, -1074)}, {}, false));
}

TEST(Narrowing, MixedExponents) {
  EXPECT_EQ(narrowRow({std::ldexp(1.0, -7), 128})->exponent, -7);
  EXPECT_TRUE(narrowRow({std::ldexp(1.0, -7), 128})) << "2^14 units";
  EXPECT_FALSE(narrowRow({std::ldexp(1.0, -7), 256})) << "2^15 units";
  EXPECT_TRUE(narrowRow({std::ldexp(1.0, -7), -256}));
  EXPECT_EQ(narrowRow({2, 4}, {0.5})->exponent, -1) << "the bias may have the lowest bit";
  EXPECT_EQ(narrowRow({2, 4}, {0.5})->weightBits, 8u);
  EXPECT_FALSE(narrowRow({100}, {std::ldexp(1.0, -20)})) << "then the weight has 27 bits";
}

TEST(Narrowing, ZerosSubnormalsAndOthers) {
  EXPECT_EQ(narrowRow({0, -0.0, 0})->exponent, 0);
  EXPECT_EQ(narrowRow({})->reason, "sums of |k| are at most 0");
  double least = std::ldexp(1.0, -149);
  ASSERT_TRUE(narrowRow({least, -5 * least}));
  EXPECT_EQ(narrowRow({least, -5 * least})->exponent, -149);
  EXPECT_EQ(-5 * least * unitsPerOne(-149), -5);
  EXPECT_FALSE(narrowRow({least, 1}));
  EXPECT_FALSE(narrowRow({NAN}));
  EXPECT_FALSE(narrowRow({1}, {INFINITY}));
  double huge = std::ldexp(1.0, 127);
  EXPECT_TRUE(narrowRow({huge}));
  EXPECT_FALSE(narrowRow({huge, huge})) << "their sum is not finite";
  // An f64 that is no f32 is rounded first.
  EXPECT_TRUE(narrowRow({1 + std::ldexp(1.0, -30)}));
  EXPECT_FALSE(narrowRow({1 + std::ldexp(1.0, -30)}, {}, false));
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

static IntegerSums bound(std::vector<int32_t> values, snn::IntegerRange range, unsigned bits,
                         std::vector<double> bias = {}) {
  mlir::MLIRContext context;
  auto type =
      mlir::RankedTensorType::get({1, static_cast<int64_t>(values.size())}, mlir::IntegerType::get(&context, 32));
  mlir::ElementsAttr attribute = mlir::DenseElementsAttr::get(type, llvm::ArrayRef<int32_t>(values));
  return boundIntegers({attribute, bias, 1, static_cast<int64_t>(values.size())}, range, bits);
}

TEST(Narrowing, SumsOfIntegers) {
  IntegerSums spikes = bound({100, -50, 127}, {0, 1}, 16);
  EXPECT_EQ(spikes.weightBits, 8u);
  EXPECT_EQ(spikes.exactBits, 16u);
  EXPECT_EQ(spikes.reason, "sums are -50 to 227");
  EXPECT_EQ(bound({32767}, {0, 1}, 16).exactBits, 16u);
  EXPECT_EQ(bound({32767}, {0, 1}, 16, {1}).exactBits, std::nullopt);
  EXPECT_EQ(bound({32767}, {0, 1}, 16, {-1}).exactBits, 16u) << "a start below 0 leaves room";
  EXPECT_EQ(bound({-32768}, {0, 1}, 16).exactBits, 16u);
  EXPECT_EQ(bound({-32768, -1}, {0, 1}, 16).exactBits, std::nullopt);
  EXPECT_EQ(bound({-32768, -1}, {0, 1}, 32).exactBits, 32u);
  EXPECT_EQ(bound({-1}, {-32768, 32767}, 16).exactBits, std::nullopt) << "-1 * -32768 = 32768";
  EXPECT_EQ(bound({-1}, {-32767, 32767}, 16).exactBits, 16u);
}

TEST(Narrowing, ProductsOfIntegers) {
  IntegerSums counts = bound({127, -128, 60, 30, 30, 30, 30, 30, 30}, {0, 31}, 16);
  EXPECT_EQ(counts.exactBits, 16u);
  IntegerSums cut = bound(std::vector<int32_t>(100, 127), {0, 31}, 16);
  EXPECT_EQ(cut.exactBits, std::nullopt);
  EXPECT_EQ(cut.limit, std::nullopt) << "31 * 127 fits";
  EXPECT_EQ(bound(std::vector<int32_t>(100, 127), {0, 259}, 16).limit, 258);
  EXPECT_EQ(bound(std::vector<int32_t>(100, 127), {-32768, 3}, 16).limit, 258);
  EXPECT_EQ(bound({-32768, -1}, {0, 2}, 16).limit, 0);
  EXPECT_EQ(bound({0, 0}, {-32768, 32767}, 16).exactBits, 16u);
}

//===----------------------------------------------------------------------===//
// The same bits
//===----------------------------------------------------------------------===//

/// A layer with weights from -`most` - 1 to `most` in units.
template <typename T>
static void compareLayer(int64_t sources, int64_t targets, double unit, double bias, unsigned most = 127) {
  std::mt19937 generator(sources * 31 + targets);
  std::vector<T> weights(sources * targets), start(targets);
  for (T &weight : weights)
    weight = T((static_cast<int>(generator() % (2 * most + 2)) - static_cast<int>(most) - 1) * unit);
  for (T &number : start)
    number = T((static_cast<int>(generator() % 99) - 49) * bias);
  std::vector<double> wide(weights.begin(), weights.end());
  std::string body = "%x = snn.input \"x\" : " + tensor({sources}, typeName<T>()) +
                     "\n%y = snn.linear \"fc\" (%x) weight(" + parameter<double>({targets, sources}, wide) + ") bias(" +
                     parameter<double>({targets}, std::vector<double>(start.begin(), start.end())) + ") : (" +
                     tensor({sources}, typeName<T>()) + ") -> " + tensor({targets}, typeName<T>()) +
                     "\nsnn.output \"y\" (%y) : " + tensor({targets}, typeName<T>());
  Network net(network<T>(body));
  ASSERT_TRUE(net);
  // Rows of spikes, then rows with other numbers.
  int64_t steps = 12;
  std::vector<T> data = randomNumbers<T>(steps * sources, 5, 0.7);
  for (int64_t i = 0; i < steps / 2 * sources; ++i)
    data[i] = data[i] != 0 ? 1 : 0;
  for (const std::string &processor : codePaths()) {
    CompileOptions options;
    options.cpu = processor;
    auto reference = net.reference(), compiled = net.compiled(options);
    ASSERT_TRUE(reference && compiled);
    EXPECT_EQ(firstDifference(runEngine<T>(*reference, {data}, steps), runEngine<T>(*compiled, {data}, steps)), "")
        << sources << " to " << targets;
  }
}

TEST(Narrowing, GivesTheBitsOfFloats) {
  for (auto [sources, targets] :
       {std::pair<int64_t, int64_t>{3, 5}, {70, 33}, {300, 128}, {40, 260}, {1000, 17}, {2000, 96}}) {
    compareLayer<float>(sources, targets, 0.0078125, 0.5);
    compareLayer<float>(sources, targets, std::ldexp(1.0, -149), 0);
    compareLayer<double>(sources, targets, 0.25, 4);
    // Sums of 16 bits are carried over after 16 events.
    compareLayer<float>(sources, targets, 0.5, 8, 2047);
  }
}
