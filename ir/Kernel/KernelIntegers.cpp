//===- KernelIntegers.cpp - verifiers of the kernels of integers ----------===//
#include "ir/Kernel/KernelDialect.h"
#include "ir/Kernel/KernelVerify.h"

using namespace mlir;
using namespace ganglion::kernel;

/// C1: the result and with it all signals are of integers.
static void checkIntegers(KernelVerifier &check, SignalType type) {
  if (!isa<IntegerType>(type.getElement()))
    check.finding("C1") << "the signal is " << type << ", expected one of integers";
}

void KernelVerifier::checkMost(StringRef rule, int64_t most, SignalType signal) {
  int64_t largest = signal.getElement().isInteger(16) ? INT16_MAX : INT32_MAX;
  if (!isa<IntegerType>(signal.getElement()))
    finding(rule) << "most is " << most << " of " << signal << ", expected a signal of integers";
  else if (most < 1 || most > largest)
    finding(rule) << "most is " << most << ", expected 1 to " << largest;
}

LogicalResult ShiftCurrentOp::verify() {
  KernelVerifier check(*this);
  SignalType type = getOutput().getType();
  checkIntegers(check, type);
  check.checkTypes("C1", getInputs(), type);
  check.checkRow("C2", "state", getState(), type, /*mayBeOne=*/false);
  check.checkRow("C2", "dash", getDash(), type);
  return check.result();
}

/// C3: which spikes need which numbers.
static void checkNeeds(ShiftMembraneOp op, KernelVerifier &check) {
  auto needs = [&](StringRef field, bool have, bool want) {
    if (have != want)
      check.finding("C3") << (want ? "there is no " : "there is a superfluous ") << field << " for "
                          << stringifySpike(op.getSpike()) << ", " << stringifyReset(op.getReset());
  };
  bool repeats = op.getSpike() == Spike::Repeated;
  needs("threshold", static_cast<bool>(op.getThreshold()), op.getSpike() != Spike::None);
  needs("reset", static_cast<bool>(op.getResetValue()), op.getReset() == Reset::Value);
  needs("most", op.getMost().has_value(), repeats);
  if (repeats && op.getMost())
    check.checkMost("C3", *op.getMost(), op.getOutput().getType());
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
  KernelVerifier check(*this);
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
  if (getJoined() && getBias())
    check.finding("C5") << "there is a bias in a sum that is joined, expected none";
  if (getWraps() && getSpike() != Spike::Repeated)
    check.finding("C6") << "spike " << stringifySpike(getSpike()) << " with differences that wrap, expected repeated";
  return check.result();
}

LogicalResult AliasesOp::verify() {
  KernelVerifier check(*this);
  SignalType type = getOutput().getType();
  checkIntegers(check, type);
  check.checkTypes("C1", getInput(), type);
  if (!type.isPlain())
    check.finding("C1") << "the result is " << type << ", expected one without channels";
  Type i32 = IntegerType::get(getContext(), 32);
  check.checkArray("C2", "starts", getStarts(), i32, getTargets().getType().getElements() + 1);
  check.checkArray("C2", "sources", getSources(), i32, getSources().getType().getElements());
  check.checkArray("C2", "targets", getTargets(), i32, getTargets().getType().getElements());
  check.checkMost("C3", getMost(), type);
  if (static_cast<bool>(getState()) != static_cast<bool>(getThreshold()) || (getTrace() && !getState()))
    check.finding("C4")
        << "state, threshold and trace are there without each other, expected state and threshold, with "
           "or without trace, or none of them";
  check.checkRow("C4", "state", getState(), type, /*mayBeOne=*/false);
  check.checkRow("C4", "threshold", getThreshold(), type);
  if (getTrace())
    check.checkTypes("C1", getTrace(), type);
  auto stage = dyn_cast<StageOp>((*this)->getParentOp());
  if (getState() && stage && stage.getOrder() != Order::Step)
    check.finding("C5") << "it changes a state in a stage of blocks, expected a stage of single steps";
  return check.result();
}
