//===- EmitDense.cpp - all products of a connection -----------------------===//
#include "backends/CPU/KernelEmitter.h"

using namespace mlir;

namespace ganglion::cpu {

/// `count` rows from `first` on for the vectors [begin, begin + vectors) of the tile that starts at the place `tile`.
void KernelEmitter::multiplyRows(kernel::DenseOp op, Value weight, Value tile, Value first, int64_t count,
                                 int64_t begin, int64_t vectors) {
  Value input = view(op.getInput()), out = view(op.getOutput()), number = l.div(tile, op.getTile());
  auto place = [&](int64_t k) { return l.add(tile, (begin + k) * lanes); };
  Values start;
  for (int64_t k = 0; k < vectors; ++k)
    for (int64_t row = 0; row < count; ++row)
      start.push_back(op.getBias() ? l.loadAs(vectorType(), view(op.getBias()), place(k)) : l.number(vectorType(), 0));
  auto addSource = [&](Value source, ValueRange sums) {
    Values next, factors;
    for (int64_t row = 0; row < count; ++row)
      factors.push_back(l.broadcast(l.load(input, {l.add(first, row), source}), vectorType()));
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
      l.storeAs(sums[k * count + row], out, {l.add(first, row), place(k)});
}

void KernelEmitter::emit(kernel::DenseOp op) {
  int64_t sources = op.getInput().getType().getElements(), vectors = op.getTile() / lanes;
  Value weight = viewAt(arguments.weights, offsetOf(op.getWeight()), {op.getTiles(), sources, op.getTile()}, compute);
  Value whole = l.mul(l.div(arguments.rows, denseRowsTogether), denseRowsTogether);
  forPlaces(op.getTiles() * op.getTile(), op.getTile(), [&](Value tile) {
    for (int64_t k = 0; k < vectors; ++k)
      l.forRange(l.index(0), whole, denseRowsTogether,
                 [&](Value row) { multiplyRows(op, weight, tile, row, denseRowsTogether, k, 1); });
    l.forRange(whole, arguments.rows, 1, [&](Value row) {
      for (int64_t k = 0; k < vectors; k += 4)
        multiplyRows(op, weight, tile, row, 1, k, std::min<int64_t>(vectors - k, 4));
    });
  });
}

} // namespace ganglion::cpu
