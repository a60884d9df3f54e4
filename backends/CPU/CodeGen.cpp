//===- CodeGen.cpp --------------------------------------------------------===//
#include "backends/CPU/CodeGen.h"
#include "backends/CPU/Passes.h"
#include "backends/CPU/SplitCode.h"
#include "ir/Support/Text.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"

namespace ganglion::cpu {

/// The kernels are vectorised as they should be: no vectoriser, no unrolling. What is left to do is to share address
/// arithmetic and to move it out of loops.
static constexpr const char *cleanup =
    "function(early-cse,instcombine<no-verify-fixpoint>,simplifycfg,loop-mssa(licm))";

Machine machineOf(const CompileOptions &options) {
  Machine machine{llvm::sys::getProcessTriple(), options.cpu, options.features};
  if (!machine.cpu.empty())
    return machine;
  machine.cpu = llvm::sys::getHostCPUName().str();
  if (!machine.features.empty())
    return machine;
  std::vector<std::string> list;
  for (const auto &[name, present] : llvm::sys::getHostCPUFeatures())
    list.push_back((present ? "+" : "-") + name.str());
  llvm::sort(list);
  machine.features = llvm::join(list, ",");
  return machine;
}

static llvm::Expected<std::unique_ptr<llvm::TargetMachine>> targetMachine(const Machine &machine) {
  static const bool initialised = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)initialised;
  std::string reason;
  llvm::Triple triple(machine.triple);
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, reason);
  if (!target)
    return llvm::createStringError("machine " + quoted(machine.triple) + ": no code generator for it in this build");
  std::unique_ptr<llvm::MCSubtargetInfo> names(target->createMCSubtargetInfo(triple, "", ""));
  if (!names || !names->isCPUStringValid(machine.cpu))
    return llvm::createStringError("processor " + quoted(machine.cpu) + ": the code generator does not know it");
  llvm::TargetOptions options;
  // Every product and every sum is rounded on its own.
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  std::unique_ptr<llvm::TargetMachine> result(target->createTargetMachine(
      triple, machine.cpu, machine.features, options, llvm::Reloc::PIC_, std::nullopt, llvm::CodeGenOptLevel::Default));
  if (!result)
    return llvm::createStringError("machine " + quoted(machine.triple) + ": no code generator for it in this build");
  return result;
}

llvm::Error checkHost(const Machine &machine) {
  llvm::Triple host(llvm::sys::getProcessTriple()), wanted(machine.triple);
  if (host.getArch() != wanted.getArch() || host.getOS() != wanted.getOS())
    return llvm::createStringError("the code is for " + quoted(machine.triple) + ", this machine is " +
                                   quoted(host.str()));
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> target = targetMachine(machine);
  if (!target)
    return target.takeError();
  const llvm::MCSubtargetInfo &subtarget = *(*target)->getMCSubtargetInfo();
  // Of a machine that names its features itself only those count that it can use; names that describe how fast
  // something is do not.
  std::string missing;
  for (const auto &[name, present] : llvm::sys::getHostCPUFeatures())
    if (!present && subtarget.checkFeatures("+" + name.str()))
      missing += (missing.empty() ? "" : ", ") + name.str();
  if (missing.empty())
    return llvm::Error::success();
  return llvm::createStringError("the code is for the processor " + quoted(machine.cpu) + ", this one lacks " +
                                 missing + "; compile the network here");
}

static llvm::Expected<std::unique_ptr<llvm::Module>> translate(mlir::ModuleOp module, llvm::LLVMContext &context) {
  mlir::MLIRContext *mlirContext = module.getContext();
  mlir::DialectRegistry registry;
  mlir::registerBuiltinDialectTranslation(registry);
  mlir::registerLLVMDialectTranslation(registry);
  mlirContext->appendDialectRegistry(registry);
  mlir::PassManager passes(mlirContext, mlir::ModuleOp::getOperationName());
  passes.enableVerifier(false);
  passes.addPass(createLoopsToLLVM());
  if (mlir::failed(passes.run(module)))
    return llvm::createStringError("network: its loops could not be lowered to machine code");
  std::unique_ptr<llvm::Module> result = mlir::translateModuleToLLVMIR(module, context);
  if (!result)
    return llvm::createStringError("network: its loops could not be translated to LLVM IR");
  return result;
}

static void optimise(llvm::Module &module, llvm::TargetMachine &target) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graphs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&target);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graphs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graphs, modules);
  llvm::ModulePassManager passes;
  llvm::cantFail(builder.parsePassPipeline(passes, cleanup));
  passes.run(module, modules);
}

static void addLayout(llvm::Module &module, llvm::StringRef symbol, llvm::ArrayRef<int64_t> layout) {
  std::vector<uint64_t> words(layout.begin(), layout.end());
  llvm::Constant *data = llvm::ConstantDataArray::get(module.getContext(), words);
  new llvm::GlobalVariable(module, data->getType(), /*isConstant=*/true, llvm::GlobalValue::ExternalLinkage, data,
                           symbol + "_layout");
}

static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> emit(llvm::Module &module, llvm::TargetMachine &target) {
  optimise(module, target);
  llvm::SmallVector<char, 0> object;
  llvm::raw_svector_ostream stream(object);
  llvm::legacy::PassManager emitter;
  if (target.addPassesToEmitFile(emitter, stream, nullptr, llvm::CodeGenFileType::ObjectFile))
    return llvm::createStringError("machine " + quoted(target.getTargetTriple().str()) +
                                   ": no object files for it in this build");
  emitter.run(module);
  return std::make_unique<llvm::SmallVectorMemoryBuffer>(std::move(object), "network.o", false);
}

/// In a context of its own, so that threads share nothing.
static llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> emit(llvm::ArrayRef<char> bitcode, const Machine &machine) {
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> target = targetMachine(machine);
  if (!target)
    return target.takeError();
  llvm::LLVMContext context;
  llvm::StringRef bytes(bitcode.data(), bitcode.size());
  llvm::Expected<std::unique_ptr<llvm::Module>> module =
      llvm::parseBitcodeFile(llvm::MemoryBufferRef(bytes, "network"), context);
  if (!module)
    return module.takeError();
  return emit(**module, **target);
}

static llvm::Expected<Objects> emitParts(llvm::Module &module, const Machine &machine, unsigned parts) {
  std::vector<llvm::SmallVector<char, 0>> bitcodes = splitToBitcode(module, parts);
  Objects objects(bitcodes.size());
  std::vector<std::string> problems(bitcodes.size());
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency(bitcodes.size()));
  for (size_t part = 0; part < bitcodes.size(); ++part)
    pool.async([&, part] {
      llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> object = emit(bitcodes[part], machine);
      if (object)
        objects[part] = std::move(*object);
      else
        problems[part] = llvm::toString(object.takeError());
    });
  pool.wait();
  for (const std::string &problem : problems)
    if (!problem.empty())
      return llvm::createStringError(problem);
  return std::move(objects);
}

unsigned codeParts() { return std::min(4u, llvm::hardware_concurrency().compute_thread_count()); }

llvm::Expected<Objects> compileToObjects(mlir::ModuleOp module, const Machine &machine, llvm::StringRef symbol,
                                         llvm::ArrayRef<int64_t> layout, unsigned parts) {
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> target = targetMachine(machine);
  if (!target)
    return target.takeError();
  llvm::LLVMContext context;
  llvm::Expected<std::unique_ptr<llvm::Module>> code = translate(module, context);
  if (!code)
    return code.takeError();
  (*code)->setTargetTriple((*target)->getTargetTriple());
  (*code)->setDataLayout((*target)->createDataLayout());
  addLayout(**code, symbol, layout);
  if (parts > 1)
    return emitParts(**code, machine, parts);
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> object = emit(**code, **target);
  if (!object)
    return object.takeError();
  Objects objects;
  objects.push_back(std::move(*object));
  return std::move(objects);
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
compileToObject(mlir::ModuleOp module, const Machine &machine, llvm::StringRef symbol, llvm::ArrayRef<int64_t> layout) {
  llvm::Expected<Objects> objects = compileToObjects(module, machine, symbol, layout, /*parts=*/1);
  if (!objects)
    return objects.takeError();
  return std::move(objects->front());
}

} // namespace ganglion::cpu
