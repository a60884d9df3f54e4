//===- NodeToSNN.cpp ------------------------------------------------------===//
#include "passes/Discretise/NodeToSNN.h"
#include "ir/Support/Parameter.h"

using namespace mlir;

namespace ganglion {

static RankedTensorType signalOf(nir::NodeOpInterface node, Type element) {
  return RankedTensorType::get(cast<RankedTensorType>(node.getOutput().getType()).getShape(), element);
}

SmallVector<int64_t> inputShapeOf(nir::NodeOpInterface node) {
  if (std::optional<SmallVector<int64_t>> expected = node.getExpectedInputShape())
    return *expected;
  for (Value input : node.getInputs())
    if (std::optional<SmallVector<int64_t>> shape = nir::shapeOf(input))
      return *shape;
  return *nir::shapeOf(node.getOutput());
}

/// `count` integers from a field of one or `count` elements.
static SmallVector<int64_t> integers(Attribute attribute, size_t count) {
  std::vector<int64_t> values = Parameter::of(attribute).toIntegers();
  SmallVector<int64_t> out(values.begin(), values.end());
  if (out.size() == 1)
    out.resize(count, out.front());
  return out;
}

/// Padding before and after each axis; `same` puts the odd element at the end (design section 5).
static std::pair<SmallVector<int64_t>, SmallVector<int64_t>> paddingOf(Attribute padding, ArrayRef<int64_t> kernel,
                                                                       ArrayRef<int64_t> dilation) {
  size_t axes = kernel.size();
  auto word = dyn_cast<StringAttr>(padding);
  if (!word)
    return {integers(padding, axes), integers(padding, axes)};
  SmallVector<int64_t> before(axes, 0), after(axes, 0);
  if (word.getValue() == "same")
    for (size_t i = 0; i < axes; ++i) {
      int64_t total = dilation[i] * (kernel[i] - 1);
      before[i] = total / 2;
      after[i] = total - total / 2;
    }
  return {before, after};
}

template <typename ConvOp>
static Operation *makeConv(OpBuilder &builder, ConvOp conv, StringAttr name, RankedTensorType type) {
  ArrayRef<int64_t> kernel = conv.getWeight().getShapedType().getShape().drop_front(2);
  SmallVector<int64_t> dilation = integers(conv.getDilation(), kernel.size());
  auto [before, after] = paddingOf(conv.getPadding(), kernel, dilation);
  return snn::ConvOp::create(
      builder, conv.getLoc(), type, name, ValueRange(), conv.getWeight(), conv.getBiasAttr(),
      builder.getDenseI64ArrayAttr(integers(conv.getStride(), kernel.size())), builder.getDenseI64ArrayAttr(before),
      builder.getDenseI64ArrayAttr(after), builder.getDenseI64ArrayAttr(dilation),
      builder.getI64IntegerAttr(Parameter::of(conv.getGroups()).asInteger(0)), snn::DelaysAttr());
}

template <typename PoolOp>
static Operation *makePool(OpBuilder &builder, PoolOp pool, StringAttr name, RankedTensorType type,
                           snn::PoolKind kind) {
  return snn::PoolOp::create(builder, pool.getLoc(), type, name, ValueRange(),
                             snn::PoolKindAttr::get(builder.getContext(), kind),
                             builder.getDenseI64ArrayAttr(integers(pool.getKernelSize(), 2)),
                             builder.getDenseI64ArrayAttr(integers(pool.getStride(), 2)),
                             builder.getDenseI64ArrayAttr(integers(pool.getPadding(), 2)));
}

Operation *makeStateless(OpBuilder &builder, nir::NodeOpInterface node, StringRef nodeName, Type compute) {
  StringAttr name = builder.getStringAttr(nodeName);
  Location loc = node.getLoc();
  RankedTensorType type = signalOf(node, compute);
  Operation *op = node;
  if (auto affine = dyn_cast<nir::AffineOp>(op))
    return snn::LinearOp::create(builder, loc, type, name, ValueRange(), affine.getWeight(), affine.getBias(),
                                 snn::DelaysAttr());
  if (auto linear = dyn_cast<nir::LinearOp>(op))
    return snn::LinearOp::create(builder, loc, type, name, ValueRange(), linear.getWeight(), ElementsAttr(),
                                 snn::DelaysAttr());
  if (auto conv = dyn_cast<nir::Conv1dOp>(op))
    return makeConv(builder, conv, name, type);
  if (auto conv = dyn_cast<nir::Conv2dOp>(op))
    return makeConv(builder, conv, name, type);
  if (auto pool = dyn_cast<nir::SumPool2dOp>(op))
    return makePool(builder, pool, name, type, snn::PoolKind::Sum);
  if (auto pool = dyn_cast<nir::AvgPool2dOp>(op))
    return makePool(builder, pool, name, type, snn::PoolKind::Average);
  if (isa<nir::FlattenOp>(op))
    return snn::ReshapeOp::create(builder, loc, type, name, ValueRange());
  if (auto scale = dyn_cast<nir::ScaleOp>(op))
    return snn::ScaleOp::create(builder, loc, type, name, ValueRange(), scale.getScale());
  if (auto threshold = dyn_cast<nir::ThresholdOp>(op))
    return snn::ThresholdOp::create(builder, loc, signalOf(node, builder.getI1Type()), name, ValueRange(),
                                    threshold.getThreshold());
  assert((isa<nir::InputOp, nir::OutputOp>(op)) && "every other node has state");
  auto summed = RankedTensorType::get(inputShapeOf(node), compute);
  return snn::SumOp::create(builder, loc, summed, name, ValueRange());
}

snn::DelayOp makeDelay(OpBuilder &builder, nir::DelayOp node, StringRef name, Type compute, ElementsAttr steps) {
  auto interface = cast<nir::NodeOpInterface>(node.getOperation());
  return snn::DelayOp::create(builder, node.getLoc(), signalOf(interface, compute), builder.getStringAttr(name),
                              ValueRange(), steps, node.getDelay());
}

namespace {
/// The parameters of a neuron node, whatever its type calls them.
struct NeuronFields {
  ElementsAttr tau, tauSynapse, weight, r, leak, threshold, reset;
};
} // namespace

static NeuronFields fieldsOf(nir::NodeOpInterface node) {
  NeuronFields out;
  for (auto [field, value] : node.getParameters()) {
    auto elements = cast<ElementsAttr>(value);
    if (field == "tau" || field == "tau_mem")
      out.tau = elements;
    else if (field == "tau_syn")
      out.tauSynapse = elements;
    else if (field == "w_in")
      out.weight = elements;
    else if (field == "r")
      out.r = elements;
    else if (field == "v_leak")
      out.leak = elements;
    else if (field == "v_threshold")
      out.threshold = elements;
    else if (field == "v_reset")
      out.reset = elements;
  }
  return out;
}

/// The element type that a rule puts out (the table of #snn.rule).
static Type outputElement(Builder &builder, snn::RuleAttr rule, Type compute) {
  switch (rule.getSpike()) {
  case snn::Spike::None:
    return compute;
  case snn::Spike::Above:
  case snn::Spike::AboveOld:
    return builder.getI1Type();
  default:
    return builder.getI32Type();
  }
}

snn::NeuronOp makeNeuron(OpBuilder &builder, nir::NodeOpInterface node, StringRef name, Type compute,
                         snn::RuleAttr rule) {
  NeuronFields fields = fieldsOf(node);
  MLIRContext *context = builder.getContext();
  snn::Filter filter = fields.tauSynapse ? snn::Filter::Factor : snn::Filter::None;
  auto port = snn::PortAttr::get(context, filter, StringAttr(), fields.tauSynapse, fields.weight, ElementsAttr());
  return snn::NeuronOp::create(builder, node.getLoc(), signalOf(node, outputElement(builder, rule, compute)),
                               builder.getStringAttr(name), ValueRange(), builder.getDenseI32ArrayAttr({0}),
                               builder.getArrayAttr({port}), fields.tau, fields.r, fields.leak, fields.threshold,
                               fields.reset, ElementsAttr(), ElementsAttr(), rule);
}

} // namespace ganglion
