//===- LowerConnections.cpp - snn connections to event-driven kernels -----===//
#include "backends/CPU/ChooseKernels.h"
#include "backends/CPU/NetworkLowering.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// What all connections share
//===----------------------------------------------------------------------===//

static int64_t elementsOf(Value value) { return cast<RankedTensorType>(value.getType()).getNumElements(); }

static std::vector<int32_t> stepsOf(snn::DelaysAttr delays) {
  std::vector<int64_t> steps = Parameter::of(delays.getValues()).toIntegers();
  return {steps.begin(), steps.end()};
}

Signal NetworkLowering::sourcesOf(snn::StatelessOpInterface op, snn::DelaysAttr delays) {
  if (op.getInputs().empty())
    return summed(op.getLoc(), op.getInputs(), kernel::SignalType::get(0, builder.compute()));
  Signal sources = summed(op.getLoc(), op.getInputs(), typeOf(op.getInputs().front().getDefiningOp()));
  if (!delays || delays.getAxis() == snn::DelayAxis::Target)
    sources.repeats = repeatsOf(op);
  if (!delays)
    return sources;
  if (delays.getAxis() == snn::DelayAxis::Uniform)
    return delayed(op.getLoc(), sources, stepsOf(delays).front());
  if (delays.getAxis() == snn::DelayAxis::Source)
    return delayedEach(op.getLoc(), sources, stepsOf(delays));
  return sources;
}

void NetworkLowering::finishConnection(Operation *op, Signal result, ArrayRef<double> bias, snn::DelaysAttr delays) {
  // All sources of a target are late by the same steps: so is their sum. Before the first step it is the bias.
  if (delays && delays.getAxis() == snn::DelayAxis::Target) {
    Value before = bias.empty() ? Value() : builder.wholeRow(bias.vec(), result.type());
    result = delayedEach(op->getLoc(), result, stepsOf(delays), before);
  }
  setSignal(op, result);
}

/// The bias of each output element; empty if all are 0. `repeat` neighbours share a number, and the numbers start over
/// at the end.
static std::vector<double> biasOf(ElementsAttr bias, int64_t elements, int64_t repeat, bool isDouble) {
  if (!bias || elements == 0)
    return {};
  std::vector<double> values = snn::roundedParameter(bias, isDouble), out(elements);
  if (llvm::all_of(values, [](double value) { return value == 0; }))
    return {};
  for (int64_t i = 0; i < elements; ++i)
    out[i] = values[i / repeat % values.size()];
  return out;
}

//===----------------------------------------------------------------------===//
// Linear
//===----------------------------------------------------------------------===//

void NetworkLowering::lowerLinear(snn::LinearOp op) {
  kernel::SignalType type = typeOf(op);
  std::vector<double> bias = biasOf(op.getBiasAttr(), type.getElements(), 1, builder.isDouble());
  ArrayRef<int64_t> shape = op.getWeight().getShapedType().getShape().take_back(2);
  int64_t rows = shape[0], columns = shape[1];
  Signal sources = sourcesOf(op, op.getDelaysAttr());
  Signal result;
  bool bySynapse = op.getDelaysAttr() && op.getDelaysAttr().getAxis() == snn::DelayAxis::Synapse;
  switch (formOf(op)) {
  case kernel::Form::Synapses: {
    auto wiring = [=](int64_t source, llvm::function_ref<void(Synapse)> use) {
      int64_t block = source / columns, column = source % columns;
      for (int64_t target = block * rows; target < (block + 1) * rows; ++target)
        use({target, target * columns + column});
    };
    result = lowerSynapses(op, sources, wiring, op.getWeight(), bias,
                           bySynapse ? op.getDelaysAttr().getValues() : ElementsAttr());
    break;
  }
  case kernel::Form::Rows:
  case kernel::Form::Dense:
    result = packedRows(op, sources, matrixPacking(op), bias);
    break;
  case kernel::Form::Bitmap:
    result = bitmapOf(op, sources, allPairs(op), bias);
    break;
  case kernel::Form::Scatter:
    result = denseBlocks(op, eventsOf(op.getLoc(), sources), bias);
    break;
  }
  finishConnection(op, result, bias, op.getDelaysAttr());
}

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

namespace {
/// Channels that a group of a convolution reads, and those that it writes.
struct ChannelGroup {
  explicit ChannelGroup(snn::ConvOp op)
      : channels(op.getWeight().getShapedType().getShape()[1]),
        targets(op.getWeight().getShapedType().getShape()[0] / static_cast<int64_t>(op.getGroups())) {}

  int64_t channels, targets;
};
} // namespace

Value NetworkLowering::rowStarts(const snn::WindowAxis &axis) {
  std::vector<int32_t> starts{0};
  for (int64_t position = 0; position < axis.inputs; ++position) {
    starts.push_back(starts.back());
    axis.windowsOf(position, [&](int64_t, int64_t) { ++starts.back(); });
  }
  return builder.integers(std::move(starts));
}

Value NetworkLowering::rowTaps(const snn::WindowAxis &axis, int64_t placesPerOutput, int64_t weightsPerTap) {
  std::vector<int32_t> pairs;
  for (int64_t position = 0; position < axis.inputs; ++position)
    axis.windowsOf(position, [&](int64_t q, int64_t k) {
      pairs.push_back(q * placesPerOutput);
      pairs.push_back(k * weightsPerTap);
    });
  return builder.integers(std::move(pairs));
}

/// Where each kernel column is packed: the columns that neighbouring windows of one position take are neighbours, in
/// the order of the windows.
static std::vector<int64_t> columnOrder(const snn::WindowAxis &axis) {
  std::vector<int64_t> columns(axis.kernel), places(axis.kernel);
  std::iota(columns.begin(), columns.end(), 0);
  llvm::sort(columns,
             [&](int64_t a, int64_t b) { return std::pair(a % axis.stride, -a) < std::pair(b % axis.stride, -b); });
  for (auto [place, column] : llvm::enumerate(columns))
    places[column] = place;
  return places;
}

NetworkLowering::ColumnRuns NetworkLowering::columnRuns(const snn::WindowAxis &axis, int64_t placesPerOutput,
                                                        int64_t weightsPerTap, bool mayJoin) {
  std::vector<int64_t> order = columnOrder(axis);
  std::vector<int32_t> starts{0}, runs;
  for (int64_t position = 0; position < axis.inputs; ++position) {
    int64_t nextWindow = -1, nextPlace = -1;
    axis.windowsOf(position, [&](int64_t q, int64_t k) {
      if (mayJoin && q == nextWindow && order[k] == nextPlace)
        ++runs.back();
      else
        llvm::append_values(runs, q * placesPerOutput, order[k] * weightsPerTap, 1);
      nextWindow = q + 1;
      nextPlace = order[k] + 1;
    });
    starts.push_back(runs.size() / 3);
  }
  return {builder.integers(std::move(starts)), builder.integers(std::move(runs))};
}

/// [targets][channels of a group][rows][columns] to [channels][rows][columns in their order][segment].
template <typename T>
static void packKernels(ElementsAttr attribute, int64_t channels, int64_t channelsPerGroup, int64_t targetsPerGroup,
                        int64_t rows, ArrayRef<int64_t> columns, int64_t segment, T *out) {
  Numbers<T> weights(attribute);
  int64_t taps = rows * columns.size();
  forEachPart(channels, weights.size() * sizeof(T), [&](int64_t channel) {
    int64_t group = channel / channelsPerGroup, inner = channel % channelsPerGroup;
    for (int64_t k = 0; k < targetsPerGroup; ++k)
      for (int64_t tap = 0; tap < taps; ++tap) {
        int64_t row = tap / columns.size(), column = columns[tap % columns.size()];
        out[(channel * taps + row * columns.size() + column) * segment + k] =
            weights[((group * targetsPerGroup + k) * channelsPerGroup + inner) * taps + tap];
      }
  });
}

Signal NetworkLowering::convolved(snn::ConvOp op, EventList events) {
  kernel::SignalType type = typeOf(op);
  snn::WindowAxes axes = windowAxesOf(op);
  ChannelGroup group(op);
  int64_t groups = op.getGroups(), taps = axes.taps(), channels = groups * group.channels;
  int64_t segment = groups == 1 ? type.getPitch() : group.targets;
  auto fill = [=, attribute = op.getWeight(), order = columnOrder(axes.columns),
               compute = builder.compute()](char *to) {
    withNumberType(compute, [&](auto zero) {
      packKernels(attribute, channels, group.channels, group.targets, axes.rows.kernel, order, segment,
                  reinterpret_cast<decltype(zero) *>(to));
    });
  };
  Value weight = builder.weights(channels * taps * segment, fill), bias;
  std::vector<double> perChannel = biasOf(op.getBiasAttr(), type.getChannels(), 1, builder.isDouble());
  if (!perChannel.empty()) {
    perChannel.resize(type.getPitch());
    bias = builder.numbers(perChannel);
  }
  Value out = builder.signal(type);
  ColumnRuns columns = columnRuns(axes.columns, type.getPitch(), segment, /*mayJoin=*/groups == 1);
  kernel::ConvolveOp::create(b(), op.getLoc(), events.memory, weight, bias, rowStarts(axes.rows),
                             rowTaps(axes.rows, axes.columns.outputs * type.getPitch(), axes.columns.kernel * segment),
                             columns.starts, columns.runs, events.repeats, out, channels,
                             ArrayRef<int64_t>{axes.rows.inputs, axes.columns.inputs}, taps, groups);
  return {out};
}

Signal NetworkLowering::denseBlocks(snn::LinearOp op, EventList events, ArrayRef<double> bias) {
  kernel::SignalType type = typeOf(op);
  ArrayRef<int64_t> shape = op.getWeight().getShapedType().getShape().take_back(2);
  int64_t rows = shape[0], columns = shape[1], sources = elementsOf(op.getInputs().front()), groups = sources / columns;
  // A block's weights [rows][columns] are those of a group with `rows` targets, `columns` channels and one tap.
  auto fill = [=, attribute = op.getWeight(), compute = builder.compute()](char *to) {
    withNumberType(compute, [&](auto zero) {
      packKernels(attribute, sources, columns, rows, 1, 0, rows, reinterpret_cast<decltype(zero) *>(to));
    });
  };
  Value weight = builder.weights(sources * rows, fill), out = builder.signal(type);
  Value start = bias.empty() ? Value() : builder.numbers(bias.vec());
  ColumnRuns columnOf = columnRuns(snn::pointAxis, 0, 0, /*mayJoin=*/false);
  kernel::ConvolveOp::create(b(), op.getLoc(), events.memory, weight, start, rowStarts(snn::pointAxis),
                             rowTaps(snn::pointAxis, 0, 0), columnOf.starts, columnOf.runs, events.repeats, out,
                             sources, ArrayRef<int64_t>{1, 1}, 1, groups);
  return {out};
}

void NetworkLowering::lowerConv(snn::ConvOp op) {
  kernel::SignalType type = typeOf(op);
  int64_t positions = type.isPlain() ? 1 : type.getPositions();
  std::vector<double> bias =
      biasOf(op.getBiasAttr(), type.getElements(), std::max<int64_t>(positions, 1), builder.isDouble());
  Signal sources = sourcesOf(op, op.getDelaysAttr());
  bool bySynapse = op.getDelaysAttr() && op.getDelaysAttr().getAxis() == snn::DelayAxis::Synapse;
  Signal result;
  if (formOf(op) == kernel::Form::Synapses) {
    snn::WindowAxes axes = windowAxesOf(op);
    ChannelGroup of(op);
    auto wiring = [=](int64_t source, llvm::function_ref<void(Synapse)> use) {
      int64_t x = source % axes.columns.inputs, y = source / axes.columns.inputs % axes.rows.inputs;
      int64_t channel = source / axes.inputPositions(), group = channel / of.channels;
      axes.rows.windowsOf(y, [&](int64_t row, int64_t tapY) {
        axes.columns.windowsOf(x, [&](int64_t column, int64_t tapX) {
          for (int64_t o = group * of.targets; o < (group + 1) * of.targets; ++o)
            use({(o * axes.rows.outputs + row) * axes.columns.outputs + column,
                 ((o * of.channels + channel % of.channels) * axes.rows.kernel + tapY) * axes.columns.kernel + tapX});
        });
      });
    };
    result = lowerSynapses(op, sources, wiring, op.getWeight(), bias,
                           bySynapse ? op.getDelaysAttr().getValues() : ElementsAttr());
  } else {
    result = convolved(op, eventsOf(op.getLoc(), sources));
  }
  finishConnection(op, result, bias, op.getDelaysAttr());
}

void NetworkLowering::lowerPool(snn::PoolOp op) {
  kernel::SignalType type = typeOf(op);
  Value out = builder.signal(type);
  setSignal(op, {out});
  if (type.getElements() == 0)
    return;
  if (op.getInputs().empty()) {
    kernel::SumOp::create(b(), op.getLoc(), ValueRange(), out);
    return;
  }
  SmallVector<int64_t> shape = op.getInputShape();
  kernel::SignalType inputType = channelLayout(elementsOf(op.getInputs().front()), builder.compute(), shape[0]);
  Signal input =
      inLayout(summed(op.getLoc(), op.getInputs(), typeOf(op.getInputs().front().getDefiningOp())), inputType);
  auto kind = op.getKind() == snn::PoolKind::Average ? kernel::Pooling::Average : kernel::Pooling::Sum;
  kernel::PoolOp::create(b(), op.getLoc(), kind, input.memory, out, ArrayRef<int64_t>(shape).drop_front(),
                         op.getOutput().getType().getShape().drop_front(), op.getKernel(), op.getStride(),
                         op.getPadding());
}

} // namespace ganglion::cpu
