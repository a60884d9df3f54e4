//===- Object.h - linking an object into this process ---------------------===//
#ifndef GANGLION_BACKENDS_CPU_OBJECT_H
#define GANGLION_BACKENDS_CPU_OBJECT_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <vector>

namespace llvm::orc {
class LLJIT;
}

namespace ganglion::cpu {

/// Code and data of object files, linked into this process.
class LinkedObject {
public:
  /// Objects that may refer to each other.
  static llvm::Expected<LinkedObject> link(std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects);
  static llvm::Expected<LinkedObject> link(std::unique_ptr<llvm::MemoryBuffer> object);
  LinkedObject(LinkedObject &&);
  LinkedObject &operator=(LinkedObject &&);
  ~LinkedObject();

  /// Address of a symbol.
  llvm::Expected<void *> lookup(llvm::StringRef symbol) const;

private:
  explicit LinkedObject(std::unique_ptr<llvm::orc::LLJIT> jit);

  std::unique_ptr<llvm::orc::LLJIT> jit;
};

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_OBJECT_H
