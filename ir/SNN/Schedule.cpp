//===- Schedule.cpp -------------------------------------------------------===//
#include "ir/SNN/Schedule.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::snn {

/// Whether the result follows from the state at the start of the step.
static bool delivers(Operation *op) {
  if (auto delay = dyn_cast<DelayOp>(op))
    return delay.cutsCycles();
  auto neuron = dyn_cast<NeuronOp>(op);
  return neuron && neuron.spikesFromOldState();
}

namespace {

/// Depth-first walk from consumers to producers without recursion: networks may be long chains.
class Walk {
public:
  explicit Walk(Schedule &schedule) : schedule(schedule) {}

  /// Appends `root` after everything it needs; false if a cycle was found.
  bool visit(Operation *root) {
    if (state.lookup(root) == Done)
      return true;
    push(root);
    while (!stack.empty()) {
      auto &[op, next] = stack.back();
      if (next == op->getNumOperands()) {
        finish();
        continue;
      }
      Operation *producer = op->getOperand(next++).getDefiningOp();
      if (delivers(producer) || state.lookup(producer) == Done)
        continue;
      if (state.lookup(producer) == Open) {
        reportCycle(producer);
        return false;
      }
      push(producer);
    }
    return true;
  }

private:
  enum State { New, Open, Done };

  void push(Operation *op) {
    state[op] = Open;
    stack.emplace_back(op, 0);
  }

  void finish() {
    Operation *op = stack.back().first;
    stack.pop_back();
    state[op] = Done;
    schedule.actions.push_back({op, delivers(op) ? Phase::Absorb : Phase::Evaluate});
  }

  void reportCycle(Operation *start) {
    auto *entry = llvm::find_if(stack, [&](auto &item) { return item.first == start; });
    for (auto &[op, next] : llvm::make_range(entry, stack.end()))
      schedule.cycle.push_back(nodeName(op).str());
    std::reverse(schedule.cycle.begin(), schedule.cycle.end());
  }

  Schedule &schedule;
  llvm::DenseMap<Operation *, State> state;
  llvm::SmallVector<std::pair<Operation *, unsigned>> stack;
};

} // namespace

Schedule computeSchedule(NetworkOp network) {
  Schedule schedule;
  for (Operation &op : network.getBody().front())
    if (delivers(&op))
      schedule.actions.push_back({&op, Phase::Deliver});
  Walk walk(schedule);
  for (Operation &op : network.getBody().front())
    if (!walk.visit(&op))
      break;
  return schedule;
}

template <typename Op> static std::vector<Op> sortedByName(NetworkOp network) {
  std::vector<Op> ops;
  for (auto op : network.getBody().front().getOps<Op>())
    ops.push_back(op);
  llvm::sort(ops, [](Op a, Op b) { return a.getName() < b.getName(); });
  return ops;
}

std::vector<InputOp> inputOps(NetworkOp network) { return sortedByName<InputOp>(network); }
std::vector<OutputOp> outputOps(NetworkOp network) { return sortedByName<OutputOp>(network); }

std::vector<Channel> inputChannels(NetworkOp network) {
  std::vector<Channel> channels;
  bool isInteger = isa<IntegerType>(network.getCompute());
  for (InputOp op : inputOps(network)) {
    RankedTensorType type = op.getOutput().getType();
    Channel channel{op.getName().str(), type.getShape().vec()};
    channel.integerBits = isInteger ? type.getElementTypeBitWidth() : 0;
    channels.push_back(std::move(channel));
  }
  return channels;
}

std::vector<Channel> outputChannels(NetworkOp network) {
  std::vector<Channel> channels;
  for (OutputOp op : outputOps(network)) {
    SmallVector<int64_t> shape = op.getInputShape();
    channels.push_back({op.getName().str(), {shape.begin(), shape.end()}});
  }
  return channels;
}

std::vector<Channel> recordableChannels(NetworkOp network) {
  std::vector<Channel> channels;
  for (NeuronOp op : sortedByName<NeuronOp>(network)) {
    std::vector<int64_t> shape = op.getOutput().getType().getShape().vec();
    auto isFiltered = [](Attribute port) { return cast<PortAttr>(port).getFilter() != Filter::None; };
    if (llvm::any_of(op.getPorts(), isFiltered))
      channels.push_back({op.getName().str(), shape, Variable::Current});
    if (op.isSpiking())
      channels.push_back({op.getName().str(), shape, Variable::Spikes});
    channels.push_back({op.getName().str(), shape, Variable::Membrane});
  }
  return channels;
}

} // namespace ganglion::snn
