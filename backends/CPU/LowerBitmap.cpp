//===- LowerBitmap.cpp - connections of one weight ------------------------===//
#include "backends/CPU/Bitmap.h"
#include "backends/CPU/NetworkLowering.h"

using namespace mlir;

namespace ganglion::cpu {

static constexpr int64_t wordTargets = 32, mostTile = 256;

std::optional<OnlyWeight> onlyWeight(ElementsAttr attribute, bool isSingle) {
  Numbers<double> weights(attribute);
  OnlyWeight found;
  for (int64_t index = 0; index < weights.size(); ++index) {
    double weight = isSingle ? static_cast<float>(weights[index]) : weights[index];
    if (weight == 0)
      continue;
    if (found.synapses++ == 0)
      found.weight = weight;
    if (!(weight == found.weight))
      return std::nullopt;
  }
  return found.synapses ? std::optional(found) : std::nullopt;
}

/// What `start` becomes when `weight` is added again and again.
template <typename T> static std::vector<double> roundedSums(T start, T weight, int64_t count) {
  std::vector<double> sums{start};
  for (T sum = start; count > 0; --count)
    sums.push_back(sum = sum + weight);
  return sums;
}

static std::vector<double> cutSums(int64_t start, int64_t weight, unsigned bits, int64_t count) {
  snn::IntegerRange range = snn::rangeOfBits(bits);
  std::vector<double> sums{static_cast<double>(start)};
  for (int64_t sum = start; count > 0; --count)
    sums.push_back(sum = std::clamp(sum + weight, range.least, range.most));
  return sums;
}

static std::vector<double> sumsOf(Type compute, double start, double weight, int64_t count) {
  if (compute.isF32())
    return roundedSums<float>(start, weight, count);
  if (compute.isF64())
    return roundedSums<double>(start, weight, count);
  return cutSums(start, weight, compute.getIntOrFloatBitWidth(), count);
}

NetworkLowering::Pairs NetworkLowering::allPairs(snn::LinearOp op) {
  ArrayRef<int64_t> shape = op.getWeight().getShapedType().getShape().take_back(2);
  return [targets = shape[0], sources = shape[1]](auto use) {
    for (int64_t target = 0; target < targets; ++target)
      for (int64_t source = 0; source < sources; ++source)
        use(source, target, target * sources + source);
  };
}

NetworkLowering::Pairs NetworkLowering::listedPairs(snn::SparseOp op) {
  return [op](auto use) mutable {
    Parameter sources = Parameter::of(op.getSources()), targets = Parameter::of(op.getTargets());
    for (int64_t k = 0; k < sources.size(); ++k)
      use(sources.asInteger(k), targets.asInteger(k), k);
  };
}

static ElementsAttr weightOf(Operation *op) {
  if (auto linear = dyn_cast<snn::LinearOp>(op))
    return linear.getWeight();
  return cast<snn::SparseOp>(op).getWeight();
}

Signal NetworkLowering::bitmapOf(Operation *op, Signal sources, const Pairs &pairs, ArrayRef<double> bias) {
  kernel::SignalType type = typeOf(op);
  int64_t count = sources.type().getElements();
  int64_t tile = std::min<int64_t>(llvm::alignTo(type.getElements(), wordTargets), mostTile);
  int64_t words = tile / wordTargets, tiles = llvm::divideCeil(type.getElements(), tile);
  ElementsAttr weight = weightOf(op);
  bool isSingle = builder.compute().isF32();
  double value = onlyWeight(weight, isSingle)->weight;
  auto fill = [=](char *to) {
    Numbers<double> weights(weight);
    auto *bits = reinterpret_cast<uint32_t *>(to);
    pairs([&](int64_t source, int64_t target, int64_t index) {
      if ((isSingle ? static_cast<float>(weights[index]) : weights[index]) == 0)
        return;
      int64_t inTile = target % tile;
      bits[(target / tile * count + source) * words + inTile / wordTargets] |= uint32_t(1) << inTile % wordTargets;
    });
  };
  Value packed = builder.weights(tiles * count * words, b().getI32Type(), fill);
  Value numbers = builder.numbers(sumsOf(builder.compute(), bias.empty() ? 0 : bias.front(), value, count));
  Value out = builder.signal(type);
  EventList events = eventsOf(op->getLoc(), sources);
  kernel::BitmapOp::create(b(), op->getLoc(), events.memory, packed, numbers, events.repeats, out,
                           b().getI64IntegerAttr(tile), b().getF64FloatAttr(value));
  return {out};
}

} // namespace ganglion::cpu
