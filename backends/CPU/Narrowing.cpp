//===- Narrowing.cpp ------------------------------------------------------===//
#include "backends/CPU/Narrowing.h"
#include "backends/CPU/Weights.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/bit.h"
#include <cfloat>
#include <cmath>

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

namespace {

/// The exponents of the lowest and the highest bit of numbers.
class BitSpan {
public:
  int lowest() const { return low == INT_MAX ? 0 : low; }
  /// Bits from the lowest to the highest of all numbers; what needs more than 16 is no integer of 16 bits.
  int width() const { return low == INT_MAX ? 0 : high - low + 1; }

  /// False if the number is not finite.
  bool add(double value) {
    if (value == 0)
      return true;
    if (!std::isfinite(value))
      return false;
    int exponent = 0;
    double fraction = std::frexp(std::fabs(value), &exponent);
    auto bits = static_cast<uint64_t>(std::ldexp(fraction, 53));
    low = std::min(low, exponent - 53 + llvm::countr_zero(bits));
    high = std::max(high, exponent - 1);
    return true;
  }

private:
  int low = INT_MAX, high = INT_MIN;
};

/// The numbers of a parameter in the compute type.
class Rounded {
public:
  Rounded(mlir::ElementsAttr attribute, bool isSingle) : numbers(attribute), isSingle(isSingle) {}
  double operator[](int64_t index) const {
    double value = numbers[index];
    return isSingle ? static_cast<float>(value) : value;
  }

private:
  Numbers<double> numbers;
  bool isSingle;
};

} // namespace

int64_t inUnits(double weight, int exponent) { return static_cast<int64_t>(std::ldexp(weight, -exponent)); }

/// Calls `use` with the target and the index of each weight until it returns false; false then.
template <typename Use> static bool forEachWeight(const DenseWeights &dense, Use use) {
  for (int64_t target = 0, index = 0; target < dense.targets; ++target)
    for (int64_t source = 0; source < dense.sources; ++source, ++index)
      if (!use(target, index))
        return false;
  return true;
}

template <typename Use> static bool forEachWeight(const ListedWeights &listed, Use use) {
  for (size_t k = 0; k < listed.indices.size(); ++k)
    if (!use(listed.targetOf[k], listed.indices[k]))
      return false;
  return true;
}

/// The exponent of a unit that all weights and biases are multiples of; none if a weight then needs more than 16 bits.
template <typename Weights>
static std::optional<int> commonExponent(const Weights &connection, const Rounded &weights) {
  BitSpan span, all;
  for (double bias : connection.bias)
    if (!all.add(bias))
      return std::nullopt;
  bool isNarrow = forEachWeight(connection, [&](int64_t, int64_t index) {
    // Most layers of arbitrary floats fail after a few weights. -2^15 has 1 bit of 16.
    if (!span.add(weights[index]) || span.width() > 16)
      return false;
    all.add(weights[index]);
    return true;
  });
  return isNarrow ? std::optional<int>(all.lowest()) : std::nullopt;
}

template <typename Weights>
static std::optional<NarrowFloats> narrowFloatsOf(const Weights &connection, bool isSingle) {
  Rounded weights(connection.weight, isSingle);
  std::optional<int> exponent = commonExponent(connection, weights);
  if (!exponent)
    return std::nullopt;
  int64_t limit = isSingle ? int64_t(1) << 24 : INT32_MAX, largest = 0;
  // 2^1023 is the largest power of 2: units of numbers near the end of f64 are left alone.
  if (*exponent < -1023)
    return std::nullopt;
  double perUnit = std::ldexp(1.0, -*exponent);
  NarrowFloats result{*exponent, 8, 16, ""};
  std::vector<int64_t> sums(connection.targets);
  for (size_t target = 0; target < connection.bias.size(); ++target) {
    double start = std::fabs(std::ldexp(connection.bias[target], -*exponent));
    if (start > limit)
      return std::nullopt;
    sums[target] = static_cast<int64_t>(start);
  }
  bool isExact = forEachWeight(connection, [&](int64_t target, int64_t index) {
    // At most 16 bits wide above the lowest bit of the weights, but the bias may have a lower one.
    double units = weights[index] * perUnit;
    if (units < INT16_MIN || units > INT16_MAX)
      return false;
    if (units < INT8_MIN || units > INT8_MAX)
      result.weightBits = 16;
    sums[target] += static_cast<int64_t>(std::fabs(units));
    return sums[target] <= limit;
  });
  if (!isExact)
    return std::nullopt;
  for (int64_t sum : sums)
    largest = std::max(largest, sum);
  if (std::ldexp(static_cast<double>(largest), *exponent) > (isSingle ? FLT_MAX : DBL_MAX))
    return std::nullopt;
  result.sumBits = largest <= INT16_MAX ? 16 : 32;
  result.reason = "sums of |k| are at most " + std::to_string(largest);
  return result;
}

std::optional<NarrowFloats> narrowFloats(const DenseWeights &dense, bool isSingle) {
  return narrowFloatsOf(dense, isSingle);
}

std::optional<NarrowFloats> narrowFloats(const ListedWeights &listed, bool isSingle) {
  return narrowFloatsOf(listed, isSingle);
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

/// The narrowest of 8, 16 and 32 bits that hold a range.
static unsigned bitsFor(snn::IntegerRange range) {
  for (unsigned bits : {8, 16})
    if (snn::rangeOfBits(bits).holds(range.least) && snn::rangeOfBits(bits).holds(range.most))
      return bits;
  return 32;
}

template <typename Weights>
static IntegerSums boundIntegersOf(const Weights &connection, snn::IntegerRange values, unsigned bits) {
  // Beyond this a bound says no more, and sums of bounds stay inside 64 bits.
  constexpr int64_t enough = int64_t(1) << 40;
  Numbers<int64_t> weights(connection.weight);
  std::vector<snn::IntegerRange> ranges(connection.targets, snn::IntegerRange{0, 0});
  for (size_t target = 0; target < connection.bias.size(); ++target)
    ranges[target].least = ranges[target].most = static_cast<int64_t>(connection.bias[target]);
  snn::IntegerRange weightRange{0, 0}, sums{0, 0};
  forEachWeight(connection, [&](int64_t target, int64_t index) {
    int64_t weight = weights[index];
    auto [low, high] = std::minmax({weight * values.least, weight * values.most, int64_t(0)});
    snn::IntegerRange &sum = ranges[target];
    sum = {std::max(sum.least + low, -enough), std::min(sum.most + high, enough)};
    weightRange = {std::min(weightRange.least, weight), std::max(weightRange.most, weight)};
    return true;
  });
  for (const snn::IntegerRange &sum : ranges)
    sums = {std::min(sums.least, sum.least), std::max(sums.most, sum.most)};
  IntegerSums result{bitsFor(weightRange), std::nullopt, std::nullopt, ""};
  std::string range = "sums are " + std::to_string(sums.least) + " to " + std::to_string(sums.most);
  unsigned sumBits = std::max(bitsFor(sums), std::max(result.weightBits, 16u));
  bool fits = snn::rangeOfBits(sumBits).holds(sums.least) && snn::rangeOfBits(sumBits).holds(sums.most);
  if (fits && sumBits <= bits) {
    result.exactBits = sumBits;
    result.reason = range;
    return result;
  }
  int64_t largest = std::max(-weightRange.least, weightRange.most), most = snn::rangeOfBits(bits).most;
  int64_t limit = largest ? most / largest : most;
  if (values.least < -limit || values.most > limit)
    result.limit = limit;
  result.reason = sums.least == -enough || sums.most == enough ? "sums may be cut" : range + ", they may be cut";
  return result;
}

IntegerSums boundIntegers(const DenseWeights &dense, snn::IntegerRange values, unsigned bits) {
  return boundIntegersOf(dense, values, bits);
}

IntegerSums boundIntegers(const ListedWeights &listed, snn::IntegerRange values, unsigned bits) {
  return boundIntegersOf(listed, values, bits);
}

} // namespace ganglion::cpu
