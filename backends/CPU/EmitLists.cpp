//===- EmitLists.cpp - connections synapse by synapse ---------------------===//
#include "backends/CPU/KernelEmitter.h"

using namespace mlir;

namespace ganglion::cpu {

/// kernel.synapses.
struct KernelEmitter::SynapseLists {
  KernelEmitter &e;
  LoopBuilder &l;
  kernel::SynapsesOp op;
  EventsView list;
  Value starts, targets, weight, out;
  Value sums; ///< the row of the result as integers, where sums of floats are exact; else null

  /// k*unit.
  Value inUnits(Value integers) {
    Type type = withElement(integers.getType(), e.compute);
    Value numbers = arith::SIToFPOp::create(l.builder(), l.location(), type, integers);
    return l.times(numbers, l.number(type, op.getUnit()->convertToDouble()));
  }

  /// `sum + w*x`, without a value `sum + w`.
  Value added(Value sum, Value w, Value x) {
    OpBuilder &b = l.builder();
    if (op.getUnit() && x)
      return l.plus(sum, l.times(inUnits(w), x));
    if (!op.getExact())
      return l.plusProduct(sum, l.extended(w, e.compute), x);
    w = l.extended(w, *op.getExact());
    if (x)
      w = arith::MulIOp::create(b, l.location(), w, x);
    return arith::AddIOp::create(b, l.location(), sum, w);
  }

  /// Several neighbours in the list. Their sums follow one after the other: a target may be there twice.
  void addSynapses(Value row, Value first, int64_t count, Value value) {
    Value held = op.getUnit() && !value ? sums : out;
    SmallVector<std::pair<Value, Value>> synapses;
    for (int64_t k = 0; k < count; ++k) {
      Value synapse = l.add(first, k);
      synapses.emplace_back(l.loadIndex(targets, synapse), l.load(weight, synapse));
    }
    for (auto [target, w] : synapses)
      l.store(added(l.load(held, {row, target}), w, value), held, {row, target});
  }

  void addSource(Value row, Value source, Value value) {
    Value from = l.loadIndex(starts, source), to = l.loadIndex(starts, l.add(source, 1));
    Value whole = l.add(from, l.mul(l.div(l.sub(to, from), synapsesTogether), synapsesTogether));
    l.forRange(from, whole, synapsesTogether,
               [&](Value synapse) { addSynapses(row, synapse, synapsesTogether, value); });
    l.forRange(whole, to, 1, [&](Value synapse) { addSynapses(row, synapse, 1, value); });
  }

  Value biasAt(Value place) {
    return op.getBias() ? l.loadAs(e.vectorType(), e.view(op.getBias()), place) : l.number(e.vectorType(), 0);
  }

  void startRow(Value row, bool isHeld) {
    e.forVectors(op.getOutput().getType().getRowElements(), [&](Value place) {
      if (isHeld)
        l.storeAs(l.number(withElement(e.vectorType(), *op.getExact()), 0), sums, {row, place});
      else
        l.storeAs(biasAt(place), out, {row, place});
    });
  }

  void finishRow(Value row) {
    e.forVectors(op.getOutput().getType().getRowElements(), [&](Value place) {
      Value result = inUnits(l.loadAs(withElement(e.vectorType(), *op.getExact()), sums, {row, place}));
      l.storeAs(op.getBias() ? l.plus(result, biasAt(place)) : result, out, {row, place});
    });
  }

  void sumRow(Value row) {
    e.forEvents(list, row, [&](Value count, bool valued) {
      bool isHeld = op.getUnit() && !valued;
      startRow(row, isHeld);
      l.forRange(l.index(0), count, 1, [&](Value event) {
        Value value = valued ? l.load(list.values, {row, event}) : Value();
        addSource(row, l.loadIndex(list.indices, {row, event}), value);
      });
      if (isHeld)
        finishRow(row);
    });
  }
};

void KernelEmitter::emit(kernel::SynapsesOp op) {
  kernel::SignalType type = op.getOutput().getType();
  Value sums;
  if (op.getUnit())
    sums =
        viewAt(arguments.arena, offsetOf(op.getOutput()), {program.getBlock(), type.getRowElements()}, *op.getExact());
  SynapseLists lists{*this,
                     l,
                     op,
                     eventsView(op.getEvents()),
                     view(op.getStarts()),
                     view(op.getTargets()),
                     view(op.getWeight()),
                     view(op.getOutput()),
                     sums};
  forRows(op.getRepeats(), op.getOutput(), l.index(0), type.getRowElements(), [&](Value row) { lists.sumRow(row); });
}

} // namespace ganglion::cpu
