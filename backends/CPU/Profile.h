//===- Profile.h - where the time of a compiled network goes --------------===//
#ifndef GANGLION_BACKENDS_CPU_PROFILE_H
#define GANGLION_BACKENDS_CPU_PROFILE_H

#include "backends/CPU/CPU.h"

namespace ganglion::cpu {

/// What was measured of one kernel of a program, summed over all steps of all samples.
struct KernelProfile {
  std::string node;       ///< whose work it is; "" for none. Of a kernel.program: number and kind, "3.rows"
  int64_t operation = -1; ///< place of that node's op in the network; -1 for none
  double seconds = 0;
  std::optional<int64_t> spikes;    ///< of a kernel that puts out spikes: how many; a count of 3 is 3 spikes
  std::optional<kernel::Form> form; ///< of a connection; what follows is of connections only
  int64_t sources = 0;              ///< elements that it receives
  int64_t events = 0;               ///< those that were not 0
  int64_t synapticEvents = 0;       ///< weights other than 0 added to a target because of an event
  int64_t weightBytes = 0;          ///< size of the packed weights and of lists of targets
  int64_t bytesRead = 0;            ///< of these, those that were read
  int64_t copiedSteps = 0;          ///< steps with the data of the step before, whose result was copied: no events
};

/// An engine whose code looks at the clock before and after each kernel. Everything is done on one thread, whatever
/// RunData::threads says. Results are those of every other engine.
class ProfilingEngine : public snn::Engine {
public:
  /// Sums over all runs so far, in the order of evaluation.
  virtual llvm::ArrayRef<KernelProfile> kernels() const = 0;
  /// Steps of all samples of all runs so far.
  virtual int64_t steps() const = 0;
  /// What a look at the clock takes; it has been taken off the times.
  virtual double timerSeconds() const = 0;
};

struct ProfileOptions {
  bool record = false; ///< states can be recorded
  /// A run that is shorter is done again until so much time has passed; the times are those of the shortest.
  double leastSeconds = 0;
};

/// Fails as makeCompiledEngine, and where the processor has no counter.
llvm::Expected<std::unique_ptr<ProfilingEngine>> makeProfilingEngine(snn::NetworkOp network,
                                                                     const ProfileOptions &options);

/// Of a kernel.program, which names no nodes; it can be recorded where it has kernel.record ops. Fails as
/// makeProgramEngine, and where buffers share memory: what happened in them cannot be told after a block.
llvm::Expected<std::unique_ptr<ProfilingEngine>> makeProfilingEngine(kernel::ProgramOp program,
                                                                     const ProfileOptions &options);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_PROFILE_H
