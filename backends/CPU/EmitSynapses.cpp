//===- EmitSynapses.cpp - event lists and event-driven connections --------===//
#include "backends/CPU/KernelEmitter.h"
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

Value KernelEmitter::bitsUnlike(double number, SignalRow input, Value place, int64_t width) {
  OpBuilder &b = l.builder();
  VectorType type = vectorType(width);
  Value mask = l.isUnlike(l.loadAs(type, input.signal, {input.row, place}), l.number(type, number));
  Value bits = vector::BitCastOp::create(b, l.location(), VectorType::get(1, b.getIntegerType(width)), mask);
  Value word = vector::ExtractOp::create(b, l.location(), bits, ArrayRef<int64_t>{0});
  if (width == 64)
    return word;
  return arith::ExtUIOp::create(b, l.location(), b.getI64Type(), word);
}

/// Appends to a list; returns the next number of events.
static Value append(LoopBuilder &l, Value indices, Value values, Value row, Value count, Value index, Value value) {
  l.store(l.toInteger(index), indices, {row, count});
  if (values)
    l.store(value, values, {row, count});
  return l.add(count, 1);
}

/// The elements of a group of places that are not 0, and those of them that are not 1, joined with `others`.
KernelEmitter::Group KernelEmitter::groupAt(const EventsView &list, SignalRow input, Value place, int64_t width,
                                            Value others) {
  Value bits = bitsUnlike(0, input, place, width);
  if (!list.values)
    return {bits, others};
  Value unlikeOne = l.both(bits, bitsUnlike(1, input, place, width));
  return {bits, l.either(others, unlikeOne)};
}

KernelEmitter::Listed KernelEmitter::listPlain(kernel::EventsOp op, const EventsView &list, SignalRow input,
                                               Value row) {
  int64_t elements = op.getInput().getType().getElements(), places = op.getInput().getType().getRowElements();
  int64_t width = std::min<int64_t>({places, 4 * lanes, 64}), whole = elements / width * width;
  auto listGroup = [&](Value place, Value bits, Value count) {
    return l.forBits(bits, count, [&](Value bit, Value count) {
      Value index = l.add(place, bit);
      Value value = list.values ? l.load(input.signal, {input.row, index}) : Value();
      return append(l, list.indices, list.values, row, count, index, value);
    });
  };
  Values listed{l.index(0), l.word(0)};
  if (whole)
    listed = l.forRange(l.index(0), l.index(whole), width, listed, [&](Value place, ValueRange now) -> Values {
      Group group = groupAt(list, input, place, width, now[1]);
      return {listGroup(place, group.bits, now[0]), group.others};
    });
  if (whole == elements)
    return {listed[0], listed[1]};
  Value place = l.index(whole), valid = l.word(llvm::maskTrailingOnes<uint64_t>(elements - whole));
  Group group = groupAt(list, input, place, width, l.word(0));
  return {listGroup(place, l.both(group.bits, valid), listed[0]), l.either(listed[1], l.both(group.others, valid))};
}

/// The order of places is position by position, that of indices channel by channel: bits at the indices sort them.
KernelEmitter::Listed KernelEmitter::listChannels(kernel::EventsOp op, const EventsView &list, SignalRow input,
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
  auto listWord = [&](Value word, ValueRange counts) -> Values {
    Value bits = l.load(marks, word), start = l.mul(word, 64);
    l.store(l.word(0), marks, word);
    return {l.forBits(bits, counts[0], [&](Value bit, Value count) {
      Value index = l.add(start, bit);
      Value value = list.values ? l.load(input.signal, {input.row, place(type, index)}) : Value();
      return append(l, list.indices, list.values, row, count, index, value);
    })};
  };
  return {l.forRange(l.index(0), l.index(words), 1, l.index(0), listWord)[0], others};
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
    return {view(op.getInput()), row};
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
