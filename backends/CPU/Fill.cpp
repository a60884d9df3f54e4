//===- Fill.cpp -----------------------------------------------------------===//
#include "backends/CPU/Fill.h"
#include "backends/CPU/HeldSums.h"
#include "backends/CPU/Weights.h"

using namespace mlir;

namespace ganglion::cpu {

/// Below which fill a list of synapses is faster than a row of packed weights, for rows that stay in a core's cache and
/// for those that do not. Measured by test/benchmark/sparse_forms.py; docs/design/kernel.md has the figures.
struct FillBounds {
  double inCache, beyond;
};
static constexpr FillBounds boundsOfIntegers{0.01, 0.03}, boundsOfFloats{0.05, 0.1};

/// Bytes of packed weights that stay in a second-level cache of 1 MB, beside signals and events.
static constexpr int64_t cachedBytes = 3 << 18;

/// From which fill on the bits of a row are faster than a list, and from how many bytes of packed weights on they are
/// faster than those. Measured likewise.
static constexpr double leastBitmapFill = 0.03;
static constexpr int64_t mostRowBytes = 2 << 20;

/// All-to-all connections of so many weights or fewer take less than a microsecond in any form.
static constexpr int64_t fewWeights = 4096;

static int64_t elementsOf(Value value) { return cast<RankedTensorType>(value.getType()).getNumElements(); }

static Type computeOf(Operation *op) { return cast<RankedTensorType>(op->getResult(0).getType()).getElementType(); }

std::optional<Fill> fillOf(snn::LinearOp op) {
  Numbers<double> weights(op.getWeight());
  if (weights.size() <= fewWeights || !areFinite(op.getInputs()))
    return std::nullopt;
  Fill fill{0, weights.size()};
  int64_t most = static_cast<int64_t>(boundsOfFloats.beyond * fill.pairs);
  for (int64_t index = 0; index < fill.pairs; ++index) {
    fill.used += weights[index] != 0;
    if (fill.used > most)
      return std::nullopt;
  }
  return fill;
}

Fill fillOf(snn::SparseOp op) {
  return {op.getWeight().getShapedType().getNumElements(),
          elementsOf(op.getInputs().front()) * elementsOf(op.getOutput())};
}

static bool prefersLists(const Fill &fill, Type weight) {
  const FillBounds &bounds = isa<IntegerType>(weight) ? boundsOfIntegers : boundsOfFloats;
  bool isCached = fill.pairs <= cachedBytes * 8 / weight.getIntOrFloatBitWidth();
  return fill.share() < (isCached ? bounds.inCache : bounds.beyond);
}

static bool prefersBitmap(const Fill &fill, Type weight) {
  return fill.share() >= leastBitmapFill && fill.pairs > mostRowBytes * 8 / weight.getIntOrFloatBitWidth();
}

/// What packed rows hold. The bias has a part in the proof, but hardly decides it.
static Type packedTypeOf(snn::LinearOp op) {
  DenseWeights dense{op.getWeight(), {}, elementsOf(op.getOutput()), elementsOf(op.getInputs().front())};
  std::optional<HeldSums> held = holdSums(op.getInputs(), dense, computeOf(op));
  return held ? held->weight : computeOf(op);
}

bool prefersLists(snn::LinearOp op, const Fill &fill) { return prefersLists(fill, packedTypeOf(op)); }

bool prefersLists(snn::SparseOp op, const Fill &fill) { return prefersLists(fill, computeOf(op)); }

bool prefersBitmap(snn::LinearOp op, const Fill &fill) {
  // The proof looks at all weights; most layers are too small, whatever it says.
  return prefersBitmap(fill, computeOf(op)) && prefersBitmap(fill, packedTypeOf(op));
}

bool prefersBitmap(snn::SparseOp op, const Fill &fill) { return prefersBitmap(fill, computeOf(op)); }

} // namespace ganglion::cpu
