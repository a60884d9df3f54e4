//===- snn-translate.cpp - models from and to other formats ---------------===//
#include "backends/Xylo/Configuration.h"
#include "backends/Xylo/Memory.h"
#include "backends/Xylo/Passes.h"
#include "backends/Xylo/SpecificationFile.h"
#include "frontends/NIR/NIRExporter.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/Support/Text.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "passes/NIR/Passes.h"
#include "tools/driver/ExitStatus.h"
#include "tools/driver/Model.h"
#include "tools/driver/ModuleText.h"
#include "tools/driver/OutputFile.h"
#include "tools/driver/Pipelines.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace mlir;
using namespace ganglion;
namespace cl = llvm::cl;

//===----------------------------------------------------------------------===//
// Command line
//===----------------------------------------------------------------------===//

static cl::OptionCategory category("Translation");

enum class Action {
  ImportNIR,
  ExportNIR,
  ImportXyloSpecification,
  ExportXyloSpecification,
  ImportXyloMemory,
  ExportXyloMemory,
  ImportXyloConfiguration,
  ExportXyloConfiguration
};
static cl::opt<Action> action(
    cl::desc("What to do:"), cl::cat(category),
    cl::values(clEnumValN(Action::ImportNIR, "import-nir", "NIR file to MLIR, checked"),
               clEnumValN(Action::ExportNIR, "export-nir", "MLIR to NIR file"),
               clEnumValN(Action::ImportXyloSpecification, "import-xylo-spec",
                          "Xylo specification (JSON, the dictionary of Rockpool's mapper) to MLIR"),
               clEnumValN(Action::ExportXyloSpecification, "export-xylo-spec", "xylo.chip to Xylo specification"),
               clEnumValN(Action::ImportXyloMemory, "import-xylo-ram", "Xylo memory image to MLIR"),
               clEnumValN(Action::ExportXyloMemory, "export-xylo-ram", "xylo.chip to Xylo memory image"),
               clEnumValN(Action::ImportXyloConfiguration, "import-xylo-json",
                          "Xylo configuration to MLIR, with --target"),
               clEnumValN(Action::ExportXyloConfiguration, "export-xylo-json", "xylo.chip to Xylo configuration")));
static cl::opt<std::string> inputName(cl::Positional, cl::desc("INPUT"), cl::init("-"), cl::cat(category));
static cl::opt<std::string> outputName("o", cl::desc("Where the result goes; - is standard output, the default"),
                                       cl::value_desc("FILE"), cl::init("-"), cl::cat(category));
static cl::opt<std::string> targetName("target",
                                       cl::desc("Xylo: the chip, by name or file, where input or output need one"),
                                       cl::value_desc("T"), cl::cat(category));
static cl::list<std::string>
    allowedRules("allow", cl::desc("Xylo: findings of these rules, or of all, do not keep a chip from being exported"),
                 cl::value_desc("RULE,..."), cl::CommaSeparated, cl::cat(category));
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
                                   "  snn-translate --export-nir model.mlir -o model.nir --gzip\n"
                                   "  snn-translate --import-xylo-spec spec.json -o chip.mlir\n\n"
                                   "Exit status: 0 done, 1 the model was refused, 2 wrong usage or a file that cannot "
                                   "be read or written.\n",
                                   &llvm::errs()))
    return false;
  auto wrong = [](const Twine &message) {
    llvm::errs() << "error: " << message << "\n";
    return false;
  };
  if (action.getNumOccurrences() != 1)
    return wrong(
        "exactly one of --import-nir, --export-nir, --import-xylo-spec, --export-xylo-spec, --import-xylo-ram, "
        "--export-xylo-ram, --import-xylo-json and --export-xylo-json is needed");
  bool isImport = action == Action::ImportNIR || action == Action::ImportXyloSpecification ||
                  action == Action::ImportXyloMemory || action == Action::ImportXyloConfiguration;
  bool isNIR = action == Action::ImportNIR || action == Action::ExportNIR;
  if (isNIR && targetName.getNumOccurrences())
    return wrong("--target goes with Xylo's formats only");
  if (action == Action::ImportXyloConfiguration && targetName.empty())
    return wrong("--import-xylo-json needs --target: the configuration does not name its chip");
  for (auto [option, forImport] :
       {std::make_pair<cl::Option *>(&elide, true), std::make_pair<cl::Option *>(&bytecode, true),
        std::make_pair<cl::Option *>(&gzip, false), std::make_pair<cl::Option *>(&nirVersion, false)})
    if (option->getNumOccurrences() && forImport != isImport)
      return wrong("--" + option->ArgStr + " goes with " + (forImport ? "an import" : "an export") + " only");
  for (cl::Option *option : {static_cast<cl::Option *>(&gzip), static_cast<cl::Option *>(&nirVersion)})
    if (option->getNumOccurrences() && !isNIR)
      return wrong("--" + option->ArgStr + " goes with --export-nir only");
  if (elide && bytecode)
    return wrong("--elide and --emit-bytecode exclude each other: bytecode without its numbers is good for nothing");
  if (gzipLevel() < -1 || gzipLevel() > 9)
    return wrong("--gzip is " + quoted(gzip) + ", allowed is 0 to 9");
  if (!nir::isNIRVersion(nirVersion))
    return wrong("--nir-version is " + quoted(nirVersion) + ", allowed are 1.0 to 1.0.8");
  if (action == Action::ImportNIR && inputName == "-")
    return wrong("no NIR file is given; HDF5 cannot be read from standard input");
  if (action == Action::ExportNIR && outputName == "-")
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

//===----------------------------------------------------------------------===//
// Xylo
//===----------------------------------------------------------------------===//

static llvm::Error unreadable(llvm::Error error) {
  return llvm::make_error<driver::UnreadableModel>(llvm::toString(std::move(error)));
}

static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> readText() {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(inputName, /*IsText=*/true);
  if (!buffer)
    return llvm::make_error<driver::UnreadableModel>(escaped(inputName) + ": " + buffer.getError().message());
  return std::move(*buffer);
}

/// The chip of a file in one of Xylo's formats, and its target's name where there is one.
static llvm::Expected<std::pair<xylo::Specification, std::string>> readXylo() {
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> buffer = readText();
  if (!buffer)
    return buffer.takeError();
  StringRef text = (*buffer)->getBuffer();
  std::string name = targetName;
  if (action == Action::ImportXyloSpecification) {
    llvm::Expected<xylo::Specification> specification = xylo::readSpecification(text, inputName);
    if (!specification)
      return unreadable(specification.takeError());
    return std::make_pair(std::move(*specification), name);
  }
  if (action == Action::ImportXyloMemory && name.empty()) {
    llvm::Expected<std::string> told = xylo::targetOfMemory(text, inputName);
    if (!told)
      return unreadable(told.takeError());
    name = *told;
  }
  llvm::Expected<std::shared_ptr<const target::Description>> target = xylo::findXylo(name);
  if (!target)
    return unreadable(target.takeError());
  llvm::Expected<xylo::Specification> specification = action == Action::ImportXyloMemory
                                                          ? xylo::readMemory(text, inputName, **target)
                                                          : xylo::readConfiguration(text, inputName, **target);
  if (!specification)
    return unreadable(specification.takeError());
  return std::make_pair(std::move(*specification), name);
}

static driver::ExitStatus importXylo(MLIRContext &context, driver::DiagnosticPrinter &printer) {
  auto read = readXylo();
  if (!read)
    return driver::reportError(read.takeError(), printer);
  OwningOpRef<ModuleOp> module = xylo::chipModule(read->first, inputName, &context, read->second);
  if (failed(verify(*module)))
    return driver::Refused;
  if (llvm::Error error =
          driver::writeFile(outputName, [&](llvm::raw_ostream &os) { return writeModule(*module, os); }))
    return driver::reportError(std::move(error), printer);
  return driver::Done;
}

/// The text of the only chip in one of Xylo's formats.
static llvm::Expected<std::string> xyloText(ModuleOp module) {
  auto chips = module.getOps<xylo::ChipOp>();
  if (chips.empty() || std::next(chips.begin()) != chips.end())
    return llvm::createStringError("the module holds " + Twine(llvm::range_size(chips)) +
                                   " xylo.chip, exactly one is expected");
  xylo::ChipOp chip = *chips.begin();
  xylo::Specification specification = xylo::specificationOf(chip);
  if (action == Action::ExportXyloSpecification) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    xylo::writeSpecification(specification, stream);
    return text;
  }
  std::string name = targetName.empty() ? chip.getTarget().value_or("").str() : targetName.getValue();
  if (name.empty())
    return llvm::createStringError("the chip names no target; give one with --target");
  llvm::Expected<std::shared_ptr<const target::Description>> target = xylo::findXylo(name);
  if (!target)
    return target.takeError();
  std::vector<std::string> rules(allowedRules.begin(), allowedRules.end());
  if (llvm::Error error = xylo::checkAllowed(rules, **target))
    return std::move(error);
  // What is written fits the chip.
  Findings findings = xylo::verifyLoadable(specification, **target, {rules}, chip.getLoc());
  if (failed(findings.report()))
    return llvm::make_error<nir::RefusedModel>();
  return action == Action::ExportXyloMemory ? xylo::writeMemory(specification, **target)
                                            : xylo::writeConfiguration(specification, **target);
}

static driver::ExitStatus exportXylo(MLIRContext &context, driver::DiagnosticPrinter &printer) {
  llvm::Expected<OwningOpRef<ModuleOp>> module = driver::loadModel(inputName, &context);
  if (!module)
    return driver::reportError(module.takeError(), printer);
  llvm::Expected<std::string> text = xyloText(**module);
  if (!text)
    return driver::reportError(text.takeError(), printer);
  if (llvm::Error error = driver::writeFile(outputName, [&](llvm::raw_ostream &os) {
        os << *text;
        return llvm::Error::success();
      }))
    return driver::reportError(std::move(error), printer);
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
  case Action::ImportXyloSpecification:
  case Action::ImportXyloMemory:
  case Action::ImportXyloConfiguration:
    return importXylo(context, printer);
  case Action::ExportXyloSpecification:
  case Action::ExportXyloMemory:
  case Action::ExportXyloConfiguration:
    return exportXylo(context, printer);
  }
}
