//===- EmitNeurons.cpp - states that integrate, delay rings ---------------===//
#include "backends/CPU/KernelEmitter.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// Integration of one vector
//===----------------------------------------------------------------------===//

/// The table of kernel.integrate for a vector of neurons.
struct KernelEmitter::Membrane {
  LoopBuilder &l;
  kernel::IntegrateOp op;
  Value decay, gain, leak, threshold, reset;

  struct Result {
    Value state, output;
  };

  Type type() {
    return VectorType::get(kernel::vectorLanes(op.getOutput().getType().getElement()),
                           op.getOutput().getType().getElement());
  }
  Value zero() { return l.number(type(), 0); }
  Value above(Value value) { return l.compare(arith::CmpFPredicate::OGT, value, threshold); }
  Value number(Value mask) { return l.select(mask, l.number(type(), 1), zero()); }

  /// V of the table.
  Value integrated(Value x, Value s) {
    Value next;
    switch (op.getIntegration()) {
    case kernel::Integration::Scaled:
      next = l.plus(decay ? l.times(decay, s) : s, l.times(gain, x));
      break;
    case kernel::Integration::Added:
      next = l.plus(decay ? l.times(decay, s) : s, x);
      break;
    case kernel::Integration::Filtered:
      next = l.times(l.plus(s, x), decay);
      break;
    }
    return leak ? l.plus(next, leak) : next;
  }

  /// The value after a reset by one spike where `mask` is set.
  Value afterSpike(Value value, Value mask) {
    return l.select(mask, op.getReset() == kernel::Reset::Value ? reset : l.minus(value, threshold), value);
  }

  /// A ratio of the table: spikes may be several.
  Result ratio(Value value) {
    bool floors = op.getSpike() == kernel::Spike::FloorRatio;
    Value quotient = l.over(value, threshold);
    if (floors)
      quotient = math::FloorOp::create(l.builder(), l.location(), quotient);
    Value some = floors ? l.compare(arith::CmpFPredicate::OGE, value, threshold)
                        : l.compare(arith::CmpFPredicate::OGT, value, zero());
    Value spikes = l.select(some, l.count(quotient), zero());
    Value none = l.compare(arith::CmpFPredicate::OEQ, spikes, zero());
    return {l.select(none, value, l.minus(value, l.times(spikes, threshold))), spikes};
  }

  /// z of `corrected`, after b and u; V is reset by z - b.
  Result corrected(Value potential, Value undone, Value spikes) {
    Value differ = arith::XOrIOp::create(l.builder(), l.location(), spikes, undone);
    Value changed = l.select(spikes, l.minus(potential, threshold), l.plus(potential, threshold));
    return {l.select(differ, changed, potential), number(spikes)};
  }

  /// `z` where the neuron may still spike.
  Value unlessSpent(Value spikes, Value spent) {
    if (!spent)
      return spikes;
    Value fresh = l.compare(arith::CmpFPredicate::OEQ, spent, zero());
    return arith::AndIOp::create(l.builder(), l.location(), spikes, fresh);
  }

  /// `earlier` and `spent` are null where the op has none.
  Result advance(Value x, Value s, Value earlier, Value spent) {
    kernel::When when = op.getWhen();
    if (op.getSpike() == kernel::Spike::None) {
      Value next = integrated(x, s);
      return {next, next};
    }
    Value p;
    if (op.getSpike() == kernel::Spike::AboveOld)
      p = unlessSpent(above(s), spent);
    else if (earlier)
      p = l.compare(arith::CmpFPredicate::UNE, earlier, zero());
    Value value = integrated(x, when == kernel::When::Before ? afterSpike(s, p) : s);
    if (when == kernel::When::After)
      value = afterSpike(value, p);
    if (op.getSpike() == kernel::Spike::AboveOld)
      return {value, number(p)};
    if (op.getSpike() != kernel::Spike::Above)
      return ratio(value);
    if (when == kernel::When::Corrected) {
      Value undone = above(s), potential = afterSpike(value, undone);
      return corrected(potential, undone, unlessSpent(above(potential), spent));
    }
    Value spikes = unlessSpent(above(value), spent);
    return {when == kernel::When::Same ? afterSpike(value, spikes) : value, number(spikes)};
  }

  Value clipped(Value value) {
    Value least = l.negated(threshold);
    return l.select(l.compare(arith::CmpFPredicate::OLT, value, least), least, value);
  }
};

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

/// The neurons of a tile, and where their states are among those of a loop.
struct KernelEmitter::MembraneTile {
  /// `first`: how many states other tiles have before.
  MembraneTile(KernelEmitter &emitter, kernel::IntegrateOp op, ArrayRef<Value> places, size_t first)
      : op(op), first(first), vectors(places.size()), memories{op.getState()} {
    for (Value place : places)
      membranes.push_back({emitter.l, op, emitter.coefficient(op.getDecay(), place),
                           emitter.coefficient(op.getGain(), place), emitter.coefficient(op.getLeak(), place),
                           emitter.coefficient(op.getThreshold(), place),
                           emitter.coefficient(op.getResetValue(), place)});
    for (Value memory : {op.getEarlier(), op.getSpent()})
      if (memory)
        memories.push_back(memory);
  }

  /// States in registers: those of the membranes, then earlier spikes, then which neurons are spent.
  size_t stateCount() const { return memories.size() * vectors; }
  size_t earlier(size_t k) const { return first + vectors + k; }
  size_t spent(size_t k) const { return first + (memories.size() - 1) * vectors + k; }

  /// Vector `k` in one step, with its states in `next`.
  Membrane::Result advance(size_t k, Value x, ValueRange now, Values &next) {
    auto result = membranes[k].advance(x, now[first + k], op.getEarlier() ? now[earlier(k)] : Value(),
                                       op.getSpent() ? now[spent(k)] : Value());
    if (op.getClip())
      result.state = membranes[k].clipped(result.state);
    next[first + k] = result.state;
    if (op.getEarlier())
      next[earlier(k)] = result.output;
    if (op.getSpent())
      next[spent(k)] = membranes[k].l.plus(now[spent(k)], result.output);
    return result;
  }

  kernel::IntegrateOp op;
  size_t first, vectors;
  std::vector<Membrane> membranes;
  SmallVector<Value> memories;
};

void KernelEmitter::integrateTile(kernel::IntegrateOp op, Value start, int64_t vectors) {
  Values places, states;
  for (int64_t k = 0; k < vectors; ++k)
    places.push_back(l.add(start, k * lanes));
  std::vector<MembraneTile> tiles;
  for (kernel::IntegrateOp filter : fused.filters)
    tiles.emplace_back(*this, filter, places, tiles.empty() ? 0 : tiles.back().first + tiles.back().stateCount());
  tiles.emplace_back(*this, op, places, tiles.empty() ? 0 : tiles.back().first + tiles.back().stateCount());
  for (MembraneTile &tile : tiles)
    for (Value memory : tile.memories)
      for (Value place : places)
        states.push_back(l.loadAs(vectorType(), view(memory), place));
  auto step = [&](Value row, ValueRange now) {
    Values next(now.begin(), now.end());
    for (int64_t k = 0; k < vectors; ++k) {
      llvm::SmallDenseMap<Value, Value> currents;
      for (MembraneTile &filter : MutableArrayRef<MembraneTile>(tiles).drop_back())
        currents[filter.op.getOutput()] =
            filter.advance(k, inputSum(filter.op.getInputs(), row, places[k]), now, next).output;
      auto result = tiles.back().advance(k, inputSum(op.getInputs(), row, places[k], currents), now, next);
      if (!op.getQuiet())
        l.storeAs(result.output, view(op.getOutput()), {row, places[k]});
      for (kernel::PushOp push : fused.pushes)
        l.storeAs(result.output, view(push.getRing()), {ringRow(push.getRing().getType(), row), places[k]});
      if (op.getTrace() && records)
        l.storeAs(result.state, view(op.getTrace()), {row, places[k]});
    }
    return next;
  };
  states = isStep ? step(arguments.rows, states) : l.forRange(l.index(0), arguments.rows, 1, states, step);
  for (MembraneTile &tile : tiles)
    for (size_t i = 0; i < tile.stateCount(); ++i)
      l.storeAs(states[tile.first + i], view(tile.memories[i / vectors]), places[i % vectors]);
}

/// Vectors of states in a tile, so that they stay in the 16 registers of AVX2.
static constexpr int64_t statesInRegisters = 4;

void KernelEmitter::emit(kernel::IntegrateOp op) {
  kernel::SignalType type = op.getOutput().getType();
  // Nobody looks at what lies behind the last element of a plain row; but all kernels that threads divide have equal
  // parts.
  bool isCut = type.isPlain() && share.division == Division::None;
  int64_t inRow = isCut ? llvm::divideCeil(type.getElements(), lanes) : type.getRowElements() / lanes;
  int64_t places = inRow * lanes, layers = isStep ? 1 : 1 + fused.filters.size();
  int64_t vectors = std::min(inRow, std::max<int64_t>(statesInRegisters / layers, 1));
  while (vectors && inRow % vectors != 0)
    --vectors;
  if (vectors)
    forPlaces(places, vectors * lanes, [&](Value start) { integrateTile(op, start, vectors); });
}

void KernelEmitter::emit(kernel::DeliverOp op) {
  Value one = l.number(vectorType(), 1), zero = l.number(vectorType(), 0);
  forRows([&](Value row) {
    forVectors(op.getOutput().getType().getRowElements(), [&](Value place) {
      Value state = l.loadAs(vectorType(), view(op.getState()), place);
      Value above = l.compare(arith::CmpFPredicate::OGT, state, coefficient(op.getThreshold(), place));
      if (op.getSpent()) {
        Value fresh = l.compare(arith::CmpFPredicate::OEQ, l.loadAs(vectorType(), view(op.getSpent()), place), zero);
        above = arith::AndIOp::create(l.builder(), l.location(), above, fresh);
      }
      l.storeAs(l.select(above, one, zero), view(op.getOutput()), {row, place});
    });
  });
}

//===----------------------------------------------------------------------===//
// Delays
//===----------------------------------------------------------------------===//

Value KernelEmitter::ringRow(kernel::RingType ring, Value row, int64_t steps) {
  Value step = l.add(arguments.now, row);
  return l.rem(steps ? l.add(step, ring.getDepth() - steps) : step, ring.getDepth());
}

void KernelEmitter::emit(kernel::PushOp op) {
  kernel::RingType ring = op.getRing().getType();
  forRows([&](Value row) {
    Value slot = ringRow(ring, row);
    forVectors(ring.getRow().getRowElements(), [&](Value place) {
      l.storeAs(l.loadAs(vectorType(), view(op.getInput()), {row, place}), view(op.getRing()), {slot, place});
    });
  });
}

void KernelEmitter::emit(kernel::PullOp op) {
  kernel::RingType ring = op.getRing().getType();
  if (op.getDelays() || op.getSources() || op.getBefore())
    return pullEach(op);
  forRows([&](Value row) {
    Value slot = ringRow(ring, row, *op.getSteps());
    forVectors(ring.getRow().getRowElements(), [&](Value place) {
      l.storeAs(l.loadAs(vectorType(), view(op.getRing()), {slot, place}), view(op.getOutput()), {row, place});
    });
  });
}

void KernelEmitter::pullEach(kernel::PullOp op) {
  int64_t depth = op.getRing().getType().getDepth();
  Value ring = view(op.getRing());
  forRows([&](Value row) {
    Value step = l.add(arguments.now, row), newest = l.rem(step, depth);
    l.forRange(0, op.getOutput().getType().getRowElements(), 1, [&](Value place) {
      Value delay = op.getDelays() ? l.loadIndex(view(op.getDelays()), place) : l.index(*op.getSteps());
      Value back = l.sub(newest, delay);
      Value slot = l.select(l.less(back, l.index(0)), l.add(back, depth), back);
      Value source = op.getSources() ? l.loadIndex(view(op.getSources()), place) : place;
      Value value = l.load(ring, {slot, source});
      if (op.getBefore())
        value = l.select(l.less(step, delay), l.load(view(op.getBefore()), place), value);
      l.store(value, view(op.getOutput()), {row, place});
    });
  });
}

} // namespace ganglion::cpu
