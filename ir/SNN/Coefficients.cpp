//===- Coefficients.cpp ---------------------------------------------------===//
#include "ir/SNN/Coefficients.h"
#include "ir/Support/Parameter.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace mlir;

namespace ganglion::snn {

Coefficient::Coefficient(std::vector<double> given) : values(std::move(given)) {
  // Uniform values cost one element; bit patterns are compared, so that NaN and signed zeros stay what they are.
  auto sameBits = [&](double value) {
    return llvm::bit_cast<uint64_t>(value) == llvm::bit_cast<uint64_t>(values.front());
  };
  if (values.size() > 1 && llvm::all_of(values, sameBits))
    values.resize(1);
}

bool Coefficient::isZero() const {
  return llvm::all_of(values, [](double value) { return value == 0; });
}

namespace {

/// A parameter in f64: absent, one value, or one per neuron.
class Values {
public:
  Values() = default;
  explicit Values(Attribute attribute) {
    if (!attribute)
      return;
    Parameter parameter = Parameter::of(attribute);
    if (parameter.size() == 0)
      return;
    if (parameter.isSplat() || parameter.rank() == 0)
      numbers = {parameter.asDouble(0)};
    else
      numbers = parameter.toDoubles();
  }
  explicit Values(double value) : numbers{value} {}

  bool isPresent() const { return !numbers.empty(); }
  bool isZero() const {
    return llvm::all_of(numbers, [](double value) { return value == 0; });
  }
  size_t size() const { return numbers.size(); }
  double operator[](size_t index) const { return numbers.size() == 1 ? numbers.front() : numbers[index]; }

private:
  std::vector<double> numbers;
};

/// Computes in f64, element by element with broadcasting, and rounds once.
struct Rounder {
  bool f64;

  template <typename Function>
  Coefficient operator()(Function function, const Values &a, const Values &b = Values(0.0)) const {
    // Without neurons there is no value, whatever the other parameter holds.
    std::vector<double> out(a.isPresent() && b.isPresent() ? std::max(a.size(), b.size()) : 0);
    for (size_t i = 0; i < out.size(); ++i) {
      double value = function(a[i], b[i]);
      out[i] = f64 ? value : static_cast<float>(value);
    }
    return Coefficient(std::move(out));
  }
};

/// decay and gain of a first-order filter in one step.
struct FirstOrder {
  double dt;
  bool exact;

  double decay(double tau) const { return exact ? std::exp(-dt / tau) : 1.0 - dt / tau; }
  double gain(double tau) const { return exact ? 1.0 - std::exp(-dt / tau) : dt / tau; }
};

} // namespace

static bool usesImpulse(Update update) { return update == Update::Impulse || update == Update::ImpulseFilter; }

static PortCoefficients portCoefficients(PortAttr port, Update update, const Values &leak, double dt,
                                         const Rounder &round) {
  PortCoefficients out;
  out.isFiltered = port.getFilter() == snn::Filter::Factor;
  if (!out.isFiltered)
    return out;
  Values tau(port.getTau());
  Values weight = port.getWIn() ? Values(port.getWIn()) : Values(1.0);
  FirstOrder filter{dt, update == Update::Exact || usesImpulse(update)};
  out.decay = round([&](double t, double) { return filter.decay(t); }, tau);
  if (usesImpulse(update))
    return out;
  out.gain = round([&](double w, double t) { return w * filter.gain(t); }, weight, tau);
  if (update == Update::LeakBoth && leak.isPresent() && !leak.isZero())
    out.leak = round([&](double l, double t) { return l * filter.gain(t); }, leak, tau);
  return out;
}

NeuronCoefficients computeCoefficients(NeuronOp op, double dt, bool f64) {
  Rounder round{f64};
  Update update = op.getRule().getUpdate();
  Values tau(op.getTauAttr()), r = op.getRAttr() ? Values(op.getRAttr()) : Values(1.0), leak(op.getVLeakAttr());
  bool leaks = leak.isPresent() && !leak.isZero();
  auto same = [](double value, double) { return value; };

  NeuronCoefficients out;
  for (unsigned i = 0; i < op.getPortCount(); ++i)
    out.ports.push_back(portCoefficients(op.getPort(i), update, leak, dt, round));

  bool exact =
      update == Update::Exact || update == Update::ExactMembrane || usesImpulse(update) || update == Update::Decay;
  FirstOrder filter{dt, exact};
  if (tau.isPresent())
    out.decay = round([&](double t, double) { return filter.decay(t); }, tau);
  if (usesImpulse(update)) {
    if (leaks && update == Update::Impulse)
      out.leak = round(same, leak);
  } else if (update == Update::Unscaled) {
    out.gain = round(same, r);
  } else if (update != Update::Decay && !tau.isPresent()) {
    out.gain = round([&](double value, double) { return value * dt; }, r);
  } else if (update != Update::Decay) {
    out.gain = round([&](double value, double t) { return value * filter.gain(t); }, r, tau);
    if (leaks)
      out.leak = round([&](double value, double t) { return value * filter.gain(t); }, leak, tau);
  }
  if (op.getVThresholdAttr())
    out.threshold = round(same, Values(op.getVThresholdAttr()));
  if (op.isSpiking())
    out.reset = round(same, op.getVResetAttr() ? Values(op.getVResetAttr()) : Values(0.0));
  return out;
}

std::vector<double> roundedParameter(Attribute attribute, bool f64) {
  std::vector<double> out = Parameter::of(attribute).toDoubles();
  if (!f64)
    for (double &value : out)
      value = static_cast<float>(value);
  return out;
}

} // namespace ganglion::snn
