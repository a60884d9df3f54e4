//===- SNNConnections.cpp - verifiers and shapes of the connections -------===//
#include "ir/SNN/SNNDialect.h"
#include "ir/SNN/SNNVerify.h"
#include "ir/Support/Text.h"

using namespace mlir;
using namespace ganglion;
using namespace ganglion::snn;

static ArrayRef<int64_t> shapeOf(ElementsAttr parameter) { return parameter.getShapedType().getShape(); }

/// The shape of the first operand; rank 0 if there is none, which the verifiers of these ops refuse.
static SmallVector<int64_t> firstShape(OperandRange inputs) {
  return inputs.empty() ? SmallVector<int64_t>() : llvm::to_vector(snn::shapeOf(inputs.front()));
}

/// There is an operand, and all have the shape of the first.
static void checkOneShape(StringRef rule, OperandRange inputs, SNNVerifier &check) {
  if (inputs.empty())
    check.finding(rule) << "it has no operand, at least 1 is needed";
  else
    check.checkInputs(rule, inputs, snn::shapeOf(inputs.front()));
}

/// Number of windows of `kernel` elements (already dilated) along an axis; 0 or less if none fits. 128 bits: the
/// numbers come from files.
static __int128 windowCount(int64_t size, int64_t before, int64_t after, __int128 kernel, int64_t stride) {
  __int128 room = static_cast<__int128>(size) + before + after - kernel;
  return room < 0 ? 0 : room / stride + 1;
}

//===----------------------------------------------------------------------===//
// LinearOp
//===----------------------------------------------------------------------===//

StringRef LinearOp::getNodeName() { return getName(); }

SmallVector<int64_t> LinearOp::getInputShape() {
  ArrayRef<int64_t> weight = ::shapeOf(getWeight());
  if (weight.size() < 2)
    return {};
  SmallVector<int64_t> shape(weight.drop_back(2));
  shape.push_back(weight.back());
  return shape;
}

LogicalResult LinearOp::verify() {
  SNNVerifier check(*this);
  ArrayRef<int64_t> weight = ::shapeOf(getWeight());
  if (weight.size() < 2) {
    check.finding("C1") << "weight has shape " << shapeText(weight) << ", its rank must be at least 2";
    return failure();
  }
  ArrayRef<int64_t> target = weight.drop_back();
  if (shapeOf(getOutput()) != target)
    check.finding("C1") << "the result has shape " << shapeText(shapeOf(getOutput())) << ", weight "
                        << shapeText(weight) << " gives " << shapeText(target);
  check.checkInputs("C2", getInputs(), getInputShape());
  check.checkShape("C3", "bias", getBiasAttr(), {target, target.take_back()});
  check.checkDelays("C4", getDelaysAttr(), getInputShape(), target, weight);
  check.checkNumbers("C5", "weight", getWeight());
  check.checkNumbers("C5", "bias", getBiasAttr());
  check.checkComputeType("C6", getOutput());
  return check.result();
}

//===----------------------------------------------------------------------===//
// SparseOp
//===----------------------------------------------------------------------===//

StringRef SparseOp::getNodeName() { return getName(); }

SmallVector<int64_t> SparseOp::getInputShape() { return firstShape(getInputs()); }

LogicalResult SparseOp::verify() {
  SNNVerifier check(*this);
  ArrayRef<int64_t> weight = ::shapeOf(getWeight());
  if (weight.size() != 1)
    check.finding("C1") << "weight has shape " << shapeText(weight) << ", its rank must be 1";
  for (auto [field, value] : {std::pair<StringRef, ElementsAttr>{"sources", getSources()}, {"targets", getTargets()}}) {
    if (::shapeOf(value) != weight)
      check.finding("C1") << field << " has shape " << shapeText(::shapeOf(value)) << ", weight " << shapeText(weight);
    if (!isa<IntegerType>(value.getShapedType().getElementType()))
      check.finding("C1") << field << " has element type " << value.getShapedType().getElementType()
                          << ", expected an integer type";
    check.checkStorage("C5", field, value);
  }
  checkOneShape("C2", getInputs(), check);
  check.checkShape("C3", "bias", getBiasAttr(), {shapeOf(getOutput())});
  check.checkDelays("C4", getDelaysAttr(), getInputShape(), shapeOf(getOutput()), weight);
  check.checkNumbers("C5", "weight", getWeight());
  check.checkNumbers("C5", "bias", getBiasAttr());
  check.checkComputeType("C6", getOutput());
  return check.result();
}

//===----------------------------------------------------------------------===//
// ConvOp
//===----------------------------------------------------------------------===//

StringRef ConvOp::getNodeName() { return getName(); }

SmallVector<int64_t> ConvOp::getInputShape() { return firstShape(getInputs()); }

/// C1: the number of axes is the same everywhere.
static bool checkConvRanks(ConvOp op, SNNVerifier &check) {
  ArrayRef<int64_t> weight = ::shapeOf(op.getWeight()), output = shapeOf(op.getOutput());
  if (weight.size() != 3 && weight.size() != 4) {
    check.finding("C1") << "weight has shape " << shapeText(weight) << ", its rank must be 3 or 4";
    return false;
  }
  size_t axes = weight.size() - 2;
  auto shape = [&](StringRef field, ArrayRef<int64_t> have) {
    if (have.size() != axes + 1)
      check.finding("C1") << field << " has shape " << shapeText(have) << ", weight " << shapeText(weight)
                          << " asks for rank " << axes + 1;
  };
  auto perAxis = [&](StringRef field, ArrayRef<int64_t> have) {
    if (have.size() != axes)
      check.finding("C1") << field << " is " << shapeText(have) << ", weight " << shapeText(weight) << " asks for "
                          << axes << (axes == 1 ? " entry" : " entries");
  };
  checkOneShape("C1", op.getInputs(), check);
  if (!op.getInputs().empty())
    shape("the input", op.getInputShape());
  shape("the result", output);
  perAxis("stride", op.getStride());
  perAxis("before", op.getBefore());
  perAxis("after", op.getAfter());
  perAxis("dilation", op.getDilation());
  return succeeded(check.result());
}

/// C2: strides, padding, dilation and groups are in range.
static bool checkConvNumbers(ConvOp op, SNNVerifier &check) {
  bool good = true;
  auto least = [&](StringRef field, ArrayRef<int64_t> values, int64_t limit) {
    if (llvm::all_of(values, [&](int64_t value) { return value >= limit; }))
      return;
    good = false;
    check.finding("C2") << field << " is " << shapeText(values) << ", each entry must be >= " << limit;
  };
  least("stride", op.getStride(), 1);
  least("dilation", op.getDilation(), 1);
  least("before", op.getBefore(), 0);
  least("after", op.getAfter(), 0);
  ArrayRef<int64_t> weight = ::shapeOf(op.getWeight());
  int64_t groups = op.getGroups(), channels = op.getInputShape().front();
  if (groups < 1 || weight[0] % groups != 0) {
    check.finding("C2") << "groups is " << groups << ", it must be >= 1 and divide the " << weight[0]
                        << " output channels";
    return false;
  }
  if (channels % groups != 0 || channels / groups != weight[1])
    check.finding("C2") << "the input has " << channels << " channels, weight " << shapeText(weight)
                        << " expects groups * " << weight[1] << " = " << groups << " * " << weight[1];
  return good;
}

LogicalResult ConvOp::verify() {
  SNNVerifier check(*this);
  if (!checkConvRanks(*this, check))
    return failure();
  bool countable = checkConvNumbers(*this, check);
  ArrayRef<int64_t> weight = ::shapeOf(getWeight()), output = shapeOf(getOutput());
  SmallVector<int64_t> input = getInputShape();
  check.checkShape("C3", "bias", getBiasAttr(), {weight.take_front()});
  check.checkDelays("C4", getDelaysAttr(), input, output, weight);
  check.checkNumbers("C5", "weight", getWeight());
  check.checkNumbers("C5", "bias", getBiasAttr());
  check.checkComputeType("C6", getOutput());
  if (!countable)
    return failure();
  bool fits = output[0] == weight[0];
  SmallVector<int64_t> want = {weight[0]};
  for (size_t i = 0; i + 1 < input.size(); ++i) {
    __int128 span = static_cast<__int128>(getDilation()[i]) * (weight[i + 2] - 1) + 1;
    __int128 count = windowCount(input[i + 1], getBefore()[i], getAfter()[i], span, getStride()[i]);
    fits &= count >= 1 && count == output[i + 1];
    want.push_back(std::min<__int128>(count, INT64_MAX));
  }
  if (!fits)
    check.finding("C6") << "the result has shape " << shapeText(output) << ", input " << shapeText(input) << " gives "
                        << shapeText(want) << "; each size must be >= 1";
  return check.result();
}

//===----------------------------------------------------------------------===//
// PoolOp
//===----------------------------------------------------------------------===//

StringRef PoolOp::getNodeName() { return getName(); }

SmallVector<int64_t> PoolOp::getInputShape() { return firstShape(getInputs()); }

LogicalResult PoolOp::verify() {
  SNNVerifier check(*this);
  SmallVector<int64_t> input = getInputShape();
  ArrayRef<int64_t> output = shapeOf(getOutput());
  auto two = [&](StringRef field, ArrayRef<int64_t> values, int64_t limit) {
    if (values.size() != 2 || values[0] < limit || values[1] < limit)
      check.finding("C1") << field << " is " << shapeText(values) << ", expected two entries >= " << limit;
  };
  two("kernel", getKernel(), 1);
  two("stride", getStride(), 1);
  two("padding", getPadding(), 0);
  checkOneShape("C1", getInputs(), check);
  if (!getInputs().empty() && input.size() != 3)
    check.finding("C1") << "the input has shape " << shapeText(input) << ", its rank must be 3";
  bool countable = succeeded(check.result());
  check.checkComputeType("C2", getOutput());
  if (NetworkOp network = networkOf(*this); getKind() == PoolKind::Average && !isa<FloatType>(network.getCompute()))
    check.finding("C3") << "kind `average` in a network of " << network.getCompute()
                        << ", it needs a float compute type";
  if (!countable)
    return failure();
  SmallVector<int64_t> want = {input[0]};
  bool fits = output.size() == 3 && output[0] == input[0];
  for (size_t i = 0; i < 2; ++i) {
    __int128 count = windowCount(input[i + 1], getPadding()[i], getPadding()[i], getKernel()[i], getStride()[i]);
    fits = fits && count >= 1 && count == output[i + 1];
    want.push_back(std::min<__int128>(count, INT64_MAX));
  }
  if (!fits)
    check.finding("C2") << "the result has shape " << shapeText(output) << ", input " << shapeText(input) << " gives "
                        << shapeText(want) << "; each size must be >= 1";
  return check.result();
}

//===----------------------------------------------------------------------===//
// ReshapeOp, ScaleOp, ThresholdOp
//===----------------------------------------------------------------------===//

StringRef ReshapeOp::getNodeName() { return getName().value_or(""); }

SmallVector<int64_t> ReshapeOp::getInputShape() {
  return llvm::to_vector(getInputs().empty() ? shapeOf(getOutput()) : shapeOf(getInputs().front()));
}

LogicalResult ReshapeOp::verify() {
  SNNVerifier check(*this);
  SmallVector<int64_t> input = getInputShape();
  int64_t have = ShapedType::getNumElements(input), want = getOutput().getType().getNumElements();
  if (have != want)
    check.finding("C1") << "operand 0 has shape " << shapeText(input) << " with " << have << " elements, the result "
                        << shapeText(shapeOf(getOutput())) << " with " << want;
  check.checkInputs("C1", getInputs(), input);
  check.checkSumType("C2", getInputs(), getOutput());
  return check.result();
}

StringRef ScaleOp::getNodeName() { return getName(); }
SmallVector<int64_t> ScaleOp::getInputShape() { return llvm::to_vector(shapeOf(getOutput())); }

LogicalResult ScaleOp::verify() {
  SNNVerifier check(*this);
  check.checkInputs("C1", getInputs(), shapeOf(getOutput()));
  check.checkShape("C1", "factor", getFactor(), {shapeOf(getOutput())});
  check.checkNumbers("C2", "factor", getFactor());
  check.checkComputeType("C3", getOutput());
  return check.result();
}

StringRef ThresholdOp::getNodeName() { return getName(); }
SmallVector<int64_t> ThresholdOp::getInputShape() { return llvm::to_vector(shapeOf(getOutput())); }

LogicalResult ThresholdOp::verify() {
  SNNVerifier check(*this);
  check.checkInputs("C1", getInputs(), shapeOf(getOutput()));
  check.checkShape("C1", "threshold", getThreshold(), {shapeOf(getOutput())});
  if (!elementOf(getOutput()).isSignlessInteger(1))
    check.finding("C2") << "the result has element type " << elementOf(getOutput()) << ", expected i1";
  check.checkNumbers("C3", "threshold", getThreshold());
  return check.result();
}
