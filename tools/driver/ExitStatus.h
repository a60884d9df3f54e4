//===- ExitStatus.h - how the tools end -----------------------------------===//
#ifndef GANGLION_TOOLS_DRIVER_EXITSTATUS_H
#define GANGLION_TOOLS_DRIVER_EXITSTATUS_H

#include "tools/driver/Diagnostics.h"
#include "llvm/Support/Error.h"

namespace ganglion::driver {

/// Exit status of snnc and snn-translate (design section 8).
enum ExitStatus : int {
  Done = 0,    ///< done, or yes
  Refused = 1, ///< no, or the model was refused
  Unusable = 2 ///< wrong usage, or a file that cannot be read or written
};

/// Reports errors of the libraries: an unreadable file makes the status Unusable, anything else Refused. What has been
/// reported as findings already (nir::RefusedModel) is not said again.
ExitStatus reportError(llvm::Error error, DiagnosticPrinter &printer);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_EXITSTATUS_H
