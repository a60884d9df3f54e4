//===- ModuleText.cpp -----------------------------------------------------===//
#include "tools/driver/ModuleText.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Endian.h"
#include <vector>

using namespace mlir;

namespace ganglion::driver {

static constexpr int64_t largestShownParameter = 16;
static constexpr size_t bytesAtOnce = 4096;

static void printHex(ArrayRef<char> bytes, llvm::raw_ostream &os) {
  for (; !bytes.empty(); bytes = bytes.drop_front(std::min(bytes.size(), bytesAtOnce)))
    os << llvm::toHex(llvm::arrayRefFromStringRef(StringRef(bytes.data(), std::min(bytes.size(), bytesAtOnce))));
}

/// key: "0x<alignment, 4 bytes little endian><data>"
static void printBlob(StringRef key, const AsmResourceBlob &blob, llvm::raw_ostream &os) {
  bool isWord = !key.empty() && (llvm::isAlpha(key.front()) || key.front() == '_') &&
                llvm::all_of(key, [](char c) { return llvm::isAlnum(c) || c == '_' || c == '.' || c == '$'; });
  if (isWord) {
    os << key;
  } else {
    os << '"';
    llvm::printEscapedString(key, os);
    os << '"';
  }
  os << ": \"0x";
  char alignment[sizeof(uint32_t)];
  llvm::support::endian::write32le(alignment, static_cast<uint32_t>(blob.getDataAlignment()));
  printHex(alignment, os);
  printHex(blob.getData(), os);
  os << '"';
}

using NamedBlob = std::pair<StringRef, const AsmResourceBlob *>;

/// The blobs that attributes of the module name, in the order of their first use.
static std::vector<NamedBlob> usedBlobs(ModuleOp module) {
  std::vector<NamedBlob> used;
  llvm::StringSet<> seen;
  module->walk<WalkOrder::PreOrder>([&](Operation *op) {
    op->getAttrDictionary().walk([&](DenseResourceElementsAttr attribute) {
      DenseResourceElementsHandle handle = attribute.getRawHandle();
      if (const AsmResourceBlob *blob = handle.getBlob(); blob && seen.insert(handle.getKey()).second)
        used.emplace_back(handle.getKey(), blob);
    });
  });
  return used;
}

void printModule(ModuleOp module, llvm::raw_ostream &os, TextParameters parameters) {
  // The local scope leaves out the section of resources, which follows below.
  OpPrintingFlags flags;
  flags.useLocalScope();
  if (parameters == TextParameters::Elided)
    flags.elideLargeElementsAttrs(largestShownParameter);
  module->print(os, flags);
  os << "\n";
  std::vector<NamedBlob> blobs = usedBlobs(module);
  if (parameters == TextParameters::Elided || blobs.empty())
    return;
  os << "\n{-#\n  dialect_resources: {\n    builtin: {\n      ";
  llvm::interleave(blobs, os, [&](const NamedBlob &blob) { printBlob(blob.first, *blob.second, os); }, ",\n      ");
  os << "\n    }\n  }\n#-}\n";
}

} // namespace ganglion::driver
