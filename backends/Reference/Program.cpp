//===- Program.cpp --------------------------------------------------------===//
#include "backends/Reference/Program.h"
#include "backends/Reference/Connection.h"
#include "backends/Reference/IntegerNeuron.h"
#include "backends/Reference/Neuron.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace ganglion::snn;
using mlir::Operation;
using mlir::ShapedType;

namespace ganglion::reference {

template <typename T> void Program<T>::reset() {
  for (auto &signal : signals)
    std::fill(signal->begin(), signal->end(), T(0));
  for (auto &node : nodes)
    node->reset();
}

template <typename T> void Program<T>::step() {
  for (auto &[node, phase] : actions)
    node->step(phase);
}

namespace {

template <typename T> class Builder {
public:
  explicit Builder(NetworkOp network) : network(network) {}

  Program<T> build() {
    // All signals first: a use may stand before its definition.
    for (Operation &op : body()) {
      program.signals.push_back(std::make_unique<Signal<T>>(elementsOf(op)));
      signals[&op] = program.signals.back().get();
    }
    for (Operation &op : body()) {
      program.nodes.push_back(node(&op));
      nodes[&op] = program.nodes.back().get();
    }
    for (const Action &action : computeSchedule(network).actions)
      program.actions.emplace_back(nodes[action.op], action.phase);
    connectChannels();
    return std::move(program);
  }

private:
  using Made = std::unique_ptr<Node<T>>;
  using Population = std::conditional_t<std::is_integral_v<T>, IntegerNeuron<T>, Neuron<T>>;
  static constexpr bool isSingle = std::is_same_v<T, float>;

  mlir::Block &body() { return network.getBody().front(); }

  static size_t elementsOf(Operation &op) {
    if (auto output = llvm::dyn_cast<OutputOp>(op))
      return ShapedType::getNumElements(output.getInputShape());
    return llvm::cast<mlir::RankedTensorType>(op.getResult(0).getType()).getNumElements();
  }

  void connectChannels() {
    for (InputOp op : inputOps(network))
      program.inputs.push_back(static_cast<Input<T> *>(nodes[op]));
    for (OutputOp op : outputOps(network))
      program.outputs.push_back(signals[op]);
    llvm::StringMap<Population *> neurons;
    for (auto op : body().template getOps<NeuronOp>())
      neurons[op.getName()] = static_cast<Population *>(nodes[op]);
    for (const Channel &channel : recordableChannels(network))
      program.records.push_back(&neurons[channel.name]->variable(channel.variable));
  }

  Operands<T> operands(mlir::OperandRange range, size_t elements) {
    std::vector<const Signal<T> *> list;
    for (mlir::Value value : range)
      list.push_back(signals[value.getDefiningOp()]);
    return {std::move(list), elements};
  }

  /// The operands of an op whose operands have its result's size.
  Operands<T> operands(Operation *op) { return operands(op->getOperands(), signals[op]->size()); }

  /// The operands of a connection.
  Operands<T> sources(StatelessOpInterface op) {
    return operands(op.getInputs(), ShapedType::getNumElements(op.getInputShape()));
  }

  /// The bias at each output element: `repeat` consecutive elements share a value, and the values start over at the
  /// end.
  Signal<T> biasSignal(Operation *op, mlir::ElementsAttr bias, size_t repeat) {
    Signal<T> start(signals[op]->size());
    if (!bias || start.empty())
      return start;
    std::vector<T> values = numbers<T>(bias);
    for (size_t i = 0; i < start.size(); ++i)
      start[i] = values[i / repeat % values.size()];
    return start;
  }

  template <typename Wiring, typename Op> Made connection(Op op, Wiring wiring, size_t biasRepeat = 1) {
    std::optional<SynapseDelays> delays;
    if (DelaysAttr attribute = op.getDelaysAttr())
      delays = SynapseDelays{attribute.getAxis(), Parameter::of(attribute.getValues()).toIntegers()};
    return std::make_unique<Connection<T, Wiring>>(*signals[op], sources(op), std::move(wiring),
                                                   numbers<T>(op.getWeight()),
                                                   biasSignal(op, op.getBiasAttr(), biasRepeat), std::move(delays));
  }

  Made conv(ConvOp op) {
    int64_t positions = ShapedType::getNumElements(op.getOutput().getType().getShape().drop_front());
    return connection(op, ConvWiring(op), positions);
  }

  Made pool(PoolOp op) {
    bool averages = op.getKind() == PoolKind::Average;
    T divisor = averages ? static_cast<T>(op.getKernel()[0] * op.getKernel()[1]) : T(1);
    return std::make_unique<Pool<T>>(*signals[op], sources(op), PoolWiring(op), divisor);
  }

  Made neuron(NeuronOp op) {
    std::vector<Operands<T>> ports;
    for (unsigned port = 0; port < op.getPortCount(); ++port)
      ports.push_back(operands(op.getPortInputs(port), signals[op]->size()));
    return std::make_unique<Population>(*signals[op], op, network.getDt(), std::move(ports));
  }

  static Coefficient coefficient(mlir::ElementsAttr parameter) {
    return Coefficient(roundedParameter(parameter, !isSingle));
  }

  Made node(Operation *op) {
    Signal<T> &output = *signals[op];
    return llvm::TypeSwitch<Operation *, Made>(op)
        .Case([&](InputOp input) {
          return std::make_unique<Input<T>>(output, input.getOutput().getType().getElementType());
        })
        .template Case<OutputOp, SumOp, ReshapeOp>([&](auto) { return std::make_unique<Sum<T>>(output, operands(op)); })
        .Case([&](ScaleOp scale) {
          return std::make_unique<Scale<T>>(output, operands(op), coefficient(scale.getFactor()));
        })
        .Case([&](ThresholdOp threshold) {
          return std::make_unique<Threshold<T>>(output, operands(op), coefficient(threshold.getThreshold()));
        })
        .Case([&](DelayOp delay) {
          return std::make_unique<Delay<T>>(output, operands(op), Parameter::of(delay.getStepsAttr()).toIntegers());
        })
        .Case([&](LinearOp linear) { return connection(linear, LinearWiring(linear)); })
        .Case([&](SparseOp sparse) { return connection(sparse, SparseWiring(sparse, sources(sparse).size())); })
        .Case([&](ConvOp kernel) { return conv(kernel); })
        .Case([&](PoolOp window) { return pool(window); })
        .Case([&](NeuronOp population) { return neuron(population); });
  }

  NetworkOp network;
  Program<T> program;
  llvm::DenseMap<Operation *, Signal<T> *> signals;
  llvm::DenseMap<Operation *, Node<T> *> nodes;
};

} // namespace

template <typename T> Program<T> buildProgram(NetworkOp network) { return Builder<T>(network).build(); }

template struct Program<float>;
template struct Program<double>;
template Program<float> buildProgram(NetworkOp network);
template Program<double> buildProgram(NetworkOp network);
template struct Program<int16_t>;
template struct Program<int32_t>;
template Program<int16_t> buildProgram(NetworkOp network);
template Program<int32_t> buildProgram(NetworkOp network);

} // namespace ganglion::reference
