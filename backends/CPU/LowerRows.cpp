//===- LowerRows.cpp - connections to rows of packed weights --------------===//
#include "backends/CPU/ChooseKernels.h"
#include "backends/CPU/NetworkLowering.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::cpu {

/// [targets][sources] to [tiles][sources][tile].
template <typename T>
static void packMatrix(ElementsAttr attribute, int64_t targets, int64_t sources, Tiling tiling, T *out) {
  Numbers<T> weights(attribute);
  forEachPart(tiling.tiles, weights.size() * sizeof(T), [&](int64_t tile) {
    T *to = out + tile * sources * tiling.tile;
    int64_t first = tile * tiling.tile, count = std::min(tiling.tile, targets - first);
    for (int64_t source = 0; source < sources; ++source, to += tiling.tile)
      for (int64_t k = 0; k < count; ++k)
        to[k] = weights[(first + k) * sources + source];
  });
}

/// Synapses to [tiles][sources][tile], which is 0 before.
template <typename T> static void packPairs(snn::SparseOp op, int64_t sourceCount, Tiling tiling, T *out) {
  Numbers<T> weights(op.getWeight());
  Parameter sources = Parameter::of(op.getSources()), targets = Parameter::of(op.getTargets());
  for (int64_t k = 0; k < weights.size(); ++k) {
    int64_t target = targets.asInteger(k), tile = target / tiling.tile;
    out[(tile * sourceCount + sources.asInteger(k)) * tiling.tile + target % tiling.tile] = weights[k];
  }
}

NetworkLowering::Packing NetworkLowering::matrixPacking(snn::LinearOp op) {
  ArrayRef<int64_t> shape = op.getWeight().getShapedType().getShape().take_back(2);
  return [attribute = op.getWeight(), targets = shape[0], sources = shape[1],
          compute = builder.compute()](Tiling tiling, char *to) {
    withNumberType(compute, [&](auto zero) {
      packMatrix(attribute, targets, sources, tiling, reinterpret_cast<decltype(zero) *>(to));
    });
  };
}

NetworkLowering::Packing NetworkLowering::pairPacking(snn::SparseOp op, int64_t sources) {
  return [op, sources, compute = builder.compute()](Tiling tiling, char *to) {
    withNumberType(compute, [&](auto zero) { packPairs(op, sources, tiling, reinterpret_cast<decltype(zero) *>(to)); });
  };
}

Signal NetworkLowering::packedRows(Operation *op, Signal sources, const Packing &packing, ArrayRef<double> bias) {
  bool isDense = formOf(op) == kernel::Form::Dense;
  auto linear = dyn_cast<snn::LinearOp>(op);
  if (linear && !isDense)
    if (std::optional<Signal> result = rowsOfIntegers(linear, eventsOf(op->getLoc(), sources), bias))
      return *result;
  kernel::SignalType type = typeOf(op);
  int64_t count = sources.type().getElements();
  Tiling tiling = tilingOf(count, type);
  Value weight = builder.weights(tiling.tiles * tiling.tile * count, [=](char *to) { packing(tiling, to); }), starts;
  if (!bias.empty()) {
    std::vector<double> padded(bias.begin(), bias.end());
    padded.resize(tiling.tiles * tiling.tile);
    starts = builder.numbers(padded);
  }
  Value out = builder.signal(type);
  if (isDense) {
    Signal plain = inLayout(sources, kernel::SignalType::get(count, builder.compute()));
    kernel::DenseOp::create(b(), op->getLoc(), plain.memory, weight, starts, sources.repeats, out, tiling.tile);
  } else {
    EventList events = eventsOf(op->getLoc(), sources);
    kernel::RowsOp::create(b(), op->getLoc(), events.memory, weight, starts, Value(), events.repeats, out, tiling.tile,
                           TypeAttr(), FloatAttr(), IntegerAttr(), IntegerAttr(), IntegerAttr(), StringAttr());
  }
  return {out};
}

} // namespace ganglion::cpu
