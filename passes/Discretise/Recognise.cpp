//===- Recognise.cpp ------------------------------------------------------===//
#include "passes/Discretise/Recognise.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include <cmath>

using namespace mlir;

namespace ganglion {

/// Parameters are f32 as a rule: a few units in the last place of f32, through two operations.
static constexpr double tolerance = 1e-6;

namespace {
/// tau, r and, for Cuba nodes, tau_syn and w_in, one entry per neuron.
struct Membrane {
  std::vector<double> tau, r, tauSynapse, weight;
  bool isCuba = false;
};
} // namespace

static std::vector<double> spread(ElementsAttr attribute, size_t count, double absent) {
  if (!attribute)
    return std::vector<double>(count, absent);
  std::vector<double> values = Parameter::of(attribute).toDoubles();
  if (values.size() == 1 && count > 1)
    values.assign(count, values.front());
  return values;
}

/// The numbers of a node that has a membrane time constant and a threshold.
static std::optional<Membrane> membraneOf(Operation *op) {
  auto read = [](ElementsAttr tau, ElementsAttr r) {
    Membrane out;
    size_t count = std::max(Parameter::of(tau).size(), Parameter::of(r).size());
    out.tau = spread(tau, count, 0);
    out.r = spread(r, count, 0);
    return out;
  };
  if (auto lif = dyn_cast<nir::LIFOp>(op))
    return read(lif.getTau(), lif.getR());
  auto cuba = dyn_cast<nir::CubaLIFOp>(op);
  if (!cuba)
    return std::nullopt;
  Membrane out = read(cuba.getTauMem(), cuba.getR());
  out.isCuba = true;
  out.tauSynapse = spread(cuba.getTauSyn(), out.tau.size(), 0);
  out.weight = spread(cuba.getWInAttr(), out.tau.size(), 1);
  return out;
}

static bool close(double a, double b) { return std::abs(a - b) <= tolerance * std::abs(b); }

/// u with exp(-u)/u = r, by Newton's method on u*exp(u) = 1/r.
static double solveRockpoolGain(double r) {
  double target = 1 / r, u = std::log1p(target);
  for (int i = 0; i < 60; ++i)
    u -= (u * std::exp(u) - target) / (std::exp(u) * (1 + u));
  return u;
}

static std::optional<double> rockpoolStep(llvm::ArrayRef<Membrane> membranes) {
  std::optional<double> dt;
  for (const Membrane &m : membranes)
    for (size_t i = 0; i < m.tau.size(); ++i) {
      if (!(m.r[i] > 0) || !std::isfinite(m.r[i]) || (m.isCuba && m.weight[i] != 1))
        return std::nullopt;
      double found = solveRockpoolGain(m.r[i]) * m.tau[i];
      if (!dt)
        dt = found;
      if (!close(found, *dt))
        return std::nullopt;
    }
  // A single free number proves nothing: any (tau, r) has such a dt. It must also be a step that people write down.
  if (!dt || !(*dt > 0))
    return std::nullopt;
  for (int digits = 1; digits <= 2; ++digits) {
    double scale = std::pow(10.0, digits - 1 - std::floor(std::log10(*dt)));
    double rounded = std::round(*dt * scale) / scale;
    if (close(*dt, rounded))
      return rounded;
  }
  return std::nullopt;
}

static bool hasUnitGains(llvm::ArrayRef<Membrane> membranes, double dt) {
  for (const Membrane &m : membranes)
    for (size_t i = 0; i < m.tau.size(); ++i)
      if (!close(m.r[i] * dt, m.tau[i]) || (m.isCuba && !close(m.weight[i] * dt, m.tauSynapse[i])))
        return false;
  return true;
}

Recognised recognise(const nir::FlatGraph &graph) {
  std::vector<Membrane> membranes;
  for (const nir::FlatNode &node : graph.nodes())
    if (std::optional<Membrane> membrane = membraneOf(node.op))
      membranes.push_back(std::move(*membrane));
  Recognised out;
  if (membranes.empty())
    return out;
  if (std::optional<double> dt = rockpoolStep(membranes)) {
    out.convention = Convention::Rockpool;
    out.dt = dt;
    out.reason = "the gains are tau/dt*exp(-dt/tau) with dt = " + shortest(*dt) +
                 " in every neuron, as only Rockpool exports them";
  } else if (hasUnitGains(membranes, 1e-4)) {
    out.dt = 1e-4;
    out.reason = "the gains r*dt/tau are 1 for dt = 0.0001 in every neuron, as snnTorch exports them";
  }
  return out;
}

} // namespace ganglion
