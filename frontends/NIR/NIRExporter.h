//===- NIRExporter.h - a `nir` module becomes a NIR file ------------------===//
#ifndef GANGLION_FRONTENDS_NIR_NIREXPORTER_H
#define GANGLION_FRONTENDS_NIR_NIREXPORTER_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"

namespace ganglion::nir {

struct ExportOptions {
  /// The release of the nir library that shall read the file: "1.0" to "1.0.8". Readers before 1.0.6 know no v_reset.
  std::string version = "1.0.8";
  /// Level of deflate, 0 to 9; -1 stores arrays as they are.
  int gzipLevel = -1;
};

/// Whether files can be written for this release of the nir library.
bool isNIRVersion(llvm::StringRef text);

/// Writes the one nir.graph of `module` to `path`, the same bytes on every run. Fields that the reader of that version
/// needs and that an old file lacked (input_shape, shape) are filled in from inferred types. Fails with findings as
/// diagnostics and without a file if the graph cannot be written: a value that the version cannot hold, operands that
/// are not in the order of their sources' names (a file has no other order), a name with '/'.
mlir::LogicalResult exportNIR(mlir::ModuleOp module, llvm::StringRef path, const ExportOptions &options = {});

} // namespace ganglion::nir

#endif // GANGLION_FRONTENDS_NIR_NIREXPORTER_H
