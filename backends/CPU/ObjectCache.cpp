//===- ObjectCache.cpp ----------------------------------------------------===//
#include "backends/CPU/ObjectCache.h"
#include "mlir/IR/OperationSupport.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/xxhash.h"
#include <dlfcn.h>

using namespace llvm;

namespace ganglion::cpu {

/// Bytes behind the objects of a file: their hash (XXH3), by which a damaged file is known; and before each its size.
static constexpr size_t hashBytes = 8, sizeBytes = 8;

/// The file that holds a function, by path, size and time: another build makes other code. Of a program dladdr knows
/// only what it was called, which may be no path.
static std::string identityOf(void *function) {
  Dl_info info;
  bool isPath = dladdr(function, &info) && sys::path::is_absolute(info.dli_fname);
  std::string path = isPath ? info.dli_fname : sys::fs::getMainExecutable(nullptr, function);
  sys::fs::file_status status;
  if (sys::fs::status(path, status))
    return "unknown";
  return path + " " + std::to_string(status.getSize()) + " " +
         std::to_string(status.getLastModificationTime().time_since_epoch().count());
}

static std::string buildIdentity() {
  using Flush = raw_ostream &(*)();
  Flush inLLVM = &llvm::nulls;
  return identityOf(reinterpret_cast<void *>(&buildIdentity)) + "\n" + identityOf(reinterpret_cast<void *>(inLLVM)) +
         "\n" LLVM_VERSION_STRING "\n";
}

/// The name of the object of a request.
static std::string keyOf(const CodeRequest &request, unsigned parts) {
  std::string text;
  raw_string_ostream stream(text);
  const Machine &machine = request.machine;
  stream << buildIdentity() << machine.triple << "\n"
         << machine.cpu << "\n"
         << machine.features << "\n"
         << parts << "\n";
  for (const LoopOptions &variant : request.variants)
    stream << variant.record << " " << variant.sharedWork << " " << variant.timesAt.value_or(-1) << "\n";
  interleave(request.layout, stream, " ");
  // What does not become code is left out: locations are not printed, and the proofs tell of the weights.
  kernel::ProgramOp program = request.program;
  program.walk([](kernel::RowsOp rows) { rows.removeReasonAttr(); });
  program.walk([](kernel::SynapsesOp synapses) { synapses.removeReasonAttr(); });
  program->print(stream, mlir::OpPrintingFlags().useLocalScope());
  return toHex(SHA256::hash(arrayRefFromStringRef(text)), /*LowerCase=*/true);
}

std::string ObjectCache::pathOf(StringRef key) const {
  SmallString<256> path(directory);
  // The prefix by which llvm::pruneCache knows what it may remove.
  sys::path::append(path, "llvmcache-" + key);
  return path.str().str();
}

/// The objects in a file's text: the size of each stands before it. Empty unless the sizes fill it.
static Objects split(StringRef text) {
  Objects objects;
  while (!text.empty()) {
    uint64_t size = text.size() < sizeBytes ? UINT64_MAX : support::endian::read64le(text.data());
    if (size > text.size() - sizeBytes)
      return {};
    objects.push_back(MemoryBuffer::getMemBufferCopy(text.substr(sizeBytes, size), "network.o"));
    text = text.drop_front(sizeBytes + size);
  }
  return objects;
}

static std::string join(const Objects &objects) {
  std::string text;
  for (const std::unique_ptr<MemoryBuffer> &object : objects) {
    char size[sizeBytes];
    support::endian::write64le(size, object->getBufferSize());
    (text += StringRef(size, sizeBytes)) += object->getBuffer();
  }
  return text;
}

Objects ObjectCache::find(StringRef key) const {
  if (!isOn())
    return {};
  auto file = MemoryBuffer::getFile(pathOf(key), /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!file || (*file)->getBufferSize() < hashBytes)
    return {};
  StringRef text = (*file)->getBuffer().drop_back(hashBytes);
  if (support::endian::read64le(text.end()) != xxh3_64bits(text))
    return {};
  return split(text);
}

/// Writes to a file of another name first: a reader sees a whole file or none. What a killed process leaves behind
/// has a name that is pruned. (llvm::sys::fs::TempFile would set handlers of signals in the process of our user.)
static void writeText(const std::string &path, StringRef text) {
  // The suffix by itself, for a '%' in the path would be replaced, too.
  SmallString<8> suffix;
  sys::fs::createUniquePath("-%%%%%%%%", suffix, /*MakeAbsolute=*/false);
  std::string temporary = path + suffix.str().str();
  int descriptor = -1;
  if (sys::fs::openFileForWrite(temporary, descriptor, sys::fs::CD_CreateNew))
    return;
  raw_fd_ostream stream(descriptor, /*shouldClose=*/true);
  char hash[hashBytes];
  support::endian::write64le(hash, xxh3_64bits(text));
  stream << text << StringRef(hash, hashBytes);
  stream.close();
  bool isWritten = !stream.has_error();
  stream.clear_error();
  if (!isWritten || sys::fs::rename(temporary, path))
    sys::fs::remove(temporary);
}

void ObjectCache::store(StringRef key, const Objects &objects) const {
  if (!isOn() || sys::fs::create_directories(directory, /*IgnoreExisting=*/true, sys::fs::owner_all))
    return;
  writeText(pathOf(key), join(objects));
  CachePruningPolicy policy;
  policy.MaxSizeBytes = uint64_t(256) << 20;
  pruneCache(directory, policy);
}

/// Loops of all variants; whether there are functions for several threads.
static bool emitVariants(CodeRequest &request) {
  bool isShared = false;
  for (const LoopOptions &variant : request.variants)
    isShared |= emitLoops(request.program, variant, request.module);
  request.program.erase();
  return isShared;
}

Expected<ProgramCode> compileProgram(CodeRequest request) {
  std::string symbol = request.program.getSymName().str();
  ProgramCode code;
  code.isShared = emitVariants(request);
  Expected<std::unique_ptr<MemoryBuffer>> object =
      compileToObject(request.module, request.machine, symbol, request.layout);
  if (!object)
    return object.takeError();
  code.object = std::move(*object);
  return code;
}

Expected<LinkedObject> linkProgram(CodeRequest request, const ObjectCache &cache) {
  unsigned parts = codeParts();
  std::string key = cache.isOn() ? keyOf(request, parts) : "";
  if (Objects objects = cache.find(key); !objects.empty())
    return LinkedObject::link(std::move(objects));
  std::string symbol = request.program.getSymName().str();
  emitVariants(request);
  Expected<Objects> objects = compileToObjects(request.module, request.machine, symbol, request.layout, parts);
  if (!objects)
    return objects.takeError();
  cache.store(key, *objects);
  return LinkedObject::link(std::move(*objects));
}

} // namespace ganglion::cpu
