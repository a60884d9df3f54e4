//===- Parameter.h - reading the numbers of an attribute ------------------===//
//
// All reads of parameters go through this file: `dense<...>` (small ones, also splats) and `dense_resource` blobs
// (large ones, possibly a view of shared memory) look the same here, and nothing is copied until a value is asked for.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_SUPPORT_PARAMETER_H
#define GANGLION_IR_SUPPORT_PARAMETER_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace ganglion {

/// A read-only view of a parameter: shape, element type, elements in C order.
/// Element types: f16, bf16, f32, f64, i1 (a byte each in blobs, bits in dense<>), signless, signed and unsigned
/// integers of 8 to 64 bits.
class Parameter {
public:
  /// Fails, with a reason, if the attribute is no dense<> or dense_resource, the element type is none of the above, the
  /// blob is missing (--elide) or its size does not fit the type. O(1).
  static llvm::Expected<Parameter> get(mlir::Attribute attribute);

  /// As `get` for an attribute that a verifier has accepted.
  static Parameter of(mlir::Attribute attribute);

  llvm::ArrayRef<int64_t> shape() const { return type.getShape(); }
  int64_t rank() const { return type.getRank(); }
  mlir::Type elementType() const { return type.getElementType(); }
  int64_t size() const { return count; }
  bool isSplat() const { return splat; }

  /// Element `index` in C order as a double. An i64 beyond 2^53 is rounded.
  double asDouble(int64_t index) const;
  /// Element `index` as an integer; floats are truncated.
  int64_t asInteger(int64_t index) const;

  /// Whether `matches` holds for an element; a splat is asked about once.
  bool anyElement(llvm::function_ref<bool(double)> matches) const;

  /// Elements from `first` on, as many as `out` has.
  void copyDoubles(int64_t first, llvm::MutableArrayRef<double> out) const;
  std::vector<double> toDoubles() const;
  std::vector<int64_t> toIntegers() const;
  /// Rounded once from the file's value to f32.
  std::vector<float> toFloats() const;

  /// The elements as stored (native byte order, a byte for an i1). A splat is expanded; this copies unless the storage
  /// is a full blob. The pointer stays valid as long as `storage` and the context live.
  llvm::ArrayRef<char> bytes(std::vector<char> &storage) const;

private:
  Parameter(mlir::ShapedType type, mlir::Attribute attribute) : type(type), attribute(attribute) {}

  mlir::ShapedType type;
  mlir::Attribute attribute;
  const char *data = nullptr; ///< first element
  int64_t count = 0;
  unsigned width = 0; ///< bytes of an element
  bool splat = false;
  bool packedBits = false; ///< an i1 in dense<>
};

/// A blob-backed attribute that takes over `bytes` without copying; `owner` is kept alive with it. `name` is a hint
/// that is made unique in the context. Small parameters (at most 32 elements, and all of rank 0) become dense<>
/// instead.
mlir::ElementsAttr makeParameter(mlir::RankedTensorType type, llvm::StringRef name, llvm::ArrayRef<char> bytes,
                                 std::shared_ptr<void> owner);

/// The same, copying `bytes`.
mlir::ElementsAttr makeParameterCopy(mlir::RankedTensorType type, llvm::StringRef name, llvm::ArrayRef<char> bytes);

/// Bytes that one element of this type takes in a blob; 0 for a type that parameters cannot have.
unsigned parameterElementBytes(mlir::Type type);

} // namespace ganglion

#endif // GANGLION_IR_SUPPORT_PARAMETER_H
