//===- Object.cpp ---------------------------------------------------------===//
#include "backends/CPU/Object.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/TargetSelect.h"

namespace ganglion::cpu {

LinkedObject::LinkedObject(std::unique_ptr<llvm::orc::LLJIT> jit) : jit(std::move(jit)) {}
LinkedObject::LinkedObject(LinkedObject &&) = default;
LinkedObject &LinkedObject::operator=(LinkedObject &&) = default;
LinkedObject::~LinkedObject() = default;

llvm::Expected<LinkedObject> LinkedObject::link(std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  llvm::Expected<std::unique_ptr<llvm::orc::LLJIT>> jit = llvm::orc::LLJITBuilder().create();
  if (!jit)
    return jit.takeError();
  for (std::unique_ptr<llvm::MemoryBuffer> &object : objects)
    if (llvm::Error error = (*jit)->addObjectFile(std::move(object)))
      return std::move(error);
  return LinkedObject(std::move(*jit));
}

llvm::Expected<LinkedObject> LinkedObject::link(std::unique_ptr<llvm::MemoryBuffer> object) {
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects;
  objects.push_back(std::move(object));
  return link(std::move(objects));
}

llvm::Expected<void *> LinkedObject::lookup(llvm::StringRef symbol) const {
  llvm::Expected<llvm::orc::ExecutorAddr> address = jit->lookup(symbol);
  if (!address)
    return address.takeError();
  return address->toPtr<void *>();
}

} // namespace ganglion::cpu
