//===- Barrier.h - where threads wait for each other ----------------------===//
#ifndef GANGLION_BACKENDS_CPU_BARRIER_H
#define GANGLION_BACKENDS_CPU_BARRIER_H

#include <atomic>
#include <condition_variable>
#include <mutex>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace ganglion::cpu {

/// Threads that arrive spin until all have, because they rarely wait for longer than a few microseconds. One that has
/// waited for long sleeps: there may be fewer cores than threads, or other programs that use them.
class Barrier {
public:
  explicit Barrier(unsigned threads) : threads(threads) {}

  void wait() {
    unsigned now = round.load(std::memory_order_relaxed);
    if (arrived.fetch_add(1, std::memory_order_acq_rel) + 1 == threads) {
      arrived.store(0, std::memory_order_relaxed);
      {
        std::lock_guard<std::mutex> lock(mutex);
        round.store(now + 1, std::memory_order_release);
      }
      next.notify_all();
      return;
    }
    auto isOver = [&] { return round.load(std::memory_order_acquire) != now; };
    for (unsigned turns = 0; turns < spins; ++turns) {
      if (isOver())
        return;
      pause();
    }
    std::unique_lock<std::mutex> lock(mutex);
    next.wait(lock, isOver);
  }

private:
  /// About 60 microseconds on a Zen 5.
  static constexpr unsigned spins = 2000;

  static void pause() {
#if defined(__x86_64__)
    _mm_pause();
#endif
  }

  const unsigned threads;
  alignas(64) std::atomic<unsigned> arrived{0};
  alignas(64) std::atomic<unsigned> round{0};
  std::mutex mutex;
  std::condition_variable next;
};

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_BARRIER_H
