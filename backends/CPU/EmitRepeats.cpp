//===- EmitRepeats.cpp - rows that are those of the step before -----------===//
#include "backends/CPU/KernelEmitter.h"

using namespace mlir;

namespace ganglion::cpu {

/// Vectors that are compared before it is asked whether they differ.
static constexpr int64_t vectorsTogether = 4;

KernelEmitter::RepeatsView KernelEmitter::repeatsView(Value buffer) {
  auto type = cast<kernel::RepeatsType>(buffer.getType());
  int64_t offset = offsetOf(buffer), block = program.getBlock();
  Type i32 = l.builder().getI32Type();
  RepeatsView repeats;
  repeats.count = viewAt(arguments.arena, offset, {1}, i32);
  offset += type.getCountBytes();
  repeats.flags = viewAt(arguments.arena, offset, {block}, i32);
  offset += type.getFlagBytes(block);
  repeats.rows = viewAt(arguments.arena, offset, {block}, i32);
  return repeats;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

Value KernelEmitter::differingBits(Value signal, Value row, Value place) {
  OpBuilder &b = l.builder();
  VectorType bits = VectorType::get(lanes, b.getIntegerType(compute.getIntOrFloatBitWidth()));
  auto load = [&](Value at) -> Value {
    Value numbers = l.loadAs(vectorType(), view(signal), {at, place});
    return numbers.getType() == bits ? numbers : vector::BitCastOp::create(b, l.location(), bits, numbers);
  };
  return arith::XOrIOp::create(b, l.location(), load(row), load(l.sub(row, l.index(1))));
}

/// A spiking row differs from the one before near its start, which ends the search.
Value KernelEmitter::isRowBefore(Value signal, Value row) {
  OpBuilder &b = l.builder();
  Location loc = l.location();
  int64_t elements = cast<kernel::SignalType>(signal.getType()).getElements(), turn = vectorsTogether * lanes;
  int64_t turns = elements / turn * turn;
  // What lies behind the last element may hold anything.
  auto vectorBits = [&](Value start, int64_t offset, int64_t valid) {
    Value bits = differingBits(signal, row, l.add(start, offset));
    if (valid >= lanes)
      return bits;
    auto type = cast<VectorType>(bits.getType());
    unsigned width = type.getElementTypeBitWidth();
    SmallVector<APInt> mask;
    for (int64_t k = 0; k < lanes; ++k)
      mask.push_back(k < valid ? APInt::getAllOnes(width) : APInt::getZero(width));
    return l.both(bits, arith::ConstantOp::create(b, loc, type, DenseElementsAttr::get(type, mask)));
  };
  auto isSame = [&](Value start, int64_t count) -> Value {
    Value bits;
    for (int64_t k = 0; k < count; k += lanes) {
      Value next = vectorBits(start, k, count - k);
      bits = bits ? l.either(bits, next) : next;
    }
    Value some = l.any(l.compareIntegers(arith::CmpIPredicate::ne, bits, l.number(bits.getType(), 0)));
    return arith::XOrIOp::create(b, loc, some, arith::ConstantIntOp::create(b, loc, 1, 1));
  };
  Value same = arith::ConstantIntOp::create(b, loc, 1, 1);
  if (turns) {
    Type types[] = {b.getIndexType(), b.getI1Type()};
    Location locations[] = {loc, loc};
    auto loop = scf::WhileOp::create(b, loc, types, ValueRange{l.index(0), same});
    OpBuilder::InsertionGuard guard(b);
    Block *before = b.createBlock(&loop.getBefore(), {}, types, locations);
    Value more = l.both(before->getArgument(1), l.less(before->getArgument(0), l.index(turns)));
    scf::ConditionOp::create(b, loc, more, before->getArguments());
    Block *after = b.createBlock(&loop.getAfter(), {}, types, locations);
    Value next = isSame(after->getArgument(0), turn);
    scf::YieldOp::create(b, loc, ValueRange{l.add(after->getArgument(0), turn), next});
    same = loop.getResult(1);
  }
  if (turns == elements)
    return same;
  auto rest = scf::IfOp::create(b, loc, b.getI1Type(), same, /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(rest.thenBlock());
  scf::YieldOp::create(b, loc, isSame(l.index(turns), elements - turns));
  b.setInsertionPointToStart(rest.elseBlock());
  scf::YieldOp::create(b, loc, same);
  return rest.getResult(0);
}

void KernelEmitter::emit(kernel::RepeatsOp op) {
  OpBuilder &b = l.builder();
  RepeatsView repeats = repeatsView(op.getOutput());
  Value zero = arith::ConstantIntOp::create(b, l.location(), 0, 32), none = l.index(0);
  l.store(zero, repeats.flags, none);
  l.forRange(l.index(1), arguments.rows, 1, [&](Value row) {
    Value same = arith::ConstantIntOp::create(b, l.location(), 1, 1);
    for (Value input : op.getInputs())
      same = l.both(same, isRowBefore(input, row));
    l.store(arith::ExtUIOp::create(b, l.location(), b.getI32Type(), same), repeats.flags, row);
  });
  // A thread has the row before only of rows inside of its part.
  if (arguments.threads)
    l.forRange(l.index(0), arguments.threads, 1,
               [&](Value thread) { l.store(zero, repeats.flags, partStart(arguments.rows, thread)); });
  Value count = l.forRange(none, arguments.rows, 1, none, [&](Value row, ValueRange counts) -> Values {
    l.store(l.toInteger(row), repeats.rows, counts[0]);
    return {l.sub(l.add(counts[0], 1), l.loadIndex(repeats.flags, row))};
  })[0];
  l.store(l.toInteger(count), repeats.count, none);
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

void KernelEmitter::forRows(Value repeats, llvm::function_ref<void(Value)> compute,
                            llvm::function_ref<void(Value)> copy) {
  if (!repeats)
    return forRows(compute);
  Value flags = repeatsView(repeats).flags;
  forRows([&](Value row) { l.ifElse(l.isSet(l.load(flags, row)), [&] { copy(row); }, [&] { compute(row); }); });
}

void KernelEmitter::forRows(Value repeats, Value output, Value first, int64_t places,
                            llvm::function_ref<void(Value)> compute) {
  forRows(repeats, compute, [&](Value row) { copyRowBefore(output, row, first, places); });
}

void KernelEmitter::copyRowBefore(Value output, Value row, Value first, int64_t places) {
  Value memory = view(output), before = l.sub(row, l.index(1));
  forVectors(places, [&](Value place) {
    Value at = l.add(first, place);
    l.storeAs(l.loadAs(vectorType(), memory, {before, at}), memory, {row, at});
  });
}

} // namespace ganglion::cpu
