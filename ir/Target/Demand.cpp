//===- Demand.cpp ---------------------------------------------------------===//
#include "ir/Target/Demand.h"
#include <algorithm>

namespace ganglion::target {

static int64_t sum(const EdgeCounts &counts, unsigned classes) {
  int64_t total = 0;
  for (unsigned index = 0; index < counts.size(); ++index)
    if (classes & (1u << index))
      total += counts[index];
  return total;
}

static void raise(std::array<int64_t, 16> &largest, const EdgeCounts &counts) {
  for (unsigned classes = 0; classes < largest.size(); ++classes)
    largest[classes] = std::max(largest[classes], sum(counts, classes));
}

void Demand::addNeuron(const EdgeCounts &incoming) {
  raise(largestFanIn, incoming);
  for (unsigned index = 0; index < counts.size(); ++index)
    counts[index] += incoming[index];
  ++byFanIn[sum(incoming, AllEdges)];
}

void Demand::addSource(const EdgeCounts &outgoing, bool isRelayed) {
  raise(largestFanOut, outgoing);
  if (isRelayed)
    raise(largestRelayedFanOut, outgoing);
}

int64_t Demand::synapses(EdgeClasses classes) const { return sum(counts, classes); }

} // namespace ganglion::target
