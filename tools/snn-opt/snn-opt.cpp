//===- snn-opt.cpp - runs passes over a model -----------------------------===//
//
// mlir-opt with Ganglion's dialects and passes, which also reads model files: they are imported and handed on as
// bytecode in memory.
//
//===----------------------------------------------------------------------===//
#include "frontends/NIR/NIRImporter.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "tools/driver/Diagnostics.h"
#include "tools/driver/Model.h"
#include "tools/driver/OutputFile.h"
#include "tools/driver/Pipelines.h"
#include "tools/driver/TrialRead.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include <sys/mman.h>
#include <unistd.h>

using namespace mlir;
using namespace ganglion;

/// The module as bytecode in memory of its own: the parameters are there once more, and only until the caller is done.
static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> bytecodeOf(ModuleOp module, StringRef name) {
  int memory = memfd_create("bytecode", MFD_CLOEXEC);
  if (memory < 0)
    return llvm::errorCodeToError(std::error_code(errno, std::generic_category()));
  llvm::raw_fd_ostream os(memory, /*shouldClose=*/true);
  LogicalResult written = writeBytecodeToFile(module, os);
  os.flush();
  std::error_code failure = os.error();
  os.clear_error();
  if (failure || failed(written))
    return llvm::createStringError("no memory for the module's bytecode");
  auto buffer = llvm::MemoryBuffer::getOpenFile(memory, name, os.tell(), /*RequiresNullTerminator=*/false);
  if (!buffer)
    return llvm::errorCodeToError(buffer.getError());
  return std::move(*buffer);
}

/// A model file that is no MLIR, imported.
static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> importedModel(StringRef path) {
  DialectRegistry registry;
  driver::registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  driver::DiagnosticPrinter printer(&context, /*quiet=*/false);
  llvm::Expected<OwningOpRef<ModuleOp>> module = driver::loadModel(path, &context);
  if (!module)
    return module.takeError();
  return bytecodeOf(**module, path);
}

static StringRef nameOf(const llvm::MemoryBuffer &buffer) {
  StringRef name = buffer.getBufferIdentifier();
  return name == "<stdin>" ? "standard input" : name;
}

/// Reads as MlirOptMain will, in a child, and stops before the passes.
static llvm::Error tryToRead(const llvm::MemoryBuffer &buffer, DialectRegistry &registry, MlirOptMainConfig config) {
  config.setPassPipelineSetupFn([](PassManager &) { return failure(); });
  return driver::tryToRead(nameOf(buffer), buffer.getBufferSize(), [&] {
    llvm::raw_null_ostream nowhere;
    auto copy = llvm::MemoryBuffer::getMemBuffer(buffer.getMemBufferRef(), /*RequiresNullTerminator=*/false);
    (void)MlirOptMain(nowhere, std::move(copy), registry, config);
  });
}

static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> openInput(StringRef path, DialectRegistry &registry,
                                                                     const MlirOptMainConfig &config) {
  if (path != "-" && llvm::sys::fs::is_regular_file(path)) {
    llvm::Expected<driver::FileKind> kind = driver::kindOfFile(path);
    if (!kind)
      return kind.takeError();
    if (*kind == driver::FileKind::HDF5)
      return importedModel(path);
  }
  if (path == "-" && llvm::sys::Process::StandardInIsUserInput())
    llvm::errs() << "(reading MLIR from the terminal, ctrl-d ends it)\n";
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> buffer = openInputFile(path, &message);
  if (!buffer)
    return llvm::createStringError(message);
  if (llvm::Error error = tryToRead(*buffer, registry, config))
    return std::move(error);
  return std::move(buffer);
}

/// Findings about something that has no line, as in an imported model, are printed as snnc prints them; MLIR prints the
/// others with the line they are about.
static void printFindingsPlainly(MLIRContext *context) {
  context->getDiagEngine().registerHandler([](Diagnostic &diagnostic) {
    FileLineColLoc position = driver::filePosition(diagnostic.getLocation());
    if (!position || position.getLine())
      return failure();
    driver::printFinding(findingOf(diagnostic), driver::placeText(position));
    return success();
  });
}

static int fail(llvm::Error error) {
  llvm::handleAllErrors(
      std::move(error), [](const nir::RefusedModel &) {},
      [](const llvm::ErrorInfoBase &other) { llvm::errs() << "error: " << other.message() << "\n"; });
  return EXIT_FAILURE;
}

static constexpr llvm::StringLiteral toolName =
    "snn-opt runs passes over a model\n\n"
    "It is mlir-opt with Ganglion's dialects (nir, snn, kernel) and passes; beside .mlir and .mlirbc it reads .nir\n"
    "files, known by their content. Results go to standard output or to -o FILE.\n\n"
    "  snn-opt model.nir --nir-infer-shapes --nir-check -o checked.mlir\n"
    "  snn-opt checked.mlir --snn-discretize=\"dt=1e-4 convention=snntorch\" -o network.mlir\n"
    "  snn-opt network.mlir --snn-verify-executable --snn-to-kernel -o kernel.mlir\n"
    "  snn-opt model.nir --emit-bytecode -o model.mlirbc\n\n"
    "--list-passes names the passes, --show-dialects the dialects. Exit status: 0 done, 1 refused, unreadable or "
    "wrong\n"
    "usage.\n";

/// What the options say, on a text or bytecode. Errors: as driver::loadModel, or nir::RefusedModel after a pass failed.
static llvm::Error runPasses(llvm::raw_ostream &os, const llvm::MemoryBuffer &buffer, DialectRegistry &registry,
                             const MlirOptMainConfig &config) {
  bool isRead = false;
  MlirOptMainConfig own = config;
  own.setPassPipelineSetupFn([&](PassManager &passes) {
    isRead = true;
    if (!config.shouldVerifyDiagnostics())
      printFindingsPlainly(passes.getContext());
    return config.setupPassPipeline(passes);
  });
  auto view = llvm::MemoryBuffer::getMemBuffer(buffer.getMemBufferRef(), /*RequiresNullTerminator=*/false);
  if (succeeded(MlirOptMain(os, std::move(view), registry, own)))
    return llvm::Error::success();
  if (isRead || driver::fileKind(buffer.getBuffer()) != driver::FileKind::Bytecode)
    return llvm::make_error<nir::RefusedModel>();
  return driver::explainRefusal(nameOf(buffer), buffer.getBuffer(), registry);
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  DialectRegistry registry;
  registry.insert<func::FuncDialect>();
  driver::registerDialects(registry);
  driver::registerPasses();
  auto [input, output] = registerAndParseCLIOptions(argc, argv, toolName, registry);
  MlirOptMainConfig config = MlirOptMainConfig::createFromCLOptions();
  if (config.shouldShowDialects() || config.shouldListPasses())
    return asMainReturnCode(MlirOptMain(argc, argv, input, output, registry));

  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> buffer = openInput(input, registry, config);
  if (!buffer)
    return fail(buffer.takeError());
  llvm::Error error =
      driver::writeFile(output, [&](llvm::raw_ostream &os) { return runPasses(os, **buffer, registry, config); });
  return error ? fail(std::move(error)) : EXIT_SUCCESS;
}
