//===- EmitEvents.cpp - lists of the elements that are not 0 --------------===//
#include "backends/CPU/KernelEmitter.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace ganglion::cpu {

KernelEmitter::EventsView KernelEmitter::eventsView(Value buffer) {
  auto type = cast<kernel::EventsType>(buffer.getType());
  int64_t offset = offsetOf(buffer), block = program.getBlock(), elements = type.getElements();
  Type i32 = l.builder().getI32Type();
  EventsView list;
  list.counts = viewAt(arguments.arena, offset, {block}, i32);
  offset += type.getCountBytes(block);
  if (type.getValues())
    list.flags = viewAt(arguments.arena, offset, {block}, i32);
  offset += type.getFlagBytes(block);
  list.indices = viewAt(arguments.arena, offset, {block, elements}, i32);
  offset += type.getIndexBytes(block);
  if (type.getValues())
    list.values = viewAt(arguments.arena, offset, {block, elements}, compute);
  return list;
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

/// The bits of a vector of AVX2 are one instruction, those of a longer one would first be packed.
Value KernelEmitter::bitsUnlike(double number, const SignalRow &input, Value place, int64_t width) {
  OpBuilder &b = l.builder();
  int64_t piece = std::min<int64_t>(width, 32 / kernel::elementBytes(compute));
  VectorType type = vectorType(piece);
  Value word;
  for (int64_t k = 0; k < width; k += piece) {
    Value mask = l.isUnlike(numbersAt(input, type, l.add(place, k)), l.number(type, number));
    Value bits = vector::BitCastOp::create(b, l.location(), VectorType::get(1, b.getIntegerType(piece)), mask);
    bits = vector::ExtractOp::create(b, l.location(), bits, ArrayRef<int64_t>{0});
    bits = arith::ExtUIOp::create(b, l.location(), b.getI64Type(), bits);
    if (k)
      bits = arith::ShLIOp::create(b, l.location(), bits, l.word(k));
    word = word ? l.either(word, bits) : bits;
  }
  return word;
}

Value KernelEmitter::listWord(const EventsView &list, Value row, Value word, Value first, Value count) {
  return l.forBits(word, count, [&](Value bit, Value count) {
    l.store(l.toInteger(l.add(first, bit)), list.indices, {row, count});
    return l.add(count, 1);
  });
}

/// The values of a row's events, unless all are 1: `valueAt` gives that of an index.
void KernelEmitter::listValues(const EventsView &list, Value row, const Listed &listed,
                               llvm::function_ref<Value(Value index)> valueAt) {
  if (!list.values)
    return;
  l.ifTrue(l.compareIntegers(arith::CmpIPredicate::ne, listed.others, l.word(0)), [&] {
    l.forRange(l.index(0), listed.count, 1, [&](Value event) {
      l.store(valueAt(l.loadIndex(list.indices, {row, event})), list.values, {row, event});
    });
  });
}

/// The elements of a group of places that are not 0, and those of them that are not 1, joined with `others`.
KernelEmitter::Group KernelEmitter::groupAt(const EventsView &list, const SignalRow &input, Value place, int64_t width,
                                            Value others) {
  Value bits = bitsUnlike(0, input, place, width);
  if (!list.values)
    return {bits, others};
  Value unlikeOne = l.both(bits, bitsUnlike(1, input, place, width));
  return {bits, l.either(others, unlikeOne)};
}

/// Nothing is read behind the last number of an array of the run: there the last group starts in the one before.
KernelEmitter::Listed KernelEmitter::listPlain(kernel::EventsOp op, const EventsView &list, const SignalRow &input,
                                               Value row) {
  OpBuilder &b = l.builder();
  kernel::SignalType type = op.getInput().getType();
  int64_t elements = type.getElements(), places = type.getRowElements();
  int64_t most = std::min<int64_t>(4 * lanes, 64), width = llvm::bit_floor<uint64_t>(std::min(elements, most));
  auto listGroup = [&](Value place, ValueRange now) -> Values {
    bool isWhole = elements % width == 0;
    Value start = isWhole ? place : l.min(place, l.index(elements - width));
    Group group = groupAt(list, input, start, width, now[1]);
    if (!isWhole) {
      Value before = arith::IndexCastUIOp::create(b, l.location(), b.getI64Type(), l.sub(place, start));
      group.bits = arith::ShRUIOp::create(b, l.location(), group.bits, before);
    }
    return {listWord(list, row, group.bits, place, now[0]), group.others};
  };
  Values listed{l.index(0), l.word(0)};
  if (!input.array && places <= most) {
    Value valid = l.word(llvm::maskTrailingOnes<uint64_t>(elements));
    Group group = groupAt(list, input, listed[0], places, listed[1]);
    listed = {listWord(list, row, l.both(group.bits, valid), listed[0], listed[0]), l.both(group.others, valid)};
  } else {
    listed = l.forRange(l.index(0), l.index(elements), width, listed, listGroup);
  }
  Listed result{listed[0], listed[1]};
  listValues(list, row, result, [&](Value index) { return numbersAt(input, compute, index); });
  return result;
}

/// The order of places is position by position, that of indices channel by channel: bits at the indices sort them.
KernelEmitter::Listed KernelEmitter::listChannels(kernel::EventsOp op, const EventsView &list, const SignalRow &input,
                                                  Value marks, Value row) {
  OpBuilder &b = l.builder();
  kernel::SignalType type = op.getInput().getType();
  int64_t positions = type.getPositions(), pitch = type.getPitch(), places = positions * pitch;
  int64_t width = std::min<int64_t>({type.getRowElements(), 4 * lanes, 64});
  auto mark = [&](Value place) {
    Value index = l.add(l.mul(l.rem(place, pitch), positions), l.div(place, pitch)), word = l.div(index, 64);
    Value shift = arith::IndexCastUIOp::create(b, l.location(), b.getI64Type(), l.rem(index, 64));
    Value bit = arith::ShLIOp::create(b, l.location(), l.word(1), shift);
    l.store(l.either(l.load(marks, word), bit), marks, word);
  };
  auto markIfElement = [&](Value place) {
    if (pitch == type.getChannels() && places == type.getRowElements())
      return mark(place);
    Value inChannels = l.less(l.rem(place, pitch), l.index(type.getChannels()));
    l.ifTrue(l.both(inChannels, l.less(place, l.index(places))), [&] { mark(place); });
  };
  // What padding holds may only make a row slower.
  auto markGroup = [&](Value first, ValueRange others) -> Values {
    Group group = groupAt(list, input, first, width, others[0]);
    l.forBits(group.bits, l.index(0), [&](Value bit, Value count) {
      markIfElement(l.add(first, bit));
      return count;
    });
    return {group.others};
  };
  Value others = l.forRange(l.index(0), l.index(type.getRowElements()), width, l.word(0), markGroup)[0];
  int64_t words = (type.getElements() + 63) / 64;
  auto takeWord = [&](Value word, ValueRange counts) -> Values {
    Value bits = l.load(marks, word);
    l.store(l.word(0), marks, word);
    return {listWord(list, row, bits, l.mul(word, 64), counts[0])};
  };
  Listed listed{l.forRange(l.index(0), l.index(words), 1, l.index(0), takeWord)[0], others};
  listValues(list, row, listed, [&](Value index) { return numbersAt(input, compute, place(type, index)); });
  return listed;
}

Value KernelEmitter::marksOf(kernel::EventsOp op) {
  if (share.division != Division::Rows)
    return view(op.getMarks());
  int64_t words = op.getMarks().getType().getElements();
  Value marks = memref::AllocaOp::create(l.builder(), l.location(), MemRefType::get({words}, l.builder().getI64Type()));
  l.forRange(0, words, 1, [&](Value word) { l.store(l.word(0), marks, word); });
  return marks;
}

KernelEmitter::SignalRow KernelEmitter::inputRow(kernel::EventsOp op, Value row) {
  if (!fused.pull)
    return rowOf(op.getInput(), row);
  Value ring = fused.pull.getRing();
  return {view(ring), ringRow(fused.pull.getRing().getType(), row, *fused.pull.getSteps())};
}

void KernelEmitter::emit(kernel::EventsOp op) {
  EventsView list = eventsView(op.getOutput());
  bool isEmpty = op.getInput().getType().getElements() == 0;
  Value marks = op.getMarks() ? marksOf(op) : Value();
  auto put = [&](Value row, const Listed &listed) {
    l.store(l.toInteger(listed.count), list.counts, row);
    if (list.flags)
      l.store(l.flag(listed.others), list.flags, row);
  };
  auto listRow = [&](Value row) {
    Listed listed{l.index(0), l.word(0)};
    if (!isEmpty) {
      SignalRow input = inputRow(op, row);
      listed = op.getInput().getType().isPlain() ? listPlain(op, list, input, row)
                                                 : listChannels(op, list, input, marks, row);
    }
    put(row, listed);
  };
  forRows(op.getRepeats(), listRow, [&](Value row) { put(row, {l.index(0), l.word(0)}); });
}

/// Most rows hold spikes, even where a row may hold any number: then nothing is multiplied.
void KernelEmitter::forEvents(const EventsView &list, Value row,
                              llvm::function_ref<void(Value count, bool valued)> use) {
  Value count = l.loadIndex(list.counts, row);
  if (!list.values)
    return use(count, false);
  l.ifElse(l.isSet(l.load(list.flags, row)), [&] { use(count, true); }, [&] { use(count, false); });
}

} // namespace ganglion::cpu
