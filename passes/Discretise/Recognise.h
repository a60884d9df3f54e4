//===- Recognise.h - who wrote this file, by its numbers ------------------===//
#ifndef GANGLION_PASSES_DISCRETISE_RECOGNISE_H
#define GANGLION_PASSES_DISCRETISE_RECOGNISE_H

#include "passes/Discretise/Conventions.h"
#include "passes/NIR/FlatGraph.h"

namespace ganglion {

/// What the neuron parameters of a file give away.
struct Recognised {
  std::optional<Convention> convention; ///< only where no other exporter writes such numbers
  std::optional<double> dt;
  std::string reason; ///< for the remark
};

/// Two signatures are safe (nir.md 4.1, 4.3):
///  - Rockpool: r = tau/dt * exp(-dt/tau) (tau_mem for CubaLIF, w_in = 1), one dt solves all neurons;
///  - gains r*dt/tau (and w_in*dt/tau_syn) of 1 with dt = 1e-4 for all neurons, which snnTorch, Lava and SpikingJelly
///  export: gives dt,
///    but no convention, for the reset is not in the file.
Recognised recognise(const nir::FlatGraph &graph);

/// The step of which Rockpool's exporter writes this gain: dt with r = tau/dt * exp(-dt/tau), for r > 0.
double solveRockpoolStep(double tau, double r);

/// That step for the first neuron node (by name) that has a membrane time constant; nothing if there is none.
std::optional<double> firstRockpoolStep(const nir::FlatGraph &graph);

} // namespace ganglion

#endif // GANGLION_PASSES_DISCRETISE_RECOGNISE_H
