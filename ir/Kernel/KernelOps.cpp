//===- KernelOps.cpp - verifiers of the kernels ---------------------------===//
#include "ir/Kernel/KernelDialect.h"
#include "ir/Kernel/KernelVerify.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace mlir;
using namespace ganglion;
using namespace ganglion::kernel;

void KernelVerifier::checkTypes(StringRef rule, ValueRange values, Type want) {
  for (Value value : values)
    if (value.getType() != want)
      finding(rule) << "a signal is " << value.getType() << ", expected " << want;
}

void KernelVerifier::checkArray(StringRef rule, StringRef field, Value array, Type element, int64_t elements,
                                bool mayBeOne) {
  if (!array)
    return;
  auto type = cast<ArrayType>(array.getType());
  if (type.getElement() == element && (type.getElements() == elements || (mayBeOne && type.getElements() == 1)))
    return;
  InFlightDiagnostic diagnostic = finding(rule);
  diagnostic << field << " has " << type.getElements() << " numbers of " << type.getElement() << ", expected ";
  if (mayBeOne)
    diagnostic << "1 or ";
  diagnostic << elements << " of " << element;
}

void KernelVerifier::checkWeight(StringRef rule, Value weight, Type compute, int64_t elements) {
  Type element = cast<ArrayType>(weight.getType()).getElement();
  bool isNarrow = isa<IntegerType>(compute) && isa<IntegerType>(element) &&
                  element.getIntOrFloatBitWidth() < compute.getIntOrFloatBitWidth();
  checkArray(rule, "weight", weight, isNarrow ? element : compute, elements);
}

void KernelVerifier::checkFloats(StringRef rule, SignalType signal) {
  if (!isa<FloatType>(signal.getElement()))
    finding(rule) << "the signal is " << signal << ", expected one of floats";
}

void KernelVerifier::checkRepeats(StringRef rule, Value repeats) {
  auto stage = dyn_cast<StageOp>(op->getParentOp());
  if (repeats && stage && stage.getOrder() != Order::Block)
    finding(rule) << "there are repeats in a stage of single steps, expected a stage of blocks";
}

int64_t ganglion::kernel::product(std::initializer_list<int64_t> factors) {
  uint64_t result = 1;
  for (int64_t factor : factors)
    result = llvm::SaturatingMultiply<uint64_t>(result, factor);
  return std::min<uint64_t>(result, INT64_MAX);
}

/// An array of the run: the first has index 0.
static void checkIndex(KernelVerifier &check, StringRef rule, int64_t index) {
  constexpr int64_t most = 1 << 20;
  if (index < 0 || index >= most)
    check.finding(rule) << "the index is " << index << ", expected 0 to " << most - 1;
}

//===----------------------------------------------------------------------===//
// Signals
//===----------------------------------------------------------------------===//

LogicalResult InputOp::verify() {
  KernelVerifier check(*this);
  checkIndex(check, "C2", getIndex());
  if (!getOutput().getType().isPlain())
    check.finding("C1") << "the signal is " << getOutput().getType() << ", expected one without channels";
  if (getMost())
    check.checkMost("C3", *getMost(), getOutput().getType());
  return check.result();
}

LogicalResult OutputOp::verify() {
  KernelVerifier check(*this);
  checkIndex(check, "C2", getIndex());
  if (getInputs().empty())
    check.finding("C1") << "0 signals, there is at least 1";
  else
    check.checkTypes("C1", getInputs(), getInputs().front().getType());
  return check.result();
}

LogicalResult RecordOp::verify() {
  KernelVerifier check(*this);
  checkIndex(check, "C2", getIndex());
  if (!llvm::is_contained({"v", "i", "i2", "spikes"}, getVariable()))
    check.finding("C1") << "the variable is " << quoted(getVariable()) << ", expected 'v', 'i', 'i2' or 'spikes'";
  return check.result();
}

LogicalResult SumOp::verify() {
  KernelVerifier check(*this);
  check.checkTypes("C1", getInputs(), getOutput().getType());
  return check.result();
}

LogicalResult RelayoutOp::verify() {
  KernelVerifier check(*this);
  int64_t have = getInput().getType().getElements(), want = getOutput().getType().getElements();
  if (have != want)
    check.finding("C1") << "the signal has " << have << " elements, the result " << want;
  return check.result();
}

LogicalResult ScaleOp::verify() {
  KernelVerifier check(*this);
  check.checkRow("C1", "factor", getFactor(), getOutput().getType());
  return check.result();
}

LogicalResult ThresholdOp::verify() {
  KernelVerifier check(*this);
  check.checkRow("C1", "threshold", getThreshold(), getOutput().getType());
  return check.result();
}

LogicalResult PoolOp::verify() {
  KernelVerifier check(*this);
  auto two = [&](StringRef field, ArrayRef<int64_t> values, int64_t least) {
    if (values.size() != 2 || values[0] < least || values[1] < least)
      check.finding("C1") << field << " is " << shapeText(values) << ", expected two entries >= " << least;
  };
  two("extent", getExtent(), 0);
  two("result", getResult(), 0);
  two("kernel", getKernel(), 1);
  two("stride", getStride(), 1);
  two("padding", getPadding(), 0);
  if (getKind() == Pooling::Average)
    check.checkFloats("C3", getOutput().getType());
  if (failed(check.result()))
    return failure();
  auto fits = [&](StringRef field, SignalType type, ArrayRef<int64_t> positions) {
    if (type.isPlain() || type.getPositions() != product({positions[0], positions[1]}))
      check.finding("C2") << field << " is " << type << ", expected channels with "
                          << product({positions[0], positions[1]}) << " positions";
  };
  SignalType input = getInput().getType(), output = getOutput().getType();
  fits("the input", input, getExtent());
  fits("the result", output, getResult());
  if (input.getChannels() != output.getChannels() || input.getPitch() != output.getPitch())
    check.finding("C2") << "the input has " << input.getChannels() << " channels with pitch " << input.getPitch()
                        << ", the result " << output.getChannels() << " with pitch " << output.getPitch();
  return check.result();
}

//===----------------------------------------------------------------------===//
// Synapses
//===----------------------------------------------------------------------===//

LogicalResult RepeatsOp::verify() {
  KernelVerifier check(*this);
  if (getInputs().empty())
    check.finding("C1") << "0 signals, there is at least 1";
  for (Value input : getInputs())
    if (!cast<SignalType>(input.getType()).isPlain())
      check.finding("C1") << "a signal is " << input.getType() << ", expected one without channels";
  check.checkRepeats("C2", getOutput());
  return check.result();
}

LogicalResult EventsOp::verify() {
  KernelVerifier check(*this);
  check.checkRepeats("C3", getRepeats());
  SignalType input = getInput().getType();
  if (input.getElements() != getOutput().getType().getElements())
    check.finding("C1") << "the signal has " << input.getElements() << " elements, the list "
                        << getOutput().getType().getElements();
  if (static_cast<bool>(getMarks()) == input.isPlain())
    check.finding("C2") << (getMarks() ? "there are marks for a signal without channels"
                                       : "there are no marks for a signal with channels");
  else
    check.checkArray("C2", "marks", getMarks(), IntegerType::get(getContext(), 64), (input.getElements() + 63) / 64);
  return check.result();
}

static bool isPowerOfTwo(double value) {
  int exponent = 0;
  return std::isfinite(value) && std::frexp(value, &exponent) == 0.5;
}

/// There is a unit, a power of 2, exactly with exact sums of floats.
template <typename Op> static void checkUnit(StringRef rule, Op op, KernelVerifier &check) {
  Type compute = op.getOutput().getType().getElement();
  bool isExact = op.getExact().has_value();
  if (op.getUnit().has_value() != (isExact && isa<FloatType>(compute)))
    check.finding(rule) << (op.getUnit() ? "there is a superfluous unit" : "there is no unit") << " in a program of "
                        << compute << (isExact ? " with exact" : " without exact");
  else if (op.getUnit() && !isPowerOfTwo(op.getUnit()->convertToDouble()))
    check.finding(rule) << "the unit is " << shortest(op.getUnit()->convertToDouble()) << ", expected a power of 2";
}

/// C4 to C8: weights that are narrower than the compute type, and what is said about their sums.
static void checkRowsOfIntegers(RowsOp op, KernelVerifier &check) {
  SignalType output = op.getOutput().getType();
  Type compute = output.getElement(), weight = op.getWeight().getType().getElement();
  bool isInteger = isa<IntegerType>(compute), isExact = op.getExact().has_value();
  unsigned bits = weight.getIntOrFloatBitWidth(), most = isInteger ? compute.getIntOrFloatBitWidth() : 32;
  bool mayBeNarrow = isInteger || isExact;
  if (isInteger || isExact ? !isa<IntegerType>(weight) || bits > most : weight != compute)
    check.finding("C4") << "weights of " << weight << " in a program of " << compute
                        << (mayBeNarrow ? "; expected integers, at most as wide" : " without exact");
  if (isExact) {
    Type sums = *op.getExact();
    bool fits = sums.isSignlessInteger(16) || sums.isSignlessInteger(32);
    if (!fits || sums.getIntOrFloatBitWidth() < bits || sums.getIntOrFloatBitWidth() > most)
      check.finding("C5") << "sums of " << sums << " with weights of " << weight << " in a program of " << compute
                          << "; they are i16 or i32, as wide as the weights and no wider than the program's integers";
  }
  checkUnit("C6", op, check);
  if (Value start = op.getStart()) {
    if (op.getBias() || isExact)
      check.finding("C7") << "there is both start and " << (op.getBias() ? "bias" : "exact")
                          << ", expected one of them";
    if (isa<ArrayType>(start.getType()))
      check.checkRow("C7", "start", start, output, /*mayBeOne=*/false);
    else
      check.checkTypes("C7", start, output);
  }
  if (op.getLimit() && (*op.getLimit() < 0 || !isInteger || isExact))
    check.finding("C8") << "a limit of " << *op.getLimit() << " in a program of " << compute
                        << (isExact ? " with exact" : "") << "; it is >= 0, for integers without exact";
  if (op.getRepeats() && op.getStart())
    check.finding("C9") << "there are both repeats and start, expected one of them";
}

/// C10 and C11: sums that are held in 16 bits for a while.
static void checkShortSums(RowsOp op, KernelVerifier &check) {
  Type weight = op.getWeight().getType().getElement();
  bool isExact = op.getExact().has_value();
  unsigned bits = weight.getIntOrFloatBitWidth();
  if (op.getCarry() &&
      (*op.getCarry() < 1 || *op.getCarry() > INT16_MAX || !op.getSumType().isInteger(32) || !isExact || bits > 16))
    check.finding("C10") << "carry after " << *op.getCarry() << " events, with weights of " << weight << " and sums of "
                         << op.getSumType() << "; it is 1 to 32767, with exact(i32) and weights of i8 or i16";
  if (!op.getPairs())
    return;
  int64_t pairs = *op.getPairs(), tile = op.getTile();
  if ((pairs != 32 && pairs != 64) || tile % pairs != 0)
    check.finding("C11") << "pairs in groups of " << pairs << " with tiles of " << tile
                         << ", expected 32 or 64 that divides the tile";
  if (!isExact || !weight.isInteger(8) || (!op.getSumType().isInteger(16) && !op.getCarry()))
    check.finding("C11") << "pairs with weights of " << weight << " and sums of " << op.getSumType()
                         << "; they need i8, and exact(i16), or exact(i32) with carry";
}

/// C1 to C3 of a connection with packed rows of `sources` sources and sums of the type `sums`.
template <typename Op>
static LogicalResult verifyTiles(KernelVerifier &check, Op op, int64_t sources, Type sums, bool isPlain) {
  SignalType output = op.getOutput().getType();
  int64_t lanes = vectorLanes(output.getElement()), tile = op.getTile();
  if (!isPlain || !output.isPlain() || tile < lanes || tile > 8 * lanes || tile % lanes != 0) {
    check.finding("C1") << "a tile of " << tile << " elements into " << output << "; it is 1 to 8 times " << lanes
                        << " elements of a signal without channels";
    return failure();
  }
  int64_t tiles = op.getTiles();
  if (tiles * tile > output.getRowElements())
    check.finding("C2") << tiles << " tiles of " << tile << " elements, a row has " << output.getRowElements();
  check.checkArray("C3", "weight", op.getWeight(), op.getWeight().getType().getElement(),
                   product({tiles, tile, sources}));
  check.checkArray("C3", "bias", op.getBias(), sums, tiles * tile);
  return success();
}

LogicalResult RowsOp::verify() {
  KernelVerifier check(*this);
  if (failed(verifyTiles(check, *this, getEvents().getType().getElements(), getSumType(), /*isPlain=*/true)))
    return failure();
  checkRowsOfIntegers(*this, check);
  checkShortSums(*this, check);
  check.checkRepeats("C9", getRepeats());
  return check.result();
}

LogicalResult DenseOp::verify() {
  KernelVerifier check(*this);
  SignalType input = getInput().getType();
  Type compute = getOutput().getType().getElement();
  if (failed(verifyTiles(check, *this, input.getElements(), compute, input.isPlain())))
    return failure();
  if (!isa<FloatType>(compute) || getWeight().getType().getElement() != compute)
    check.finding("C5") << "weights of " << getWeight().getType().getElement() << " in a program of " << compute
                        << ", expected floats of one type";
  auto stage = dyn_cast<StageOp>((*this)->getParentOp());
  if (stage && stage.getOrder() != Order::Block)
    check.finding("C4") << "it stands in a stage of single steps, expected a stage of blocks";
  return check.result();
}

/// C4, C5: what is said about sums, and the type of weights.
static void checkListedSums(SynapsesOp op, KernelVerifier &check) {
  Type compute = op.getOutput().getType().getElement(), weight = op.getWeight().getType().getElement();
  unsigned bits = compute.getIntOrFloatBitWidth();
  bool isFloat = isa<FloatType>(compute), isExact = op.getExact().has_value();
  if (isExact && !op.getExact()->isSignlessInteger(bits))
    check.finding("C4") << "sums of " << *op.getExact() << " in a program of " << compute << ", expected i" << bits;
  if (isFloat && isExact) {
    if (!isa<IntegerType>(weight) || weight.getIntOrFloatBitWidth() > bits)
      check.finding("C3") << "weights of " << weight << " in a program of " << compute
                          << "; expected integers, at most as wide";
  } else {
    check.checkWeight("C3", op.getWeight(), compute, op.getWeight().getType().getElements());
  }
  checkUnit("C5", op, check);
}

LogicalResult SynapsesOp::verify() {
  KernelVerifier check(*this);
  SignalType output = getOutput().getType();
  Type i16 = IntegerType::get(getContext(), 16), i32 = IntegerType::get(getContext(), 32);
  if (!output.isPlain())
    check.finding("C1") << "the result is " << output << ", expected one without channels";
  check.checkArray("C2", "starts", getStarts(), i32, getEvents().getType().getElements() + 1);
  bool isShort = getTargets().getType().getElement() == i16 && output.getRowElements() <= (1 << 16);
  check.checkArray("C2", "targets", getTargets(), isShort ? i16 : i32, getWeight().getType().getElements());
  checkListedSums(*this, check);
  check.checkRow("C3", "bias", getBias(), output, /*mayBeOne=*/false);
  check.checkRepeats("C6", getRepeats());
  return check.result();
}

LogicalResult BitmapOp::verify() {
  KernelVerifier check(*this);
  SignalType output = getOutput().getType();
  int64_t sources = getEvents().getType().getElements(), tile = getTile();
  if (!output.isPlain() || tile < 32 || tile > 256 || tile % 32 != 0) {
    check.finding("C1") << "a tile of " << tile << " elements into " << output
                        << "; it is a multiple of 32 from 32 to 256 elements of a signal without channels";
    return failure();
  }
  check.checkArray("C2", "bits", getBits(), IntegerType::get(getContext(), 32),
                   product({getTiles(), sources, getWords()}));
  check.checkArray("C3", "numbers", getNumbers(), output.getElement(), sources + 1);
  check.checkRepeats("C4", getRepeats());
  return check.result();
}

LogicalResult ConvolveOp::verify() {
  KernelVerifier check(*this);
  SignalType output = getOutput().getType();
  ArrayRef<int64_t> extent = getExtent();
  int64_t channels = getChannels(), groups = getGroups(), taps = getTaps();
  if (output.isPlain()) {
    check.finding("C2") << "the result is " << output << ", expected one with channels";
    return failure();
  }
  if (extent.size() != 2 || extent[0] < 0 || extent[1] < 0 || channels < 0 || groups < 1 || taps < 0 ||
      channels % groups != 0 || output.getChannels() % groups != 0 ||
      getEvents().getType().getElements() != product({channels, extent[0], extent[1]})) {
    check.finding("C1") << channels << " channels of " << shapeText(extent) << " in " << groups << " groups to "
                        << output.getChannels() << " channels, with events of " << getEvents().getType().getElements()
                        << " elements; groups divide both, and channels x extent are the elements";
    return failure();
  }
  Type i32 = IntegerType::get(getContext(), 32);
  auto table = [&](StringRef field, Value array, int64_t together, StringRef entries) {
    ArrayType type = cast<ArrayType>(array.getType());
    if (type.getElement() != i32 || type.getElements() % together != 0)
      check.finding("C3") << field << " has " << type.getElements() << " numbers of " << type.getElement()
                          << ", expected " << entries << " of i32";
  };
  check.checkArray("C3", "row_starts", getRowStarts(), i32, extent[0] + 1);
  check.checkArray("C3", "column_starts", getColumnStarts(), i32, extent[1] + 1);
  table("row_taps", getRowTaps(), 2, "pairs");
  table("column_taps", getColumnTaps(), 3, "triples");
  check.checkWeight("C4", getWeight(), output.getElement(), product({channels, taps, getSegment()}));
  check.checkArray("C4", "bias", getBias(), output.getElement(), output.getPitch());
  check.checkRepeats("C5", getRepeats());
  return check.result();
}

//===----------------------------------------------------------------------===//
// States and delays
//===----------------------------------------------------------------------===//

/// C5: the combinations that have a meaning.
static bool isReset(Spike spike, Reset reset, When when) {
  switch (spike) {
  case Spike::None:
    return reset == Reset::None && when == When::Same;
  case Spike::Above:
    return reset == Reset::Value ? when != When::Corrected : reset == Reset::Subtract && when != When::Before;
  case Spike::AboveOld:
    return reset != Reset::None && (when == When::Before || when == When::After);
  case Spike::FloorRatio:
  case Spike::TruncRatio:
    return reset == Reset::Subtract && when == When::Same;
  case Spike::Repeated:
    return false;
  }
  return false;
}

LogicalResult IntegrateOp::verify() {
  KernelVerifier check(*this);
  SignalType type = getOutput().getType();
  check.checkFloats("C7", type);
  check.checkTypes("C1", getInputs(), type);
  if (getTrace())
    check.checkTypes("C1", getTrace(), type);
  check.checkRow("C2", "state", getState(), type, /*mayBeOne=*/false);
  check.checkRow("C2", "earlier", getEarlier(), type, /*mayBeOne=*/false);
  check.checkRow("C2", "spent", getSpent(), type, /*mayBeOne=*/false);
  check.checkRow("C2", "decay", getDecay(), type);
  check.checkRow("C2", "gain", getGain(), type);
  check.checkRow("C2", "leak", getLeak(), type);
  check.checkRow("C2", "threshold", getThreshold(), type);
  check.checkRow("C2", "reset", getResetValue(), type);
  auto needs = [&](StringRef rule, StringRef field, Value have, bool want) {
    if (static_cast<bool>(have) != want)
      check.finding(rule) << (want ? "there is no " : "there is a superfluous ") << field << " for "
                          << stringifyIntegration(getIntegration()) << ", " << stringifySpike(getSpike()) << ", "
                          << stringifyReset(getReset()) << ", " << stringifyWhen(getWhen());
  };
  bool spikes = getSpike() != Spike::None;
  needs("C3", "gain", getGain(), getIntegration() == Integration::Scaled);
  if (getIntegration() == Integration::Filtered)
    needs("C3", "decay", getDecay(), true);
  needs("C3", "threshold", getThreshold(), spikes);
  needs("C3", "reset", getResetValue(), getReset() == Reset::Value);
  needs("C4", "earlier", getEarlier(),
        getSpike() == Spike::Above && (getWhen() == When::Before || getWhen() == When::After));
  if (getSpent() && getSpike() != Spike::Above && getSpike() != Spike::AboveOld)
    check.finding("C6") << "spent with spike " << stringifySpike(getSpike()) << ", it goes with above and above_old";
  if (!isReset(getSpike(), getReset(), getWhen()))
    check.finding("C5") << "spike " << stringifySpike(getSpike()) << " with reset " << stringifyReset(getReset())
                        << " at " << stringifyWhen(getWhen()) << " has no meaning";
  return check.result();
}

LogicalResult DeliverOp::verify() {
  KernelVerifier check(*this);
  check.checkFloats("C2", getOutput().getType());
  check.checkRow("C1", "state", getState(), getOutput().getType(), /*mayBeOne=*/false);
  check.checkRow("C1", "spent", getSpent(), getOutput().getType(), /*mayBeOne=*/false);
  check.checkRow("C1", "threshold", getThreshold(), getOutput().getType());
  return check.result();
}

LogicalResult PushOp::verify() {
  KernelVerifier check(*this);
  if (getRing().getType().getRow() != getInput().getType())
    check.finding("C1") << "the ring is " << getRing().getType() << ", the signal " << getInput().getType();
  return check.result();
}

LogicalResult PullOp::verify() {
  KernelVerifier check(*this);
  RingType ring = getRing().getType();
  SignalType output = getOutput().getType();
  if (static_cast<bool>(getDelays()) == getSteps().has_value())
    check.finding("C1") << (getDelays() ? "there are both delays and steps" : "there are neither delays nor steps")
                        << ", expected one of them";
  else if (getSteps() && (*getSteps() < 0 || *getSteps() >= ring.getDepth()))
    check.finding("C1") << "steps is " << *getSteps() << ", the ring has depth " << ring.getDepth();
  Type i32 = IntegerType::get(getContext(), 32);
  check.checkArray("C2", "delays", getDelays(), i32, output.getRowElements());
  check.checkArray("C2", "sources", getSources(), i32, output.getRowElements());
  check.checkRow("C2", "before", getBefore(), output, /*mayBeOne=*/false);
  if (!getSources() && ring.getRow() != output)
    check.finding("C3") << "the ring is " << ring << ", the result " << output;
  return check.result();
}
