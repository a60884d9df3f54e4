//===- LoopIntegers.cpp - arithmetic of integers, and what they share -----===//
#include "backends/CPU/LoopBuilder.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace ganglion::cpu {

Type withElement(Type type, Type element) {
  auto vector = dyn_cast<VectorType>(type);
  return vector ? Type(VectorType::get(vector.getShape(), element)) : element;
}

Type dataType(Type compute) {
  if (isa<FloatType>(compute))
    return compute;
  Builder b(compute.getContext());
  return compute.isInteger(16) ? Type(b.getF32Type()) : b.getF64Type();
}

static bool isInteger(Value value) { return isa<IntegerType>(getElementTypeOrSelf(value.getType())); }

//===----------------------------------------------------------------------===//
// Floats and integers
//===----------------------------------------------------------------------===//

Value LoopBuilder::plus(Value left, Value right) {
  if (isInteger(left))
    return LLVM::SAddSat::create(b, loc, left.getType(), left, right);
  return arith::AddFOp::create(b, loc, left, right);
}

Value LoopBuilder::product(Value left, Value right) {
  return isInteger(left) ? plusProduct(number(left.getType(), 0), left, right) : times(left, right);
}

/// Twice the bits hold a product and a number more.
Value LoopBuilder::plusProduct(Value sum, Value weight, Value value) {
  if (!value)
    return plus(sum, weight);
  if (!isInteger(sum))
    return plus(sum, times(weight, value));
  Type element = getElementTypeOrSelf(sum.getType()), wide = b.getIntegerType(2 * element.getIntOrFloatBitWidth());
  Value exact = arith::MulIOp::create(b, loc, extended(weight, wide), extended(value, wide));
  return cut(arith::AddIOp::create(b, loc, extended(sum, wide), exact), element);
}

Value LoopBuilder::isUnlike(Value left, Value right) {
  return isInteger(left) ? compareIntegers(arith::CmpIPredicate::ne, left, right)
                         : compare(arith::CmpFPredicate::UNE, left, right);
}

Value LoopBuilder::isAbove(Value left, Value right) {
  return isInteger(left) ? compareIntegers(arith::CmpIPredicate::sgt, left, right)
                         : compare(arith::CmpFPredicate::OGT, left, right);
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

Value LoopBuilder::cutDifference(Value left, Value right) {
  return LLVM::SSubSat::create(b, loc, left.getType(), left, right);
}

Value LoopBuilder::extended(Value value, Type element) {
  Type type = withElement(value.getType(), element);
  if (!isInteger(value) || type == value.getType())
    return value;
  return arith::ExtSIOp::create(b, loc, type, value);
}

static std::pair<double, double> rangeOf(Type element) {
  double limit = std::ldexp(1.0, element.getIntOrFloatBitWidth() - 1);
  return {-limit, limit - 1};
}

Value LoopBuilder::cut(Value value, Type element) {
  auto [least, most] = rangeOf(element);
  value = arith::MaxSIOp::create(b, loc, value, number(value.getType(), least));
  value = arith::MinSIOp::create(b, loc, value, number(value.getType(), most));
  return arith::TruncIOp::create(b, loc, withElement(value.getType(), element), value);
}

/// The data type represents both ends of the range.
Value LoopBuilder::integerOf(Value value, Type element) {
  Type type = value.getType();
  auto [least, most] = rangeOf(element);
  Value low = number(type, least), high = number(type, most);
  Value whole = math::TruncOp::create(b, loc, value);
  whole = select(compare(arith::CmpFPredicate::OLT, whole, low), low, whole);
  whole = select(compare(arith::CmpFPredicate::OLT, high, whole), high, whole);
  whole = select(compare(arith::CmpFPredicate::UNO, value, value), number(type, 0), whole);
  return arith::FPToSIOp::create(b, loc, withElement(type, element), whole);
}

Value LoopBuilder::any(Value mask) {
  auto type = cast<VectorType>(mask.getType());
  Type word = b.getIntegerType(type.getNumElements());
  Value bits = vector::BitCastOp::create(b, loc, VectorType::get(1, word), mask);
  Value all = vector::ExtractOp::create(b, loc, bits, ArrayRef<int64_t>{0});
  return compareIntegers(arith::CmpIPredicate::ne, all, number(word, 0));
}

} // namespace ganglion::cpu
