//===- IntegerNeuron.h - snn.neuron with the update `shift` ---------------===//
#ifndef GANGLION_BACKENDS_REFERENCE_INTEGERNEURON_H
#define GANGLION_BACKENDS_REFERENCE_INTEGERNEURON_H

#include "backends/Reference/NeuronNode.h"
#include "ir/Support/Parameter.h"
#include "llvm/Support/ErrorHandling.h"

namespace ganglion::reference {

/// A parameter of integers: a number for each neuron, one for all, or absent.
class Integers {
public:
  Integers() = default;
  explicit Integers(mlir::ElementsAttr attribute) {
    if (attribute)
      values = Parameter::of(attribute).toIntegers();
  }

  bool isPresent() const { return !values.empty(); }
  int64_t operator[](size_t neuron) const { return values[values.size() == 1 ? 0 : neuron]; }

private:
  std::vector<int64_t> values;
};

/// D(u, n): the shifted value, or the sign where that is 0.
inline int64_t decayOf(int64_t value, int64_t dash) {
  int64_t shifted = value >> std::min<int64_t>(dash, 63);
  return shifted != 0 ? shifted : (value > 0) - (value < 0);
}

template <typename T> class IntegerNeuron : public NeuronNode<T> {
public:
  /// `ports` has the operands of each port.
  IntegerNeuron(Signal<T> &output, snn::NeuronOp op, double, std::vector<Operands<T>> ports)
      : NeuronNode<T>(output, op, std::move(ports)), spike(op.getRule().getSpike()), resetKind(op.getRule().getReset()),
        most(op.getRule().getMost()), dash(op.getDashAttr()), bias(op.getBiasAttr()),
        thresholds(op.getVThresholdAttr()), resetValues(op.getVResetAttr()) {
    for (unsigned port = 0; port < op.getPortCount(); ++port) {
      filters.push_back(op.getPort(port).getFilter());
      dashes.push_back(Integers(op.getPort(port).getDash()));
    }
  }

  void step(snn::Phase) override {
    for (size_t port = 0; port < operands.size(); ++port)
      advanceCurrent(port);
    for (size_t i = 0; i < v.size(); ++i)
      advanceMembrane(i);
  }

private:
  /// `I = sat(I + x)`, then `I = I - D(I, dash)`; without a filter the current is the input.
  void advanceCurrent(size_t port) {
    operands[port].sum(input);
    if (filters[port] == snn::Filter::None) {
      currents[port] = input;
      return;
    }
    for (size_t i = 0; i < input.size(); ++i) {
      T current = plus(currents[port][i], input[i]);
      currents[port][i] = cut<T>(current - decayOf(current, dashes[port][i]));
    }
  }

  /// V: `G = sat(X - D(v, dash))`, `G = sat(G + bias)`, `V = sat(v + G)`.
  T integrated(size_t i) const {
    int64_t x = 0;
    for (const Signal<T> &current : currents)
      x += current[i];
    if (dash.isPresent())
      x -= decayOf(v[i], dash[i]);
    T gain = cut<T>(x);
    if (bias.isPresent())
      gain = cut<T>(gain + bias[i]);
    return plus(v[i], gain);
  }

  void advanceMembrane(size_t i) {
    T potential = integrated(i);
    int64_t spikes = 0;
    switch (spike) {
    case snn::Spike::None:
      v[i] = this->output[i] = potential;
      return;
    case snn::Spike::Above:
      spikes = potential > thresholds[i] ? 1 : 0;
      if (spikes)
        potential = resetKind == snn::Reset::Subtract ? cut<T>(potential - thresholds[i])
                                                      : static_cast<T>(resetValues.isPresent() ? resetValues[i] : 0);
      break;
    case snn::Spike::Repeated:
      for (; potential >= thresholds[i] && spikes < most; ++spikes)
        potential = cut<T>(potential - thresholds[i]);
      break;
    default:
      llvm_unreachable("refused when the engine is made");
    }
    v[i] = potential;
    this->output[i] = static_cast<T>(spikes);
  }

  using NeuronNode<T>::operands, NeuronNode<T>::currents, NeuronNode<T>::v, NeuronNode<T>::input;

  // Plain copies of the rule: an engine may outlive the network and its context.
  snn::Spike spike;
  snn::Reset resetKind;
  int64_t most;
  Integers dash, bias, thresholds, resetValues;
  std::vector<snn::Filter> filters; ///< of each port
  std::vector<Integers> dashes;     ///< of each port
};

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_INTEGERNEURON_H
