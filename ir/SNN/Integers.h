//===- Integers.h - what engines share about networks of integers ---------===//
#ifndef GANGLION_IR_SNN_INTEGERS_H
#define GANGLION_IR_SNN_INTEGERS_H

#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"
#include "llvm/Support/Error.h"

namespace ganglion::snn {

/// The numbers from `least` to `most`.
struct IntegerRange {
  int64_t least, most;

  bool holds(int64_t value) const { return least <= value && value <= most; }
};

/// The range of a signed integer of `bits` bits; of one bit, 0 and 1.
IntegerRange rangeOfBits(unsigned bits);

/// What a network of integers must keep to so that an engine can run it, a sentence for each finding:
///
/// - every parameter is an integer of the compute type, a `dash` >= 0;
/// - a neuron spikes by `none`, `above` or `repeated`, resets in the same step and has neither `clip` nor `once`;
/// - `most` is a number of the compute type.
llvm::Error checkIntegerNetwork(NetworkOp network);

/// Every value of every input with `integerBits` is an integer of that many bits (with one bit: any number). Names the
/// input, the sample, the step and the element of the first that is none. The sizes of the arrays have been checked.
llvm::Error checkIntegerData(const RunData &data, llvm::ArrayRef<Channel> inputs);

} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_INTEGERS_H
