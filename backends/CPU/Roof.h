//===- Roof.h - how fast this core can read weights -----------------------===//
#ifndef GANGLION_BACKENDS_CPU_ROOF_H
#define GANGLION_BACKENDS_CPU_ROOF_H

#include <cstddef>

namespace ganglion::cpu {

/// Bytes per second at which one core adds up `bytes` of integers, read in order again and again: the best pass of
/// those that fit in `seconds`. The first pass, which brings the data into the caches, does not count. `bytes` is
/// rounded up to whole vectors.
double measureReadBandwidth(size_t bytes, double seconds);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_ROOF_H
