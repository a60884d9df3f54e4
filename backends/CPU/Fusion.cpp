//===- Fusion.cpp ---------------------------------------------------------===//
#include "backends/CPU/Fusion.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::cpu {

std::optional<std::pair<int64_t, int64_t>> sharedBytes(kernel::ProgramOp program) {
  std::vector<std::pair<int64_t, int64_t>> places;
  for (auto buffer : program.getBody().front().getOps<kernel::BufferOp>())
    if (int64_t bytes = buffer.getBytes(program.getBlock()))
      places.emplace_back(buffer.getOffset(), bytes);
  llvm::sort(places);
  for (size_t i = 1; i < places.size(); ++i)
    if (places[i - 1].first + places[i - 1].second > places[i].first)
      return std::pair(places[i - 1].first, places[i].first);
  return std::nullopt;
}

Fusion::Fusion(kernel::ProgramOp program, bool record, bool isShared) : record(record) {
  if (sharedBytes(program))
    return;
  program.walk([&](kernel::InputOp input) { absorbInput(input); });
  if (isShared)
    return;
  program.walk([&](kernel::IntegrateOp membrane) {
    absorbFilters(membrane);
    absorbPushes(membrane);
  });
  program.walk([&](kernel::EventsOp events) { absorbPull(events); });
}

bool Fusion::isLeftOut(Operation *op) const { return isa<kernel::RecordOp>(op) && !record; }

bool Fusion::isPrivate(Value buffer, Operation *producer, Operation *user) const {
  int64_t uses = 0;
  for (OpOperand &use : buffer.getUses()) {
    if (use.getOwner() == producer || isLeftOut(use.getOwner()))
      continue;
    if (use.getOwner() != user)
      return false;
    ++uses;
  }
  return uses == 1;
}

/// Both kernels use a buffer other than `but`.
static bool meet(Operation *left, Operation *right, Value but = {}) {
  return llvm::any_of(left->getOperands(), [&](Value operand) {
    return operand != but && operand.getDefiningOp<kernel::BufferOp>() &&
           llvm::is_contained(right->getOperands(), operand);
  });
}

static bool isFilter(kernel::IntegrateOp op) {
  return op && op.getSpike() == kernel::Spike::None && !op.getQuiet() && !op.getTrace() && !op.getClip();
}

/// The filters of several ports follow each other.
void Fusion::absorbFilters(kernel::IntegrateOp membrane) {
  SmallVector<kernel::IntegrateOp> filters;
  for (Operation *op = membrane->getPrevNode(); op; op = op->getPrevNode()) {
    if (isLeftOut(op))
      continue;
    auto filter = dyn_cast<kernel::IntegrateOp>(op);
    if (!isFilter(filter) || !isPrivate(filter.getOutput(), filter, membrane) ||
        meet(filter, membrane, filter.getOutput()) ||
        llvm::any_of(filters, [&](kernel::IntegrateOp other) { return meet(filter, other); }))
      break;
    // One that has absorbed others does not fit into registers.
    if (Fused its = fused.lookup(filter); !its.filters.empty() || !its.pushes.empty())
      break;
    filters.push_back(filter);
    absorbed.insert(filter);
  }
  fused[membrane].filters = std::move(filters);
}

void Fusion::absorbPushes(kernel::IntegrateOp membrane) {
  if (membrane.getQuiet())
    return;
  SmallVector<kernel::PushOp> pushes;
  for (Operation *op = membrane->getNextNode(); op; op = op->getNextNode()) {
    if (isLeftOut(op))
      continue;
    auto push = dyn_cast<kernel::PushOp>(op);
    if (!push || push.getInput() != membrane.getOutput() || meet(push, membrane, membrane.getOutput()) ||
        llvm::any_of(pushes, [&](kernel::PushOp other) { return meet(push, other, membrane.getOutput()); }))
      break;
    pushes.push_back(push);
    absorbed.insert(push);
  }
  fused[membrane].pushes = std::move(pushes);
}

void Fusion::absorbPull(kernel::EventsOp events) {
  for (Operation *op = events->getPrevNode(); op; op = op->getPrevNode()) {
    auto pull = dyn_cast<kernel::PullOp>(op);
    if (!pull || pull.getOutput() != events.getInput())
      continue;
    bool isUniform = !pull.getDelays() && !pull.getSources() && !pull.getBefore();
    if (!isUniform || !isPrivate(pull.getOutput(), pull, events) || meet(pull, events, pull.getOutput()))
      return;
    for (Operation *between = pull->getNextNode(); between != events; between = between->getNextNode())
      if (!isLeftOut(between) && meet(pull, between))
        return;
    fused[events].pull = pull;
    absorbed.insert(pull);
    return;
  }
}

static bool isBefore(Operation *first, Operation *second) {
  if (first->getBlock() == second->getBlock())
    return first->isBeforeInBlock(second);
  return first->getParentOp()->isBeforeInBlock(second->getParentOp());
}

/// Lists of events and comparisons of rows need no copy of the data.
void Fusion::absorbInput(kernel::InputOp input) {
  auto readsData = [&](Operation *op) { return isa<kernel::EventsOp, kernel::RepeatsOp>(op) && isBefore(input, op); };
  SmallVector<Operation *> users;
  for (Operation *user : input.getOutput().getUsers())
    if (user != input && !isLeftOut(user))
      users.push_back(user);
  // Counts, which few inputs are, are converted once.
  bool isPlain = input.getOutput().getType().isPlain() && input.getConversion() != kernel::Conversion::Count;
  if (!isPlain || !llvm::all_of(users, readsData))
    return;
  for (Operation *user : users)
    fused[user].inputs.push_back(input);
  absorbed.insert(input);
}

} // namespace ganglion::cpu
