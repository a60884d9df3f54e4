//===- Windows.cpp --------------------------------------------------------===//
#include "ir/SNN/Windows.h"

using namespace mlir;

namespace ganglion::snn {

/// Length of axis `index` of a signal [channels][axes].
static int64_t lengthOf(ArrayRef<int64_t> shape, size_t index) { return shape.empty() ? 0 : shape[index + 1]; }

WindowAxes windowAxesOf(ConvOp op) {
  ArrayRef<int64_t> weight = op.getWeight().getShapedType().getShape();
  SmallVector<int64_t> input = op.getInputShape();
  auto axis = [&](size_t i) {
    return WindowAxis{lengthOf(input, i), lengthOf(op.getOutput().getType().getShape(), i),
                      weight[i + 2],      op.getStride()[i],
                      op.getBefore()[i],  op.getDilation()[i]};
  };
  return {weight.size() == 4 ? axis(0) : pointAxis, axis(weight.size() - 3)};
}

WindowAxes windowAxesOf(PoolOp op) {
  SmallVector<int64_t> input = op.getInputShape();
  auto axis = [&](size_t i) {
    return WindowAxis{lengthOf(input, i), lengthOf(op.getOutput().getType().getShape(), i),
                      op.getKernel()[i],  op.getStride()[i],
                      op.getPadding()[i], 1};
  };
  return {axis(0), axis(1)};
}

} // namespace ganglion::snn
