//===- Model.h - any model file as a module -------------------------------===//
#ifndef GANGLION_TOOLS_DRIVER_MODEL_H
#define GANGLION_TOOLS_DRIVER_MODEL_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"

namespace ganglion::driver {

/// What a file is, by its first bytes.
enum class FileKind { HDF5, Bytecode, Text, Unknown };

/// A file that cannot be read or is none of ours: exit status 2. A model that was read and refused: status 1.
class UnreadableModel : public llvm::ErrorInfo<UnreadableModel> {
public:
  static char ID;
  explicit UnreadableModel(const llvm::Twine &message) : message(message.str()) {}
  void log(llvm::raw_ostream &os) const override { os << message; }
  std::error_code convertToErrorCode() const override { return std::make_error_code(std::errc::io_error); }

  const std::string message;
};

FileKind fileKind(llvm::StringRef firstBytes);

/// What the regular file is. Errors: UnreadableModel.
llvm::Expected<FileKind> kindOfFile(llvm::StringRef path);

/// The dialects that models and stages of a compilation are made of.
void registerDialects(mlir::DialectRegistry &registry);

/// Reads a model: .nir, .mlir or .mlirbc, recognised by content; "-" is standard input, for the latter two. Findings
/// are emitted as diagnostics. Numbers stay where they are: in the reader's shared memory or in the mapped bytecode
/// file. Errors: UnreadableModel, or nir::RefusedModel after its findings were emitted.
llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>> loadModel(llvm::StringRef path, mlir::MLIRContext *context);

/// Why `bytes` that MLIR could not read were refused: RefusedModel where reading them emits findings, UnreadableModel
/// where it does not, as with some damaged bytecode. `name` is the file's. Findings are not emitted again.
llvm::Error explainRefusal(llvm::StringRef name, llvm::StringRef bytes, const mlir::DialectRegistry &registry);

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_MODEL_H
