//===- Diagnostics.h - findings on the terminal and as JSON ---------------===//
#ifndef GANGLION_TOOLS_DRIVER_DIAGNOSTICS_H
#define GANGLION_TOOLS_DRIVER_DIAGNOSTICS_H

#include "ir/Support/Findings.h"
#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/JSON.h"
#include <vector>

namespace ganglion::driver {

/// The place in a file that a location names, perhaps inside the name of a node; null if there is none. Line 0: the
/// file as a whole.
mlir::FileLineColLoc filePosition(mlir::Location loc);

/// "model.nir", or "model.mlir:3:5"; empty if the location names no file.
std::string placeText(mlir::Location loc);

/// Prints a finding as one line, `place: severity: [rule: ]node 'name': ...`.
void printFinding(const Finding &finding, llvm::StringRef place);

/// Prints every diagnostic of a context as one line, `file: severity: [rule: ]node 'name': ...`, and keeps them for
/// --json.
class DiagnosticPrinter {
public:
  /// `quiet` hides remarks. The printer must outlive the context's use.
  DiagnosticPrinter(mlir::MLIRContext *context, bool quiet);
  ~DiagnosticPrinter();

  /// Everything so far as a JSON list of findings (design section 8).
  llvm::json::Array findings() const;

  /// A finding that does not come from a context.
  void report(const Finding &finding, llvm::StringRef file);

private:
  struct Entry {
    Finding finding;
    std::string file;
  };
  mlir::MLIRContext *context;
  mlir::DiagnosticEngine::HandlerID handler;
  bool quiet;
  std::vector<Entry> entries;
};

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_DIAGNOSTICS_H
