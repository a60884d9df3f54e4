//===- EmitBitmap.cpp - connections of one weight -------------------------===//
#include "backends/CPU/KernelEmitter.h"

using namespace mlir;

namespace ganglion::cpu {

/// Targets whose bits make a word.
static constexpr int64_t wordTargets = 32;

/// Events that a counter of 8 bits can count.
static constexpr int64_t mostCounted = 255;

/// kernel.bitmap.
struct KernelEmitter::Bitmap {
  KernelEmitter &e;
  LoopBuilder &l;
  kernel::BitmapOp op;
  EventsView list;
  Value bits, numbers, out;
  Value counts; ///< of the targets of a tile

  VectorType counterType(unsigned width) { return VectorType::get(wordTargets, l.builder().getIntegerType(width)); }

  /// -1 for each target of a word that has a bit.
  Value marks(Value tile, Value source, int64_t word) {
    OpBuilder &b = l.builder();
    Value packed = l.loadAs(VectorType::get(1, b.getI32Type()), bits, {tile, source, l.index(word)});
    Value mask = vector::BitCastOp::create(b, l.location(), VectorType::get(wordTargets, b.getI1Type()), packed);
    return arith::ExtSIOp::create(b, l.location(), counterType(8), mask);
  }

  /// Counts of the events from `from` up to `to` of which there are few enough for 8 bits.
  Values countFew(Value tile, Value row, Value from, Value to) {
    OpBuilder &b = l.builder();
    Values zeros(op.getWords(), l.number(counterType(8), 0));
    return l.forRange(from, to, 1, zeros, [&](Value event, ValueRange now) {
      Value source = l.loadIndex(list.indices, {row, event});
      Values next;
      for (int64_t word = 0; word < op.getWords(); ++word)
        next.push_back(arith::SubIOp::create(b, l.location(), now[word], marks(tile, source, word)));
      return next;
    });
  }

  void forWords(llvm::function_ref<void(int64_t word, Value place)> use) {
    for (int64_t word = 0; word < op.getWords(); ++word)
      use(word, l.index(word * wordTargets));
  }

  void countEvents(Value tile, Value row, Value count) {
    OpBuilder &b = l.builder();
    forWords([&](int64_t, Value place) { l.storeAs(l.number(counterType(32), 0), counts, place); });
    l.forRange(l.index(0), count, mostCounted, [&](Value from) {
      Value to = arith::MinSIOp::create(b, l.location(), count, l.add(from, mostCounted));
      Values few = countFew(tile, row, from, to);
      forWords([&](int64_t word, Value place) {
        Value wide = arith::ExtUIOp::create(b, l.location(), counterType(32), few[word]);
        Value sum = arith::AddIOp::create(b, l.location(), l.loadAs(counterType(32), counts, place), wide);
        l.storeAs(sum, counts, place);
      });
    });
  }

  /// The targets of the tile that starts at `first`; the last tile may be behind the last target.
  void forTargets(Value first, llvm::function_ref<void(Value target)> use) {
    Value left = l.sub(l.index(op.getOutput().getType().getElements()), first);
    Value end = arith::MinSIOp::create(l.builder(), l.location(), left, l.index(op.getTile()));
    l.forRange(l.index(0), end, 1, use);
  }

  /// Rows with other values than 1, event by event and bit by bit.
  void addValues(Value tile, Value first, Value row, Value count) {
    OpBuilder &b = l.builder();
    Value start = l.load(numbers, l.index(0)), weight = l.number(e.compute, op.getWeight().convertToDouble());
    forTargets(first, [&](Value target) { l.store(start, out, {row, l.add(first, target)}); });
    l.forRange(l.index(0), count, 1, [&](Value event) {
      Value source = l.loadIndex(list.indices, {row, event}), x = l.load(list.values, {row, event});
      l.forRange(0, op.getWords(), 1, [&](Value word) {
        Value packed = arith::ExtUIOp::create(b, l.location(), b.getI64Type(), l.load(bits, {tile, source, word}));
        Value place = l.add(first, l.mul(word, wordTargets));
        l.forBits(packed, l.index(0), [&](Value bit, Value none) {
          Value target = l.add(place, bit);
          l.store(l.plusProduct(l.load(out, {row, target}), weight, x), out, {row, target});
          return none;
        });
      });
    });
  }

  void copyTile(Value first, Value row) {
    Value before = l.sub(row, l.index(1));
    forTargets(first, [&](Value target) {
      Value place = l.add(first, target);
      l.store(l.load(out, {before, place}), out, {row, place});
    });
  }

  void sumTile(Value first, Value row) {
    Value tile = l.div(first, op.getTile());
    e.forEvents(list, row, [&](Value count, bool valued) {
      if (valued)
        return addValues(tile, first, row, count);
      countEvents(tile, row, count);
      forTargets(first, [&](Value target) {
        l.store(l.load(numbers, l.loadIndex(counts, target)), out, {row, l.add(first, target)});
      });
    });
  }
};

void KernelEmitter::emit(kernel::BitmapOp op) {
  OpBuilder &b = l.builder();
  int64_t sources = op.getEvents().getType().getElements(), tile = op.getTile();
  Value bits =
      viewAt(arguments.weights, offsetOf(op.getBits()), {op.getTiles(), sources, op.getWords()}, b.getI32Type());
  Value counts = memref::AllocaOp::create(b, l.location(), MemRefType::get({tile}, b.getI32Type()));
  Bitmap bitmap{*this, l, op, eventsView(op.getEvents()), bits, view(op.getNumbers()), view(op.getOutput()), counts};
  forPlaces(op.getTiles() * tile, tile, [&](Value first) {
    forRows(
        op.getRepeats(), [&](Value row) { bitmap.sumTile(first, row); },
        [&](Value row) { bitmap.copyTile(first, row); });
  });
}

} // namespace ganglion::cpu
