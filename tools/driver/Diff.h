//===- Diff.h - two runs compared, step by step ---------------------------===//
#ifndef GANGLION_TOOLS_DRIVER_DIFF_H
#define GANGLION_TOOLS_DRIVER_DIFF_H

#include "tools/driver/RunFiles.h"
#include "tools/driver/Runnable.h"
#include "llvm/Support/JSON.h"

namespace ganglion::driver {

/// One variable that both sides have.
struct ComparedVariable {
  std::string name; ///< "lif1.v", or the name of an Output
  bool isSpikes = false;
  int64_t total = 0, differing = 0;
  double sums[2] = {0, 0}; ///< spikes on either side
  int64_t later = 0;       ///< steps by which the second side is later; step t is compared with step t + later
};

struct Difference {
  std::string name;
  int64_t sample = 0, step = 0, element = 0;
  float values[2] = {0, 0};
};

struct Comparison {
  std::vector<ComparedVariable> variables;
  std::vector<std::string> onlyOnOneSide; ///< variables that cannot be compared
  std::optional<Difference> first;        ///< earliest step, then the order of evaluation; nothing if all are equal
  int64_t samples = 0, steps = 0;

  int64_t differing() const;
};

/// Compares what two engines made of the same data. Values are equal if they are the same number (0 and -0 are) or both
/// NaN. A chip beside something else is compared by spikes and outputs alone, each of its steps with the one that it
/// answers (its latency); currents and membranes have other units there. Steps of a difference are those of the first
/// side. Fails if they have no variable in common or ran for different times.
llvm::Expected<Comparison> compareRuns(const Runnable &a, const RunBuffers &buffersA, const Runnable &b,
                                       const RunBuffers &buffersB);

/// The comparison as a table for people.
void printComparison(const Comparison &comparison, llvm::raw_ostream &os);
llvm::json::Object toJSON(const Comparison &comparison);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_DIFF_H
