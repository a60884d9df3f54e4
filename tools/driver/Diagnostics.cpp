//===- Diagnostics.cpp ----------------------------------------------------===//
#include "tools/driver/Diagnostics.h"
#include "ir/Support/Text.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Location.h"
#include "tools/driver/Progress.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace ganglion::driver {

static StringRef severityName(Severity severity) {
  switch (severity) {
  case Severity::Remark:
    return "remark";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  llvm_unreachable("closed enumeration");
}

FileLineColLoc filePosition(Location loc) {
  FileLineColLoc position;
  loc->walk([&](Location inner) {
    position = dyn_cast<FileLineColLoc>(inner);
    return position ? WalkResult::interrupt() : WalkResult::advance();
  });
  return position;
}

std::string placeText(Location loc) {
  FileLineColLoc position = filePosition(loc);
  if (!position)
    return "";
  std::string text = escaped(position.getFilename());
  if (position.getLine())
    text += ":" + std::to_string(position.getLine()) + ":" + std::to_string(position.getColumn());
  return text;
}

void printFinding(const Finding &finding, StringRef place) {
  Progress::Interruption interruption;
  if (!place.empty())
    llvm::errs() << place << ": ";
  llvm::errs() << severityName(finding.severity) << ": " << finding.text() << "\n";
}

DiagnosticPrinter::DiagnosticPrinter(MLIRContext *context, bool quiet) : context(context), quiet(quiet) {
  // MLIR would print the whole op, for a module with all its weights.
  context->printOpOnDiagnostic(false);
  handler = context->getDiagEngine().registerHandler([this](Diagnostic &diagnostic) {
    report(findingOf(diagnostic), placeText(diagnostic.getLocation()));
    for (Diagnostic &note : diagnostic.getNotes()) {
      Progress::Interruption interruption;
      llvm::errs() << placeText(note.getLocation()) << ": note: " << note.str() << "\n";
    }
    return success();
  });
}

DiagnosticPrinter::~DiagnosticPrinter() { context->getDiagEngine().eraseHandler(handler); }

void DiagnosticPrinter::report(const Finding &finding, StringRef file) {
  entries.push_back({finding, file.str()});
  if (quiet && finding.severity == Severity::Remark)
    return;
  printFinding(finding, file);
}

llvm::json::Array DiagnosticPrinter::findings() const {
  llvm::json::Array list;
  for (const Entry &entry : entries) {
    const Finding &finding = entry.finding;
    llvm::json::Object object{{"severity", severityName(finding.severity)},
                              {"message", llvm::json::fixUTF8(finding.message)}};
    auto add = [&](StringRef key, StringRef value) {
      if (!value.empty())
        object[key] = llvm::json::fixUTF8(value);
    };
    add("rule", finding.rule);
    add("file", entry.file);
    add("node", finding.node);
    add("resource", finding.resource);
    if (finding.used)
      object["used"] = *finding.used;
    if (finding.limit)
      object["limit"] = *finding.limit;
    if (!finding.fix.empty())
      object["fix"] = llvm::json::Array{llvm::json::fixUTF8(finding.fix)};
    list.push_back(std::move(object));
  }
  return list;
}

} // namespace ganglion::driver
