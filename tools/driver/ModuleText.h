//===- ModuleText.h - a module as text, whatever its size -----------------===//
#ifndef GANGLION_TOOLS_DRIVER_MODULETEXT_H
#define GANGLION_TOOLS_DRIVER_MODULETEXT_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/raw_ostream.h"

namespace ganglion::driver {

/// What may be left out of the text.
enum class TextParameters {
  All,   ///< all numbers are there, the text can be read back
  Elided ///< numbers of large parameters are left out, for reading only
};

/// Prints the module as MLIR does, but takes no memory for the text of its parameters, of which MLIR holds two to five
/// times their size.
void printModule(mlir::ModuleOp module, llvm::raw_ostream &os, TextParameters parameters = TextParameters::All);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_MODULETEXT_H
