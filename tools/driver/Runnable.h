//===- Runnable.h - whatever can be run: a model or an artefact -----------===//
#ifndef GANGLION_TOOLS_DRIVER_RUNNABLE_H
#define GANGLION_TOOLS_DRIVER_RUNNABLE_H

#include "backends/CPU/Profile.h"
#include "backends/Xylo/Specification.h"
#include "ir/SNN/Run.h"
#include "tools/driver/Network.h"
#include "tools/driver/Progress.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <optional>

namespace ganglion::driver {

/// An engine and what is known about where it comes from.
struct Runnable {
  std::unique_ptr<snn::Engine> engine;
  std::optional<double> dt;
  std::vector<std::string> order;             ///< names of the nodes as a step evaluates them; empty for an artefact
  std::vector<cpu::ScheduledKernel> schedule; ///< where it is wanted or wishes are given
  bool isProgram = false;                     ///< a kernel.program, which knows sizes in place of shapes
  cpu::ProfilingEngine *profile = nullptr;    ///< the engine, if it measures itself
  EngineKind kind = EngineKind::Compiled;     ///< of the engine
  std::vector<std::string> notes;             ///< warnings, of the data that activity was measured on or of the engine
  std::shared_ptr<llvm::json::Object> chip;   ///< what a run tells of a chip, where that is wanted
  /// Of a chip: steps by which a neuron node or output is later than in the network behind it.
  std::optional<std::map<std::string, int64_t>> latencies;
  std::vector<xylo::Source> channels, exports; ///< of a chip, as in a specification
};

/// The options were wrong for this model: exit status 2.
class WrongUsage : public llvm::ErrorInfo<WrongUsage> {
public:
  static char ID;
  explicit WrongUsage(const llvm::Twine &message) : message(message.str()) {}
  void log(llvm::raw_ostream &os) const override { os << message; }
  std::error_code convertToErrorCode() const override { return std::make_error_code(std::errc::invalid_argument); }

  const std::string message;
};

struct RunnableOptions {
  TimeOptions time;
  EngineKind engine = EngineKind::Compiled;
  bool isEngineGiven = false;
  bool record = false;
  std::vector<std::string> kernels;       ///< wishes, "NODE=FORM"
  bool wantsSchedule = false;             ///< what has none is refused
  bool wantsProfile = false;              ///< what cannot be measured is refused
  std::vector<std::string> profileInputs; ///< data to measure activity on before kernels are chosen, "X" or "NAME=X"
  Progress *progress = nullptr;           ///< is told what is being done
  bool wantsActivity = false;             ///< a chip's run tells cycles for the activity that it had
  bool isComparison = false; ///< the time options may be meant for the other side; they do not stop a kernel.program
};

/// Opens a model file (checked and discretised), a kernel.program or an artefact. Errors: WrongUsage, UnreadableModel,
/// nir::RefusedModel, or a sentence.
llvm::Expected<Runnable> openRunnable(llvm::StringRef path, const RunnableOptions &options, mlir::MLIRContext *context);

/// Gives the channels of `program` the shapes that `like` has for channels of the same name and size.
void takeShapes(Runnable &program, const snn::Engine &like);

/// Gives a chip the Inputs and Outputs of the network behind it, if `other` is one and no chip.
void takePorts(Runnable &chip, const Runnable &other);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_RUNNABLE_H
