//===- Runnable.cpp -------------------------------------------------------===//
#include "backends/Reference/Runnable.h"
#include "ir/SNN/Integers.h"
#include "ir/SNN/Schedule.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include <algorithm>

using namespace ganglion::snn;
using mlir::Operation;

namespace ganglion::reference {

/// Values that one delay line may hold: 1 GB in f32.
static constexpr int64_t longestLine = int64_t(1) << 28;

/// "node 'name'"; an op without a name is named by the node whose signal it takes.
static std::string subject(Operation *op) {
  llvm::StringRef name = nodeName(op);
  if (name.empty() && op->getNumOperands())
    if (Operation *producer = op->getOperand(0).getDefiningOp())
      name = nodeName(producer);
  return "node " + quoted(name);
}

static llvm::Error refuse(Operation *op, const llvm::Twine &reason) {
  return llvm::createStringError(subject(op) + ": " + reason);
}

static llvm::Error checkNeuron(NeuronOp op) {
  if (op.getRule().getSpike() == Spike::Repeated && op.getRule().getUpdate() != Update::Shift)
    return refuse(op, "the spike rule is repeated, which belongs to networks of integers; others have none, above, "
                      "above_old, floor_ratio and trunc_ratio");
  return llvm::Error::success();
}

/// `attribute` holds the steps by which a line over `elements` elements delays.
static llvm::Error checkSteps(Operation *op, mlir::Attribute attribute, int64_t elements) {
  std::vector<int64_t> steps = Parameter::of(attribute).toIntegers();
  if (steps.empty())
    return llvm::Error::success();
  auto [least, most] = std::minmax_element(steps.begin(), steps.end());
  if (*least < 0)
    return refuse(op, "a delay of " + llvm::Twine(*least) + " steps, delays are >= 0");
  if (*most >= longestLine / std::max<int64_t>(elements, 1))
    return refuse(op, "a delay of " + llvm::Twine(*most) + " steps over " + llvm::Twine(elements) +
                          " elements, steps times elements must be below " + llvm::Twine(longestLine) +
                          "; a larger dt gives fewer steps");
  return llvm::Error::success();
}

static llvm::Error checkConnectionDelays(StatelessOpInterface op, DelaysAttr delays) {
  return delays ? checkSteps(op, delays.getValues(), mlir::ShapedType::getNumElements(op.getInputShape()))
                : llvm::Error::success();
}

/// Every index lies in [0, count).
static llvm::Error checkIndices(SparseOp op, llvm::StringRef field, mlir::Attribute indices, int64_t count) {
  for (auto [synapse, index] : llvm::enumerate(Parameter::of(indices).toIntegers()))
    if (index < 0 || index >= count)
      return refuse(op, "synapse " + llvm::Twine(synapse) + " has the " + field + " " + llvm::Twine(index) +
                            ", the signal has " + llvm::Twine(count) + " elements");
  return llvm::Error::success();
}

static llvm::Error checkSparse(SparseOp op) {
  int64_t sources = mlir::ShapedType::getNumElements(op.getInputShape());
  llvm::Error error = checkIndices(op, "source", op.getSources(), sources);
  error = llvm::joinErrors(std::move(error),
                           checkIndices(op, "target", op.getTargets(), op.getOutput().getType().getNumElements()));
  return llvm::joinErrors(std::move(error), checkConnectionDelays(op, op.getDelaysAttr()));
}

static llvm::Error checkOp(Operation *op) {
  return llvm::TypeSwitch<Operation *, llvm::Error>(op)
      .Case([](NeuronOp neuron) { return checkNeuron(neuron); })
      .Case([](DelayOp delay) {
        return checkSteps(delay, delay.getStepsAttr(), delay.getOutput().getType().getNumElements());
      })
      .Case([](LinearOp linear) { return checkConnectionDelays(linear, linear.getDelaysAttr()); })
      .Case([](ConvOp conv) { return checkConnectionDelays(conv, conv.getDelaysAttr()); })
      .Case([](SparseOp sparse) { return checkSparse(sparse); })
      .Default([](Operation *) { return llvm::Error::success(); });
}

static llvm::Error checkCycles(NetworkOp network) {
  std::vector<std::string> names = computeSchedule(network).cycle;
  if (names.empty())
    return llvm::Error::success();
  llvm::erase_if(names, [](const std::string &name) { return name.empty(); });
  std::string path;
  for (const std::string &name : names)
    path += quoted(name) + " -> ";
  std::string first = quoted(names.empty() ? "" : names.front());
  return llvm::createStringError("node " + first + ": the cycle " + path + first +
                                 " passes no delay, each cycle needs one of at least a step");
}

llvm::Error checkRunnable(NetworkOp network) {
  std::string name = "network " + quoted(network.getSymName());
  if (network.isEventDriven())
    return llvm::createStringError(name + ": the clock is event, the interpreter runs clock(step)");
  llvm::Error error = llvm::Error::success();
  if (llvm::isa<mlir::IntegerType>(network.getCompute()))
    error = checkIntegerNetwork(network);
  for (Operation &op : network.getBody().front())
    error = llvm::joinErrors(std::move(error), checkOp(&op));
  if (error)
    return error;
  return checkCycles(network);
}

} // namespace ganglion::reference
