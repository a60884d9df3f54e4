//===- Artefact.h - the folder that snnc compile writes -------------------===//
#ifndef GANGLION_TOOLS_DRIVER_ARTEFACT_H
#define GANGLION_TOOLS_DRIVER_ARTEFACT_H

#include "ir/SNN/Run.h"
#include "ir/SNN/SNNDialect.h"
#include "tools/driver/Pipelines.h"
#include "llvm/Support/JSON.h"

namespace ganglion::driver {

/// What ganglion.json says.
struct Artefact {
  std::string directory;
  std::string kind;                                         ///< "cpu", "xylo"
  std::string target;                                       ///< name of the target, "cpu" for the host
  bool hasTargetFile = false;                               ///< the target is described in the folder
  std::optional<double> dt;                                 ///< a chip's configuration may not tell it
  std::string convention, precision;                        ///< convention "none" if there is none
  std::vector<std::pair<std::string, std::string>> choices; ///< of the whole network: option, value
  TimeOptions options;                                      ///< that give the model the same meaning
  llvm::json::Value network = nullptr;                      ///< what the backend needs to load it
};

/// Whether the path is a folder with a ganglion.json.
bool isArtefact(llvm::StringRef path);

/// The choices of a network, and the options of a call, so that the model can be given the same meaning again; as
/// ganglion.json has them.
llvm::json::Array choicesOf(snn::NetworkOp network);
llvm::json::Object optionsOf(const TimeOptions &options);

/// Compiles a network for the CPU into `directory`, which appears when it is complete. A folder that is there already
/// is replaced if it is empty or an artefact, and otherwise refused. `model` is told in ganglion.json.
llvm::Error compileForCPU(snn::NetworkOp network, llvm::StringRef model, const TimeOptions &options,
                          llvm::StringRef directory);

/// Reads ganglion.json; fails with UnreadableModel if it is missing, damaged or of another format.
llvm::Expected<Artefact> openArtefact(llvm::StringRef directory);

/// The option that contradicts the artefact, as a sentence; empty if none does.
std::string contradiction(const Artefact &artefact, const TimeOptions &options);

/// An engine that runs the artefact's own files.
llvm::Expected<std::unique_ptr<snn::Engine>> loadEngine(const Artefact &artefact, bool record);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_ARTEFACT_H
