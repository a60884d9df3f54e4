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
/// One field of a node's neurons. One value for all of them stays one value.
class Field {
public:
  Field(ElementsAttr attribute, double absent) : absent(absent) {
    if (attribute)
      parameter = Parameter::of(attribute);
  }

  /// How many values there are to look at.
  int64_t size() const {
    return !parameter ? 1 : parameter->isSplat() ? std::min<int64_t>(parameter->size(), 1) : parameter->size();
  }
  double operator[](int64_t neuron) const { return parameter ? parameter->asDouble(size() == 1 ? 0 : neuron) : absent; }

private:
  std::optional<Parameter> parameter;
  double absent;
};

/// tau, r and, for Cuba nodes, tau_syn and w_in.
struct Membrane {
  Field tau, r, tauSynapse, weight;
  bool isCuba;

  int64_t size() const {
    auto [least, most] = std::minmax({tau.size(), r.size(), tauSynapse.size(), weight.size()});
    return least == 0 ? 0 : most;
  }
};
} // namespace

/// The numbers of a node that has a membrane time constant and a threshold.
static std::optional<Membrane> membraneOf(Operation *op) {
  if (auto lif = dyn_cast<nir::LIFOp>(op))
    return Membrane{{lif.getTau(), 0}, {lif.getR(), 0}, {{}, 0}, {{}, 1}, false};
  if (auto cuba = dyn_cast<nir::CubaLIFOp>(op))
    return Membrane{{cuba.getTauMem(), 0}, {cuba.getR(), 0}, {cuba.getTauSyn(), 0}, {cuba.getWInAttr(), 1}, true};
  return std::nullopt;
}

static bool close(double a, double b) { return std::abs(a - b) <= tolerance * std::abs(b); }

/// u with exp(-u)/u = r, by Newton's method on u*exp(u) = 1/r.
static double solveRockpoolGain(double r) {
  double target = 1 / r, u = std::log1p(target);
  for (int i = 0; i < 60; ++i) {
    double before = u;
    u -= (u * std::exp(u) - target) / (std::exp(u) * (1 + u));
    if (u == before)
      break;
  }
  return u;
}

double solveRockpoolStep(double tau, double r) { return solveRockpoolGain(r) * tau; }

static std::optional<double> rockpoolStep(llvm::ArrayRef<Membrane> membranes) {
  std::optional<double> dt;
  for (const Membrane &m : membranes)
    for (int64_t i = 0; i < m.size(); ++i) {
      if (!(m.r[i] > 0) || !std::isfinite(m.r[i]) || (m.isCuba && m.weight[i] != 1))
        return std::nullopt;
      double found = solveRockpoolStep(m.tau[i], m.r[i]);
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
    for (int64_t i = 0; i < m.size(); ++i)
      if (!close(m.r[i] * dt, m.tau[i]) || (m.isCuba && !close(m.weight[i] * dt, m.tauSynapse[i])))
        return false;
  return true;
}

std::optional<double> firstRockpoolStep(const nir::FlatGraph &graph) {
  for (const nir::FlatNode &node : graph.nodes())
    if (std::optional<Membrane> membrane = membraneOf(node.op); membrane && membrane->size() > 0 && membrane->r[0] > 0)
      return solveRockpoolStep(membrane->tau[0], membrane->r[0]);
  return std::nullopt;
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
