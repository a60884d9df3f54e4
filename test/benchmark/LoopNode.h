//===- LoopNode.h - what every op of a simple simulator is ----------------===//
#ifndef GANGLION_TEST_BENCHMARK_LOOPNODE_H
#define GANGLION_TEST_BENCHMARK_LOOPNODE_H

#include "ir/SNN/Schedule.h"
#include <algorithm>
#include <vector>

namespace ganglion::benchmark {

using Signal = std::vector<float>;

/// The operands of an op, or of a port; their signals live as long as this.
class Operands {
public:
  Operands(std::vector<const Signal *> signals, size_t elements)
      : signals(std::move(signals)), scratch(this->signals.size() == 1 ? 0 : elements) {}

  /// Their sum from left to right; one operand is not copied.
  const float *sum() {
    if (signals.size() == 1)
      return signals.front()->data();
    std::fill(scratch.begin(), scratch.end(), 0.0f);
    for (const Signal *signal : signals)
      for (size_t i = 0; i < scratch.size(); ++i)
        scratch[i] += (*signal)[i];
    return scratch.data();
  }

private:
  std::vector<const Signal *> signals;
  Signal scratch;
};

/// An op with its parameters and state; `output` is what it puts out in a step.
class Node {
public:
  explicit Node(Signal &output) : output(output) {}
  virtual ~Node() = default;

  /// Back to the start. The output is set to 0 by the engine.
  virtual void reset() {}
  virtual void step(snn::Phase phase) = 0;

protected:
  Signal &output;
};

} // namespace ganglion::benchmark

#endif // GANGLION_TEST_BENCHMARK_LOOPNODE_H
