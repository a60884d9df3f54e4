//===- NeuronNode.h - what all nodes of neurons have ----------------------===//
#ifndef GANGLION_BACKENDS_REFERENCE_NEURONNODE_H
#define GANGLION_BACKENDS_REFERENCE_NEURONNODE_H

#include "backends/Reference/Node.h"
#include "llvm/Support/ErrorHandling.h"

namespace ganglion::reference {

/// The states of neurons: a current for each port and a membrane, all 0 at first.
template <typename T> class NeuronNode : public Node<T> {
public:
  /// `ports` has the operands of each port of `op`.
  NeuronNode(Signal<T> &output, snn::NeuronOp op, std::vector<Operands<T>> ports)
      : Node<T>(output), operands(std::move(ports)), currents(operands.size()), v(output.size()) {
    while (recordedPort < operands.size() && op.getPort(recordedPort).getFilter() == snn::Filter::None)
      ++recordedPort;
    NeuronNode::reset();
  }

  void reset() override {
    std::fill(v.begin(), v.end(), T(0));
    for (Signal<T> &current : currents)
      current.assign(v.size(), T(0));
  }

  /// What a record holds after a step. A current is there if a port has a filter, spikes if the neuron spikes.
  const Signal<T> &variable(snn::Variable variable) const {
    switch (variable) {
    case snn::Variable::Current:
      return currents[recordedPort];
    case snn::Variable::SecondCurrent:
      llvm_unreachable("no network has it among its recordables");
    case snn::Variable::Membrane:
      return v;
    case snn::Variable::Spikes:
      return this->output;
    }
    llvm_unreachable("closed enumeration");
  }

protected:
  std::vector<Operands<T>> operands; ///< of each port
  std::vector<Signal<T>> currents;   ///< of each port
  Signal<T> v;
  Signal<T> input; ///< sum of a port's operands

private:
  size_t recordedPort = 0; ///< the first with a filter
};

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_NEURONNODE_H
