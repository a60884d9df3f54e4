//===- Neuron.h - snn.neuron: the table of #snn.rule, row by row ----------===//
#ifndef GANGLION_BACKENDS_REFERENCE_NEURON_H
#define GANGLION_BACKENDS_REFERENCE_NEURON_H

#include "backends/Reference/NeuronNode.h"
#include "llvm/Support/ErrorHandling.h"

namespace ganglion::reference {

template <typename T> class Neuron : public NeuronNode<T> {
public:
  /// `ports` has the operands of each port.
  Neuron(Signal<T> &output, snn::NeuronOp op, double dt, std::vector<Operands<T>> ports)
      : NeuronNode<T>(output, op, std::move(ports)), update(op.getRule().getUpdate()), spike(op.getRule().getSpike()),
        resetKind(op.getRule().getReset()), when(op.getRule().getWhen()), clips(op.getRule().getClip()),
        once(op.getRule().getOnce()) {
    coefficients.ports.resize(operands.size());
    if (!v.empty())
      coefficients = snn::computeCoefficients(op, dt, std::is_same_v<T, double>);
    hasSpiked.assign(once ? v.size() : 0, false);
  }

  void reset() override {
    NeuronNode<T>::reset();
    hasSpiked.assign(once ? v.size() : 0, false);
  }

  void step(snn::Phase phase) override {
    if (phase == snn::Phase::Deliver) {
      for (size_t i = 0; i < v.size(); ++i)
        this->output[i] = T(maySpike(i) && v[i] > threshold(i) ? 1 : 0);
      return;
    }
    for (size_t port = 0; port < operands.size(); ++port)
      advanceCurrent(port);
    for (size_t i = 0; i < v.size(); ++i)
      advanceMembrane(i);
  }

private:
  bool maySpike(size_t i) const { return !once || !hasSpiked[i]; }

  T threshold(size_t i) const { return at<T>(coefficients.threshold, i); }

  /// Column "port with a `factor` filter"; without a filter the current is the input.
  void advanceCurrent(size_t port) {
    const snn::PortCoefficients &c = coefficients.ports[port];
    operands[port].sum(input);
    if (!c.isFiltered) {
      currents[port] = input;
      return;
    }
    for (size_t i = 0; i < input.size(); ++i) {
      T &current = currents[port][i];
      if (update == snn::Update::Impulse) {
        current = (current + input[i]) * at<T>(c.decay, i);
        continue;
      }
      current = at<T>(c.decay, i) * current + at<T>(c.gain, i) * input[i];
      if (c.leak.isPresent())
        current = current + at<T>(c.leak, i);
    }
  }

  /// X: the currents of the ports, summed in order.
  T membraneInput(size_t i) const {
    T sum = currents.front()[i];
    for (size_t port = 1; port < currents.size(); ++port)
      sum = sum + currents[port][i];
    return sum;
  }

  /// Columns "membrane with tau" and "without tau": V.
  T integrated(size_t i, T old) const {
    const snn::NeuronCoefficients &c = coefficients;
    T x = membraneInput(i), next = T(0);
    switch (update) {
    case snn::Update::Euler:
    case snn::Update::Exact:
    case snn::Update::ExactMembrane:
    case snn::Update::LeakBoth:
      next = (c.decay.isPresent() ? at<T>(c.decay, i) * old : old) + at<T>(c.gain, i) * x;
      break;
    case snn::Update::Unscaled:
      next = old + at<T>(c.gain, i) * x;
      break;
    case snn::Update::Impulse:
      next = old * at<T>(c.decay, i) + x;
      break;
    case snn::Update::ImpulseFilter:
      next = (old + x) * at<T>(c.decay, i);
      break;
    case snn::Update::Decay:
      next = (c.decay.isPresent() ? at<T>(c.decay, i) * old : old) + x;
      break;
    case snn::Update::Shift:
      llvm_unreachable("refused when the engine is made");
    }
    return c.leak.isPresent() ? next + at<T>(c.leak, i) : next;
  }

  /// `spikes` take effect on a potential.
  T afterReset(size_t i, T potential, T spikes) const {
    if (spikes == T(0))
      return potential;
    if (resetKind == snn::Reset::Value)
      return at<T>(coefficients.reset, i);
    return potential - spikes * threshold(i);
  }

  /// Column "output" of the table of `spike`; `delivered` is what a Deliver has put out.
  T spikesOf(size_t i, T potential, T delivered) const {
    T thr = threshold(i);
    switch (spike) {
    case snn::Spike::Above:
      return T(maySpike(i) && potential > thr ? 1 : 0);
    case snn::Spike::AboveOld:
      return delivered;
    case snn::Spike::FloorRatio:
      return potential >= thr ? asCount(std::floor(potential / thr)) : T(0);
    case snn::Spike::TruncRatio:
      return potential > T(0) ? asCount(potential / thr) : T(0);
    case snn::Spike::None:
    case snn::Spike::Repeated:
      break;
    }
    llvm_unreachable("no spikes, or refused when the engine is made");
  }

  void advanceMembrane(size_t i) {
    T old = v[i];
    if (spike == snn::Spike::None) {
      v[i] = this->output[i] = integrated(i, old);
      return;
    }
    // The spikes of the previous step, p; with `above_old` those of this step, which stand in for p.
    T earlier = this->output[i];
    T potential = integrated(i, when == snn::When::Before ? afterReset(i, old, earlier) : old);
    T undone = T(0); // b of `corrected`
    if (when == snn::When::After)
      potential = afterReset(i, potential, earlier);
    if (when == snn::When::Corrected) {
      undone = T(old > threshold(i) ? 1 : 0);
      potential = afterReset(i, potential, undone);
    }
    T spikes = spikesOf(i, potential, earlier);
    if (once && spikes != T(0))
      hasSpiked[i] = true;
    if (when == snn::When::Same || when == snn::When::Corrected)
      potential = afterReset(i, potential, spikes - undone);
    if (clips)
      potential = std::max(potential, -threshold(i));
    v[i] = potential;
    this->output[i] = spikes;
  }

  using NeuronNode<T>::operands, NeuronNode<T>::currents, NeuronNode<T>::v, NeuronNode<T>::input;

  // Plain copies of the rule: an engine may outlive the network and its context.
  snn::Update update;
  snn::Spike spike;
  snn::Reset resetKind;
  snn::When when;
  bool clips, once;
  snn::NeuronCoefficients coefficients;
  std::vector<bool> hasSpiked; ///< with `once`
};

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_NEURON_H
