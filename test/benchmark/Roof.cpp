//===- Roof.cpp -----------------------------------------------------------===//
#include "test/benchmark/Roof.h"
#include <algorithm>
#include <chrono>
#include <vector>

namespace ganglion::benchmark {

namespace {

using Vector = float __attribute__((vector_size(64)));
constexpr size_t accumulators = 8;

} // namespace

/// Adds up `count` vectors, a multiple of `accumulators`, `passes` times.
static void addUp(const Vector *data, size_t count, size_t passes, Vector *sums) {
  Vector sum[accumulators] = {};
  for (size_t pass = 0; pass < passes; ++pass) {
    for (size_t i = 0; i < count; i += accumulators)
      for (size_t k = 0; k < accumulators; ++k)
        sum[k] += data[i + k];
    asm volatile("" : : "r"(data) : "memory");
  }
  std::copy(sum, sum + accumulators, sums);
}

double measureReadBandwidth(size_t bytes, double seconds) {
  constexpr size_t unit = accumulators * sizeof(Vector);
  size_t count = (bytes + unit - 1) / unit * accumulators;
  std::vector<Vector> data(count, Vector{});
  Vector sums[accumulators];
  // A timed piece reads at least 8 MB, so that the clock's resolution does not matter.
  size_t passes = std::max<size_t>(1, (size_t(8) << 20) / (count * sizeof(Vector)));
  addUp(data.data(), count, 1, sums);
  using Clock = std::chrono::steady_clock;
  double best = 0;
  Clock::time_point start = Clock::now(), before = start;
  while (std::chrono::duration<double>(before - start).count() < seconds || best == 0) {
    addUp(data.data(), count, passes, sums);
    asm volatile("" : : "r"(sums) : "memory");
    Clock::time_point after = Clock::now();
    best = std::max(best, passes * count * sizeof(Vector) / std::chrono::duration<double>(after - before).count());
    before = after;
  }
  return best;
}

} // namespace ganglion::benchmark
