//===- KernelIntegers.cpp - verifiers of the kernels of integers ----------===//
#include "ir/Kernel/KernelDialect.h"
#include "ir/Kernel/KernelVerify.h"

using namespace mlir;
using namespace ganglion::kernel;

/// C1: the result and with it all signals are of integers.
static void checkIntegers(OpVerifier &check, SignalType type) {
  if (!isa<IntegerType>(type.getElement()))
    check.finding("C1") << "the signal is " << type << ", expected one of integers";
}

LogicalResult ShiftCurrentOp::verify() {
  OpVerifier check(*this);
  SignalType type = getOutput().getType();
  checkIntegers(check, type);
  check.checkTypes("C1", getInputs(), type);
  check.checkRow("C2", "state", getState(), type, /*mayBeOne=*/false);
  check.checkRow("C2", "dash", getDash(), type);
  return check.result();
}

/// C3: which spikes need which numbers.
static void checkNeeds(ShiftMembraneOp op, OpVerifier &check) {
  auto needs = [&](StringRef field, bool have, bool want) {
    if (have != want)
      check.finding("C3") << (want ? "there is no " : "there is a superfluous ") << field << " for "
                          << stringifySpike(op.getSpike()) << ", " << stringifyReset(op.getReset());
  };
  bool repeats = op.getSpike() == Spike::Repeated;
  needs("threshold", static_cast<bool>(op.getThreshold()), op.getSpike() != Spike::None);
  needs("reset", static_cast<bool>(op.getResetValue()), op.getReset() == Reset::Value);
  needs("most", op.getMost().has_value(), repeats);
  int64_t largest = op.getOutput().getType().getElement().isInteger(16) ? INT16_MAX : INT32_MAX;
  if (repeats && op.getMost() && (*op.getMost() < 1 || *op.getMost() > largest))
    check.finding("C3") << "most is " << *op.getMost() << ", expected 1 to " << largest;
}

/// C4: the combinations that have a meaning.
static bool hasMeaning(Spike spike, Reset reset) {
  switch (spike) {
  case Spike::None:
    return reset == Reset::None;
  case Spike::Above:
    return reset != Reset::None;
  case Spike::Repeated:
    return reset == Reset::Subtract;
  default:
    return false;
  }
}

LogicalResult ShiftMembraneOp::verify() {
  OpVerifier check(*this);
  SignalType type = getOutput().getType();
  checkIntegers(check, type);
  check.checkTypes("C1", getInputs(), type);
  if (getTrace())
    check.checkTypes("C1", getTrace(), type);
  check.checkRow("C2", "state", getState(), type, /*mayBeOne=*/false);
  check.checkRow("C2", "dash", getDash(), type);
  check.checkRow("C2", "bias", getBias(), type);
  check.checkRow("C2", "threshold", getThreshold(), type);
  check.checkRow("C2", "reset", getResetValue(), type);
  checkNeeds(*this, check);
  if (!hasMeaning(getSpike(), getReset()))
    check.finding("C4") << "spike " << stringifySpike(getSpike()) << " with reset " << stringifyReset(getReset())
                        << " has no meaning";
  return check.result();
}
