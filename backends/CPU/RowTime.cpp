//===- RowTime.cpp - estimated times of kernels ---------------------------===//
//
// Rates were measured on a core of a Zen 5 at 4.1 GHz with data in its caches. They need not be exact: they only tell
// kernels that take microseconds from those that do not.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/Sharing.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

/// Share of the sources that is taken to spike in a step.
static constexpr double activity = 0.05;

/// Bytes a nanosecond: signals that are read and written, weights that are added to sums in registers or in memory, or
/// multiplied by several rows.
static constexpr double signalBytes = 100, rowBytes = 160, segmentBytes = 80, denseBytes = 240;

/// Nanoseconds of an element that is handled on its own, of an event that is listed, of one that is sorted, too, of a
/// synapse, and of the bits of 32.
static constexpr double elementTime = 0.5, eventTime = 1, sortedEventTime = 3, synapseTime = 0.6, bitsTime = 0.5;

/// Every signal among the operands is read or written once.
static double moving(Operation *op) {
  double bytes = 0;
  for (Value operand : op->getOperands())
    if (auto type = dyn_cast<kernel::SignalType>(operand.getType()))
      bytes += type.getRowBytes();
  return bytes / signalBytes;
}

static double weightBytes(kernel::ArrayType weight) { return kernel::elementBytes(weight.getElement()); }

static double timeOf(kernel::RowsOp op) {
  double events = activity * op.getEvents().getType().getElements();
  return moving(op) + events * op.getTiles() * op.getTile() * weightBytes(op.getWeight().getType()) / rowBytes;
}

static double timeOf(kernel::DenseOp op) {
  return moving(op) + op.getWeight().getType().getElements() * weightBytes(op.getWeight().getType()) / denseBytes;
}

static double timeOf(kernel::BitmapOp op) {
  double words = activity * op.getBits().getType().getElements();
  return moving(op) + words * bitsTime + op.getOutput().getType().getElements() * elementTime;
}

static double timeOf(kernel::SynapsesOp op) {
  return moving(op) + activity * op.getWeight().getType().getElements() * synapseTime;
}

/// Each of the outputs sums `taps` places of each channel of its group; an event is one of the inputs.
static double timeOf(kernel::ConvolveOp op) {
  double inputs = op.getEvents().getType().getElements(), outputs = op.getOutput().getType().getElements();
  double additions = outputs * op.getTaps() * op.getChannels() / op.getGroups();
  double bytes = additions * kernel::elementBytes(op.getOutput().getType().getElement());
  return moving(op) + activity * (bytes / segmentBytes + inputs * sortedEventTime);
}

static double timeOf(kernel::EventsOp op) {
  double each = op.getMarks() ? sortedEventTime : eventTime;
  return moving(op) + activity * op.getOutput().getType().getElements() * each;
}

static double timeOf(kernel::PoolOp op) { return moving(op) * (1 + op.getKernel()[0] * op.getKernel()[1]); }

static double timeOf(kernel::RelayoutOp op) { return op.getInput().getType().getElements() * elementTime; }

static double timeOf(kernel::PullOp op) {
  bool isEach = op.getDelays() || op.getSources() || op.getBefore();
  return moving(op) + (isEach ? op.getOutput().getType().getElements() * elementTime : 0);
}

static double timeOf(kernel::AliasesOp op) {
  return moving(op) + (op.getSources().getType().getElements() + op.getTargets().getType().getElements()) * elementTime;
}

static double timeOf(kernel::OutputOp op) {
  auto type = cast<kernel::SignalType>(op.getInputs().front().getType());
  return moving(op) + (type.isPlain() ? 0 : type.getElements() * elementTime);
}

double estimatedRowTime(Operation *kernel) {
  return llvm::TypeSwitch<Operation *, double>(kernel)
      .Case<kernel::RowsOp, kernel::DenseOp, kernel::SynapsesOp, kernel::BitmapOp, kernel::ConvolveOp, kernel::EventsOp,
            kernel::PoolOp, kernel::RelayoutOp, kernel::PullOp, kernel::OutputOp, kernel::AliasesOp>(
          [](auto op) { return timeOf(op); })
      .Default([](Operation *op) { return moving(op); });
}

} // namespace ganglion::cpu
