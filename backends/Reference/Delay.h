//===- Delay.h - snn.delay, and the line that holds past signals ----------===//
#ifndef GANGLION_BACKENDS_REFERENCE_DELAY_H
#define GANGLION_BACKENDS_REFERENCE_DELAY_H

#include "backends/Reference/Node.h"

namespace ganglion::reference {

/// The last signals of a sequence.
template <typename T> class DelayLine {
public:
  /// Remembers the newest signal and the `longest` ones before it.
  DelayLine(size_t elements, int64_t longest) : elements(elements), rows(longest + 1), values(rows * elements) {}

  void reset() { std::fill(values.begin(), values.end(), T(0)); }

  void push(const Signal<T> &signal) {
    newest = (newest + 1) % rows;
    std::copy(signal.begin(), signal.end(), values.begin() + newest * elements);
  }

  /// An element of the signal that came `age` signals before the newest; 0 before the first.
  T get(size_t element, size_t age) const { return values[(newest + rows - age) % rows * elements + element]; }

private:
  size_t elements, rows;
  std::vector<T> values;
  size_t newest = 0;
};

/// snn.delay.
template <typename T> class Delay : public Node<T> {
public:
  /// `steps` has one entry for all elements, or one for each.
  Delay(Signal<T> &output, Operands<T> operands, std::vector<int64_t> steps)
      : Node<T>(output), operands(std::move(operands)), steps(std::move(steps)),
        line(this->operands.size(),
             this->steps.empty() ? 0 : *std::max_element(this->steps.begin(), this->steps.end())) {}

  void reset() override { line.reset(); }

  void step(snn::Phase phase) override {
    if (phase == snn::Phase::Deliver)
      return putOut(/*pushed=*/false);
    operands.sum(input);
    line.push(input);
    if (phase == snn::Phase::Evaluate)
      putOut(/*pushed=*/true);
  }

private:
  /// `pushed`: the newest signal of the line is that of this step, not of the one before.
  void putOut(bool pushed) {
    for (size_t i = 0; i < this->output.size(); ++i)
      this->output[i] = line.get(i, steps[steps.size() == 1 ? 0 : i] - (pushed ? 0 : 1));
  }

  Operands<T> operands;
  std::vector<int64_t> steps;
  DelayLine<T> line;
  Signal<T> input;
};

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_DELAY_H
