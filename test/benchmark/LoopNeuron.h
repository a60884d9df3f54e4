//===- LoopNeuron.h - snn.neuron in plain loops ---------------------------===//
#ifndef GANGLION_TEST_BENCHMARK_LOOPNEURON_H
#define GANGLION_TEST_BENCHMARK_LOOPNEURON_H

#include "ir/SNN/Coefficients.h"
#include "test/benchmark/LoopNode.h"
#include "llvm/Support/Error.h"

namespace ganglion::benchmark {

/// Fails with a sentence if `NeuronLoop` does not have the rule.
llvm::Error checkRule(snn::NeuronOp op);

/// A population, whose step is a few loops over its neurons.
class NeuronLoop : public Node {
public:
  /// `ports` has the operands of each port; `dt` in seconds. `checkRule` accepts the op.
  NeuronLoop(Signal &output, snn::NeuronOp op, double dt, std::vector<Operands> ports);

  void reset() override;
  void step(snn::Phase phase) override;

private:
  struct Port {
    Operands operands;
    bool isFiltered;
    Signal decay, gain, leak, current;
  };

  void filter(Port &port, const float *x);
  void addCurrents();
  void integrate();
  void resetWhereSpiked();
  void spike();

  snn::Update update;
  snn::Spike spikeRule;
  snn::Reset resetKind;
  snn::When when;
  bool clips;
  std::vector<Port> ports;
  Signal decay, gain, leak, threshold, resetTo; ///< a value per neuron, or empty
  Signal v, input;
};

} // namespace ganglion::benchmark

#endif // GANGLION_TEST_BENCHMARK_LOOPNEURON_H
