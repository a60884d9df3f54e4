//===- Sharing.cpp --------------------------------------------------------===//
#include "backends/CPU/Sharing.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace mlir;

namespace ganglion::cpu {

/// Nanoseconds for which two threads on two cores wait for each other, of which 100 to 240 were measured; the rest is
/// for what then has to move from one cache to the other.
static constexpr double waitTime = 400;
/// Nanoseconds of a run that are worth a thread, which takes 40 microseconds to start.
static constexpr double leastRunTime = 200'000;
/// Two threads have to take at most so much of the time of one.
static constexpr double leastGain = 0.8;
/// Tiles that can be divided among several threads without leaving one idle for long.
static constexpr int64_t manyTiles = 8;
/// Vectors that kernels with a state handle together.
static constexpr int64_t stateVectors = 4;
/// Words of marks that a thread may have on its stack.
static constexpr int64_t mostMarks = 4096;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

namespace {

/// Bytes of the arena.
struct Range {
  int64_t from, to;
  bool meets(const Range &other) const { return from < other.to && other.from < to; }
};

} // namespace

static Range rangeOf(kernel::BufferOp buffer, int64_t block) {
  return {buffer.getOffset(), buffer.getOffset() + buffer.getBytes(block)};
}

/// A thread reads all places of this signal, whatever its own are.
static bool isReadWhole(Operation *op, Value buffer) {
  auto dense = dyn_cast<kernel::DenseOp>(op);
  return dense && dense.getInput() == buffer;
}

/// Whether what a thread touches of a buffer in one kernel no other thread touches in the other.
static bool isLocal(Operation *left, const Share &leftShare, Operation *right, const Share &rightShare, Value buffer) {
  if (leftShare.division != rightShare.division)
    return false;
  switch (leftShare.division) {
  case Division::None:
    return true;
  case Division::Rows:
    return !isa<kernel::RingType>(buffer.getType());
  case Division::Places:
    return leftShare.unit == rightShare.unit && !isReadWhole(left, buffer) && !isReadWhole(right, buffer);
  }
  llvm_unreachable("closed enumeration");
}

bool Sharing::conflicts(Operation *op, const Share &share) const {
  for (Operation *earlier : pending) {
    Share other = of(earlier);
    if (share.division == Division::None && other.division == Division::None)
      continue;
    for (Value mine : op->getOperands())
      for (Value its : earlier->getOperands()) {
        auto here = mine.getDefiningOp<kernel::BufferOp>(), there = its.getDefiningOp<kernel::BufferOp>();
        if (!here || !there || !rangeOf(here, block).meets(rangeOf(there, block)))
          continue;
        if (mine != its || !isLocal(op, share, earlier, other, mine))
          return true;
      }
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Division
//===----------------------------------------------------------------------===//

/// The signal whose places a kernel with a state handles; null for other kernels.
static kernel::SignalType stateSignal(Operation *op) {
  if (auto integrate = dyn_cast<kernel::IntegrateOp>(op))
    return integrate.getOutput().getType();
  if (auto current = dyn_cast<kernel::ShiftCurrentOp>(op))
    return current.getOutput().getType();
  if (auto membrane = dyn_cast<kernel::ShiftMembraneOp>(op))
    return membrane.getOutput().getType();
  return {};
}

static int64_t tilesOf(Operation *op) {
  if (auto rows = dyn_cast<kernel::RowsOp>(op))
    return rows.getTiles();
  if (auto bitmap = dyn_cast<kernel::BitmapOp>(op))
    return bitmap.getTiles();
  auto dense = dyn_cast<kernel::DenseOp>(op);
  return dense ? dense.getTiles() : 0;
}

static int64_t tileOf(Operation *op) {
  if (auto rows = dyn_cast<kernel::RowsOp>(op))
    return rows.getTile();
  if (auto bitmap = dyn_cast<kernel::BitmapOp>(op))
    return bitmap.getTile();
  return cast<kernel::DenseOp>(op).getTile();
}

/// How a kernel of a stage can be divided. Rows of a stage `step` come one at a time. Weights of a few tiles stay in
/// the cache of every core, so that all targets of some rows are handled as fast as some targets of all rows.
static Share divisionOf(Operation *op, bool isStep, int64_t block) {
  if (kernel::SignalType type = stateSignal(op)) {
    int64_t together = stateVectors * kernel::vectorLanes(type.getElement());
    bool isSmall = type.getRowElements() <= together;
    return isSmall ? Share() : Share{Division::Places, together};
  }
  // Rows of a dense connection are counted from the first.
  bool needsTiles = isStep || isa<kernel::DenseOp>(op);
  if (int64_t tiles = tilesOf(op); tiles >= (needsTiles ? 2 : manyTiles))
    return {Division::Places, tileOf(op)};
  // The comparison of a row with the one before mostly ends at once.
  if (needsTiles || isa<kernel::RepeatsOp>(op))
    return {};
  if (auto push = dyn_cast<kernel::PushOp>(op); push && push.getRing().getType().getDepth() < block)
    return {};
  if (auto events = dyn_cast<kernel::EventsOp>(op);
      events && events.getMarks() && events.getMarks().getType().getElements() > mostMarks)
    return {};
  return {Division::Rows};
}

bool Sharing::isLeftOut(Operation *op) const { return isa<kernel::RecordOp>(op) && !record; }

void Sharing::place(Operation *op, Share share) {
  // A kernel that takes the units of the one whose results it uses need not wait for it.
  if (stateSignal(op) && share.division == Division::Places)
    for (Operation *earlier : pending)
      if (Share other = of(earlier); other.division == Division::Places && other.unit % share.unit == 0 &&
                                     llvm::any_of(op->getOperands(), [&](Value operand) {
                                       return operand.getDefiningOp<kernel::BufferOp>() &&
                                              llvm::is_contained(earlier->getOperands(), operand);
                                     }))
        share.unit = other.unit;
  share.waits = conflicts(op, share);
  if (share.waits)
    pending.clear();
  shares[op] = share;
  pending.push_back(op);
}

//===----------------------------------------------------------------------===//
// Stages
//===----------------------------------------------------------------------===//

bool Sharing::isGain(const Times &times) const {
  return times.divides && (leastWork == 0 || times.shared <= leastGain * times.alone);
}

Sharing::Times Sharing::placeAll(kernel::StageOp stage, int64_t rows) {
  bool isStep = stage.getOrder() == kernel::Order::Step;
  Times times;
  for (Operation &op : stage.getBody().front()) {
    if (isLeftOut(&op))
      continue;
    double work = estimatedRowTime(&op) * rows;
    place(&op, work >= leastWork ? divisionOf(&op, isStep, block) : Share());
    // The plain and the recording function are shared or not together.
    if (isa<kernel::RecordOp>(op))
      continue;
    Share share = of(&op);
    bool divides = share.division != Division::None;
    times.alone += work;
    times.shared += (divides ? work / 2 : work) + (share.waits ? waitTime : 0);
    times.divides |= divides;
  }
  return times;
}

Sharing::Times Sharing::placeStep(kernel::StageOp stage) {
  SmallVector<Operation *> before;
  std::swap(before, pending);
  Times times = placeAll(stage, 1);
  times.shared += waitTime;
  if (isGain(times)) {
    // Each row waits for the one before, and the first for the stages before.
    shares[stage] = {Division::Places, 0, /*waits=*/true};
    pending.clear();
    return times;
  }
  pending = before;
  leaveToFirst(stage);
  return {times.alone, times.alone};
}

void Sharing::leaveToFirst(kernel::StageOp stage) {
  Share alone;
  for (Operation &op : stage.getBody().front()) {
    shares[&op] = Share();
    alone.waits |= conflicts(&op, Share());
  }
  if (alone.waits)
    pending.clear();
  for (Operation &op : stage.getBody().front())
    pending.push_back(&op);
  shares[stage] = alone;
}

Sharing::Sharing(kernel::ProgramOp program, bool record, int64_t leastWork)
    : record(record), leastWork(leastWork), block(program.getBlock()) {
  Times times;
  times.shared = waitTime;
  for (auto stage : program.getBody().front().getOps<kernel::StageOp>()) {
    bool isStep = stage.getOrder() == kernel::Order::Step;
    Times ofStage = isStep ? placeStep(stage) : placeAll(stage, block);
    times.alone += ofStage.alone * (isStep ? block : 1);
    times.shared += ofStage.shared * (isStep ? block : 1);
    times.divides |= ofStage.divides;
  }
  worthIt = isGain(times);
  leastSteps = worthIt && leastWork ? std::ceil(leastRunTime / (times.alone / block)) : 0;
}

} // namespace ganglion::cpu
