//===- EmitSynapses.cpp - event-driven connections ------------------------===//
#include "backends/CPU/KernelEmitter.h"

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// All-to-all
//===----------------------------------------------------------------------===//

void KernelEmitter::emit(kernel::RowsOp op) {
  if (op.isOfIntegers())
    return emitRowsOfIntegers(op);
  EventsView list = eventsView(op.getEvents());
  int64_t sources = op.getEvents().getType().getElements(), tile = op.getTile(), vectors = tile / lanes;
  Value weight = viewAt(arguments.weights, offsetOf(op.getWeight()), {op.getTiles(), sources, tile}, compute);
  Value out = view(op.getOutput());
  // A product needs registers, too: then half of a tile is summed at a time.
  auto sumRow = [&](Value number, Value first, ArrayRef<Value> start, Value row) {
    forEvents(list, row, [&](Value count, bool valued) {
      int64_t together = valued ? std::min<int64_t>(vectors, 4) : vectors;
      for (int64_t begin = 0; begin < vectors; begin += together) {
        int64_t width = std::min(together, vectors - begin);
        Values sums = l.forRange(l.index(0), count, 1, start.slice(begin, width), [&](Value event, ValueRange sums) {
          Value source = l.loadIndex(list.indices, {row, event}), value;
          if (valued)
            value = l.broadcast(l.load(list.values, {row, event}), vectorType());
          Values next;
          for (int64_t k = 0; k < width; ++k) {
            Value product = l.loadAs(vectorType(), weight, {number, source, l.index((begin + k) * lanes)});
            if (value)
              product = l.times(product, value);
            next.push_back(l.plus(sums[k], product));
          }
          return next;
        });
        for (int64_t k = 0; k < width; ++k)
          l.storeAs(sums[k], out, {row, l.add(first, (begin + k) * lanes)});
      }
    });
  };
  forPlaces(op.getTiles() * tile, tile, [&](Value first) {
    Value number = l.div(first, tile);
    Values start;
    for (int64_t k = 0; k < vectors; ++k)
      start.push_back(op.getBias() ? l.loadAs(vectorType(), view(op.getBias()), l.add(first, k * lanes))
                                   : l.number(vectorType(), 0));
    forRows(op.getRepeats(), op.getOutput(), first, tile, [&](Value row) { sumRow(number, first, start, row); });
  });
}

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

void KernelEmitter::addRun(kernel::ConvolveOp op, Value row, Value place, Value from, Value value, Value positions) {
  int64_t segment = op.getSegment(), width = dividingLanes(segment, lanes), pieces = segment / width;
  int64_t turn = pieces % 4 == 0 ? 4 : pieces % 2 == 0 ? 2 : pieces == 3 ? 3 : 1;
  Type piece = width == 1 ? compute : Type(vectorType(width));
  Value factor = value && width > 1 ? l.broadcast(value, cast<VectorType>(piece)) : value;
  Value out = view(op.getOutput()), weight = view(op.getWeight());
  auto addTurn = [&](Value start) {
    for (int64_t k = 0; k < turn; ++k) {
      Value offset = l.add(start, k * width), to = l.add(place, offset);
      Type stored = withElement(piece, cast<MemRefType>(weight.getType()).getElementType());
      Value number = l.extended(l.loadAs(stored, weight, l.add(from, offset)), compute);
      l.storeAs(l.plusProduct(l.loadAs(piece, out, {row, to}), number, factor), out, {row, to});
    }
  };
  l.forRange(l.index(0), l.mul(positions, segment), turn * width, addTurn);
}

void KernelEmitter::convolveEvent(kernel::ConvolveOp op, Value row, Value source, Value value) {
  ArrayRef<int64_t> extent = op.getExtent();
  int64_t plane = extent[0] * extent[1], segment = op.getSegment();
  Value channel = l.div(source, plane), y = l.rem(l.div(source, extent[1]), extent[0]), x = l.rem(source, extent[1]);
  Value kernelStart = l.mul(channel, op.getTaps() * segment), channelPlace = l.index(0);
  if (op.getGroups() > 1)
    channelPlace = l.mul(l.div(channel, op.getChannels() / op.getGroups()), segment);
  // `use` gets the place of an entry of the table.
  auto forEntries = [&](Value starts, int64_t together, Value position, llvm::function_ref<void(Value)> use) {
    Value from = l.loadIndex(starts, position), to = l.loadIndex(starts, l.add(position, 1));
    l.forRange(from, to, 1, [&](Value entry) { use(l.mul(entry, together)); });
  };
  Value rows = view(op.getRowTaps()), columns = view(op.getColumnTaps());
  forEntries(view(op.getRowStarts()), 2, y, [&](Value pair) {
    Value base = l.add(channelPlace, l.loadIndex(rows, pair));
    Value weights = l.add(kernelStart, l.loadIndex(rows, l.add(pair, 1)));
    forEntries(view(op.getColumnStarts()), 3, x, [&](Value run) {
      addRun(op, row, l.add(base, l.loadIndex(columns, run)), l.add(weights, l.loadIndex(columns, l.add(run, 1))),
             value, l.loadIndex(columns, l.add(run, 2)));
    });
  });
}

void KernelEmitter::emit(kernel::ConvolveOp op) {
  EventsView list = eventsView(op.getEvents());
  kernel::SignalType type = op.getOutput().getType();
  int64_t pitch = type.getPitch(), width = dividingLanes(pitch, lanes);
  Type piece = width == 1 ? compute : Type(vectorType(width));
  Value out = view(op.getOutput());
  auto startRow = [&](Value row) {
    if (!op.getBias())
      return forVectors(type.getRowElements(),
                        [&](Value place) { l.storeAs(l.number(vectorType(), 0), out, {row, place}); });
    l.forRange(0, pitch, width, [&](Value channel) {
      Value start = l.loadAs(piece, view(op.getBias()), channel);
      l.forRange(0, type.getPositions(), 1,
                 [&](Value position) { l.storeAs(start, out, {row, l.add(l.mul(position, pitch), channel)}); });
    });
  };
  forRows(op.getRepeats(), op.getOutput(), l.index(0), type.getRowElements(), [&](Value row) {
    startRow(row);
    forEvents(list, row, [&](Value count, bool valued) {
      l.forRange(l.index(0), count, 1, [&](Value event) {
        Value value = valued ? l.load(list.values, {row, event}) : Value();
        convolveEvent(op, row, l.loadIndex(list.indices, {row, event}), value);
      });
    });
  });
}

} // namespace ganglion::cpu
