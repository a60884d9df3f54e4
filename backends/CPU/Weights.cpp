//===- Weights.cpp --------------------------------------------------------===//
#include "backends/CPU/Weights.h"
#include "llvm/Support/Parallel.h"

namespace ganglion::cpu {

/// Less than this is packed on the calling thread: starting others takes longer.
static constexpr int64_t bytesWorthThreads = 8 << 20;

void forEachPart(int64_t count, int64_t bytes, llvm::function_ref<void(int64_t)> use) {
  if (bytes >= bytesWorthThreads)
    return llvm::parallelFor(0, count, [&](size_t i) { use(i); });
  for (int64_t i = 0; i < count; ++i)
    use(i);
}

} // namespace ganglion::cpu
