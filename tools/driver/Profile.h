//===- Profile.h - where the time of a run went, node by node -------------===//
#ifndef GANGLION_TOOLS_DRIVER_PROFILE_H
#define GANGLION_TOOLS_DRIVER_PROFILE_H

#include "backends/CPU/Profile.h"
#include "llvm/Support/JSON.h"

namespace ganglion::driver {

/// What was measured of a node of the network, summed over all steps of all samples.
struct NodeProfile {
  std::string node;   ///< "" for what belongs to no node: delays, sums, records
  std::string kernel; ///< forms of a connection, "rows"
  double seconds = 0;
  std::optional<int64_t> spikes;
  int64_t sources = 0, events = 0, synapticEvents = 0, weightBytes = 0, bytesRead = 0;
  int64_t copiedSteps = 0; ///< of all samples, those whose result was that of the step before
  double roof = 0;         ///< bytes per second that can be read of a buffer as large as the weights; 0 without weights

  bool isConnection() const { return !kernel.empty(); }
};

struct Profile {
  std::vector<NodeProfile> nodes; ///< in the order of evaluation, what belongs to no node last
  int64_t samples = 0, steps = 0; ///< steps of a sample
  double timerSeconds = 0;

  double seconds() const;
};

/// Adds up the kernels of each node and measures the bandwidth for its weights, which takes 10 ms for each size.
/// `samples` were run, once.
Profile profileOf(const cpu::ProfilingEngine &engine, int64_t samples);

/// A table, a line for each node and one for all.
void printProfile(const Profile &profile, llvm::raw_ostream &os);
llvm::json::Value toJSON(const Profile &profile);

/// Runs a copy of the network on the data of `inputs` ("X" or "NAME=X") and sets `kernel.activity` on each connection
/// to the share of its sources that were not 0. Warnings about the data go to `notes`. Errors: WrongUsage, or the
/// sentences of cpu::makeProfilingEngine.
llvm::Error measureActivity(snn::NetworkOp network, llvm::ArrayRef<std::string> inputs,
                            std::vector<std::string> &notes);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_PROFILE_H
