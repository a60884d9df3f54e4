//===- Connection.h - snn.linear, snn.sparse, snn.conv, snn.pool ----------===//
//
// The documented order of all connections is the same: an output starts at its bias, then come its sources in ascending
// order. So a connection walks over its sources and adds, for each, to all of its targets; a wiring says which these
// are.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_REFERENCE_CONNECTION_H
#define GANGLION_BACKENDS_REFERENCE_CONNECTION_H

#include "backends/Reference/Delay.h"
#include "ir/SNN/Windows.h"
#include "ir/Support/Parameter.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

namespace ganglion::reference {

/// Synapses of snn.linear: source i of block b leads to each row of the block.
class LinearWiring {
public:
  explicit LinearWiring(snn::LinearOp op)
      : rows(op.getWeight().getShapedType().getShape().take_back(2).front()),
        columns(op.getWeight().getShapedType().getShape().back()) {}

  /// Calls `use(target, weight)` with the flat indices of each synapse of a source; a target occurs once per synapse.
  template <typename Use> void synapsesOf(int64_t source, Use use) const {
    int64_t block = source / columns, column = source % columns;
    for (int64_t target = block * rows; target < (block + 1) * rows; ++target)
      use(target, target * columns + column);
  }

private:
  int64_t rows, columns;
};

/// Synapses of snn.sparse by source; those of one source stay in the order listed.
class SparseWiring {
public:
  /// `sources` is the number of source elements.
  SparseWiring(snn::SparseOp op, int64_t sources)
      : targets(Parameter::of(op.getTargets()).toIntegers()), leaving(sources) {
    for (auto [synapse, source] : llvm::enumerate(Parameter::of(op.getSources()).toIntegers()))
      leaving[source].push_back(synapse);
  }

  template <typename Use> void synapsesOf(int64_t source, Use use) const {
    for (int64_t synapse : leaving[source])
      use(targets[synapse], synapse);
  }

private:
  std::vector<int64_t> targets;
  std::vector<std::vector<int64_t>> leaving; ///< synapses of each source
};

/// Synapses of snn.conv. A convolution over one axis is one over two, the first of length 1.
class ConvWiring {
public:
  explicit ConvWiring(snn::ConvOp op)
      : channels(op.getWeight().getShapedType().getShape()[1]),
        targetsPerGroup(op.getWeight().getShapedType().getShape()[0] / static_cast<int64_t>(op.getGroups())),
        axes(windowAxesOf(op)) {}

  template <typename Use> void synapsesOf(int64_t source, Use use) const {
    int64_t x = source % axes.columns.inputs, y = source / axes.columns.inputs % axes.rows.inputs;
    int64_t channel = source / axes.inputPositions(), group = channel / channels;
    axes.rows.windowsOf(y, [&](int64_t row, int64_t tapY) {
      axes.columns.windowsOf(x, [&](int64_t column, int64_t tapX) {
        for (int64_t o = group * targetsPerGroup; o < (group + 1) * targetsPerGroup; ++o)
          use((o * axes.rows.outputs + row) * axes.columns.outputs + column,
              ((o * channels + channel % channels) * axes.rows.kernel + tapY) * axes.columns.kernel + tapX);
      });
    });
  }

private:
  int64_t channels, targetsPerGroup;
  snn::WindowAxes axes;
};

/// Synapses of snn.pool, all of weight 0 of the list.
class PoolWiring {
public:
  explicit PoolWiring(snn::PoolOp op) : axes(windowAxesOf(op)) {}

  template <typename Use> void synapsesOf(int64_t source, Use use) const {
    int64_t x = source % axes.columns.inputs, y = source / axes.columns.inputs % axes.rows.inputs;
    int64_t channel = source / axes.inputPositions();
    axes.rows.windowsOf(y, [&](int64_t row, int64_t) {
      axes.columns.windowsOf(x, [&](int64_t column, int64_t) {
        use((channel * axes.rows.outputs + row) * axes.columns.outputs + column, 0);
      });
    });
  }

private:
  snn::WindowAxes axes;
};

/// Steps by which the synapses of a connection delay.
struct SynapseDelays {
  snn::DelayAxis axis;
  std::vector<int64_t> steps;

  bool isKnownBySource() const { return axis == snn::DelayAxis::Uniform || axis == snn::DelayAxis::Source; }
  int64_t ofSource(int64_t source) const { return steps[axis == snn::DelayAxis::Uniform ? 0 : source]; }
  int64_t ofSynapse(int64_t target, int64_t weight) const {
    return steps[axis == snn::DelayAxis::Target ? target : weight];
  }
  int64_t longest() const { return steps.empty() ? 0 : *std::max_element(steps.begin(), steps.end()); }
};

template <typename T, typename Wiring> class Connection : public Node<T> {
public:
  /// `start` is the bias of each output element, `delays` may be absent.
  Connection(Signal<T> &output, Operands<T> operands, Wiring wiring, std::vector<T> weights, Signal<T> start,
             std::optional<SynapseDelays> delays)
      : Node<T>(output), operands(std::move(operands)), wiring(std::move(wiring)), weights(std::move(weights)),
        start(std::move(start)), delays(std::move(delays)),
        line(this->operands.size(), this->delays ? this->delays->longest() : 0) {}

  void reset() override { line.reset(); }

  void step(snn::Phase) override {
    operands.sum(input);
    line.push(input);
    this->output = start;
    int64_t sources = input.size();
    for (int64_t source = 0; source < sources; ++source)
      if (!delays)
        addSource(source, input[source]);
      else if (delays->isKnownBySource())
        addSource(source, line.get(source, delays->ofSource(source)));
      else
        addDelayedSynapses(source);
  }

private:
  /// Adds the products of a source that has one value for all of its synapses.
  void addSource(int64_t source, T value) {
    if (value != T(0))
      wiring.synapsesOf(source, [&](int64_t target, int64_t weight) { add(target, weight, value); });
  }

  void addDelayedSynapses(int64_t source) {
    wiring.synapsesOf(source, [&](int64_t target, int64_t weight) {
      if (T value = line.get(source, delays->ofSynapse(target, weight)); value != T(0))
        add(target, weight, value);
    });
  }

  void add(int64_t target, int64_t weight, T value) {
    this->output[target] = plusProduct(this->output[target], weights[weight], value);
  }

  Operands<T> operands;
  Wiring wiring;
  std::vector<T> weights;
  Signal<T> start;
  std::optional<SynapseDelays> delays;
  DelayLine<T> line;
  Signal<T> input;
};

/// snn.pool: a connection of weights 1, for an average divided by the size of the window.
template <typename T> class Pool : public Connection<T, PoolWiring> {
public:
  /// `divisor` is 1 for a sum.
  Pool(Signal<T> &output, Operands<T> operands, PoolWiring wiring, T divisor)
      : Connection<T, PoolWiring>(output, std::move(operands), std::move(wiring), {T(1)}, Signal<T>(output.size()),
                                  std::nullopt),
        divisor(divisor) {}

  void step(snn::Phase phase) override {
    Connection<T, PoolWiring>::step(phase);
    for (T &value : this->output)
      value = value / divisor;
  }

private:
  T divisor;
};

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_CONNECTION_H
