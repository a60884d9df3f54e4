//===- LoopBuilder.cpp ----------------------------------------------------===//
#include "backends/CPU/LoopBuilder.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace ganglion::cpu {

Value LoopBuilder::number(Type type, double value) {
  if (auto integer = dyn_cast<IntegerType>(getElementTypeOrSelf(type))) {
    auto scalar = IntegerAttr::get(integer, static_cast<int64_t>(value));
    if (auto vector = dyn_cast<VectorType>(type))
      return arith::ConstantOp::create(b, loc, DenseElementsAttr::get(vector, scalar.getValue()));
    return arith::ConstantOp::create(b, loc, scalar);
  }
  FloatAttr scalar = FloatAttr::get(getElementTypeOrSelf(type), value);
  if (auto vector = dyn_cast<VectorType>(type))
    return arith::ConstantOp::create(b, loc, DenseElementsAttr::get(vector, scalar.getValue()));
  return arith::ConstantOp::create(b, loc, scalar);
}

Value LoopBuilder::count(Value value) {
  Type type = value.getType();
  // The largest i32 is no f32: it is rounded as every number is.
  bool isSingle = getElementTypeOrSelf(type).isF32();
  Value least = number(type, -2147483648.0), most = number(type, isSingle ? 2147483648.0 : 2147483647.0);
  Value whole = math::TruncOp::create(b, loc, value);
  whole = select(compare(arith::CmpFPredicate::OLT, whole, least), least, whole);
  whole = select(compare(arith::CmpFPredicate::OLT, most, whole), most, whole);
  return select(compare(arith::CmpFPredicate::UNO, value, value), number(type, 0), whole);
}

Value LoopBuilder::loadAs(Type type, Value memory, ValueRange indices) {
  if (auto vector = dyn_cast<VectorType>(type))
    return vector::LoadOp::create(b, loc, vector, memory, indices);
  return load(memory, indices);
}

void LoopBuilder::storeAs(Value value, Value memory, ValueRange indices) {
  if (isa<VectorType>(value.getType()))
    vector::StoreOp::create(b, loc, value, memory, indices);
  else
    store(value, memory, indices);
}

void LoopBuilder::forRange(Value from, Value to, int64_t step, llvm::function_ref<void(Value)> body) {
  auto loop = scf::ForOp::create(b, loc, from, to, index(step));
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(loop.getBody());
  body(loop.getInductionVar());
}

void LoopBuilder::forRange(int64_t from, int64_t to, int64_t step, llvm::function_ref<void(Value)> body) {
  if (from + step == to)
    body(index(from));
  else if (from < to)
    forRange(index(from), index(to), step, body);
}

LoopBuilder::Values LoopBuilder::forRange(Value from, Value to, int64_t step, ValueRange start,
                                          llvm::function_ref<Values(Value, ValueRange)> body) {
  auto loop = scf::ForOp::create(b, loc, from, to, index(step), start);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(loop.getBody());
  Values next = body(loop.getInductionVar(), loop.getRegionIterArgs());
  scf::YieldOp::create(b, loc, next);
  return Values(loop.getResults());
}

void LoopBuilder::ifTrue(Value condition, llvm::function_ref<void()> body) {
  auto branch = scf::IfOp::create(b, loc, condition, /*withElseRegion=*/false);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(branch.thenBlock());
  body();
}

void LoopBuilder::ifElse(Value condition, llvm::function_ref<void()> then, llvm::function_ref<void()> otherwise) {
  auto branch = scf::IfOp::create(b, loc, condition, /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(branch.thenBlock());
  then();
  b.setInsertionPointToStart(branch.elseBlock());
  otherwise();
}

Value LoopBuilder::flag(Value value) {
  Value some = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ne, value, word(0));
  return arith::ExtUIOp::create(b, loc, b.getI32Type(), some);
}

Value LoopBuilder::isSet(Value value) {
  return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ne, value, arith::ConstantIntOp::create(b, loc, 0, 32));
}

Value LoopBuilder::forBits(Value word, Value count, llvm::function_ref<Value(Value, Value)> body) {
  Type types[] = {word.getType(), count.getType()};
  auto loop = scf::WhileOp::create(b, loc, types, ValueRange{word, count});
  OpBuilder::InsertionGuard guard(b);
  Location locations[] = {loc, loc};
  Block *before = b.createBlock(&loop.getBefore(), {}, types, locations);
  Value zero = arith::ConstantIntOp::create(b, loc, 0, 64);
  Value more = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ne, before->getArgument(0), zero);
  scf::ConditionOp::create(b, loc, more, before->getArguments());
  Block *after = b.createBlock(&loop.getAfter(), {}, types, locations);
  Value rest = after->getArgument(0), one = arith::ConstantIntOp::create(b, loc, 1, 64);
  Value bit = arith::IndexCastUIOp::create(b, loc, b.getIndexType(), math::CountTrailingZerosOp::create(b, loc, rest));
  Value next = body(bit, after->getArgument(1));
  Value without = arith::AndIOp::create(b, loc, rest, arith::SubIOp::create(b, loc, rest, one));
  scf::YieldOp::create(b, loc, ValueRange{without, next});
  return loop.getResult(1);
}

} // namespace ganglion::cpu
