//===- Findings.h - what a check has to say -------------------------------===//
//
// One finding is one line for the user (design section 8):
//   severity: [rule: ]node 'name': what was found, what is allowed[; what to do]
// It travels as an MLIR diagnostic whose text is that sentence; its parts ride along as diagnostic metadata, so that
// `snnc --json` can list them without reading prose.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_SUPPORT_FINDINGS_H
#define GANGLION_IR_SUPPORT_FINDINGS_H

#include "mlir/IR/Diagnostics.h"
#include <optional>
#include <string>
#include <vector>

namespace ganglion {

enum class Severity { Remark, Warning, Error };

struct Finding {
  Severity severity = Severity::Error;
  std::string rule;     ///< identifier of the rule, empty if none
  std::string node;     ///< full node name as it stands in the file, empty for the whole graph
  std::string message;  ///< what was found, what is allowed; no node, no severity
  std::string fix;      ///< what to do, empty if nothing helps
  std::string resource; ///< chip resource, for chip limits
  std::optional<double> used, limit;

  /// The sentence without the severity.
  std::string text() const;
};

/// Emits the finding as a diagnostic at `loc`, with its parts as metadata.
void emit(mlir::Location loc, const Finding &finding);

/// The parts of a diagnostic that `emit` made; for any other diagnostic a finding with just severity and message.
Finding findingOf(const mlir::Diagnostic &diagnostic);

/// Collects the findings of one stage, so that all are reported and the stage fails at its end.
class Findings {
public:
  struct Located {
    mlir::Location loc;
    Finding finding;
  };

  Finding &add(mlir::Location loc, Severity severity, llvm::StringRef rule, llvm::StringRef node,
               const llvm::Twine &message, const llvm::Twine &fix = "");
  Finding &error(mlir::Location loc, llvm::StringRef rule, llvm::StringRef node, const llvm::Twine &message,
                 const llvm::Twine &fix = "") {
    return add(loc, Severity::Error, rule, node, message, fix);
  }
  Finding &warning(mlir::Location loc, llvm::StringRef rule, llvm::StringRef node, const llvm::Twine &message,
                   const llvm::Twine &fix = "") {
    return add(loc, Severity::Warning, rule, node, message, fix);
  }
  Finding &remark(mlir::Location loc, llvm::StringRef rule, llvm::StringRef node, const llvm::Twine &message,
                  const llvm::Twine &fix = "") {
    return add(loc, Severity::Remark, rule, node, message, fix);
  }

  bool hasErrors() const;
  bool empty() const { return list.empty(); }
  llvm::ArrayRef<Located> all() const { return list; }

  /// Emits the findings in the order found, of more than 1000 the errors first of all and how many are left; failure if
  /// one of them is an error.
  llvm::LogicalResult report() const;

private:
  std::vector<Located> list;
};

} // namespace ganglion

#endif // GANGLION_IR_SUPPORT_FINDINGS_H
