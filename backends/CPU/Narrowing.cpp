//===- Narrowing.cpp ------------------------------------------------------===//
#include "backends/CPU/Narrowing.h"
#include "backends/CPU/Weights.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"
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
  bool isEmpty() const { return low == INT_MAX; }
  int lowest() const { return isEmpty() ? 0 : low; }
  /// Bits from the lowest to the highest of all numbers; what needs more than 16 is no integer of 16 bits.
  int width() const { return isEmpty() ? 0 : high - low + 1; }

  /// False if the number is not finite.
  bool add(double value) {
    uint64_t bits = llvm::bit_cast<uint64_t>(value), fraction = bits & llvm::maskTrailingOnes<uint64_t>(52);
    int exponent = static_cast<int>(bits >> 52 & 0x7FF);
    if (exponent == 0x7FF)
      return false;
    // Numbers below the smallest normal one have its exponent, without the leading 1.
    if (exponent)
      fraction |= uint64_t(1) << 52;
    else
      exponent = 1;
    if (fraction) {
      low = std::min(low, exponent - 1075 + llvm::countr_zero(fraction));
      high = std::max(high, exponent - 1012 - llvm::countl_zero(fraction));
    }
    return true;
  }

private:
  int low = INT_MAX, high = INT_MIN;
};

/// Weights of one target in units.
struct Units {
  int64_t sum = 0; ///< of |k|
  bool areWhole = true;
  int32_t least = 0, most = 0;
};

/// The proof for one layer, target by target. The unit is that of the weights seen so far: one that is no multiple of
/// it makes it smaller, and the proof starts again. Layers of arbitrary floats fail after a few weights.
class FloatNarrowing {
public:
  FloatNarrowing(const DenseWeights &dense, bool isSingle)
      : dense(dense), isSingle(isSingle), weights(dense.weight), row(dense.sources) {}

  std::optional<NarrowFloats> run() {
    for (double bias : dense.bias)
      if (!all.add(bias))
        return std::nullopt;
    for (int64_t target = 0; target < dense.targets;) {
      readRow(target);
      Units units = all.lowest() < -1023 ? Units{0, false} : inUnits();
      // The first weights give the unit.
      if (!units.areWhole || (span.isEmpty() && units.sum)) {
        int before = all.lowest();
        if (!addRow() || all.lowest() < -1023 || (!units.areWhole && all.lowest() == before))
          return std::nullopt;
        if (all.lowest() != before) {
          target = largest = 0;
          least = most = 0;
          continue;
        }
      }
      if (!addTarget(units, target++))
        return std::nullopt;
    }
    return result();
  }

private:
  int64_t limit() const { return isSingle ? int64_t(1) << 24 : INT32_MAX; }

  void readRow(int64_t target) {
    weights.read(target * dense.sources, row);
    if (isSingle)
      for (double &weight : row)
        weight = static_cast<float>(weight);
  }

  Units inUnits() const {
    double perOne = unitsPerOne(all.lowest());
    Units units;
    bool isWrong = false;
    for (double weight : row) {
      double k = weight * perOne;
      bool fits = k >= INT16_MIN && k <= INT16_MAX;
      auto whole = static_cast<int32_t>(fits ? k : 0);
      isWrong |= whole != k;
      units.least = std::min(units.least, whole);
      units.most = std::max(units.most, whole);
      units.sum += std::abs(whole);
    }
    units.areWhole = !isWrong;
    return units;
  }

  /// False if a weight is not finite, or if 16 bits do not hold all weights so far. -2^15 has 1 bit of 16.
  bool addRow() {
    for (double weight : row)
      if (!span.add(weight) || span.width() > 16 || !all.add(weight))
        return false;
    return true;
  }

  /// False if a sum may be rounded.
  bool addTarget(const Units &units, int64_t target) {
    double start = dense.bias.empty() ? 0 : std::fabs(std::ldexp(dense.bias[target], -all.lowest()));
    if (start > limit())
      return false;
    largest = std::max(largest, static_cast<int64_t>(start) + units.sum);
    least = std::min(least, units.least);
    most = std::max(most, units.most);
    return largest <= limit();
  }

  std::optional<NarrowFloats> result() const {
    if (all.lowest() < -1023 || std::ldexp(static_cast<double>(largest), all.lowest()) > (isSingle ? FLT_MAX : DBL_MAX))
      return std::nullopt;
    bool fitsByte = least >= INT8_MIN && most <= INT8_MAX;
    return NarrowFloats{all.lowest(), fitsByte ? 8u : 16u, largest <= INT16_MAX ? 16u : 32u, std::max(-least, most),
                        "sums of |k| are at most " + std::to_string(largest)};
  }

  const DenseWeights &dense;
  bool isSingle;
  Numbers<double> weights;
  std::vector<double> row;     ///< of a target, in the compute type
  BitSpan span, all;           ///< of weights, and of biases, too
  int64_t largest = 0;         ///< sum of a target
  int32_t least = 0, most = 0; ///< weight
};

} // namespace

double unitsPerOne(int exponent) { return std::ldexp(1.0, -exponent); }

std::optional<NarrowFloats> narrowFloats(const DenseWeights &dense, bool isSingle) {
  return FloatNarrowing(dense, isSingle).run();
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

IntegerSums boundIntegers(const DenseWeights &dense, snn::IntegerRange values, unsigned bits) {
  // Beyond this a bound says no more, and sums of bounds stay inside 64 bits.
  constexpr int64_t enough = int64_t(1) << 40;
  Numbers<int64_t> weights(dense.weight);
  snn::IntegerRange weightRange{0, 0}, sums{0, 0};
  for (int64_t target = 0; target < dense.targets; ++target) {
    int64_t bias = dense.bias.empty() ? 0 : static_cast<int64_t>(dense.bias[target]);
    snn::IntegerRange sum{bias, bias};
    for (int64_t source = 0; source < dense.sources; ++source) {
      int64_t weight = weights[target * dense.sources + source];
      auto [low, high] = std::minmax({weight * values.least, weight * values.most, int64_t(0)});
      sum.least = std::max(sum.least + low, -enough);
      sum.most = std::min(sum.most + high, enough);
      weightRange = {std::min(weightRange.least, weight), std::max(weightRange.most, weight)};
    }
    sums = {std::min(sums.least, sum.least), std::max(sums.most, sum.most)};
  }
  int64_t largest = std::max(-weightRange.least, weightRange.most), most = snn::rangeOfBits(bits).most;
  IntegerSums result{bitsFor(weightRange), largest, std::nullopt, std::nullopt, ""};
  std::string range = "sums are " + std::to_string(sums.least) + " to " + std::to_string(sums.most);
  unsigned sumBits = std::max(bitsFor(sums), std::max(result.weightBits, 16u));
  bool fits = snn::rangeOfBits(sumBits).holds(sums.least) && snn::rangeOfBits(sumBits).holds(sums.most);
  if (fits && sumBits <= bits) {
    result.exactBits = sumBits;
    result.reason = range;
    return result;
  }
  int64_t limit = largest ? most / largest : most;
  if (values.least < -limit || values.most > limit)
    result.limit = limit;
  result.reason = sums.least == -enough || sums.most == enough ? "sums may be cut" : range + ", they may be cut";
  return result;
}

} // namespace ganglion::cpu
