//===- Node.h - signals, operands, and what every op of a program is ------===//
#ifndef GANGLION_BACKENDS_REFERENCE_NODE_H
#define GANGLION_BACKENDS_REFERENCE_NODE_H

#include "backends/Reference/Arithmetic.h"
#include "ir/SNN/Coefficients.h"
#include "ir/SNN/Schedule.h"
#include "ir/Support/Parameter.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace ganglion::reference {

/// What an op puts out in a step, in C order. Spikes and counts are numbers of the compute type, too.
template <typename T> using Signal = std::vector<T>;

/// The operands of an op, or of a port.
template <typename T> class Operands {
public:
  /// Each signal has `elements` elements and lives as long as this.
  Operands(std::vector<const Signal<T> *> signals, size_t elements) : signals(std::move(signals)), elements(elements) {}

  size_t size() const { return elements; }

  /// Their sum from left to right; 0 without operands.
  void sum(Signal<T> &out) const {
    if (signals.empty()) {
      out.assign(elements, T(0));
      return;
    }
    out = *signals.front();
    for (size_t k = 1; k < signals.size(); ++k)
      for (size_t i = 0; i < elements; ++i)
        out[i] = plus(out[i], (*signals[k])[i]);
  }

private:
  std::vector<const Signal<T> *> signals;
  size_t elements;
};

/// An op of the network with its parameters and its state.
template <typename T> class Node {
public:
  explicit Node(Signal<T> &output) : output(output) {}
  virtual ~Node() = default;

  /// Back to the start, where all states are 0. The output is set to 0 by the program.
  virtual void reset() {}
  virtual void step(snn::Phase phase) = 0;

protected:
  Signal<T> &output;
};

/// The numbers of a parameter, rounded once to T.
template <typename T> std::vector<T> numbers(mlir::Attribute parameter) {
  if constexpr (std::is_integral_v<T>) {
    std::vector<int64_t> values = Parameter::of(parameter).toIntegers();
    return std::vector<T>(values.begin(), values.end());
  }
  std::vector<double> values = snn::roundedParameter(parameter, std::is_same_v<T, double>);
  return std::vector<T>(values.begin(), values.end());
}

/// An i32 from a number: truncated, cut to the range of i32, 0 from a NaN.
template <typename T> T asCount(T value) {
  if (std::isnan(value))
    return T(0);
  return std::min(std::max(std::trunc(value), static_cast<T>(INT32_MIN)), static_cast<T>(INT32_MAX));
}

/// A coefficient in T; exact, because coefficients are rounded already.
template <typename T> T at(const snn::Coefficient &coefficient, size_t element) {
  return static_cast<T>(coefficient[element]);
}

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_NODE_H
