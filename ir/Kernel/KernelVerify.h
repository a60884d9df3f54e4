//===- KernelVerify.h - what the verifiers of kernel ops share ------------===//
#ifndef GANGLION_IR_KERNEL_KERNELVERIFY_H
#define GANGLION_IR_KERNEL_KERNELVERIFY_H

#include "ir/Kernel/KernelDialect.h"
#include "ir/Support/OpVerifier.h"

namespace ganglion::kernel {

class KernelVerifier : public OpVerifier {
public:
  using OpVerifier::OpVerifier;

  /// All values have the type `want`.
  void checkTypes(llvm::StringRef rule, mlir::ValueRange values, mlir::Type want);
  /// `array` has element type `element` and `elements` numbers, or one if `mayBeOne`; absent passes.
  void checkArray(llvm::StringRef rule, llvm::StringRef field, mlir::Value array, mlir::Type element, int64_t elements,
                  bool mayBeOne = false);
  /// As checkArray for the numbers of a row of `signal`.
  void checkRow(llvm::StringRef rule, llvm::StringRef field, mlir::Value array, SignalType signal,
                bool mayBeOne = true) {
    checkArray(rule, field, array, signal.getElement(), signal.getRowElements(), mayBeOne);
  }

  /// `weight` has `elements` numbers of `compute` or, where that is an integer type, of a narrower one.
  void checkWeight(llvm::StringRef rule, mlir::Value weight, mlir::Type compute, int64_t elements);
  /// The signal is one of floats, as kernels without a meaning for integers need it.
  void checkFloats(llvm::StringRef rule, SignalType signal);

  /// `most` is a positive number of the type of the signal, one of integers.
  void checkMost(llvm::StringRef rule, int64_t most, SignalType signal);

  /// A kernel with `repeats`, which may be null, stands in a stage of blocks.
  void checkRepeats(llvm::StringRef rule, mlir::Value repeats);
};

/// The product of numbers that are not negative, cut to the range of 64 bits.
int64_t product(std::initializer_list<int64_t> factors);

} // namespace ganglion::kernel

#endif // GANGLION_IR_KERNEL_KERNELVERIFY_H
