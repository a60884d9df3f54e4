//===- Barrier.h - where threads wait for each other ----------------------===//
#ifndef GANGLION_BACKENDS_CPU_BARRIER_H
#define GANGLION_BACKENDS_CPU_BARRIER_H

#include <atomic>
#include <thread>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace ganglion::cpu {

/// Threads that arrive spin until all have, because they rarely wait for longer than a microsecond. One that has waited
/// for long gives its core away: there may be fewer cores than threads.
class Barrier {
public:
  explicit Barrier(unsigned threads) : threads(threads) {}

  void wait() {
    unsigned now = round.load(std::memory_order_relaxed);
    if (arrived.fetch_add(1, std::memory_order_acq_rel) + 1 == threads) {
      arrived.store(0, std::memory_order_relaxed);
      round.store(now + 1, std::memory_order_release);
      return;
    }
    for (unsigned turns = 0; round.load(std::memory_order_acquire) == now; ++turns)
      turns < spins ? pause() : std::this_thread::yield();
  }

private:
  /// About 20 microseconds.
  static constexpr unsigned spins = 1000;

  static void pause() {
#if defined(__x86_64__)
    _mm_pause();
#endif
  }

  const unsigned threads;
  alignas(64) std::atomic<unsigned> arrived{0};
  alignas(64) std::atomic<unsigned> round{0};
};

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_BARRIER_H
