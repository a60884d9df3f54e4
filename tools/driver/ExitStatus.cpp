//===- ExitStatus.cpp -----------------------------------------------------===//
#include "tools/driver/ExitStatus.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "tools/driver/Model.h"

namespace ganglion::driver {

ExitStatus reportError(llvm::Error error, DiagnosticPrinter &printer) {
  ExitStatus status = Refused;
  auto report = [&](const std::string &message) {
    Finding finding;
    finding.message = message;
    printer.report(finding, "");
  };
  auto unusable = [&](const llvm::ErrorInfoBase &unreadable) {
    report(unreadable.message());
    status = Unusable;
  };
  llvm::handleAllErrors(
      std::move(error), [&](const nir::RefusedModel &) {}, [&](const UnreadableModel &file) { unusable(file); },
      [&](const nirfile::UnreadableFile &file) { unusable(file); },
      [&](const llvm::ErrorInfoBase &other) { report(other.message()); });
  return status;
}

} // namespace ganglion::driver
