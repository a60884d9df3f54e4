//===- LowerIntegers.cpp - integer neurons, rows of integers --------------===//
#include "backends/CPU/HeldSums.h"
#include "backends/CPU/NetworkLowering.h"
#include <cmath>

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

/// The group of targets whose bytes are packed in pairs; none where they are widened one by one, since an addition is
/// cut, or where a tile has no such groups.
static std::optional<int64_t> pairsFor(const HeldSums &form, int64_t tile) {
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
    for (int64_t source = 0; source < dense.sources; ++source, to += tiling.tile) {
      for (int64_t k = 0; k < count; ++k) {
        double weight = weights[(first + k) * dense.sources + source];
        pack(static_cast<T>((isSingle ? static_cast<float>(weight) : weight) * perOne), k, pairs, to);
      }
      for (int64_t k = count; pairs && k < tiling.tile; ++k)
        pack(T(0), k, pairs, to);
    }
  });
}

std::optional<Signal> NetworkLowering::rowsOfIntegers(snn::LinearOp op, EventList events, ArrayRef<double> bias) {
  kernel::SignalType type = typeOf(op);
  int64_t sources = cast<kernel::EventsType>(events.memory.getType()).getElements();
  DenseWeights dense{op.getWeight(), bias, type.getElements(), sources};
  std::optional<HeldSums> form = holdSums(op.getInputs(), dense, builder.compute());
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
      repeats ? b().getI64IntegerAttr(rule.getMost()) : IntegerAttr(), /*joined=*/false, /*wraps=*/false);
  record(op.getName(), snn::Variable::Membrane, op.isSpiking() ? trace : output);
  if (op.isSpiking())
    record(op.getName(), snn::Variable::Spikes, output);
}

} // namespace ganglion::cpu
