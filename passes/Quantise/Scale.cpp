//===- Scale.cpp ----------------------------------------------------------===//
#include "passes/Quantise/Scale.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <vector>

using namespace llvm;

namespace ganglion::quantise {

double rounded(double value) { return std::nearbyint(value); }

double largestMagnitude(ArrayRef<double> values) {
  double largest = 0;
  for (double value : values)
    largest = std::max(largest, std::fabs(value));
  return largest;
}

/// NumPy's pairwise summation: up to 8 numbers one by one, up to 128 in eight partial sums, else two halves, the first
/// of a multiple of 8.
static double pairwiseSum(ArrayRef<double> values) {
  constexpr size_t lanes = 8, block = 128;
  if (values.size() < lanes) {
    double sum = 0;
    for (double value : values)
      sum += value;
    return sum;
  }
  if (values.size() > block) {
    size_t half = values.size() / 2;
    half -= half % lanes;
    return pairwiseSum(values.take_front(half)) + pairwiseSum(values.drop_front(half));
  }
  double sums[lanes];
  llvm::copy(values.take_front(lanes), sums);
  size_t whole = values.size() - values.size() % lanes;
  for (size_t index = lanes; index < whole; ++index)
    sums[index % lanes] += values[index];
  double sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
  for (double value : values.drop_front(whole))
    sum += value;
  return sum;
}

double spread(ArrayRef<double> values, double deviations) {
  if (values.empty())
    return 0;
  double count = static_cast<double>(values.size()), mean = pairwiseSum(values) / count;
  std::vector<double> squares;
  squares.reserve(values.size());
  for (double value : values)
    squares.push_back((value - mean) * (value - mean));
  return std::fabs(mean) + deviations * std::sqrt(pairwiseSum(squares) / count);
}

double commonScale(double largest, double limit, double threshold, double thresholdLimit) {
  double scale = largest > 0 ? limit / largest : 1;
  return threshold > 0 ? std::min(scale, thresholdLimit / threshold) : scale;
}

void RoundingError::add(double scaled, double integer) {
  double distance = std::fabs(integer - scaled);
  ++numbers;
  lostNumbers += scaled != 0 && integer == 0;
  largestDistance = std::max(largestDistance, distance);
  squaredDistance += distance * distance;
  squaredNumbers += scaled * scaled;
}

double RoundingError::relative() const { return squaredNumbers > 0 ? std::sqrt(squaredDistance / squaredNumbers) : 0; }

} // namespace ganglion::quantise
