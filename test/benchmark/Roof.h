//===- Roof.h - how fast this core can read weights -----------------------===//
#ifndef GANGLION_TEST_BENCHMARK_ROOF_H
#define GANGLION_TEST_BENCHMARK_ROOF_H

#include <cstddef>

namespace ganglion::benchmark {

/// Bytes per second at which one core adds up `bytes` of f32, read in order again and again: the best pass of those
/// that fit in `seconds`. The first pass, which brings the data into the caches, does not count. `bytes` is rounded up
/// to whole vectors.
double measureReadBandwidth(size_t bytes, double seconds);

} // namespace ganglion::benchmark

#endif // GANGLION_TEST_BENCHMARK_ROOF_H
