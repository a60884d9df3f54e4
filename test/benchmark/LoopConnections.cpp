//===- LoopConnections.cpp ------------------------------------------------===//
#include "test/benchmark/LoopConnections.h"

using namespace ganglion::snn;

namespace ganglion::benchmark {

void SumLoop::step(Phase) {
  const float *x = operands.sum();
  std::copy(x, x + output.size(), output.begin());
}

//===----------------------------------------------------------------------===//
// Delay
//===----------------------------------------------------------------------===//

DelayLoop::DelayLoop(Signal &output, Operands operands, size_t steps)
    : Node(output), operands(std::move(operands)), past(steps, Signal(output.size())) {}

void DelayLoop::reset() {
  for (Signal &signal : past)
    std::fill(signal.begin(), signal.end(), 0.0f);
}

void DelayLoop::step(Phase phase) {
  if (phase == Phase::Deliver) {
    output = past[next];
    return;
  }
  const float *x = operands.sum();
  Signal &newest = past.empty() ? output : past[next];
  std::copy(x, x + newest.size(), newest.begin());
  if (!past.empty())
    next = (next + 1) % past.size();
}

//===----------------------------------------------------------------------===//
// Linear
//===----------------------------------------------------------------------===//

DenseLoop::DenseLoop(Signal &output, Operands operands, Signal weight, Signal bias, size_t columns)
    : Node(output), operands(std::move(operands)), weight(std::move(weight)), bias(std::move(bias)), columns(columns) {}

void DenseLoop::step(Phase) {
  const float *x = operands.sum();
  const float *row = weight.data();
  for (size_t target = 0; target < output.size(); ++target, row += columns) {
    float sum = bias.empty() ? 0.0f : bias[target];
    for (size_t source = 0; source < columns; ++source)
      sum += row[source] * x[source];
    output[target] = sum;
  }
}

ColumnLoop::ColumnLoop(Signal &output, Operands operands, const Signal &weight, Signal bias, size_t columns)
    : Node(output), operands(std::move(operands)), weight(weight.size()), bias(std::move(bias)), columns(columns) {
  size_t rows = output.size();
  for (size_t target = 0; target < rows; ++target)
    for (size_t source = 0; source < columns; ++source)
      this->weight[source * rows + target] = weight[target * columns + source];
}

void ColumnLoop::step(Phase) {
  const float *x = operands.sum();
  size_t rows = output.size();
  if (bias.empty())
    std::fill(output.begin(), output.end(), 0.0f);
  else
    output = bias;
  float *__restrict y = output.data();
  for (size_t source = 0; source < columns; ++source) {
    const float *__restrict column = weight.data() + source * rows;
    float value = x[source];
    for (size_t target = 0; target < rows; ++target)
      y[target] += column[target] * value;
  }
}

EventLoop::EventLoop(Signal &output, Operands operands, const Signal &weight, Signal bias, size_t columns)
    : Node(output), operands(std::move(operands)), bias(std::move(bias)), active(columns), columns(columns) {
  for (size_t source = 0; source < columns; ++source) {
    first.push_back(targets.size());
    for (size_t target = 0; target < output.size(); ++target)
      if (float w = weight[target * columns + source]; w != 0.0f) {
        targets.push_back(target);
        weights.push_back(w);
      }
  }
  first.push_back(targets.size());
}

void EventLoop::step(Phase) {
  const float *x = operands.sum();
  size_t count = 0;
  for (size_t source = 0; source < columns; ++source)
    if (x[source] != 0.0f)
      active[count++] = source;
  if (bias.empty())
    std::fill(output.begin(), output.end(), 0.0f);
  else
    output = bias;
  for (size_t k = 0; k < count; ++k) {
    float value = x[active[k]];
    for (uint32_t synapse = first[active[k]]; synapse < first[active[k] + 1]; ++synapse)
      output[targets[synapse]] += weights[synapse] * value;
  }
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

ConvLoop::ConvLoop(Signal &output, Operands operands, Signal weight, Signal bias, ConvOp op)
    : Node(output), operands(std::move(operands)), weight(std::move(weight)), bias(std::move(bias)),
      axes(windowAxesOf(op)) {
  llvm::ArrayRef<int64_t> shape = op.getWeight().getShapedType().getShape();
  targets = shape[0];
  channelsPerGroup = shape[1];
  targetsPerGroup = targets / static_cast<int64_t>(op.getGroups());
}

/// One output, over its window in the order of the input.
float ConvLoop::at(const float *x, int64_t target, int64_t row, int64_t column) const {
  float sum = bias.empty() ? 0.0f : bias[target];
  const float *w = weight.data() + target * channelsPerGroup * axes.taps();
  int64_t firstChannel = target / targetsPerGroup * channelsPerGroup;
  for (int64_t channel = 0; channel < channelsPerGroup; ++channel)
    for (int64_t ky = 0; ky < axes.rows.kernel; ++ky)
      for (int64_t kx = 0; kx < axes.columns.kernel; ++kx, ++w) {
        int64_t y = row * axes.rows.stride + ky * axes.rows.dilation - axes.rows.before;
        int64_t z = column * axes.columns.stride + kx * axes.columns.dilation - axes.columns.before;
        if (y >= 0 && y < axes.rows.inputs && z >= 0 && z < axes.columns.inputs)
          sum += *w * x[((firstChannel + channel) * axes.rows.inputs + y) * axes.columns.inputs + z];
      }
  return sum;
}

void ConvLoop::step(Phase) {
  const float *x = operands.sum();
  float *y = output.data();
  for (int64_t target = 0; target < targets; ++target)
    for (int64_t row = 0; row < axes.rows.outputs; ++row)
      for (int64_t column = 0; column < axes.columns.outputs; ++column)
        *y++ = at(x, target, row, column);
}

PoolLoop::PoolLoop(Signal &output, Operands operands, PoolOp op)
    : Node(output), operands(std::move(operands)), axes(windowAxesOf(op)), channels(op.getInputShape()[0]),
      divisor(op.getKind() == PoolKind::Average ? static_cast<float>(axes.taps()) : 1.0f) {}

void PoolLoop::step(Phase) {
  const float *x = operands.sum();
  float *out = output.data();
  for (int64_t channel = 0; channel < channels; ++channel)
    for (int64_t row = 0; row < axes.rows.outputs; ++row)
      for (int64_t column = 0; column < axes.columns.outputs; ++column) {
        float sum = 0.0f;
        int64_t top = row * axes.rows.stride - axes.rows.before,
                left = column * axes.columns.stride - axes.columns.before;
        for (int64_t y = std::max<int64_t>(top, 0); y < std::min(top + axes.rows.kernel, axes.rows.inputs); ++y)
          for (int64_t z = std::max<int64_t>(left, 0); z < std::min(left + axes.columns.kernel, axes.columns.inputs);
               ++z)
            sum += x[(channel * axes.rows.inputs + y) * axes.columns.inputs + z];
        *out++ = sum / divisor;
      }
}

} // namespace ganglion::benchmark
