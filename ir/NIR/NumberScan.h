//===- NumberScan.h - finding numbers that a rule does not allow ----------===//
//
// Internal to the dialect. Weights can have tens of millions of elements and are nearly always sound: the stored bytes
// of a block are first asked whether there is anything to find, only then element by element what it is.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_NIR_NUMBERSCAN_H
#define GANGLION_IR_NIR_NUMBERSCAN_H

#include "ir/Support/Parameter.h"

namespace ganglion::nir {

/// How many elements are of a kind, and the flat index of the first one.
struct Tally {
  int64_t count = 0, first = -1;
  void add(int64_t index) {
    if (count++ == 0)
      first = index;
  }
};

/// Every element counts in at most one tally.
struct NumberScan {
  Tally nan, infinite;
  Tally beyondF32; ///< finite, but infinite when rounded to f32
};

/// Scans the parameter. A splat counts all its elements, the first one is element 0.
NumberScan scanNumbers(const Parameter &parameter);

/// The elements for which `matches` holds, by their value as a double. For parameters of neurons: one call per element.
Tally findNumbers(const Parameter &parameter, llvm::function_ref<bool(double)> matches);

} // namespace ganglion::nir

#endif // GANGLION_IR_NIR_NUMBERSCAN_H
