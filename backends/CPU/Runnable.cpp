//===- Runnable.cpp -------------------------------------------------------===//
#include "backends/CPU/Runnable.h"
#include "ir/SNN/Integers.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace ganglion::snn;
using mlir::Operation;

namespace ganglion::cpu {

/// Values that one delay line may hold: 1 GB in f32.
static constexpr int64_t longestLine = int64_t(1) << 28;
/// Elements of a signal: places in a row are 31-bit numbers, and a row may be padded to twice its size and more.
static constexpr int64_t largestSignal = int64_t(1) << 28;

std::string subject(Operation *op) {
  llvm::StringRef name = nodeName(op);
  if (name.empty() && op->getNumOperands())
    if (Operation *producer = op->getOperand(0).getDefiningOp())
      name = nodeName(producer);
  return "node " + quoted(name);
}

namespace {

/// Collects reasons.
class Checker {
public:
  void refuse(Operation *op, const llvm::Twine &reason) { add(subject(op) + ": " + reason); }
  void add(const llvm::Twine &sentence) {
    error = llvm::joinErrors(std::move(error), llvm::createStringError(sentence));
  }
  void add(llvm::Error found) { error = llvm::joinErrors(std::move(error), std::move(found)); }
  llvm::Error take() { return std::move(error); }

private:
  llvm::Error error = llvm::Error::success();
};

} // namespace

static int64_t elementsOf(mlir::Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType()).getNumElements();
}

static void checkSignal(Operation *op, Checker &check) {
  for (mlir::Value result : op->getResults())
    if (int64_t elements = elementsOf(result); elements > largestSignal)
      check.refuse(op, "a signal of " + llvm::Twine(elements) + " elements, at most " + llvm::Twine(largestSignal) +
                           " are allowed");
}

static void checkNeuron(NeuronOp op, Checker &check) {
  RuleAttr rule = op.getRule();
  if (rule.getSpike() == Spike::Repeated && rule.getUpdate() != Update::Shift)
    check.refuse(op, "the spike rule is repeated, which belongs to networks of integers; others have none, above, "
                     "above_old, floor_ratio and trunc_ratio");
  auto isFiltered = [](mlir::Attribute port) { return llvm::cast<PortAttr>(port).getFilter() != Filter::None; };
  if (rule.getUpdate() == Update::Unscaled && llvm::any_of(op.getPorts(), isFiltered))
    check.refuse(op, "a port has a filter, the update unscaled allows none");
}

/// `attribute` holds the steps by which a line over `elements` elements delays.
static void checkSteps(Operation *op, mlir::Attribute attribute, int64_t elements, Checker &check) {
  Parameter parameter = Parameter::of(attribute);
  int64_t least = 0, most = 0, count = parameter.isSplat() ? std::min<int64_t>(parameter.size(), 1) : parameter.size();
  for (int64_t i = 0; i < count; ++i) {
    least = std::min(least, parameter.asInteger(i));
    most = std::max(most, parameter.asInteger(i));
  }
  if (least < 0)
    check.refuse(op, "a delay of " + llvm::Twine(least) + " steps, delays are >= 0");
  else if (most >= longestLine / std::max<int64_t>(elements, 1))
    check.refuse(op, "a delay of " + llvm::Twine(most) + " steps over " + llvm::Twine(elements) +
                         " elements, steps times elements must be below " + llvm::Twine(longestLine) +
                         "; a larger dt gives fewer steps");
}

static void checkConnection(StatelessOpInterface op, DelaysAttr delays, Checker &check) {
  if (delays)
    checkSteps(op, delays.getValues(),
               op.getInputs().empty() ? 0 : std::max(elementsOf(op.getInputs().front()), elementsOf(op->getResult(0))),
               check);
}

/// Every index lies in [0, count).
static void checkIndices(SparseOp op, llvm::StringRef field, mlir::Attribute indices, int64_t count, Checker &check) {
  Parameter parameter = Parameter::of(indices);
  for (int64_t i = 0; i < parameter.size(); ++i)
    if (int64_t index = parameter.asInteger(i); index < 0 || index >= count)
      return check.refuse(op, "synapse " + llvm::Twine(i) + " has the " + field + " " + llvm::Twine(index) +
                                  ", the signal has " + llvm::Twine(count) + " elements");
}

static void checkSparse(SparseOp op, Checker &check) {
  checkIndices(op, "target", op.getTargets(), elementsOf(op.getOutput()), check);
  if (!op.getInputs().empty())
    checkIndices(op, "source", op.getSources(), elementsOf(op.getInputs().front()), check);
  checkConnection(op, op.getDelaysAttr(), check);
}

static void checkOp(Operation *op, Checker &check) {
  checkSignal(op, check);
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](NeuronOp neuron) { checkNeuron(neuron, check); })
      .Case([&](DelayOp delay) { checkSteps(delay, delay.getStepsAttr(), elementsOf(delay.getOutput()), check); })
      .Case([&](LinearOp linear) { checkConnection(linear, linear.getDelaysAttr(), check); })
      .Case([&](ConvOp conv) { checkConnection(conv, conv.getDelaysAttr(), check); })
      .Case([&](SparseOp sparse) { checkSparse(sparse, check); })
      .Case<InputOp, OutputOp, SumOp, PoolOp, ReshapeOp, ScaleOp, ThresholdOp>([](auto) {})
      .Default([&](Operation *other) {
        check.refuse(other, "the op " + other->getName().getStringRef() + " is none that a network evaluates");
      });
}

static void checkCycles(const Schedule &schedule, Checker &check) {
  if (schedule.cycle.empty())
    return;
  std::vector<std::string> names = schedule.cycle;
  llvm::erase_if(names, [](const std::string &name) { return name.empty(); });
  std::string path;
  for (const std::string &name : names)
    path += quoted(name) + " -> ";
  std::string first = quoted(names.empty() ? "" : names.front());
  check.add("node " + first + ": the cycle " + path + first +
            " passes no delay, each cycle needs one of at least a step");
}

llvm::Error checkRunnable(NetworkOp network, const Schedule &schedule) {
  std::string name = "network " + quoted(network.getSymName());
  if (network.isEventDriven())
    return llvm::createStringError(name + ": the clock is event, the simulator runs clock(step)");
  Checker check;
  if (llvm::isa<mlir::IntegerType>(network.getCompute()))
    check.add(checkIntegerNetwork(network));
  llvm::StringSet<> names;
  for (auto op : network.getBody().front().getOps<NeuronOp>())
    if (!names.insert(op.getName()).second)
      check.refuse(op, "another neuron has this name, names of neurons are unique");
  for (Operation &op : network.getBody().front())
    checkOp(&op, check);
  checkCycles(schedule, check);
  return check.take();
}

} // namespace ganglion::cpu
