//===- Scale.h - scales, rounding and the error of both -------------------===//
//
// What quantisers of all chips share: numbers are multiplied by a scale and rounded once, half to even; the error is
// measured in the same terms for every chip.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_PASSES_QUANTISE_SCALE_H
#define GANGLION_PASSES_QUANTISE_SCALE_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>

namespace ganglion::quantise {

/// The nearest integer, of two equally near ones the even one.
double rounded(double value);

/// The largest absolute value, 0 for none.
double largestMagnitude(llvm::ArrayRef<double> values);

/// |mean| + `deviations` standard deviations (of the population) of the numbers; 0 for none. Summed in pairs as NumPy
/// sums, so that thresholds chosen with it are the same to the last bit.
double spread(llvm::ArrayRef<double> values, double deviations);

/// The scale that takes `largest` to `limit`, 1 where `largest` is 0; less where `threshold` would leave
/// `thresholdLimit`.
double commonScale(double largest, double limit, double threshold, double thresholdLimit);

/// How far rounded numbers are from the scaled ones.
class RoundingError {
public:
  /// `scaled` is value*scale before rounding, `integer` what it became.
  void add(double scaled, double integer);

  int64_t count() const { return numbers; }
  /// Largest distance, in steps of the integer grid.
  double largest() const { return largestDistance; }
  /// Root of the sum of squared distances by that of the squared numbers; 0 for zeros only.
  double relative() const;
  /// Numbers other than 0 that became 0.
  int64_t lost() const { return lostNumbers; }

private:
  int64_t numbers = 0, lostNumbers = 0;
  double largestDistance = 0, squaredDistance = 0, squaredNumbers = 0;
};

} // namespace ganglion::quantise

#endif // GANGLION_PASSES_QUANTISE_SCALE_H
