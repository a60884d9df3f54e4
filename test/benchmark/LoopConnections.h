//===- LoopConnections.h - connections and delays in plain loops ----------===//
#ifndef GANGLION_TEST_BENCHMARK_LOOPCONNECTIONS_H
#define GANGLION_TEST_BENCHMARK_LOOPCONNECTIONS_H

#include "ir/SNN/Windows.h"
#include "test/benchmark/LoopNode.h"
#include <cstdint>

namespace ganglion::benchmark {

/// snn.sum, snn.reshape and snn.output: the sum of the operands.
class SumLoop : public Node {
public:
  SumLoop(Signal &output, Operands operands) : Node(output), operands(std::move(operands)) {}
  void step(snn::Phase) override;

private:
  Operands operands;
};

/// snn.delay by one number of steps.
class DelayLoop : public Node {
public:
  DelayLoop(Signal &output, Operands operands, size_t steps);
  void reset() override;
  void step(snn::Phase phase) override;

private:
  Operands operands;
  std::vector<Signal> past; ///< the last inputs, in a ring
  size_t next = 0;          ///< the oldest of them
};

/// y = bias + W x, scalar: row after row, every product.
class DenseLoop : public Node {
public:
  /// `weight` is row-major, `rows` of it one after the other; `bias` has a value per row or is empty.
  DenseLoop(Signal &output, Operands operands, Signal weight, Signal bias, size_t columns);
  void step(snn::Phase) override;

private:
  Operands operands;
  Signal weight, bias;
  size_t columns;
};

/// The same by columns: the targets of a source are next to each other.
class ColumnLoop : public Node {
public:
  ColumnLoop(Signal &output, Operands operands, const Signal &weight, Signal bias, size_t columns);
  void step(snn::Phase) override;

private:
  Operands operands;
  Signal weight, bias; ///< weight of [source, target]
  size_t columns;
};

/// The same from the sources that are not 0, each with a list of its synapses.
class EventLoop : public Node {
public:
  EventLoop(Signal &output, Operands operands, const Signal &weight, Signal bias, size_t columns);
  void step(snn::Phase) override;

private:
  Operands operands;
  Signal bias;
  std::vector<uint32_t> first, targets, active; ///< synapses of source i: first[i] to first[i + 1]
  Signal weights;
  size_t columns;
};

/// snn.conv, scalar: output after output, every product inside of the input. One axis counts as two, the first of
/// length 1.
class ConvLoop : public Node {
public:
  ConvLoop(Signal &output, Operands operands, Signal weight, Signal bias, snn::ConvOp op);
  void step(snn::Phase) override;

private:
  float at(const float *x, int64_t channel, int64_t row, int64_t column) const;

  Operands operands;
  Signal weight, bias;
  snn::WindowAxes axes;
  int64_t channelsPerGroup, targetsPerGroup, targets;
};

/// snn.pool, scalar.
class PoolLoop : public Node {
public:
  PoolLoop(Signal &output, Operands operands, snn::PoolOp op);
  void step(snn::Phase) override;

private:
  Operands operands;
  snn::WindowAxes axes;
  int64_t channels;
  float divisor; ///< 1 for a sum
};

} // namespace ganglion::benchmark

#endif // GANGLION_TEST_BENCHMARK_LOOPCONNECTIONS_H
