//===- NaiveLoop.cpp ------------------------------------------------------===//
#include "test/benchmark/NaiveLoop.h"
#include "ir/SNN/Coefficients.h"
#include "ir/SNN/Schedule.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "test/benchmark/LoopConnections.h"
#include "test/benchmark/LoopNeuron.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace ganglion::snn;
using mlir::Operation;

namespace ganglion::benchmark {

//===----------------------------------------------------------------------===//
// What is refused
//===----------------------------------------------------------------------===//

static llvm::Error refuse(Operation *op, const llvm::Twine &text) {
  return llvm::createStringError("node " + quoted(nodeName(op)) + ": " + text);
}

static llvm::Error checkDelay(DelayOp op) {
  auto [least, most] = op.getStepRange();
  if (least == most && least >= 0)
    return llvm::Error::success();
  return refuse(op, "delays of " + llvm::Twine(least) + " to " + llvm::Twine(most) +
                        " steps, the simple loops have one delay of >= 0 steps for a node");
}

static llvm::Error checkConnection(Operation *op, DelaysAttr delays) {
  return delays ? refuse(op, "the connection has delays, the simple loops have none") : llvm::Error::success();
}

static llvm::Error checkOp(Operation *op, LoopKind kind) {
  auto unknown = [&](llvm::StringRef allowed) {
    return refuse(op, "the op is " + op->getName().getStringRef() + ", this loop has " + allowed);
  };
  if (kind != LoopKind::Naive && llvm::isa<ConvOp, PoolOp>(op))
    return unknown("fully connected layers only; engine naive has convolutions and pools");
  return llvm::TypeSwitch<Operation *, llvm::Error>(op)
      .Case([](NeuronOp neuron) { return checkRule(neuron); })
      .Case([](DelayOp delay) { return checkDelay(delay); })
      .Case([](LinearOp linear) -> llvm::Error {
        if (linear.getWeight().getShapedType().getRank() != 2)
          return refuse(linear, "the weight has shape " + shapeText(linear.getWeight().getShapedType().getShape()) +
                                    ", the simple loops have matrices");
        return checkConnection(linear, linear.getDelaysAttr());
      })
      .Case([](ConvOp conv) { return checkConnection(conv, conv.getDelaysAttr()); })
      .Case([](InputOp input) -> llvm::Error {
        if (!input.getOutput().getType().getElementType().isInteger())
          return llvm::Error::success();
        return refuse(input, "the input is one of integers, the simple loops have inputs of the compute type");
      })
      .Case<OutputOp, SumOp, PoolOp, ReshapeOp>([](auto) -> llvm::Error { return llvm::Error::success(); })
      .Default(
          [&](Operation *) { return unknown("inputs, outputs, linear, conv, pool, reshape, sum, delay and neurons"); });
}

static llvm::Error checkNetwork(NetworkOp network, LoopKind kind) {
  if (network.isEventDriven() || !network.getCompute().isF32())
    return llvm::createStringError("network " + quoted(network.getSymName()) +
                                   ": the simple loops run clock(step) in f32");
  for (Operation &op : network.getBody().front())
    if (llvm::Error error = checkOp(&op, kind))
      return error;
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// The engine
//===----------------------------------------------------------------------===//

namespace {

/// snn.input: its signal is filled before each step.
class InputLoop : public Node {
public:
  using Node::Node;
  void load(const float *row) { std::copy(row, row + output.size(), output.begin()); }
  void step(Phase) override {}
};

class LoopEngine : public Engine {
public:
  LoopEngine(NetworkOp network, LoopKind kind)
      : kind(kind), dt(network.getDt()), inputList(inputChannels(network)), outputList(outputChannels(network)) {
    for (Operation &op : network.getBody().front()) {
      size_t elements = llvm::isa<OutputOp>(op)
                            ? mlir::ShapedType::getNumElements(llvm::cast<OutputOp>(op).getInputShape())
                            : llvm::cast<mlir::ShapedType>(op.getResult(0).getType()).getNumElements();
      storage.push_back(std::make_unique<Signal>(elements));
      signals[&op] = storage.back().get();
    }
    llvm::DenseMap<Operation *, Node *> made;
    for (Operation &op : network.getBody().front())
      made[&op] = nodes.emplace_back(node(&op)).get();
    for (const Action &action : computeSchedule(network).actions)
      actions.emplace_back(made[action.op], action.phase);
    for (InputOp op : inputOps(network))
      inputNodes.push_back(static_cast<InputLoop *>(made[op]));
    for (OutputOp op : outputOps(network))
      outputSignals.push_back(signals[op]);
  }

  llvm::ArrayRef<Channel> inputs() const override { return inputList; }
  llvm::ArrayRef<Channel> outputs() const override { return outputList; }
  llvm::ArrayRef<Channel> recordables() const override { return {}; }
  bool isDouble() const override { return false; }

  llvm::Error run(RunData &data) override {
    for (int64_t sample = 0; sample < data.batch; ++sample) {
      reset();
      for (int64_t row = sample * data.steps; row < (sample + 1) * data.steps; ++row)
        runStep(data, row);
    }
    return llvm::Error::success();
  }

private:
  void reset() {
    for (auto &signal : storage)
      std::fill(signal->begin(), signal->end(), 0.0f);
    for (auto &made : nodes)
      made->reset();
  }

  void runStep(RunData &data, int64_t row) {
    for (size_t i = 0; i < inputNodes.size(); ++i)
      inputNodes[i]->load(std::get<llvm::ArrayRef<float>>(data.inputs[i]).data() + row * inputList[i].size());
    for (auto &[made, phase] : actions)
      made->step(phase);
    for (size_t i = 0; i < outputSignals.size(); ++i)
      llvm::copy(*outputSignals[i], data.outputs[i].begin() + row * outputList[i].size());
  }

  Operands operands(mlir::ValueRange values, size_t elements) {
    std::vector<const Signal *> list;
    for (mlir::Value value : values)
      list.push_back(signals[value.getDefiningOp()]);
    return {std::move(list), elements};
  }

  static Signal numbers(mlir::Attribute parameter) {
    return parameter ? Parameter::of(parameter).toFloats() : Signal();
  }

  /// A bias with a value for each of `count`.
  static Signal biasOf(mlir::Attribute bias, size_t count) {
    Signal values = numbers(bias);
    if (values.size() == 1)
      values.resize(count, values.front());
    return values;
  }

  std::unique_ptr<Node> linear(LinearOp op) {
    size_t columns = op.getWeight().getShapedType().getShape().back();
    Signal &output = *signals[op];
    Signal weight = numbers(op.getWeight()), bias = biasOf(op.getBiasAttr(), output.size());
    Operands x = operands(op.getInputs(), columns);
    if (kind == LoopKind::Gemv)
      return std::make_unique<ColumnLoop>(output, std::move(x), weight, std::move(bias), columns);
    if (kind == LoopKind::Csr)
      return std::make_unique<EventLoop>(output, std::move(x), weight, std::move(bias), columns);
    return std::make_unique<DenseLoop>(output, std::move(x), std::move(weight), std::move(bias), columns);
  }

  std::unique_ptr<Node> conv(ConvOp op) {
    return std::make_unique<ConvLoop>(
        *signals[op], operands(op.getInputs(), mlir::ShapedType::getNumElements(op.getInputShape())),
        numbers(op.getWeight()), biasOf(op.getBiasAttr(), op.getWeight().getShapedType().getShape()[0]), op);
  }

  std::unique_ptr<Node> neuron(NeuronOp op) {
    std::vector<Operands> ports;
    for (unsigned port = 0; port < op.getPortCount(); ++port)
      ports.push_back(operands(op.getPortInputs(port), signals[op]->size()));
    return std::make_unique<NeuronLoop>(*signals[op], op, dt, std::move(ports));
  }

  std::unique_ptr<Node> node(Operation *op) {
    using Made = std::unique_ptr<Node>;
    Signal &output = *signals[op];
    return llvm::TypeSwitch<Operation *, Made>(op)
        .Case([&](InputOp) { return std::make_unique<InputLoop>(output); })
        .Case<OutputOp, SumOp, ReshapeOp>(
            [&](auto) { return std::make_unique<SumLoop>(output, operands(op->getOperands(), output.size())); })
        .Case([&](DelayOp delay) {
          return std::make_unique<DelayLoop>(output, operands(op->getOperands(), output.size()),
                                             delay.getStepRange().first);
        })
        .Case([&](LinearOp dense) { return linear(dense); })
        .Case([&](ConvOp kernel) { return conv(kernel); })
        .Case([&](PoolOp pool) {
          size_t elements = mlir::ShapedType::getNumElements(pool.getInputShape());
          return std::make_unique<PoolLoop>(output, operands(op->getOperands(), elements), pool);
        })
        .Case([&](NeuronOp population) { return neuron(population); });
  }

  LoopKind kind;
  double dt; ///< seconds a step
  std::vector<Channel> inputList, outputList;
  std::vector<std::unique_ptr<Signal>> storage;
  llvm::DenseMap<Operation *, Signal *> signals;
  std::vector<std::unique_ptr<Node>> nodes;
  std::vector<std::pair<Node *, Phase>> actions;
  std::vector<InputLoop *> inputNodes;
  std::vector<const Signal *> outputSignals;
};

} // namespace

llvm::Expected<std::unique_ptr<Engine>> makeLoopEngine(NetworkOp network, LoopKind kind) {
  if (llvm::Error error = checkNetwork(network, kind))
    return std::move(error);
  return std::make_unique<LoopEngine>(network, kind);
}

} // namespace ganglion::benchmark
