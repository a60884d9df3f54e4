//===- ImportFuzzer.cpp - what a corrupted reader may send ----------------===//
//
// Everything behind the process that reads HDF5: bytes -> tree -> graph -> `nir` module -> checks -> flat module ->
// text. An input is the length of a skeleton (u32), the skeleton as ReaderProtocol.h has it, and bytes of which the
// numbers of all datasets are made, again and again; without any they are 0.
//
//===----------------------------------------------------------------------===//
#include "frontends/NIR/GraphTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "frontends/NIR/SkeletonDecoder.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "passes/NIR/Passes.h"
#include "llvm/Support/raw_ostream.h"
#include <cstring>

using namespace mlir;
using namespace ganglion;

/// libMLIR is not instrumented: what its containers poison would be reported falsely.
extern "C" const char *__asan_default_options() { return "allow_user_poisoning=0:detect_leaks=0"; }
extern "C" const char *__ubsan_default_options() { return "halt_on_error=1:print_stacktrace=1"; }

/// Numbers of one model; the reader would refuse more than the file holds.
static constexpr uint64_t mostBytes = 1 << 20;
/// Attributes and types are never freed while a context lives.
static constexpr unsigned runsPerContext = 64;

namespace {

/// Numbers for datasets, in place of the reader's shared memory.
class NumberPool {
public:
  explicit NumberPool(ArrayRef<char> pattern) : pattern(pattern) {}

  llvm::Error load(ArrayRef<nirfile::Dataset *> datasets) {
    for (nirfile::Dataset *dataset : datasets) {
      if (dataset->kind == nirfile::ElementKind::Unsupported || dataset->declaredBytes > mostBytes - used)
        return llvm::make_error<nirfile::UnreadableFile>("fuzz.nir", "a dataset that no file could store");
      used += dataset->declaredBytes;
      auto &bytes = *storage->emplace_back(std::make_unique<std::vector<char>>(dataset->declaredBytes));
      for (size_t i = 0; i < bytes.size() && !pattern.empty(); ++i)
        bytes[i] = pattern[i % pattern.size()];
      if (dataset->kind == nirfile::ElementKind::Boolean)
        for (char &byte : bytes)
          byte &= 1;
      dataset->data = bytes;
    }
    return llvm::Error::success();
  }

  std::shared_ptr<void> owner() const { return storage; }

private:
  ArrayRef<char> pattern;
  uint64_t used = 0;
  std::shared_ptr<std::vector<std::unique_ptr<std::vector<char>>>> storage =
      std::make_shared<std::vector<std::unique_ptr<std::vector<char>>>>();
};

} // namespace

static LogicalResult run(ModuleOp module, std::unique_ptr<Pass> first, std::unique_ptr<Pass> second) {
  PassManager passes(module.getContext());
  passes.enableVerifier(false);
  passes.addPass(std::move(first));
  passes.addPass(std::move(second));
  return passes.run(module);
}

static void import(nirfile::Group &root, ArrayRef<char> pattern, MLIRContext *context) {
  NumberPool pool(pattern);
  auto load = [&](ArrayRef<nirfile::Dataset *> datasets) { return pool.load(datasets); };
  llvm::Expected<OwningOpRef<ModuleOp>> module = nir::importTree({root, load, pool.owner()}, "fuzz.nir", context);
  if (!module) {
    llvm::consumeError(module.takeError());
    return;
  }
  llvm::raw_null_ostream nowhere;
  bool sound = succeeded(run(**module, nir::createNIRInferShapes(), nir::createNIRCheck()));
  // What the checks accept, the verifier accepts, and every pass may rely on it.
  if (sound && (failed(verify(**module)) ||
                failed(run(**module, nir::createNIRCanonicalise(), nir::createNIRCheck())) || failed(verify(**module))))
    abort();
  if (sound)
    (*module)->print(nowhere);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static std::unique_ptr<MLIRContext> context;
  static unsigned runs = 0;
  uint32_t length;
  if (size < sizeof(length))
    return 0;
  std::memcpy(&length, data, sizeof(length));
  ArrayRef<char> bytes(reinterpret_cast<const char *>(data) + sizeof(length), size - sizeof(length));
  length = std::min<size_t>(length, bytes.size());
  llvm::Expected<nirfile::Group> root = nirfile::decodeSkeleton(bytes.take_front(length));
  if (!root) {
    llvm::consumeError(root.takeError());
    return -1;
  }
  if (!context || runs++ % runsPerContext == 0) {
    context.reset();
    context = std::make_unique<MLIRContext>(MLIRContext::Threading::DISABLED);
    context->getDiagEngine().registerHandler([](Diagnostic &diagnostic) {
      (void)findingOf(diagnostic).text();
      return success();
    });
  }
  import(*root, bytes.drop_front(length), context.get());
  return 0;
}
