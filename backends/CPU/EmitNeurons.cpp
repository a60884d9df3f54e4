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
    Value spikes = floors ? Value(math::FloorOp::create(l.builder(), l.location(), quotient))
                          : Value(math::TruncOp::create(l.builder(), l.location(), quotient));
    Value some = floors ? l.compare(arith::CmpFPredicate::OGE, value, threshold)
                        : l.compare(arith::CmpFPredicate::OGT, value, zero());
    spikes = l.select(some, spikes, zero());
    Value none = l.compare(arith::CmpFPredicate::OEQ, spikes, zero());
    return {l.select(none, value, l.minus(value, l.times(spikes, threshold))), spikes};
  }

  /// b, u, z and v of `corrected`.
  Result corrected(Value value, Value s) {
    OpBuilder &b = l.builder();
    Value undone = above(s), potential = afterSpike(value, undone), spikes = above(potential);
    Value differ = arith::XOrIOp::create(b, l.location(), spikes, undone);
    Value changed = l.select(spikes, l.minus(potential, threshold), l.plus(potential, threshold));
    return {l.select(differ, changed, potential), number(spikes)};
  }

  /// `p` is null where the op has no `earlier`.
  Result advance(Value x, Value s, Value p) {
    kernel::When when = op.getWhen();
    if (op.getSpike() == kernel::Spike::None) {
      Value next = integrated(x, s);
      return {next, next};
    }
    Value earlier;
    if (op.getSpike() == kernel::Spike::AboveOld)
      earlier = above(s);
    else if (p)
      earlier = l.compare(arith::CmpFPredicate::UNE, p, zero());
    Value value = integrated(x, when == kernel::When::Before ? afterSpike(s, earlier) : s);
    if (when == kernel::When::After)
      value = afterSpike(value, earlier);
    if (op.getSpike() == kernel::Spike::AboveOld)
      return {value, number(earlier)};
    if (when == kernel::When::Corrected)
      return corrected(value, s);
    if (op.getSpike() != kernel::Spike::Above)
      return ratio(value);
    Value spikes = above(value);
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

void KernelEmitter::integrateTile(kernel::IntegrateOp op, Value start, int64_t vectors) {
  SmallVector<Membrane> membranes;
  Values places, states;
  for (int64_t k = 0; k < vectors; ++k) {
    places.push_back(l.add(start, k * lanes));
    membranes.push_back({l, op, coefficient(op.getDecay(), places[k]), coefficient(op.getGain(), places[k]),
                         coefficient(op.getLeak(), places[k]), coefficient(op.getThreshold(), places[k]),
                         coefficient(op.getResetValue(), places[k])});
  }
  // States in registers: those of the membranes, then the earlier spikes.
  for (Value memory : {Value(op.getState()), Value(op.getEarlier())})
    for (int64_t k = 0; memory && k < vectors; ++k)
      states.push_back(l.loadAs(vectorType(), view(memory), places[k]));
  auto step = [&](Value row, ValueRange now) {
    Values next(now.begin(), now.end());
    for (int64_t k = 0; k < vectors; ++k) {
      Value x;
      for (Value input : op.getInputs()) {
        Value value = l.loadAs(vectorType(), view(input), {row, places[k]});
        x = x ? l.plus(x, value) : value;
      }
      if (!x)
        x = l.number(vectorType(), 0);
      auto result = membranes[k].advance(x, now[k], op.getEarlier() ? now[vectors + k] : Value());
      if (op.getClip())
        result.state = membranes[k].clipped(result.state);
      next[k] = result.state;
      if (op.getEarlier())
        next[vectors + k] = result.output;
      if (!op.getQuiet())
        l.storeAs(result.output, view(op.getOutput()), {row, places[k]});
      if (op.getTrace() && records)
        l.storeAs(result.state, view(op.getTrace()), {row, places[k]});
    }
    return next;
  };
  states = isStep ? step(arguments.rows, states) : l.forRange(l.index(0), arguments.rows, 1, states, step);
  for (int64_t k = 0; k < vectors; ++k) {
    l.storeAs(states[k], view(op.getState()), places[k]);
    if (op.getEarlier())
      l.storeAs(states[vectors + k], view(op.getEarlier()), places[k]);
  }
}

void KernelEmitter::emit(kernel::IntegrateOp op) {
  int64_t places = op.getOutput().getType().getRowElements(), vectors = std::min<int64_t>(places / lanes, 4);
  if (vectors)
    l.forRange(0, places, vectors * lanes, [&](Value start) { integrateTile(op, start, vectors); });
}

void KernelEmitter::emit(kernel::DeliverOp op) {
  Value one = l.number(vectorType(), 1), zero = l.number(vectorType(), 0);
  forRows([&](Value row) {
    forVectors(op.getOutput().getType().getRowElements(), [&](Value place) {
      Value state = l.loadAs(vectorType(), view(op.getState()), place);
      Value above = l.compare(arith::CmpFPredicate::OGT, state, coefficient(op.getThreshold(), place));
      l.storeAs(l.select(above, one, zero), view(op.getOutput()), {row, place});
    });
  });
}

//===----------------------------------------------------------------------===//
// Delays
//===----------------------------------------------------------------------===//

void KernelEmitter::emit(kernel::PushOp op) {
  kernel::RingType ring = op.getRing().getType();
  forRows([&](Value row) {
    Value slot = l.rem(l.add(arguments.now, row), ring.getDepth());
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
    Value slot = l.rem(l.add(l.add(arguments.now, row), ring.getDepth() - *op.getSteps()), ring.getDepth());
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
