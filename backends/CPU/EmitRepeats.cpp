//===- EmitRepeats.cpp - rows that are those of the step before -----------===//
#include "backends/CPU/KernelEmitter.h"
#include "llvm/ADT/bit.h"

using namespace mlir;

namespace ganglion::cpu {

/// Vectors that are compared before it is asked whether they differ.
static constexpr int64_t vectorsTogether = 4;

/// After so many rows that do not repeat only one of so many is compared, until one does.
static constexpr int64_t patience = 8;

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

Value KernelEmitter::differingBits(Value signal, Value row, Value place, int64_t count) {
  OpBuilder &b = l.builder();
  auto load = [&](Value at) -> Value {
    Value numbers = dataAt(rowOf(signal, at), vectorType(count), place);
    unsigned width = cast<VectorType>(numbers.getType()).getElementTypeBitWidth();
    VectorType bits = VectorType::get(count, b.getIntegerType(width));
    return numbers.getType() == bits ? numbers : vector::BitCastOp::create(b, l.location(), bits, numbers);
  };
  return arith::XOrIOp::create(b, l.location(), load(row), load(l.sub(row, l.index(1))));
}

Value KernelEmitter::anyBit(Value bits) {
  return l.any(l.compareIntegers(arith::CmpIPredicate::ne, bits, l.number(bits.getType(), 0)));
}

Value KernelEmitter::isSameFrom(Value signal, Value row, Value place, int64_t count) {
  OpBuilder &b = l.builder();
  Value truth = arith::ConstantIntOp::create(b, l.location(), 1, 1), some, bits;
  int64_t whole = count / lanes * lanes;
  for (int64_t k = 0; k < whole; k += lanes) {
    Value next = differingBits(signal, row, l.add(place, k), lanes);
    bits = bits ? l.either(bits, next) : next;
  }
  if (bits)
    some = anyBit(bits);
  // Vectors of powers of two end with the last element: what lies behind it may hold anything, or be no memory.
  for (int64_t k = whole; k < count;) {
    int64_t width = llvm::bit_floor<uint64_t>(count - k);
    Value next = anyBit(differingBits(signal, row, l.add(place, k), width));
    some = some ? l.either(some, next) : next;
    k += width;
  }
  return some ? Value(arith::XOrIOp::create(b, l.location(), some, truth)) : truth;
}

/// Spiking rows mostly differ where the two before did: that is looked at first. The last turn ends with the row.
KernelEmitter::Comparison KernelEmitter::compareRow(Value signal, Value row, Value likely) {
  OpBuilder &b = l.builder();
  Location loc = l.location();
  int64_t elements = cast<kernel::SignalType>(signal.getType()).getElements(), turn = vectorsTogether * lanes;
  if (elements < turn)
    return {isSameFrom(signal, row, l.index(0), elements), likely};
  // The place to compare and the next one, after the first turn.
  Type index = b.getIndexType(), places[] = {index, index}, results[] = {b.getI1Type(), index, index};
  Location locations[] = {loc, loc, loc};
  auto loop = scf::WhileOp::create(b, loc, results, ValueRange{likely, l.index(0)});
  OpBuilder::InsertionGuard guard(b);
  Block *before = b.createBlock(&loop.getBefore(), {}, places, ArrayRef(locations).drop_back());
  Value place = before->getArgument(0), next = before->getArgument(1);
  Value same = isSameFrom(signal, row, place, turn);
  scf::ConditionOp::create(b, loc, l.both(same, l.less(next, l.index(elements))), ValueRange{same, place, next});
  Block *after = b.createBlock(&loop.getAfter(), {}, results, locations);
  next = after->getArgument(2);
  scf::YieldOp::create(b, loc, ValueRange{l.min(next, l.index(elements - turn)), l.add(next, turn)});
  b.setInsertionPointAfter(loop);
  return {loop.getResult(0), l.select(loop.getResult(0), likely, loop.getResult(1))};
}

/// The places where to look first in the next row, and whether all signals are those of the row before: false where
/// nobody `looks`.
KernelEmitter::Values KernelEmitter::compareRows(ValueRange signals, Value row, Value looks, ValueRange likely) {
  OpBuilder &b = l.builder();
  Location loc = l.location();
  SmallVector<Type> types(likely.getTypes());
  types.push_back(b.getI1Type());
  auto branch = scf::IfOp::create(b, loc, types, looks, /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(branch.elseBlock());
  Values unseen(likely);
  unseen.push_back(arith::ConstantIntOp::create(b, loc, 0, 1));
  scf::YieldOp::create(b, loc, unseen);
  b.setInsertionPointToStart(branch.thenBlock());
  Value same = arith::ConstantIntOp::create(b, loc, 1, 1);
  Values next;
  for (auto [signal, place] : llvm::zip_equal(signals, likely)) {
    Comparison comparison = compareRow(signal, row, place);
    same = l.both(same, comparison.same);
    next.push_back(comparison.place);
  }
  next.push_back(same);
  scf::YieldOp::create(b, loc, next);
  return Values(branch.getResults());
}

void KernelEmitter::emit(kernel::RepeatsOp op) {
  OpBuilder &b = l.builder();
  RepeatsView repeats = repeatsView(op.getOutput());
  Value zero = arith::ConstantIntOp::create(b, l.location(), 0, 32), none = l.index(0);
  l.store(zero, repeats.flags, none);
  // The places that are likely to differ, then the rows since the last one that repeated.
  Values start(op.getInputs().size() + 1, none);
  l.forRange(l.index(1), arguments.rows, 1, start, [&](Value row, ValueRange now) {
    Value isTurn = l.compareIntegers(arith::CmpIPredicate::eq, l.rem(row, patience), none);
    Value looks = l.either(isTurn, l.less(now.back(), l.index(patience)));
    Values next = compareRows(op.getInputs(), row, looks, now.drop_back());
    Value same = next.pop_back_val();
    l.store(arith::ExtUIOp::create(b, l.location(), b.getI32Type(), same), repeats.flags, row);
    next.push_back(l.select(same, none, l.add(now.back(), 1)));
    return next;
  });
  // A thread has the row before only of rows inside of its part.
  if (arguments.threads)
    l.forRange(l.index(0), arguments.threads, 1,
               [&](Value thread) { l.store(zero, repeats.flags, partStart(arguments.rows, thread)); });
  // Nothing else asks for the rows that do not repeat.
  if (llvm::none_of(op.getOutput().getUsers(), llvm::IsaPred<kernel::DenseOp>))
    return;
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
