//===- Roof.cpp -----------------------------------------------------------===//
#include "backends/CPU/Roof.h"
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace ganglion::cpu {

namespace {

/// Integers, whose sums take one cycle: so four sums at a time are enough to keep all loads busy, and they fit into the
/// registers of every processor.
using Vector = int32_t __attribute__((vector_size(64)));
constexpr size_t accumulators = 4;

using AddUp = void (*)(const Vector *data, size_t count, size_t passes, Vector *sums);

} // namespace

/// Adds up `count` vectors, a multiple of `accumulators`, `passes` times.
__attribute__((always_inline)) static inline void addUp(const Vector *data, size_t count, size_t passes, Vector *sums) {
  Vector sum[accumulators] = {};
  for (size_t pass = 0; pass < passes; ++pass) {
    for (size_t i = 0; i < count; i += accumulators)
      for (size_t k = 0; k < accumulators; ++k)
        sum[k] += data[i + k];
    asm volatile("" : : "r"(data) : "memory");
  }
  std::copy(sum, sum + accumulators, sums);
}

static void addUpAnywhere(const Vector *data, size_t count, size_t passes, Vector *sums) {
  addUp(data, count, passes, sums);
}

#ifdef __x86_64__
__attribute__((target("avx2"))) static void addUpAVX2(const Vector *data, size_t count, size_t passes, Vector *sums) {
  addUp(data, count, passes, sums);
}

__attribute__((target("avx512f"))) static void addUpAVX512(const Vector *data, size_t count, size_t passes,
                                                           Vector *sums) {
  addUp(data, count, passes, sums);
}
#endif

/// With the widest vectors that this processor has.
static AddUp widest() {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f"))
    return addUpAVX512;
  if (__builtin_cpu_supports("avx2"))
    return addUpAVX2;
#endif
  return addUpAnywhere;
}

double measureReadBandwidth(size_t bytes, double seconds) {
  constexpr size_t unit = accumulators * sizeof(Vector);
  size_t count = std::max<size_t>(1, (bytes + unit - 1) / unit) * accumulators;
  std::vector<Vector> data(count, Vector{});
  Vector sums[accumulators];
  AddUp read = widest();
  // A timed piece reads at least 8 MB, so that the clock's resolution does not matter.
  size_t passes = std::max<size_t>(1, (size_t(8) << 20) / (count * sizeof(Vector)));
  read(data.data(), count, 1, sums);
  using Clock = std::chrono::steady_clock;
  double best = 0;
  Clock::time_point start = Clock::now(), before = start;
  while (std::chrono::duration<double>(before - start).count() < seconds || best == 0) {
    read(data.data(), count, passes, sums);
    asm volatile("" : : "r"(sums) : "memory");
    Clock::time_point after = Clock::now();
    best = std::max(best, passes * count * sizeof(Vector) / std::chrono::duration<double>(after - before).count());
    before = after;
  }
  return best;
}

} // namespace ganglion::cpu
