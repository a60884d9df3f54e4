//===- Xylo.h - a model to a Xylo chip and back ---------------------------===//
#ifndef GANGLION_TOOLS_DRIVER_XYLO_H
#define GANGLION_TOOLS_DRIVER_XYLO_H

#include "backends/Xylo/Cycles.h"
#include "backends/Xylo/Passes.h"
#include "ir/Target/Target.h"
#include "tools/driver/Artefact.h"
#include "tools/driver/Network.h"
#include "tools/driver/Pipelines.h"

namespace ganglion::driver {

/// Options of `snnc` for chips, as they are given; empty: the default.
struct ChipOptions {
  std::string target;   ///< name or file
  std::string quantize; ///< none, global, channel; empty: global, none for integers
  std::string compat;   ///< rockpool
  std::string dash;     ///< tau, decay
  bool fuzzyScaling = false, foldBias = false, approximate = false;
  std::vector<std::string> allow;
  std::vector<std::string> calibrate; ///< data, "X" or "NAME=X", on which network and chip are compared
};

/// A model as a chip holds it.
struct XyloProgram {
  std::shared_ptr<const target::Target> target;
  bool compatRockpool = false;
  std::string scaling; ///< none, global or channel
  xylo::Specification floats;
  /// The network multiplies with exp(-dt/tau) in each step where a decay of `floats` is log2(tau/dt).
  bool isExponential = false;
  xylo::Quantised quantised;
  std::string convention = "none";
  llvm::json::Array choices;
  llvm::json::Object calibration; ///< for the report; empty without one
};

/// Maps, quantises and checks a nir graph, a snn network or a xylo.chip. Errors: WrongUsage for options that do not
/// fit, RefusedModel after the findings were emitted. Warnings about data for a calibration go to `notes`.
llvm::Expected<XyloProgram> prepareXylo(mlir::ModuleOp module, const TimeOptions &time, const ChipOptions &options,
                                        std::vector<std::string> &notes);

/// Writes the artefact (docs/design/xylo.md has its files). What is left out goes to `notes`. Errors: those of
/// writeArtefact.
llvm::Error emitXylo(const XyloProgram &program, llvm::StringRef model, const TimeOptions &time,
                     llvm::StringRef directory, std::vector<std::string> &notes);

/// The object `xylo` of report.json: resources, mapping, errors of the quantiser, cycles, clock.
llvm::json::Object reportOf(const XyloProgram &program);
/// The same in short, for people.
void printSummary(const XyloProgram &program, llvm::raw_ostream &os);

/// A chip that is read back from an artefact.
struct XyloArtefact {
  std::shared_ptr<const target::Target> target;
  xylo::Specification specification;
  std::string output;
};
llvm::Expected<XyloArtefact> readXyloArtefact(const Artefact &artefact);

/// An engine for a chip, and which one it is.
struct XyloEngine {
  std::unique_ptr<snn::Engine> engine;
  EngineKind kind;
  std::string note; ///< why it is not the one that was asked for; "" if it is
};

/// An engine for it: `kind`, or the plain simulator, which is Reference, where there is no program of the chip.
/// `record`: it must be able to record. With `activity`, cycles for the activity of the last run are told there.
llvm::Expected<XyloEngine> makeXyloEngine(const XyloArtefact &artefact, EngineKind kind, bool record,
                                          std::shared_ptr<llvm::json::Object> activity, mlir::MLIRContext *context);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_XYLO_H
