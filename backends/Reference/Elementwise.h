//===- Elementwise.h - inputs, sums, scale, threshold ---------------------===//
#ifndef GANGLION_BACKENDS_REFERENCE_ELEMENTWISE_H
#define GANGLION_BACKENDS_REFERENCE_ELEMENTWISE_H

#include "backends/Reference/Node.h"

namespace ganglion::reference {

/// snn.input: takes a row of the data before each step.
template <typename T> class Input : public Node<T> {
public:
  Input(Signal<T> &output, mlir::Type element)
      : Node<T>(output), bits(element.isInteger() ? element.getIntOrFloatBitWidth() : 0) {}

  /// `row` has f32 or f64; for a network of integers they have been checked.
  template <typename Data> void load(const Data *row) {
    for (T &value : this->output)
      value = converted(*row++);
  }
  void step(snn::Phase) override {}

private:
  /// i1: whether the value differs from 0. A count is cut to the compute type.
  template <typename Data> T converted(Data value) const {
    if (bits == 1)
      return T(value != Data(0) ? 1 : 0);
    if constexpr (std::is_integral_v<T>)
      return cut<T>(static_cast<int64_t>(value));
    else
      return bits == 0 ? value : asCount(value);
  }

  unsigned bits; ///< of an integer, 0 for the compute type
};

/// snn.sum, snn.reshape and snn.output.
template <typename T> class Sum : public Node<T> {
public:
  Sum(Signal<T> &output, Operands<T> operands) : Node<T>(output), operands(std::move(operands)) {}

  void step(snn::Phase) override { operands.sum(this->output); }

private:
  Operands<T> operands;
};

/// snn.scale.
template <typename T> class Scale : public Node<T> {
public:
  Scale(Signal<T> &output, Operands<T> operands, snn::Coefficient factor)
      : Node<T>(output), operands(std::move(operands)), factor(std::move(factor)) {}

  void step(snn::Phase) override {
    operands.sum(this->output);
    for (size_t i = 0; i < this->output.size(); ++i)
      this->output[i] = times(at<T>(factor, i), this->output[i]);
  }

private:
  Operands<T> operands;
  snn::Coefficient factor;
};

/// snn.threshold.
template <typename T> class Threshold : public Node<T> {
public:
  Threshold(Signal<T> &output, Operands<T> operands, snn::Coefficient threshold)
      : Node<T>(output), operands(std::move(operands)), threshold(std::move(threshold)) {}

  void step(snn::Phase) override {
    operands.sum(this->output);
    for (size_t i = 0; i < this->output.size(); ++i)
      this->output[i] = T(this->output[i] > at<T>(threshold, i) ? 1 : 0);
  }

private:
  Operands<T> operands;
  snn::Coefficient threshold;
};

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_ELEMENTWISE_H
