//===- snn-translate.cpp - models from and to other formats ---------------===//
#include "frontends/NIR/NIRExporter.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/Support/Text.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/MLIRContext.h"
#include "passes/NIR/Passes.h"
#include "tools/driver/ExitStatus.h"
#include "tools/driver/Model.h"
#include "tools/driver/ModuleText.h"
#include "tools/driver/OutputFile.h"
#include "tools/driver/Pipelines.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"

using namespace mlir;
using namespace ganglion;
namespace cl = llvm::cl;

//===----------------------------------------------------------------------===//
// Command line
//===----------------------------------------------------------------------===//

static cl::OptionCategory category("Translation");

enum class Action { ImportNIR, ExportNIR };
static cl::opt<Action> action(cl::desc("What to do:"), cl::cat(category),
                              cl::values(clEnumValN(Action::ImportNIR, "import-nir", "NIR file to MLIR, checked"),
                                         clEnumValN(Action::ExportNIR, "export-nir", "MLIR to NIR file")));
static cl::opt<std::string> inputName(cl::Positional, cl::desc("INPUT"), cl::init("-"), cl::cat(category));
static cl::opt<std::string> outputName("o", cl::desc("Where the result goes; - is standard output, the default"),
                                       cl::value_desc("FILE"), cl::init("-"), cl::cat(category));
static cl::opt<bool> quiet("quiet", cl::desc("Do not print remarks"), cl::cat(category));
static cl::opt<bool> elide("elide", cl::desc("Import: leave large parameters out of the text, for reading only"),
                           cl::cat(category));
static cl::opt<bool> bytecode("emit-bytecode", cl::desc("Import: write .mlirbc, the compact form for large models"),
                              cl::cat(category));
static cl::opt<std::string> gzip("gzip", cl::desc("Export: compress arrays (level 0 to 9, default 4)"),
                                 cl::value_desc("LEVEL"), cl::ValueOptional, cl::cat(category));
static cl::opt<std::string> nirVersion("nir-version",
                                       cl::desc("Export: release of nir that shall read the file (default 1.0.8)"),
                                       cl::value_desc("VERSION"), cl::init("1.0.8"), cl::cat(category));

/// As h5py's.
static constexpr int defaultGzipLevel = 4;

/// The level given, -1 without --gzip; something else if it is no number.
static int gzipLevel() {
  int level;
  if (!gzip.getNumOccurrences())
    return -1;
  if (gzip.empty())
    return defaultGzipLevel;
  return StringRef(gzip).getAsInteger(10, level) || level < 0 ? -2 : level;
}

/// Reads the arguments, or says in a line what is wrong with them.
static bool readArguments(int argc, char **argv) {
  registerAsmPrinterCLOptions();
  cl::HideUnrelatedOptions(category);
  cl::SetVersionPrinter(
      [](llvm::raw_ostream &os) { os << "ganglion " GANGLION_VERSION " (LLVM " LLVM_VERSION_STRING ")\n"; });
  if (!cl::ParseCommandLineOptions(argc, argv,
                                   "snn-translate translates models from and to other formats\n\n"
                                   "NIR files become MLIR, checked and with all weights, and MLIR becomes a NIR file "
                                   "again, with the same bits.\n\n"
                                   "  snn-translate --import-nir model.nir -o model.mlir\n"
                                   "  snn-translate --export-nir model.mlir -o model.nir --gzip\n\n"
                                   "Exit status: 0 done, 1 the model was refused, 2 wrong usage or a file that cannot "
                                   "be read or written.\n",
                                   &llvm::errs()))
    return false;
  auto wrong = [](const Twine &message) {
    llvm::errs() << "error: " << message << "\n";
    return false;
  };
  if (action.getNumOccurrences() != 1)
    return wrong("exactly one of --import-nir and --export-nir is needed");
  bool isImport = action == Action::ImportNIR;
  for (auto [option, forImport] :
       {std::make_pair<cl::Option *>(&elide, true), std::make_pair<cl::Option *>(&bytecode, true),
        std::make_pair<cl::Option *>(&gzip, false), std::make_pair<cl::Option *>(&nirVersion, false)})
    if (option->getNumOccurrences() && forImport != isImport)
      return wrong("--" + option->ArgStr + " goes with " + (forImport ? "an import" : "an export") + " only");
  if (elide && bytecode)
    return wrong("--elide and --emit-bytecode exclude each other: bytecode without its numbers is good for nothing");
  if (gzipLevel() < -1 || gzipLevel() > 9)
    return wrong("--gzip is " + quoted(gzip) + ", allowed is 0 to 9");
  if (!nir::isNIRVersion(nirVersion))
    return wrong("--nir-version is " + quoted(nirVersion) + ", allowed are 1.0 to 1.0.8");
  if (isImport && inputName == "-")
    return wrong("no NIR file is given; HDF5 cannot be read from standard input");
  if (!isImport && outputName == "-")
    return wrong("-o FILE is missing; HDF5 cannot be written to standard output");
  return true;
}

//===----------------------------------------------------------------------===//
// Actions
//===----------------------------------------------------------------------===//

static llvm::Error writeModule(ModuleOp module, llvm::raw_ostream &os) {
  if (bytecode)
    return succeeded(writeBytecodeToFile(module, os))
               ? llvm::Error::success()
               : llvm::createStringError("the module cannot be written as bytecode");
  driver::printModule(module, os, elide ? driver::TextParameters::Elided : driver::TextParameters::All);
  return llvm::Error::success();
}

static driver::ExitStatus importModel(MLIRContext &context, driver::DiagnosticPrinter &printer) {
  llvm::Expected<OwningOpRef<ModuleOp>> module = nir::importNIR(inputName, &context);
  if (!module)
    return driver::reportError(module.takeError(), printer);
  if (failed(driver::runPasses(**module, driver::addCheckPipeline)))
    return driver::Refused;
  if (llvm::Error error =
          driver::writeFile(outputName, [&](llvm::raw_ostream &os) { return writeModule(**module, os); }))
    return driver::reportError(std::move(error), printer);
  return driver::Done;
}

static driver::ExitStatus exportModel(MLIRContext &context, driver::DiagnosticPrinter &printer) {
  llvm::Expected<OwningOpRef<ModuleOp>> module = driver::loadModel(inputName, &context);
  if (!module)
    return driver::reportError(module.takeError(), printer);
  LogicalResult inferred =
      driver::runPasses(**module, [](OpPassManager &passes) { passes.addPass(nir::createNIRInferShapes()); });
  nir::ExportOptions options;
  options.version = nirVersion;
  options.gzipLevel = gzipLevel();
  if (failed(inferred) || failed(nir::exportNIR(**module, outputName, options)))
    return driver::Refused;
  return driver::Done;
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  if (!readArguments(argc, argv))
    return driver::Unusable;
  DialectRegistry registry;
  driver::registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  driver::DiagnosticPrinter printer(&context, quiet);
  switch (action) {
  case Action::ImportNIR:
    return importModel(context, printer);
  case Action::ExportNIR:
    return exportModel(context, printer);
  }
}
