//===- SplitCode.cpp ------------------------------------------------------===//
#include "backends/CPU/SplitCode.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace ganglion::cpu {

using PartOf = DenseMap<const GlobalValue *, unsigned>;

/// The largest functions first, of equal ones the first, each to the part that has least.
static PartOf distribute(Module &module, unsigned parts) {
  std::vector<Function *> functions;
  for (Function &function : module)
    if (!function.isDeclaration())
      functions.push_back(&function);
  std::vector<std::pair<int64_t, size_t>> order;
  for (auto [index, function] : llvm::enumerate(functions))
    order.emplace_back(-static_cast<int64_t>(function->getInstructionCount()), index);
  llvm::sort(order);
  std::vector<int64_t> load(parts);
  PartOf partOf;
  for (auto [size, index] : order) {
    auto least = llvm::min_element(load);
    *least -= size;
    partOf[functions[index]] = least - load.begin();
  }
  return partOf;
}

/// Other parts refer to it by its name.
static void externalise(GlobalValue &value) {
  if (!value.hasLocalLinkage())
    return;
  value.setLinkage(GlobalValue::ExternalLinkage);
  value.setVisibility(GlobalValue::HiddenVisibility);
  if (!value.hasName())
    value.setName("unnamed");
}

std::vector<SmallVector<char, 0>> splitToBitcode(Module &module, unsigned parts) {
  auto definitions = llvm::count_if(module, [](const Function &function) { return !function.isDeclaration(); });
  parts = std::clamp<unsigned>(definitions, 1, parts);
  PartOf partOf = distribute(module, parts);
  for (GlobalValue &value : module.global_values())
    externalise(value);
  std::vector<SmallVector<char, 0>> result(parts);
  for (unsigned part = 0; part < parts; ++part) {
    ValueToValueMapTy map;
    // Data belong to the first part.
    std::unique_ptr<Module> clone =
        CloneModule(module, map, [&](const GlobalValue *value) { return partOf.lookup(value) == part; });
    raw_svector_ostream stream(result[part]);
    WriteBitcodeToFile(*clone, stream);
  }
  return result;
}

} // namespace ganglion::cpu
