//===- Unroll.cpp ---------------------------------------------------------===//
#include "backends/Xylo/Unroll.h"
#include "ir/SNN/Windows.h"
#include "ir/Support/Parameter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include <map>

using namespace mlir;

namespace ganglion::xylo {

namespace {

/// An op without a state as a matrix, by its columns: what a value of 1 at one source adds to the targets.
class LinearMap {
public:
  explicit LinearMap(Operation *op) : op(op) {
    if (auto weight = op->getAttrOfType<ElementsAttr>("weight"))
      weights = Parameter::of(weight).toDoubles();
    else if (auto factor = op->getAttrOfType<ElementsAttr>("factor"))
      weights = Parameter::of(factor).toDoubles();
    if (auto sparse = dyn_cast<snn::SparseOp>(op))
      sortSynapses(sparse);
  }

  void column(int64_t source, llvm::function_ref<void(int64_t target, double weight)> use) const;

private:
  void sortSynapses(snn::SparseOp sparse) {
    std::vector<int64_t> sources = Parameter::of(sparse.getSources()).toIntegers(),
                         targets = Parameter::of(sparse.getTargets()).toIntegers();
    for (size_t index = 0; index < sources.size(); ++index)
      bySource[sources[index]].emplace_back(targets[index], weights[index]);
  }

  void linear(snn::LinearOp linear, int64_t source, llvm::function_ref<void(int64_t, double)> use) const;
  void convolution(snn::ConvOp conv, int64_t source, llvm::function_ref<void(int64_t, double)> use) const;
  void pool(snn::PoolOp pool, int64_t source, llvm::function_ref<void(int64_t, double)> use) const;

  Operation *op;
  std::vector<double> weights;
  std::map<int64_t, std::vector<std::pair<int64_t, double>>> bySource;
};

} // namespace

static ArrayRef<int64_t> shapeOf(ElementsAttr attribute) { return cast<ShapedType>(attribute.getType()).getShape(); }

void LinearMap::linear(snn::LinearOp linear, int64_t source, llvm::function_ref<void(int64_t, double)> use) const {
  ArrayRef<int64_t> shape = shapeOf(linear.getWeightAttr());
  int64_t rows = shape[shape.size() - 2], columns = shape.back(), block = source / columns, column = source % columns;
  for (int64_t row = 0; row < rows; ++row)
    use(block * rows + row, weights[(block * rows + row) * columns + column]);
}

void LinearMap::convolution(snn::ConvOp conv, int64_t source, llvm::function_ref<void(int64_t, double)> use) const {
  snn::WindowAxes axes = snn::windowAxesOf(conv);
  ArrayRef<int64_t> shape = shapeOf(conv.getWeightAttr());
  int64_t groups = conv.getGroups(), groupInputs = shape[1], groupOutputs = shape[0] / groups;
  int64_t channel = source / axes.inputPositions(), position = source % axes.inputPositions();
  int64_t group = channel / groupInputs, row = position / axes.columns.inputs, column = position % axes.columns.inputs;
  axes.rows.windowsOf(row, [&](int64_t outRow, int64_t tapRow) {
    axes.columns.windowsOf(column, [&](int64_t outColumn, int64_t tapColumn) {
      for (int64_t out = group * groupOutputs; out < (group + 1) * groupOutputs; ++out) {
        int64_t tap =
            (out * groupInputs + channel % groupInputs) * axes.taps() + tapRow * axes.columns.kernel + tapColumn;
        use(out * axes.outputPositions() + outRow * axes.columns.outputs + outColumn, weights[tap]);
      }
    });
  });
}

void LinearMap::pool(snn::PoolOp pool, int64_t source, llvm::function_ref<void(int64_t, double)> use) const {
  snn::WindowAxes axes = snn::windowAxesOf(pool);
  double weight = pool.getKind() == snn::PoolKind::Average ? 1.0 / static_cast<double>(axes.taps()) : 1;
  int64_t channel = source / axes.inputPositions(), position = source % axes.inputPositions();
  axes.rows.windowsOf(position / axes.columns.inputs, [&](int64_t row, int64_t) {
    axes.columns.windowsOf(position % axes.columns.inputs, [&](int64_t column, int64_t) {
      use(channel * axes.outputPositions() + row * axes.columns.outputs + column, weight);
    });
  });
}

void LinearMap::column(int64_t source, llvm::function_ref<void(int64_t, double)> use) const {
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](snn::LinearOp linear) { this->linear(linear, source, use); })
      .Case([&](snn::ConvOp conv) { convolution(conv, source, use); })
      .Case([&](snn::PoolOp pool) { this->pool(pool, source, use); })
      .Case([&](snn::SparseOp) {
        if (auto found = bySource.find(source); found != bySource.end())
          for (auto [target, weight] : found->second)
            use(target, weight);
      })
      .Case([&](snn::ScaleOp) { use(source, weights.size() == 1 ? weights.front() : weights[source]); })
      .Case<snn::ReshapeOp, snn::SumOp>([&](Operation *) { use(source, 1); });
}

/// What `values`, numbers by index, become behind an op.
static std::map<int64_t, double> passThrough(const LinearMap &map, const std::map<int64_t, double> &values) {
  std::map<int64_t, double> result;
  for (auto [index, value] : values)
    map.column(index, [&, value = value](int64_t target, double weight) {
      if (weight != 0)
        result[target] += value * weight;
    });
  return result;
}

/// All synapses of a linear op, tile by tile: its weights lie by target, those of the chip by source, and a chip has a
/// million of both.
static void unrollLinear(snn::LinearOp op, UseSynapse use) {
  constexpr int64_t tile = 32;
  Parameter weights = Parameter::of(op.getWeightAttr());
  int64_t columns = weights.shape().back(), rowsOfBlock = weights.shape()[weights.rank() - 2],
          rows = columns ? weights.size() / columns : 0;
  std::vector<double> values(tile * columns);
  for (int64_t firstRow = 0; firstRow < rows; firstRow += tile) {
    int64_t tileRows = std::min(tile, rows - firstRow);
    weights.copyDoubles(firstRow * columns, MutableArrayRef(values).take_front(tileRows * columns));
    for (int64_t firstColumn = 0; firstColumn < columns; firstColumn += tile)
      for (int64_t row = 0; row < tileRows; ++row)
        for (int64_t column = firstColumn; column < std::min(firstColumn + tile, columns); ++column)
          if (double weight = values[row * columns + column]; weight != 0)
            use((firstRow + row) / rowsOfBlock * columns + column, firstRow + row, weight);
  }
}

void unrollPath(const Path &path, UseSynapse use) {
  if (auto linear = path.by.size() == 1 ? dyn_cast<snn::LinearOp>(path.by.front()) : snn::LinearOp())
    return unrollLinear(linear, use);
  std::vector<LinearMap> maps(path.by.begin(), path.by.end());
  int64_t sources = sizeOf(path.source->getResult(0));
  if (maps.size() == 1) {
    for (int64_t source = 0; source < sources; ++source)
      maps.front().column(source, [&](int64_t target, double weight) {
        if (weight != 0)
          use(source, target, weight);
      });
    return;
  }
  for (int64_t source = 0; source < sources; ++source) {
    std::map<int64_t, double> values = {{source, 1.0}};
    for (const LinearMap &map : maps)
      values = passThrough(map, values);
    for (auto [target, weight] : values)
      if (weight != 0)
        use(source, target, weight);
  }
}

/// The bias of an op for each of its targets; empty if it has none, or zeros only.
static std::vector<double> ownBiases(Operation *op) {
  auto attribute = op->getAttrOfType<ElementsAttr>("bias");
  if (!attribute)
    return {};
  Parameter bias = Parameter::of(attribute);
  RankedTensorType type = cast<RankedTensorType>(op->getResult(0).getType());
  // One number for all, one for each target, or (conv) one for each channel, (linear) one for each row of a block.
  int64_t targets = type.getNumElements(), each = bias.size() ? targets / bias.size() : 0;
  std::vector<double> result;
  for (int64_t target = 0; target < targets; ++target) {
    int64_t index = isa<snn::LinearOp>(op) ? target % bias.size() : target / each;
    double value = bias.asDouble(bias.size() == 1 ? 0 : index);
    if (value == 0)
      continue;
    result.resize(targets);
    result[target] = value;
  }
  return result;
}

/// What biases become behind an op; empty if it takes none of them on.
static std::vector<double> biasesBehind(Operation *op, ArrayRef<double> biases) {
  LinearMap map(op);
  int64_t targets = sizeOf(op->getResult(0));
  std::vector<double> result;
  for (auto [source, bias] : llvm::enumerate(biases))
    if (bias != 0)
      map.column(source, [&, bias = bias](int64_t target, double weight) {
        if (weight == 0)
          return;
        result.resize(targets);
        result[target] += bias * weight;
      });
  return result;
}

std::vector<double> biasesOf(const Path &path) {
  std::vector<double> biases;
  for (Operation *op : path.by) {
    if (!biases.empty())
      biases = biasesBehind(op, biases);
    std::vector<double> own = ownBiases(op);
    biases.resize(std::max(biases.size(), own.size()));
    for (auto [bias, added] : llvm::zip(biases, own))
      bias += added;
  }
  return biases;
}

} // namespace ganglion::xylo
