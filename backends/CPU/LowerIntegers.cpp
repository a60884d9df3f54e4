//===- LowerIntegers.cpp - integer neurons, rows of integers --------------===//
#include "backends/CPU/Narrowing.h"
#include "backends/CPU/NetworkLowering.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cmath>

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

/// How many ops a range is looked for behind an operand: cycles end there.
static constexpr unsigned deepestSearch = 8;

/// The numbers that a value of a network of integers can have.
static snn::IntegerRange valuesOf(Value value, snn::IntegerRange compute, unsigned depth = 0) {
  if (cast<RankedTensorType>(value.getType()).getElementType().isInteger(1))
    return {0, 1};
  if (depth == deepestSearch)
    return compute;
  return llvm::TypeSwitch<Operation *, snn::IntegerRange>(value.getDefiningOp())
      .Case([&](snn::NeuronOp op) {
        snn::Spike spike = op.getRule().getSpike();
        return spike == snn::Spike::Repeated ? snn::IntegerRange{0, op.getRule().getMost()} : compute;
      })
      .Case<snn::SumOp, snn::DelayOp, snn::ReshapeOp>([&](auto op) {
        snn::IntegerRange sum{0, 0};
        for (Value input : op.getInputs()) {
          snn::IntegerRange range = valuesOf(input, compute, depth + 1);
          sum = {std::max(sum.least + std::min<int64_t>(range.least, 0), compute.least),
                 std::min(sum.most + std::max<int64_t>(range.most, 0), compute.most)};
        }
        return sum;
      })
      .Default([&](Operation *) { return compute; });
}

static snn::IntegerRange valuesOf(OperandRange inputs, snn::IntegerRange compute) {
  snn::IntegerRange sum{0, 0};
  for (Value input : inputs) {
    snn::IntegerRange range = valuesOf(input, compute);
    sum = {std::max(sum.least + range.least, compute.least), std::min(sum.most + range.most, compute.most)};
  }
  return sum;
}

/// Whether a signal holds spikes in most rows: spikes, counts, or data, which may be spikes.
static bool mayBeSpikes(OperandRange inputs) {
  return llvm::all_of(inputs, [](Value input) {
    return isa<IntegerType>(cast<RankedTensorType>(input.getType()).getElementType()) ||
           isa_and_nonnull<snn::InputOp>(input.getDefiningOp());
  });
}

namespace {

/// What becomes of a connection's rows.
struct IntegerForm {
  Type weight, sums; ///< `sums` is null where they may be cut
  std::optional<int> exponent;
  std::optional<int64_t> limit, carry;
  std::string reason;
};

} // namespace

/// Fewer events are not worth the additions of their sum.
static constexpr int64_t leastCarry = 8;

/// How many events add up in 16 bits before they are carried over, where sums as a whole do not fit.
static std::optional<int64_t> carryFor(unsigned sumBits, int64_t largestWeight) {
  int64_t events = largestWeight ? INT16_MAX / largestWeight : 0;
  return sumBits == 32 && events >= leastCarry ? std::optional(events) : std::nullopt;
}

static std::optional<IntegerForm> formOf(snn::LinearOp op, const DenseWeights &dense, Type compute) {
  Builder b(compute.getContext());
  if (isa<IntegerType>(compute)) {
    unsigned bits = compute.getIntOrFloatBitWidth();
    IntegerSums sums = boundIntegers(dense, valuesOf(op.getInputs(), snn::rangeOfBits(bits)), bits);
    Type exact = sums.exactBits ? Type(b.getIntegerType(*sums.exactBits)) : Type();
    std::optional<int64_t> carry = carryFor(sums.exactBits.value_or(0), sums.largestWeight);
    return IntegerForm{b.getIntegerType(sums.weightBits), exact, std::nullopt, sums.limit, carry, sums.reason};
  }
  if (!mayBeSpikes(op.getInputs()))
    return std::nullopt;
  std::optional<NarrowFloats> narrow = narrowFloats(dense, compute.isF32());
  if (!narrow)
    return std::nullopt;
  return IntegerForm{b.getIntegerType(narrow->weightBits),
                     b.getIntegerType(narrow->sumBits),
                     narrow->exponent,
                     std::nullopt,
                     carryFor(narrow->sumBits, narrow->largestWeight),
                     narrow->reason};
}

/// The group of targets whose bytes are packed in pairs; none where they are widened one by one, since an addition is
/// cut, or where a tile has no such groups.
static std::optional<int64_t> pairsFor(const IntegerForm &form, int64_t tile) {
  bool isSummedIn16 = form.sums && (form.sums.isInteger(16) || form.carry);
  if (!form.weight.isInteger(8) || !isSummedIn16 || tile % 32 != 0)
    return std::nullopt;
  return tile % 64 == 0 ? 64 : 32;
}

/// Packs the number of target `k` of a tile.
template <typename T> static void pack(T number, int64_t k, std::optional<int64_t> pairs, T *tile) {
  if (!pairs) {
    tile[k] = number;
    return;
  }
  int64_t half = *pairs / 2, inGroup = k % *pairs, inPair = inGroup / half;
  tile[k - inGroup + inGroup % half * 2 + inPair] = inPair == 0 ? static_cast<T>(number ^ 0x80) : number;
}

/// [targets][sources] to [tiles][sources][tile].
template <typename T>
static void packUnits(const DenseWeights &dense, bool isSingle, int exponent, Tiling tiling,
                      std::optional<int64_t> pairs, T *out) {
  Numbers<double> weights(dense.weight);
  double perOne = unitsPerOne(exponent);
  forEachPart(tiling.tiles, weights.size() * sizeof(double), [&](int64_t tile) {
    T *to = out + tile * dense.sources * tiling.tile;
    int64_t first = tile * tiling.tile, count = std::min(tiling.tile, dense.targets - first);
    for (int64_t source = 0; source < dense.sources; ++source, to += tiling.tile)
      for (int64_t k = 0; k < count; ++k) {
        double weight = weights[(first + k) * dense.sources + source];
        pack(static_cast<T>((isSingle ? static_cast<float>(weight) : weight) * perOne), k, pairs, to);
      }
  });
}

std::optional<Signal> NetworkLowering::rowsOfIntegers(snn::LinearOp op, EventList events, ArrayRef<double> bias) {
  kernel::SignalType type = typeOf(op);
  int64_t sources = cast<kernel::EventsType>(events.memory.getType()).getElements();
  DenseWeights dense{op.getWeight(), bias, type.getElements(), sources};
  std::optional<IntegerForm> form = formOf(op, dense, builder.compute());
  if (!form)
    return std::nullopt;
  Tiling tiling = tilingOf(sources, type);
  int exponent = form->exponent.value_or(0);
  std::optional<int64_t> pairs = pairsFor(*form, tiling.tile);
  bool isSingle = builder.compute().isF32();
  // Weights are packed when the bias is gone.
  auto fill = [=, dense = DenseWeights{op.getWeight(), {}, type.getElements(), sources},
               element = form->weight](char *to) {
    withNumberType(element, [&](auto zero) {
      if constexpr (std::is_integral_v<decltype(zero)>)
        packUnits(dense, isSingle, exponent, tiling, pairs, reinterpret_cast<decltype(zero) *>(to));
    });
  };
  Value weight = builder.weights(tiling.tiles * tiling.tile * sources, form->weight, fill), start;
  if (!bias.empty()) {
    std::vector<double> units(tiling.tiles * tiling.tile);
    llvm::transform(bias, units.begin(), [&](double value) { return std::ldexp(value, -exponent); });
    start = builder.numbers(units, form->sums ? form->sums : builder.compute());
  }
  Value out = builder.signal(type);
  kernel::RowsOp::create(b(), op.getLoc(), events.memory, weight, start, Value(), events.repeats, out, tiling.tile,
                         form->sums ? TypeAttr::get(form->sums) : TypeAttr(),
                         form->exponent ? b().getF64FloatAttr(std::ldexp(1.0, exponent)) : FloatAttr(),
                         form->limit ? b().getI64IntegerAttr(*form->limit) : IntegerAttr(),
                         form->carry ? b().getI64IntegerAttr(*form->carry) : IntegerAttr(),
                         pairs ? b().getI64IntegerAttr(*pairs) : IntegerAttr(), b().getStringAttr(form->reason));
  return Signal{out};
}

//===----------------------------------------------------------------------===//
// Neurons
//===----------------------------------------------------------------------===//

Value NetworkLowering::integerParameter(ElementsAttr attribute, kernel::SignalType row, int64_t most, int64_t padding) {
  if (!attribute)
    return {};
  Parameter parameter = Parameter::of(attribute);
  auto number = [&](int64_t index) { return static_cast<double>(std::min(parameter.asInteger(index), most)); };
  if (parameter.isSplat() || parameter.size() == 1)
    return builder.numbers({number(0)});
  std::vector<double> values(row.getRowElements(), static_cast<double>(padding));
  for (int64_t i = 0; i < row.getElements(); ++i)
    values[row.place(i)] = number(i);
  return builder.numbers(values);
}

/// The currents of the ports, each the sum of a port's inputs, filtered or not.
SmallVector<Value> NetworkLowering::integerCurrents(snn::NeuronOp op) {
  kernel::SignalType type = typeOf(op);
  int64_t longest = builder.compute().getIntOrFloatBitWidth() - 1;
  SmallVector<Value> currents;
  bool recorded = false;
  for (unsigned port = 0; port < op.getPortCount(); ++port) {
    OperandRange operands = op.getPortInputs(port);
    if (op.getPort(port).getFilter() == snn::Filter::None) {
      if (!operands.empty())
        currents.push_back(summed(op.getLoc(), operands, type).memory);
      continue;
    }
    Value current = builder.signal(type), dash = integerParameter(op.getPort(port).getDash(), type, longest);
    kernel::ShiftCurrentOp::create(b(), op.getLoc(), operandsIn(operands, type), builder.state(type), dash, current,
                                   /*replace=*/false);
    currents.push_back(current);
    if (!recorded)
      record(op.getName(), snn::Variable::Current, current);
    recorded = true;
  }
  return currents;
}

void NetworkLowering::lowerIntegerNeuron(snn::NeuronOp op) {
  kernel::SignalType type = typeOf(op);
  snn::RuleAttr rule = op.getRule();
  unsigned bits = builder.compute().getIntOrFloatBitWidth();
  int64_t largest = snn::rangeOfBits(bits).most;
  SmallVector<Value> currents = integerCurrents(op);
  bool resets = rule.getReset() == snn::Reset::Value, repeats = rule.getSpike() == snn::Spike::Repeated;
  Value reset;
  if (resets)
    reset = op.getVResetAttr() ? integerParameter(op.getVResetAttr(), type) : builder.numbers({0});
  Value output = signals[op].memory, trace = options.record && op.isSpiking() ? builder.signal(type) : Value();
  // Padding has a threshold that is hardly ever reached, so that it does not keep a vector spiking.
  kernel::ShiftMembraneOp::create(
      b(), op.getLoc(), currents, membraneState(op), integerParameter(op.getDashAttr(), type, bits - 1),
      integerParameter(op.getBiasAttr(), type), integerParameter(op.getVThresholdAttr(), type, largest, largest), reset,
      output, trace, spikeOf(rule.getSpike()),
      resets           ? kernel::Reset::Value
      : op.isSpiking() ? kernel::Reset::Subtract
                       : kernel::Reset::None,
      repeats ? b().getI64IntegerAttr(rule.getMost()) : IntegerAttr());
  record(op.getName(), snn::Variable::Membrane, op.isSpiking() ? trace : output);
  if (op.isSpiking())
    record(op.getName(), snn::Variable::Spikes, output);
}

} // namespace ganglion::cpu
