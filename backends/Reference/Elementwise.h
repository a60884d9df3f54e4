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

  void load(const T *row) {
    for (T &value : this->output)
      value = converted(*row++);
  }
  void step(snn::Phase) override {}

private:
  /// i1: whether the value differs from 0.
  T converted(T value) const {
    if (bits == 0)
      return value;
    return bits == 1 ? T(value != T(0) ? 1 : 0) : asCount(value);
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
      this->output[i] = at<T>(factor, i) * this->output[i];
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
