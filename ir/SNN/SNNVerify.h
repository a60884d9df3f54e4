//===- SNNVerify.h - what the verifiers of snn ops share ------------------===//
#ifndef GANGLION_IR_SNN_SNNVERIFY_H
#define GANGLION_IR_SNN_SNNVERIFY_H

#include "ir/SNN/SNNDialect.h"
#include "ir/Support/OpVerifier.h"

namespace ganglion::snn {

class SNNVerifier : public OpVerifier {
public:
  using OpVerifier::OpVerifier;

  /// Opens "'snn.x' op C1: node 'name': " (or network, system, link and their names).
  mlir::InFlightDiagnostic finding(llvm::StringRef rule);

  /// Each operand has `shape`.
  void checkInputs(llvm::StringRef rule, mlir::OperandRange inputs, llvm::ArrayRef<int64_t> shape);
  /// The storage of the parameter fits its type; absent passes.
  void checkStorage(llvm::StringRef rule, llvm::StringRef field, mlir::Attribute parameter);
  /// The same, for numbers that enter the arithmetic: in a network of integers they are integers.
  void checkNumbers(llvm::StringRef rule, llvm::StringRef field, mlir::ElementsAttr parameter);
  /// `parameter` has rank 0 or one of the shapes; absent passes.
  void checkShape(llvm::StringRef rule, llvm::StringRef field, mlir::ElementsAttr parameter,
                  llvm::ArrayRef<llvm::ArrayRef<int64_t>> shapes);
  /// The element type of `output` is the compute type.
  void checkComputeType(llvm::StringRef rule, mlir::Value output);
  /// The element type of `output` is that of a sum: the compute type, or the type of a single operand.
  void checkSumType(llvm::StringRef rule, mlir::OperandRange inputs, mlir::Value output);
  /// The delays' axis, values and storage fit the connection and the clock.
  void checkDelays(llvm::StringRef rule, DelaysAttr delays, llvm::ArrayRef<int64_t> source,
                   llvm::ArrayRef<int64_t> target, llvm::ArrayRef<int64_t> synapse);
};

/// The shape of a ranked tensor value.
inline llvm::ArrayRef<int64_t> shapeOf(mlir::Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType()).getShape();
}
inline mlir::Type elementOf(mlir::Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType()).getElementType();
}

} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_SNNVERIFY_H
