//===- Windows.h - which windows of a convolution or pool see a source ----===//
#ifndef GANGLION_IR_SNN_WINDOWS_H
#define GANGLION_IR_SNN_WINDOWS_H

#include "ir/SNN/SNNDialect.h"

namespace ganglion::snn {

/// One axis over which a window slides: output q sees, at tap k, the input position q*stride + k*dilation - before.
struct WindowAxis {
  int64_t inputs, outputs, kernel, stride, before, dilation;

  /// Calls `use(q, k)` for each window that sees a position, in ascending order of q.
  template <typename Use> void windowsOf(int64_t position, Use use) const {
    int64_t padded = position + before, beyond = padded - (kernel - 1) * dilation;
    int64_t first = beyond > 0 ? (beyond + stride - 1) / stride : 0, last = std::min(padded / stride, outputs - 1);
    for (int64_t q = first; q <= last; ++q)
      if ((padded - q * stride) % dilation == 0)
        use(q, (padded - q * stride) / dilation);
  }
};

/// An axis of length 1: what a convolution over one axis has as its rows.
inline constexpr WindowAxis pointAxis{1, 1, 1, 1, 0, 1};

struct WindowAxes {
  WindowAxis rows, columns;

  int64_t taps() const { return rows.kernel * columns.kernel; }
  int64_t inputPositions() const { return rows.inputs * columns.inputs; }
  int64_t outputPositions() const { return rows.outputs * columns.outputs; }
};

/// The axes of an op; without operands its inputs have length 0.
WindowAxes windowAxesOf(ConvOp op);
WindowAxes windowAxesOf(PoolOp op);

} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_WINDOWS_H
