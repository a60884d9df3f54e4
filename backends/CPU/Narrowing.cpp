//===- Narrowing.cpp ------------------------------------------------------===//
#include "backends/CPU/Narrowing.h"
#include "backends/CPU/Weights.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"
#include <cfloat>
#include <cmath>
#include <numeric>

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

/// The weights of an all-to-all connection, target by target.
class DenseRows {
public:
  explicit DenseRows(const DenseWeights &dense) : sources(dense.sources), weights(dense.weight) {}

  void read(int64_t target, std::vector<double> &row) const {
    row.resize(sources);
    weights.read(target * sources, row);
  }

private:
  int64_t sources;
  Numbers<double> weights;
};

/// Those of listed synapses.
class ListedRows {
public:
  explicit ListedRows(const ListedWeights &listed)
      : weights(listed.weight), starts(listed.targets + 1), indices(listed.indices.size()) {
    for (int32_t target : listed.targetOf)
      ++starts[target + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<int64_t> next(starts.begin(), starts.end() - 1);
    for (auto [index, target] : llvm::zip_equal(listed.indices, listed.targetOf))
      indices[next[target]++] = index;
  }

  void read(int64_t target, std::vector<double> &row) const {
    row.clear();
    for (int64_t k = starts[target]; k < starts[target + 1]; ++k)
      row.push_back(weights[indices[k]]);
  }

private:
  Numbers<double> weights;
  std::vector<int64_t> starts, indices;
};

/// Weights of one target in units.
struct Units {
  int64_t sum = 0; ///< of |k|
  bool areWhole = true;
  int32_t least = 0, most = 0;
};

/// The proof for one layer, target by target. The unit is that of the weights seen so far: one that is no multiple of
/// it makes it smaller, and the proof starts again. Layers of arbitrary floats fail after a few weights.
template <typename Rows> class FloatNarrowing {
public:
  template <typename Weights>
  FloatNarrowing(const Weights &weights, bool isSingle)
      : rows(weights), biases(weights.bias), targets(weights.targets), isSingle(isSingle) {}

  std::optional<NarrowFloats> run() {
    for (double bias : biases)
      if (!all.add(bias))
        return std::nullopt;
    for (int64_t target = 0; target < targets;) {
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
    rows.read(target, row);
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
    double start = biases.empty() ? 0 : std::fabs(std::ldexp(biases[target], -all.lowest()));
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

  Rows rows;
  llvm::ArrayRef<double> biases;
  int64_t targets;
  bool isSingle;
  std::vector<double> row;     ///< of a target, in the compute type
  BitSpan span, all;           ///< of weights, and of biases, too
  int64_t largest = 0;         ///< sum of a target
  int32_t least = 0, most = 0; ///< weight
};

} // namespace

double unitsPerOne(int exponent) { return std::ldexp(1.0, -exponent); }

std::optional<NarrowFloats> narrowFloats(const DenseWeights &dense, bool isSingle) {
  return FloatNarrowing<DenseRows>(dense, isSingle).run();
}

std::optional<NarrowFloats> narrowFloats(const ListedWeights &listed, bool isSingle) {
  return FloatNarrowing<ListedRows>(listed, isSingle).run();
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

IntegerSums boundIntegers(const DenseWeights &dense, snn::IntegerRange values, unsigned bits) {
  return boundIntegersOf(dense, values, bits);
}

IntegerSums boundIntegers(const ListedWeights &listed, snn::IntegerRange values, unsigned bits) {
  return boundIntegersOf(listed, values, bits);
}

} // namespace ganglion::cpu
