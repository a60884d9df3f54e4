//===- Cycles.h - how long a Xylo chip takes for a step --------------------===//
#ifndef GANGLION_BACKENDS_XYLO_CYCLES_H
#define GANGLION_BACKENDS_XYLO_CYCLES_H

#include "backends/Xylo/Specification.h"
#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// Shares of steps in which an input channel or a hidden neuron spikes (several spikes cost as much as one), from 0 to
/// 1. The worst case unless measured.
struct Activity {
  double input = 1, hidden = 1;
};

struct CycleEstimate {
  double cycles = 0; ///< of the master clock for a step, in the mean
  /// For the second synapse, beside the cycles and at no cost in time; 0 where the chip's description has no figures.
  double secondSynapseOperations = 0;
};

/// What a step takes by the vendor's model, with the figures of the description (`cycles_...`). For p and q the shares
/// of spiking channels and hidden neurons, N hidden neurons with E input and R output expansion neurons (all of them on
/// a chip without such limits, else those that have a weight), F recurrent entries of the first synapse for each, a
/// aliases for each, and s the share of hidden neurons that have some:
///
///   inputs (3.5 p E + 1) + N (7 q F + 3) + R q (1 + 8 outputs) + 12 outputs
///     + N (19 + 2 max(q, a s) + 3 max(q a, a s) + q + max(q, a) s)
CycleEstimate cyclesOfStep(const Specification &specification, const target::Description &description,
                           Activity activity = {});

/// The master clock that so many cycles in a step of `dt` seconds ask for, with the description's margin, in Hz.
double requiredClock(double cycles, double dt, const target::Description &description);

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_CYCLES_H
