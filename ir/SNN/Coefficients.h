//===- Coefficients.h - numbers that a neuron's step needs ----------------===//
//
// The one place where dt, time constants and gains become coefficients (design section 5): f64 from the file's values,
// then one rounding to the compute type.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_SNN_COEFFICIENTS_H
#define GANGLION_IR_SNN_COEFFICIENTS_H

#include "ir/SNN/SNNDialect.h"
#include <vector>

namespace ganglion::snn {

/// One value per neuron, or a single one for all; absent if empty. Rounded to the compute type and held as double,
/// which represents f32 and f64 exactly.
class Coefficient {
public:
  Coefficient() = default;
  explicit Coefficient(std::vector<double> values);

  bool isPresent() const { return !values.empty(); }
  bool isUniform() const { return values.size() == 1; }
  double operator[](int64_t neuron) const { return values.size() == 1 ? values.front() : values[neuron]; }
  bool isZero() const;

private:
  std::vector<double> values;
};

/// Coefficients of one port: `I = decay*I + gain*x [+ leak]`, or `I = (I + x)*decay` under `impulse`.
struct PortCoefficients {
  bool isFiltered = false; ///< false: I = x, nothing else is present
  Coefficient decay, gain, leak;
};

/// Coefficients of a neuron op. `decay` (a or e) is absent without tau; `gain` (r*g, r*dt or r) is absent where the
/// update uses none; `leak` is absent where v_leak is 0 for the whole node.
struct NeuronCoefficients {
  std::vector<PortCoefficients> ports;
  Coefficient decay, gain, leak, threshold, reset;
};

/// Coefficients of `op` for steps of `dt` seconds, rounded to f32 or (`f64`) kept as f64. For every update but `shift`.
NeuronCoefficients computeCoefficients(NeuronOp op, double dt, bool f64);

/// The numbers of a parameter, f64 from the file's values, rounded once to f32 unless `f64`.
std::vector<double> roundedParameter(mlir::Attribute parameter, bool f64);

} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_COEFFICIENTS_H
