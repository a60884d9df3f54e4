//===- NIRImporter.h - a NIR file becomes a `nir` module ------------------===//
#ifndef GANGLION_FRONTENDS_NIR_NIRIMPORTER_H
#define GANGLION_FRONTENDS_NIR_NIRIMPORTER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"

namespace ganglion::nir {

/// The model was read but has no meaning; the findings have been emitted as diagnostics.
class RefusedModel : public llvm::ErrorInfo<RefusedModel> {
public:
  static char ID;
  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override { return std::make_error_code(std::errc::invalid_argument); }
};

/// Reads a NIR file of any version: a module with one nir.graph whose result types are not inferred yet. Everything in
/// the file is kept: data types, ranks, metadata, version. Spellings of old versions (nir.md 1.3) are brought up to
/// date, and what was changed is said in one remark per kind of change. Operands are ordered by the name of their
/// source.
///
/// The graph is structurally complete but neither verified nor checked: run nir-infer-shapes and nir-check.
///
/// Errors: nirfile::UnreadableFile, or RefusedModel after all findings were emitted.
llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>> importNIR(llvm::StringRef path, mlir::MLIRContext *context);

struct TreeSource;

/// The same for a file that is a tree already. `name` stands for its path.
llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>> importTree(const TreeSource &source, llvm::StringRef name,
                                                             mlir::MLIRContext *context);

/// Whether the bytes start like an HDF5 file (perhaps behind a user block of 512, 1024, ... bytes).
bool looksLikeHDF5(llvm::StringRef bytes);

} // namespace ganglion::nir

#endif // GANGLION_FRONTENDS_NIR_NIRIMPORTER_H
