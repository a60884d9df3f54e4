//===- Model.cpp ----------------------------------------------------------===//
#include "tools/driver/Model.h"
#include "backends/Xylo/SpecificationFile.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/Kernel/KernelDialect.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/SNN/SNNDialect.h"
#include "ir/Support/Text.h"
#include "ir/Xylo/XyloDialect.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "tools/driver/TrialRead.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include <unistd.h>

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
  bool printable =
      !head.empty() && llvm::all_of(head, [](unsigned char c) { return c >= 0x20 || llvm::isSpace(c) || c == 0x1b; });
  return printable ? FileKind::Text : FileKind::Unknown;
}

void registerDialects(DialectRegistry &registry) {
  registry.insert<kernel::KernelDialect, nir::NIRDialect, snn::SNNDialect, xylo::XyloDialect>();
}

static llvm::Error unreadable(StringRef path, const Twine &what) {
  return llvm::make_error<UnreadableModel>(escaped(path) + ": " + what);
}

llvm::Expected<FileKind> kindOfFile(StringRef path) {
  llvm::sys::fs::file_status status;
  if (std::error_code error = llvm::sys::fs::status(path, status))
    return unreadable(path, error.message());
  // Nothing else has a first byte that can be read twice, and a pipe without a writer would wait for ever.
  if (status.type() != llvm::sys::fs::file_type::regular_file)
    return unreadable(path, "not a regular file, a model file or '-' (standard input) is expected");
  if (status.getSize() == 0)
    return FileKind::Unknown;
  auto head = llvm::MemoryBuffer::getFileSlice(path, std::min(status.getSize(), inspectedBytes), 0);
  if (!head)
    return unreadable(path, head.getError().message());
  return fileKind((*head)->getBuffer());
}

/// The bytes of a tensor, at most 2^64 - 1.
static uint64_t declaredBytes(ShapedType type) {
  if (!type.hasStaticShape() || !type.getElementType().isIntOrFloat())
    return 0;
  uint64_t bytes = llvm::divideCeil(type.getElementTypeBitWidth(), 8);
  for (int64_t size : type.getShape())
    bytes = llvm::SaturatingMultiply(bytes, static_cast<uint64_t>(size));
  return bytes;
}

/// A splat of a few bytes can stand for any number of values, which would be computed one by one.
static llvm::Error checkDeclaredSizes(ModuleOp module, StringRef path) {
  uint64_t declared = 0;
  auto add = [&](ShapedType type) { declared = llvm::SaturatingAdd(declared, declaredBytes(type)); };
  module->walk([&](Operation *op) {
    op->getAttrDictionary().walk([&](Attribute attribute) {
      if (auto elements = dyn_cast<ElementsAttr>(attribute))
        add(elements.getShapedType());
    });
    for (Type type : op->getResultTypes())
      if (auto shaped = dyn_cast<ShapedType>(type))
        add(shaped);
  });
  uint64_t memory = static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  if (declared <= memory)
    return llvm::Error::success();
  return unreadable(path, "its parameters and signals declare " + Twine(declared) + " bytes, this machine has " +
                              Twine(memory));
}

/// What cannot be parsed has findings of the parser, except for some damaged bytecode.
static llvm::Error refusal(StringRef path, bool isExplained) {
  if (isExplained)
    return llvm::make_error<nir::RefusedModel>();
  return unreadable(path, "damaged or made by another version: the reader refuses it and gives no reason");
}

/// A specification of Rockpool's mapper: a chip without a target.
static llvm::Expected<OwningOpRef<ModuleOp>> importSpecification(StringRef text, StringRef path, MLIRContext *context) {
  llvm::Expected<xylo::Specification> specification = xylo::readSpecification(text, path);
  if (!specification)
    return llvm::handleErrors(specification.takeError(), [](const llvm::ErrorInfoBase &error) -> llvm::Error {
      return llvm::make_error<UnreadableModel>(error.message());
    });
  return xylo::chipModule(*specification, path, context);
}

/// `buffer` is mapped where it is large, and blobs of bytecode are views of it.
static llvm::Expected<OwningOpRef<ModuleOp>> parseMLIR(std::unique_ptr<llvm::MemoryBuffer> buffer, FileKind kind,
                                                       StringRef path, MLIRContext *context) {
  // A text that is no MLIR deserves a better answer than a parser's.
  StringRef text = buffer->getBuffer();
  if (kind == FileKind::Text && xylo::looksLikeSpecification(text))
    return importSpecification(text, path, context);
  static constexpr StringLiteral words[] = {"nir.", "snn.", "module", "kernel.", "xylo."};
  if (kind == FileKind::Text && llvm::none_of(words, [&](StringRef word) { return text.contains(word); }))
    return unreadable(
        path, "a text that is no model; a model is a .nir, .mlir or .mlirbc file, or a specification for Xylo (JSON)");
  auto sources = std::make_shared<llvm::SourceMgr>();
  sources->AddNewSourceBuffer(std::move(buffer), llvm::SMLoc());
  if (llvm::Error error = tryToRead(path, text.size(),
                                    [&] { OwningOpRef<ModuleOp> lost = parseSourceFile<ModuleOp>(sources, context); }))
    return std::move(error);
  bool isExplained = false;
  ScopedDiagnosticHandler handler(context, [&](Diagnostic &diagnostic) {
    isExplained |= diagnostic.getSeverity() == DiagnosticSeverity::Error;
    return failure();
  });
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, context);
  if (!module)
    return refusal(path, isExplained);
  if (llvm::Error error = checkDeclaredSizes(*module, path))
    return std::move(error);
  return module;
}

static llvm::Expected<OwningOpRef<ModuleOp>> loadFromStandardInput(MLIRContext *context) {
  StringRef name = "standard input";
  auto buffer = llvm::MemoryBuffer::getSTDIN();
  if (!buffer)
    return unreadable(name, buffer.getError().message());
  FileKind kind = fileKind((*buffer)->getBuffer().take_front(inspectedBytes));
  if (kind == FileKind::Bytecode || kind == FileKind::Text)
    return parseMLIR(std::move(*buffer), kind, name, context);
  return unreadable(name, kind == FileKind::HDF5 ? "an HDF5 file, which can only be read as a file; give its path"
                                                 : "neither MLIR text nor bytecode");
}

llvm::Error explainRefusal(StringRef name, StringRef bytes, const DialectRegistry &registry) {
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  bool isExplained = false;
  ScopedDiagnosticHandler handler(
      &context, [&](Diagnostic &diagnostic) { isExplained |= diagnostic.getSeverity() == DiagnosticSeverity::Error; });
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(bytes, &context);
  return refusal(name, module || isExplained);
}

llvm::Expected<OwningOpRef<ModuleOp>> loadModel(StringRef path, MLIRContext *context) {
  if (path == "-")
    return loadFromStandardInput(context);
  llvm::Expected<FileKind> kind = kindOfFile(path);
  if (!kind)
    return kind.takeError();
  if (*kind == FileKind::Bytecode || *kind == FileKind::Text) {
    auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/true);
    if (!buffer)
      return unreadable(path, buffer.getError().message());
    return parseMLIR(std::move(*buffer), *kind, path, context);
  }
  // The reader of HDF5 files also says what a file that is none looks like.
  llvm::Expected<OwningOpRef<ModuleOp>> module = nir::importNIR(path, context);
  if (module)
    return module;
  return llvm::handleErrors(module.takeError(), [&](const nirfile::UnreadableFile &error) -> llvm::Error {
    StringRef hint = *kind == FileKind::HDF5 ? "" : "; a model is a .nir (HDF5), .mlir or .mlirbc file";
    return llvm::make_error<UnreadableModel>(error.message() + hint);
  });
}

} // namespace ganglion::driver
