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

void KernelEmitter::integrateTile(kernel::IntegrateOp op, Value start, int64_t vectors) {
  SmallVector<Membrane> membranes;
  Values places, states;
  for (int64_t k = 0; k < vectors; ++k) {
    places.push_back(l.add(start, k * lanes));
    membranes.push_back({l, op, coefficient(op.getDecay(), places[k]), coefficient(op.getGain(), places[k]),
                         coefficient(op.getLeak(), places[k]), coefficient(op.getThreshold(), places[k]),
                         coefficient(op.getResetValue(), places[k])});
  }
  // States in registers: those of the membranes, then earlier spikes, then which neurons are spent.
  SmallVector<Value> memories{op.getState()};
  for (Value memory : {op.getEarlier(), op.getSpent()})
    if (memory)
      memories.push_back(memory);
  for (Value memory : memories)
    for (Value place : places)
      states.push_back(l.loadAs(vectorType(), view(memory), place));
  auto step = [&](Value row, ValueRange now) {
    Values next(now.begin(), now.end());
    for (int64_t k = 0; k < vectors; ++k) {
      size_t earlier = vectors + k, spent = (memories.size() - 1) * vectors + k;
      auto result =
          membranes[k].advance(inputSum(op.getInputs(), row, places[k]), now[k],
                               op.getEarlier() ? now[earlier] : Value(), op.getSpent() ? now[spent] : Value());
      if (op.getClip())
        result.state = membranes[k].clipped(result.state);
      next[k] = result.state;
      if (op.getEarlier())
        next[earlier] = result.output;
      if (op.getSpent())
        next[spent] = l.plus(now[spent], result.output);
      if (!op.getQuiet())
        l.storeAs(result.output, view(op.getOutput()), {row, places[k]});
      if (op.getTrace() && records)
        l.storeAs(result.state, view(op.getTrace()), {row, places[k]});
    }
    return next;
  };
  states = isStep ? step(arguments.rows, states) : l.forRange(l.index(0), arguments.rows, 1, states, step);
  for (size_t i = 0; i < states.size(); ++i)
    l.storeAs(states[i], view(memories[i / vectors]), places[i % vectors]);
}

void KernelEmitter::emit(kernel::IntegrateOp op) {
  int64_t places = op.getOutput().getType().getRowElements(), vectors = std::min<int64_t>(places / lanes, 4);
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
