//===- EmitDense.cpp - all products of a connection -----------------------===//
#include "backends/CPU/KernelEmitter.h"

using namespace mlir;

namespace ganglion::cpu {

/// Rows that share weights, for the vectors [begin, begin + vectors) of the tile that starts at the place `tile`.
void KernelEmitter::multiplyRows(kernel::DenseOp op, Value weight, Value tile, ArrayRef<Value> rows, int64_t begin,
                                 int64_t vectors) {
  int64_t count = rows.size();
  Value input = view(op.getInput()), out = view(op.getOutput()), number = l.div(tile, op.getTile());
  auto place = [&](int64_t k) { return l.add(tile, (begin + k) * lanes); };
  Values start;
  for (int64_t k = 0; k < vectors; ++k)
    for (int64_t row = 0; row < count; ++row)
      start.push_back(op.getBias() ? l.loadAs(vectorType(), view(op.getBias()), place(k)) : l.number(vectorType(), 0));
  auto addSource = [&](Value source, ValueRange sums) {
    Values next, factors;
    for (Value row : rows)
      factors.push_back(l.broadcast(l.load(input, {row, source}), vectorType()));
    for (int64_t k = 0; k < vectors; ++k) {
      Value w = l.loadAs(vectorType(), weight, {number, source, l.index((begin + k) * lanes)});
      for (int64_t row = 0; row < count; ++row)
        next.push_back(l.plus(sums[k * count + row], l.times(w, factors[row])));
    }
    return next;
  };
  int64_t sources = op.getInput().getType().getElements();
  Values sums = l.forRange(l.index(0), l.index(sources), 1, start, addSource);
  for (int64_t k = 0; k < vectors; ++k)
    for (int64_t row = 0; row < count; ++row)
      l.storeAs(sums[k * count + row], out, {rows[row], place(k)});
}

void KernelEmitter::emit(kernel::DenseOp op) {
  int64_t sources = op.getInput().getType().getElements(), vectors = op.getTile() / lanes;
  Value weight = viewAt(arguments.weights, offsetOf(op.getWeight()), {op.getTiles(), sources, op.getTile()}, compute);
  RepeatsView repeats;
  Value count = arguments.rows;
  if (op.getRepeats()) {
    repeats = repeatsView(op.getRepeats());
    count = l.loadIndex(repeats.count, l.index(0));
  }
  // The rows to compute from the n-th one on.
  auto rowsFrom = [&](Value n, int64_t together) {
    Values rows;
    for (int64_t k = 0; k < together; ++k)
      rows.push_back(repeats.rows ? l.loadIndex(repeats.rows, l.add(n, k)) : l.add(n, k));
    return rows;
  };
  Value whole = l.mul(l.div(count, denseRowsTogether), denseRowsTogether);
  forPlaces(op.getTiles() * op.getTile(), op.getTile(), [&](Value tile) {
    for (int64_t k = 0; k < vectors; ++k)
      l.forRange(l.index(0), whole, denseRowsTogether,
                 [&](Value n) { multiplyRows(op, weight, tile, rowsFrom(n, denseRowsTogether), k, 1); });
    l.forRange(whole, count, 1, [&](Value n) {
      for (int64_t k = 0; k < vectors; k += 4)
        multiplyRows(op, weight, tile, rowsFrom(n, 1), k, std::min<int64_t>(vectors - k, 4));
    });
    if (repeats.flags)
      forRows(op.getRepeats(), op.getOutput(), tile, op.getTile(), [](Value) {});
  });
}

} // namespace ganglion::cpu
