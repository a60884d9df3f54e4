//===- EmitIntegers.cpp - packed rows of integers, states that shift ------===//
#include "backends/CPU/KernelEmitter.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// All-to-all
//===----------------------------------------------------------------------===//

/// Bytes of sums that stay in registers while events come in: 8 vectors of AVX2 of 16, because a weight needs a
/// register until it is widened, and half of that where it becomes a float, too.
static constexpr int64_t registerBytes = 256;

/// kernel.rows with weights that are integers.
struct KernelEmitter::RowsOfIntegers {
  KernelEmitter &e;
  LoopBuilder &l;
  kernel::RowsOp op;
  EventsView list;
  Type compute;          ///< element type of signals
  Value weight;          ///< [tiles][sources][tile]
  int64_t width, pieces; ///< numbers of a vector, vectors of a tile

  bool isFloat() const { return isa<FloatType>(compute); }
  bool isExact() { return op.getExact().has_value(); }

  /// What a row's events add up in: the integers of the op, or floats where those have other values than 1.
  Type heldType(bool valued) { return VectorType::get(width, valued && isFloat() ? compute : op.getSumType()); }

  /// k*unit.
  Value inUnits(Value integers) {
    VectorType type = VectorType::get(width, compute);
    Value numbers = arith::SIToFPOp::create(l.builder(), l.location(), type, integers);
    return l.times(numbers, l.number(type, op.getUnit()->convertToDouble()));
  }

  Value startAt(Value row, Value place, bool valued) {
    Type held = heldType(valued);
    if (Value start = op.getStart()) {
      bool isSignal = isa<kernel::SignalType>(start.getType());
      return isSignal ? l.loadAs(held, e.view(start), {row, place}) : l.loadAs(held, e.view(start), place);
    }
    if (!op.getBias())
      return l.number(held, 0);
    Value bias = l.loadAs(VectorType::get(width, op.getSumType()), e.view(op.getBias()), place);
    return valued && isFloat() ? inUnits(bias) : bias;
  }

  /// The weights of a piece, in bytes that are packed in pairs as 16 bits each.
  Value weightAt(Value number, Value source, int64_t piece) {
    if (op.getPairs())
      return unpaired(pairsAt(number, source, piece));
    return storedAt(number, source, piece);
  }

  Value storedAt(Value number, Value source, int64_t piece) {
    Type stored = VectorType::get(width, op.getWeight().getType().getElement());
    return l.loadAs(stored, weight, {number, source, l.index(piece * width)});
  }

  VectorType pairType() { return VectorType::get(width / 2, l.builder().getI16Type()); }

  Value pairsAt(Value number, Value source, int64_t piece) {
    return vector::BitCastOp::create(l.builder(), l.location(), pairType(), storedAt(number, source, piece));
  }

  Value shifted(Value pairs, bool left) {
    OpBuilder &b = l.builder();
    Value bits = l.number(pairs.getType(), 8);
    return left ? Value(arith::ShLIOp::create(b, l.location(), pairs, bits))
                : Value(arith::ShRSIOp::create(b, l.location(), pairs, bits));
  }

  /// The numbers of the lower targets of a group, then those of the upper.
  Value joined(Value lower, Value upper) {
    SmallVector<int64_t> order = llvm::to_vector(llvm::seq<int64_t>(0, width));
    return vector::ShuffleOp::create(l.builder(), l.location(), lower, upper, order);
  }

  Value unpaired(Value pairs) {
    Value lower = arith::XOrIOp::create(l.builder(), l.location(), pairs, l.number(pairType(), 128));
    return joined(shifted(shifted(lower, /*left=*/true), /*left=*/false), shifted(pairs, /*left=*/false));
  }

  /// The sums of the events from `from` up to `to`, in 16 bits: first of whole pairs, modulo 2^16, and of upper bytes.
  Values pairSums(Value from, Value to, Value number, Value row, int64_t begin, size_t count) {
    OpBuilder &b = l.builder();
    auto add = [&](Value left, Value right) { return arith::AddIOp::create(b, l.location(), left, right); };
    Values zeros(2 * count, l.number(pairType(), 0));
    Values sums = l.forRange(from, to, 1, zeros, [&](Value event, ValueRange now) {
      Value source = l.loadIndex(list.indices, {row, event});
      Values next;
      for (size_t k = 0; k < count; ++k) {
        Value pairs = pairsAt(number, source, begin + k);
        next.push_back(add(now[2 * k], pairs));
        next.push_back(add(now[2 * k + 1], shifted(pairs, /*left=*/false)));
      }
      return next;
    });
    auto subtract = [&](Value left, Value right) { return arith::SubIOp::create(b, l.location(), left, right); };
    Value events = l.mul(subtract(to, from), 128);
    events = arith::IndexCastOp::create(b, l.location(), b.getI16Type(), events);
    Value offset = l.broadcast(events, pairType());
    Values whole;
    for (size_t k = 0; k < count; ++k) {
      Value upper = sums[2 * k + 1], lower = subtract(sums[2 * k], shifted(upper, /*left=*/true));
      whole.push_back(joined(subtract(lower, offset), upper));
    }
    return whole;
  }

  /// `sum + w*x`; the product is known to fit.
  Value added(Value sum, Value w, Value x) {
    OpBuilder &b = l.builder();
    if (isa<FloatType>(cast<VectorType>(sum.getType()).getElementType()))
      return l.plus(sum, l.times(inUnits(w), x));
    w = l.extended(w, cast<VectorType>(sum.getType()).getElementType());
    if (x)
      w = arith::MulIOp::create(b, l.location(), w, x);
    return isExact() ? Value(arith::AddIOp::create(b, l.location(), sum, w)) : l.plus(sum, w);
  }

  /// The sums after an event with value x: with products that fit, or, where x is beyond the limit, with wider ones.
  Values afterValue(ValueRange sums, Value x, llvm::function_ref<Value(int64_t)> weights) {
    OpBuilder &b = l.builder();
    VectorType type = VectorType::get(width, x.getType());
    Value least = l.number(x.getType(), -static_cast<double>(*op.getLimit()));
    Value most = l.number(x.getType(), static_cast<double>(*op.getLimit()));
    Value fits = l.both(l.compareIntegers(arith::CmpIPredicate::sge, x, least),
                        l.compareIntegers(arith::CmpIPredicate::sle, x, most));
    auto branch = scf::IfOp::create(b, l.location(), sums.getTypes(), fits, /*withElseRegion=*/true);
    for (Block *block : {branch.thenBlock(), branch.elseBlock()}) {
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(block);
      Value value = l.broadcast(x, type);
      Values next;
      for (size_t k = 0; k < sums.size(); ++k)
        next.push_back(block == branch.thenBlock() ? added(sums[k], weights(k), value)
                                                   : l.plusProduct(sums[k], l.extended(weights(k), compute), value));
      scf::YieldOp::create(b, l.location(), next);
    }
    return Values(branch.getResults());
  }

  /// The sums after an event.
  Values afterEvent(ValueRange sums, Value number, Value row, Value event, bool valued, int64_t begin) {
    Value source = l.loadIndex(list.indices, {row, event}), x, value;
    auto weights = [&](int64_t k) { return weightAt(number, source, begin + k); };
    if (valued)
      x = l.load(list.values, {row, event});
    if (valued && op.getLimit())
      return afterValue(sums, x, weights);
    if (valued)
      value = l.broadcast(numberFor(x), cast<VectorType>(heldType(valued)));
    Values next;
    for (size_t k = 0; k < sums.size(); ++k)
      next.push_back(added(sums[k], weights(k), value));
    return next;
  }

  /// The sums of all events of a row.
  Values afterEvents(Values sums, Value number, Value row, Value count, bool valued, int64_t begin) {
    auto addFrom = [&](Value from, Value to, ValueRange start) {
      return l.forRange(from, to, 1, start, [&](Value event, ValueRange now) {
        return afterEvent(now, number, row, event, valued, begin);
      });
    };
    if (valued || !(op.getCarry() || op.getPairs()))
      return addFrom(l.index(0), count, sums);
    OpBuilder &b = l.builder();
    auto carry = [&](Value from, Value to, ValueRange now) {
      Values part = op.getPairs()
                        ? pairSums(from, to, number, row, begin, now.size())
                        : addFrom(from, to, Values(now.size(), l.number(VectorType::get(width, b.getI16Type()), 0)));
      for (size_t k = 0; k < part.size(); ++k)
        part[k] = added(now[k], part[k], Value());
      return part;
    };
    if (!op.getCarry())
      return carry(l.index(0), count, sums);
    return l.forRange(l.index(0), count, *op.getCarry(), sums, [&](Value from, ValueRange now) {
      return carry(from, arith::MinSIOp::create(b, l.location(), count, l.add(from, *op.getCarry())), now);
    });
  }

  /// The value of an event in the type of the sums: narrower sums are those of values that fit.
  Value numberFor(Value x) {
    Type sums = op.getSumType();
    if (isFloat() || x.getType() == sums)
      return x;
    return arith::TruncIOp::create(l.builder(), l.location(), sums, x);
  }

  Value finished(Value sum) {
    if (!isFloat())
      return l.extended(sum, compute);
    return isa<FloatType>(cast<VectorType>(sum.getType()).getElementType()) ? sum : inUnits(sum);
  }

  void sumTile(Value first, Value row) {
    Value number = l.div(first, op.getTile()), out = e.view(op.getOutput());
    e.forEvents(list, row, [&](Value count, bool valued) {
      bool carries = !valued && op.getCarry();
      int64_t bytes =
          carries ? 2 * width : width * kernel::elementBytes(cast<VectorType>(heldType(valued)).getElementType());
      int64_t most = std::max<int64_t>(1, registerBytes / bytes / (valued && isFloat() ? 2 : 1));
      int64_t together = llvm::divideCeil(pieces, llvm::divideCeil(pieces, most));
      for (int64_t begin = 0; begin < pieces; begin += together) {
        Values sums, places;
        for (int64_t k = begin; k < std::min(begin + together, pieces); ++k) {
          places.push_back(l.add(first, k * width));
          sums.push_back(startAt(row, places.back(), valued));
        }
        sums = afterEvents(sums, number, row, count, valued, begin);
        for (size_t k = 0; k < sums.size(); ++k)
          l.storeAs(finished(sums[k]), out, {row, places[k]});
      }
    });
  }
};

void KernelEmitter::emitRowsOfIntegers(kernel::RowsOp op) {
  int64_t sources = op.getEvents().getType().getElements(), tile = op.getTile(), width = lanes;
  // Sums narrower than the compute type fill a vector with more of them.
  int64_t sumBytes = op.getCarry() ? 2 : kernel::elementBytes(op.getSumType());
  while (2 * width * sumBytes <= kernel::vectorBytes && tile % (2 * width) == 0)
    width *= 2;
  if (op.getPairs())
    width = *op.getPairs();
  Value weight = viewAt(arguments.weights, offsetOf(op.getWeight()), {op.getTiles(), sources, tile},
                        op.getWeight().getType().getElement());
  RowsOfIntegers rows{*this, l, op, eventsView(op.getEvents()), compute, weight, width, tile / width};
  forPlaces(op.getTiles() * tile, tile, [&](Value first) {
    forRows(op.getRepeats(), op.getOutput(), first, tile, [&](Value row) { rows.sumTile(first, row); });
  });
}

//===----------------------------------------------------------------------===//
// States that decay by a shift
//===----------------------------------------------------------------------===//

void KernelEmitter::forStates(Value state, kernel::SignalType type,
                              llvm::function_ref<Value(Value, Value, Value)> step) {
  int64_t places = type.getRowElements(), vectors = std::min<int64_t>(places / lanes, 2);
  if (vectors == 0)
    return;
  Value memory = view(state);
  forPlaces(places, vectors * lanes, [&](Value start) {
    Values at, states;
    for (int64_t k = 0; k < vectors; ++k) {
      at.push_back(l.add(start, k * lanes));
      states.push_back(l.loadAs(vectorType(), memory, at[k]));
    }
    auto advance = [&](Value row, ValueRange now) {
      Values next;
      for (int64_t k = 0; k < vectors; ++k)
        next.push_back(step(row, at[k], now[k]));
      return next;
    };
    states = isStep ? advance(arguments.rows, states) : l.forRange(l.index(0), arguments.rows, 1, states, advance);
    for (int64_t k = 0; k < vectors; ++k)
      l.storeAs(states[k], memory, at[k]);
  });
}

/// D(u, n): what is not above u is negative, and shifted at most to -1; so the larger of both is right for every sign.
static Value decayOf(LoopBuilder &l, Value u, Value dash) {
  Value shifted = arith::ShRSIOp::create(l.builder(), l.location(), u, dash);
  return l.max(shifted, l.min(u, l.number(u.getType(), 1)));
}

void KernelEmitter::emit(kernel::ShiftCurrentOp op) {
  Value output = view(op.getOutput());
  forStates(op.getState(), op.getOutput().getType(), [&](Value row, Value place, Value state) {
    Value x = inputSum(op.getInputs(), row, place), current = op.getReplace() ? x : l.plus(state, x);
    Value decay = decayOf(l, current, coefficient(op.getDash(), place));
    Value next = arith::SubIOp::create(l.builder(), l.location(), current, decay);
    l.storeAs(next, output, {row, place});
    return next;
  });
}

/// The table of kernel.shift_membrane for a vector of neurons.
struct KernelEmitter::ShiftMembrane {
  LoopBuilder &l;
  kernel::ShiftMembraneOp op;
  Value dash, bias, threshold, reset;

  struct Result {
    Value state, output;
  };

  /// Spikes that are taken off one after the other: more are divided.
  static constexpr int64_t mostTurns = 64;

  Type wideElement(Value value) {
    return l.builder().getIntegerType(2 * cast<VectorType>(value.getType()).getElementTypeBitWidth());
  }

  /// The difference in the lower bits of the type.
  Value wrapped(Value left, Value right) { return arith::SubIOp::create(l.builder(), l.location(), left, right); }

  Value taken(Value potential) {
    return op.getWraps() ? wrapped(potential, threshold) : l.cutDifference(potential, threshold);
  }

  /// sat(X - D). Of two inputs, `lost` is what the cut of their sum has taken away: it has the sign of the cut sum, so
  /// that adding it after the decay gives the exact result, or the end of the range where that lies beyond.
  Value gainOf(ValueRange inputs, Value v) {
    Value decay = dash ? decayOf(l, v, dash) : l.number(v.getType(), 0);
    if (op.getWraps())
      return wideSum(inputs, wrapped(l.number(v.getType(), 0), decay));
    if (inputs.empty())
      return l.cutDifference(l.number(v.getType(), 0), decay);
    if (inputs.size() == 1)
      return l.cutDifference(inputs[0], decay);
    OpBuilder &b = l.builder();
    if (inputs.size() == 2) {
      Value sum = l.plus(inputs[0], inputs[1]);
      Value wrapped = arith::AddIOp::create(b, l.location(), inputs[0], inputs[1]);
      Value lost = arith::SubIOp::create(b, l.location(), wrapped, sum);
      return l.plus(l.cutDifference(sum, decay), lost);
    }
    return wideSum(inputs, {}, decay);
  }

  /// sat(X + v - D): of these v and D may be absent.
  Value wideSum(ValueRange inputs, Value v, Value decay = {}) {
    OpBuilder &b = l.builder();
    Value any = v ? v : inputs.front(), sum;
    Type wide = wideElement(any);
    for (Value input : inputs) {
      Value number = l.extended(input, wide);
      sum = sum ? Value(arith::AddIOp::create(b, l.location(), sum, number)) : number;
    }
    if (v) {
      Value number = l.extended(v, wide);
      sum = sum ? Value(arith::AddIOp::create(b, l.location(), sum, number)) : number;
    }
    if (decay)
      sum = arith::SubIOp::create(b, l.location(), sum, l.extended(decay, wide));
    return l.cut(sum, cast<VectorType>(any.getType()).getElementType());
  }

  /// The membrane before spikes.
  Value potentialOf(ValueRange inputs, Value v) {
    // A state that has decayed does not leave the range.
    if (op.getJoined()) {
      Value decayed = dash ? wrapped(v, decayOf(l, v, dash)) : v;
      return inputs.size() == 1 ? l.plus(decayed, inputs[0]) : wideSum(inputs, decayed);
    }
    Value gain = gainOf(inputs, v);
    return l.plus(v, bias ? l.plus(gain, bias) : gain);
  }

  Value fires(Value potential) { return l.compareIntegers(arith::CmpIPredicate::sge, potential, threshold); }

  /// One spike at most.
  Result single(Value potential, Value spikes) {
    Type type = potential.getType();
    Value after = op.getReset() == kernel::Reset::Value ? reset : taken(potential);
    return {l.select(spikes, after, potential), l.select(spikes, l.number(type, 1), l.number(type, 0))};
  }

  /// Turns in which every neuron that still reaches its threshold spikes once. One that does not will not again.
  Result repeated(Value potential) {
    OpBuilder &b = l.builder();
    Location loc = l.location();
    Type types[] = {potential.getType(), potential.getType(), b.getIndexType()};
    Location locations[] = {loc, loc, loc};
    Value start[] = {potential, l.number(potential.getType(), 0), l.index(0)};
    auto loop = scf::WhileOp::create(b, loc, types, start);
    OpBuilder::InsertionGuard guard(b);
    Block *before = b.createBlock(&loop.getBefore(), {}, types, locations);
    Value more = l.both(l.less(before->getArgument(2), l.index(*op.getMost())), l.any(fires(before->getArgument(0))));
    scf::ConditionOp::create(b, loc, more, before->getArguments());
    Block *after = b.createBlock(&loop.getAfter(), {}, types, locations);
    Result next = single(after->getArgument(0), fires(after->getArgument(0)));
    Value spikes = arith::AddIOp::create(b, loc, after->getArgument(1), next.output);
    scf::YieldOp::create(b, loc, ValueRange{next.state, spikes, l.add(after->getArgument(2), 1)});
    return {loop.getResult(0), loop.getResult(1)};
  }

  /// How often the threshold fits, by division; one that is not positive fits as often as is allowed.
  Result divided(Value potential) {
    OpBuilder &b = l.builder();
    Location loc = l.location();
    Type element = cast<VectorType>(potential.getType()).getElementType(), wide = wideElement(potential);
    Value v = l.extended(potential, wide), thr = l.extended(threshold, wide);
    Value zero = l.number(v.getType(), 0), most = l.number(v.getType(), static_cast<double>(*op.getMost()));
    Value times = arith::DivSIOp::create(b, loc, v, l.max(thr, l.number(v.getType(), 1)));
    times = l.select(l.compareIntegers(arith::CmpIPredicate::sgt, thr, zero), l.min(times, most), most);
    times = l.select(fires(potential), times, zero);
    Value rest = arith::SubIOp::create(b, loc, v, arith::MulIOp::create(b, loc, times, thr));
    return {l.cut(rest, element), l.cut(times, element)};
  }

  Result advance(ValueRange inputs, Value v) {
    Value potential = potentialOf(inputs, v);
    if (op.getSpike() == kernel::Spike::None)
      return {potential, potential};
    if (op.getSpike() == kernel::Spike::Above)
      return single(potential, l.isAbove(potential, threshold));
    if (*op.getMost() == 1)
      return single(potential, fires(potential));
    return op.getWraps() || *op.getMost() <= mostTurns ? repeated(potential) : divided(potential);
  }
};

void KernelEmitter::emit(kernel::ShiftMembraneOp op) {
  forStates(op.getState(), op.getOutput().getType(), [&](Value row, Value place, Value state) {
    ShiftMembrane membrane{l,
                           op,
                           coefficient(op.getDash(), place),
                           coefficient(op.getBias(), place),
                           coefficient(op.getThreshold(), place),
                           coefficient(op.getResetValue(), place)};
    Values inputs;
    for (Value input : op.getInputs())
      inputs.push_back(l.loadAs(vectorType(), view(input), {row, place}));
    ShiftMembrane::Result result = membrane.advance(inputs, state);
    l.storeAs(result.output, view(op.getOutput()), {row, place});
    if (op.getTrace() && records)
      l.storeAs(result.state, view(op.getTrace()), {row, place});
    return result.state;
  });
}

//===----------------------------------------------------------------------===//
// Aliases
//===----------------------------------------------------------------------===//

/// Takes back what is above `most` of a neuron's spikes.
void KernelEmitter::returnSpikes(kernel::AliasesOp op, Value neuron, Value excess) {
  OpBuilder &b = l.builder();
  Value state = view(op.getState()), threshold = view(op.getThreshold());
  bool isOne = op.getThreshold().getType().getElements() == 1;
  Value each = l.load(threshold, isOne ? l.index(0) : neuron);
  excess = arith::TruncIOp::create(b, l.location(), compute, excess);
  Value back = arith::MulIOp::create(b, l.location(), excess, each);
  l.store(arith::AddIOp::create(b, l.location(), l.load(state, neuron), back), state, neuron);
}

void KernelEmitter::emit(kernel::AliasesOp op) {
  OpBuilder &b = l.builder();
  Location loc = l.location();
  Type wide = b.getI64Type();
  Value input = view(op.getInput()), output = view(op.getOutput()), starts = view(op.getStarts()),
        sources = view(op.getSources()), targets = view(op.getTargets());
  int64_t places = op.getOutput().getType().getRowElements();
  auto spikesAt = [&](Value row, Value neuron) { return l.extended(l.load(output, {row, neuron}), wide); };
  auto add = [&](Value left, Value right) { return arith::AddIOp::create(b, loc, left, right); };
  auto receive = [&](Value row, Value alias) {
    Value from = l.loadIndex(starts, alias), to = l.loadIndex(starts, l.add(alias, 1));
    Value received = l.forRange(from, to, 1, l.word(0), [&](Value k, ValueRange sum) -> Values {
      return {add(sum[0], spikesAt(row, l.loadIndex(sources, k)))};
    })[0];
    l.ifTrue(l.compareIntegers(arith::CmpIPredicate::ne, received, l.word(0)), [&] {
      Value neuron = l.loadIndex(targets, alias), most = l.word(op.getMost());
      Value all = add(l.min(received, most), spikesAt(row, neuron)), left = l.min(all, most);
      l.store(arith::TruncIOp::create(b, loc, compute, left), output, {row, neuron});
      if (op.getState())
        l.ifTrue(l.compareIntegers(arith::CmpIPredicate::sgt, all, most),
                 [&] { returnSpikes(op, neuron, arith::SubIOp::create(b, loc, all, left)); });
    });
  };
  forRows([&](Value row) {
    forVectors(places,
               [&](Value place) { l.storeAs(l.loadAs(vectorType(), input, {row, place}), output, {row, place}); });
    l.forRange(0, op.getTargets().getType().getElements(), 1, [&](Value alias) { receive(row, alias); });
    if (op.getTrace() && records)
      forVectors(places, [&](Value place) {
        l.storeAs(l.loadAs(vectorType(), view(op.getState()), place), view(op.getTrace()), {row, place});
      });
  });
}

} // namespace ganglion::cpu
