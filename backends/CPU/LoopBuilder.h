//===- LoopBuilder.h - short names for the ops that kernels become --------===//
#ifndef GANGLION_BACKENDS_CPU_LOOPBUILDER_H
#define GANGLION_BACKENDS_CPU_LOOPBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ganglion::cpu {

/// `type`, a scalar or a vector, with another element type.
mlir::Type withElement(mlir::Type type, mlir::Type element);

/// What the data of inputs come in: f32 or f64, in which all numbers of the compute type are exact.
mlir::Type dataType(mlir::Type compute);

/// Emits loops, index arithmetic and vector arithmetic at an insertion point. Every floating-point op is rounded on its
/// own and has no fast-math flag. Index operands that are constants are folded.
class LoopBuilder {
public:
  using Value = mlir::Value;
  using Values = llvm::SmallVector<mlir::Value>;

  LoopBuilder(mlir::OpBuilder &builder, mlir::Location location) : b(builder), loc(location) {}

  mlir::OpBuilder &builder() { return b; }
  mlir::Location location() const { return loc; }

  // Indices
  Value index(int64_t value) { return mlir::arith::ConstantIndexOp::create(b, loc, value); }
  Value add(Value left, Value right) { return b.createOrFold<mlir::arith::AddIOp>(loc, left, right); }
  Value add(Value left, int64_t right) { return right ? add(left, index(right)) : left; }
  Value sub(Value left, Value right) { return b.createOrFold<mlir::arith::SubIOp>(loc, left, right); }
  Value mul(Value left, int64_t right) { return b.createOrFold<mlir::arith::MulIOp>(loc, left, index(right)); }
  Value div(Value left, int64_t right) { return b.createOrFold<mlir::arith::DivUIOp>(loc, left, index(right)); }
  Value rem(Value left, int64_t right) { return b.createOrFold<mlir::arith::RemUIOp>(loc, left, index(right)); }
  Value less(Value left, Value right) {
    return mlir::arith::CmpIOp::create(b, loc, mlir::arith::CmpIPredicate::slt, left, right);
  }
  Value min(Value left, Value right) { return mlir::arith::MinSIOp::create(b, loc, left, right); }
  Value max(Value left, Value right) { return mlir::arith::MaxSIOp::create(b, loc, left, right); }
  Value select(Value condition, Value then, Value otherwise) {
    return mlir::arith::SelectOp::create(b, loc, condition, then, otherwise);
  }
  /// A 32-bit integer that is not negative, as an index.
  Value toIndex(Value integer) { return mlir::arith::IndexCastUIOp::create(b, loc, b.getIndexType(), integer); }
  Value toInteger(Value index) { return mlir::arith::IndexCastUIOp::create(b, loc, b.getI32Type(), index); }

  // Words of 64 bits and truth values
  Value word(int64_t value) { return mlir::arith::ConstantIntOp::create(b, loc, value, 64); }
  Value both(Value left, Value right) { return mlir::arith::AndIOp::create(b, loc, left, right); }
  Value either(Value left, Value right) { return mlir::arith::OrIOp::create(b, loc, left, right); }
  /// 1 as i32 if a word is not 0, else 0; and whether such a flag is 1.
  Value flag(Value word);
  Value isSet(Value flag);

  // Numbers of the compute type and vectors of them: floats, or integers whose sums are cut to their range
  Value number(mlir::Type type, double value);
  Value plus(Value left, Value right);
  /// Of integers cut to their range.
  Value product(Value left, Value right);
  /// `sum + weight*value`, without a value `sum + weight`; a product of integers is exact.
  Value plusProduct(Value sum, Value weight, Value value);
  /// Whether two numbers differ; NaN differs from all.
  Value isUnlike(Value left, Value right);
  Value isAbove(Value left, Value right);

  // LoopIntegers.cpp: integers and vectors of them
  Value cutDifference(Value left, Value right);
  /// In an element type at least as wide; floats as they are.
  Value extended(Value value, mlir::Type element);
  /// Cut to the range of a narrower element type.
  Value cut(Value value, mlir::Type element);
  /// Floats truncated, and cut to the range of an element type of integers; 0 from a NaN.
  Value integerOf(Value value, mlir::Type element);
  Value compareIntegers(mlir::arith::CmpIPredicate predicate, Value left, Value right) {
    return mlir::arith::CmpIOp::create(b, loc, predicate, left, right);
  }
  /// Whether an element of a vector of truth values is true.
  Value any(Value mask);

  // Floating-point numbers and vectors of them
  Value minus(Value left, Value right) { return mlir::arith::SubFOp::create(b, loc, left, right); }
  Value times(Value left, Value right) { return mlir::arith::MulFOp::create(b, loc, left, right); }
  Value over(Value left, Value right) { return mlir::arith::DivFOp::create(b, loc, left, right); }
  /// A number of spikes: truncated, cut to the range of i32, 0 from a NaN.
  Value count(Value value);
  Value negated(Value value) { return mlir::arith::NegFOp::create(b, loc, value); }
  Value compare(mlir::arith::CmpFPredicate predicate, Value left, Value right) {
    return mlir::arith::CmpFOp::create(b, loc, predicate, left, right);
  }
  Value broadcast(Value scalar, mlir::VectorType type) {
    return mlir::vector::BroadcastOp::create(b, loc, type, scalar);
  }

  // Memory
  Value load(Value memory, mlir::ValueRange indices) { return mlir::memref::LoadOp::create(b, loc, memory, indices); }
  void store(Value value, Value memory, mlir::ValueRange indices) {
    mlir::memref::StoreOp::create(b, loc, value, memory, indices);
  }
  Value loadIndex(Value memory, mlir::ValueRange indices) { return toIndex(load(memory, indices)); }
  /// A vector of neighbours, or a scalar if `type` is none.
  Value loadAs(mlir::Type type, Value memory, mlir::ValueRange indices);
  void storeAs(Value value, Value memory, mlir::ValueRange indices);

  // Control
  void forRange(Value from, Value to, int64_t step, llvm::function_ref<void(Value)> body);
  void forRange(int64_t from, int64_t to, int64_t step, llvm::function_ref<void(Value)> body);
  /// The body returns the next values.
  Values forRange(Value from, Value to, int64_t step, mlir::ValueRange start,
                  llvm::function_ref<Values(Value, mlir::ValueRange)> body);
  void ifTrue(Value condition, llvm::function_ref<void()> body);
  void ifElse(Value condition, llvm::function_ref<void()> then, llvm::function_ref<void()> otherwise);
  /// Calls `body` with the index of each bit of an i64 that is 1, ascending; `count` goes from call to call.
  Value forBits(Value word, Value count, llvm::function_ref<Value(Value bit, Value count)> body);

private:
  mlir::OpBuilder &b;
  mlir::Location loc;
};

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_LOOPBUILDER_H
