//===- Model.cpp ----------------------------------------------------------===//
#include "tools/driver/Model.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/SNN/SNNDialect.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;

namespace ganglion::driver {

char UnreadableModel::ID = 0;

/// Enough to see the signature of HDF5 behind a user block.
static constexpr uint64_t inspectedBytes = 1 << 16;

FileKind fileKind(StringRef bytes) {
  if (nir::looksLikeHDF5(bytes))
    return FileKind::HDF5;
  if (bytes.starts_with("ML\xefR"))
    return FileKind::Bytecode;
  StringRef head = bytes.take_front(4096);
  bool printable = !head.empty() && llvm::all_of(head, [](unsigned char c) { return c >= 0x20 || llvm::isSpace(c) || c == 0x1b; });
  return printable ? FileKind::Text : FileKind::Unknown;
}

void registerDialects(DialectRegistry &registry) { registry.insert<nir::NIRDialect, snn::SNNDialect>(); }

static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> openFile(StringRef path, uint64_t size) {
  auto buffer = size ? llvm::MemoryBuffer::getFileSlice(path, size, 0) : llvm::MemoryBuffer::getFile(path, false, false);
  if (!buffer)
    return llvm::make_error<UnreadableModel>(path + ": " + buffer.getError().message());
  return std::move(*buffer);
}

static llvm::Expected<OwningOpRef<ModuleOp>> parseMLIR(StringRef path, FileKind kind, MLIRContext *context) {
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> buffer = openFile(path, 0);
  if (!buffer)
    return buffer.takeError();
  // A text that is no MLIR deserves a better answer than a parser's.
  StringRef text = (*buffer)->getBuffer();
  if (kind == FileKind::Text && !text.contains("nir.") && !text.contains("snn.") && !text.contains("module") &&
      !text.contains("kernel."))
    return llvm::make_error<UnreadableModel>(path + ": a text that is no model; a model is a .nir, .mlir or .mlirbc file");
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(*buffer), llvm::SMLoc());
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, context);
  if (!module)
    return llvm::make_error<nir::RefusedModel>();
  return module;
}

llvm::Expected<OwningOpRef<ModuleOp>> loadModel(StringRef path, MLIRContext *context) {
  llvm::sys::fs::file_status status;
  if (std::error_code error = llvm::sys::fs::status(path, status))
    return llvm::make_error<UnreadableModel>(path + ": " + error.message());
  if (status.type() != llvm::sys::fs::file_type::regular_file)
    return llvm::make_error<UnreadableModel>(path + ": not a regular file, a model file is expected");
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> head = openFile(path, std::min(status.getSize(), inspectedBytes));
  if (!head)
    return head.takeError();
  FileKind kind = status.getSize() ? fileKind((*head)->getBuffer()) : FileKind::Unknown;
  if (kind == FileKind::Bytecode || kind == FileKind::Text)
    return parseMLIR(path, kind, context);
  // The reader of HDF5 files also says what a file that is none looks like.
  llvm::Expected<OwningOpRef<ModuleOp>> module = nir::importNIR(path, context);
  if (module)
    return module;
  return llvm::handleErrors(module.takeError(), [](const nirfile::UnreadableFile &error) -> llvm::Error {
    return llvm::make_error<UnreadableModel>(llvm::toString(llvm::make_error<nirfile::UnreadableFile>(error)));
  });
}

} // namespace ganglion::driver
