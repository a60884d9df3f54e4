//===- ObjectCache.h - machine code that was made before ------------------===//
//
// A folder of files, each the objects of a network, under a name that is the hash of all that it was made from: the
// text of the kernel.program (without weights), the processor, the layout of its memory, and the files of this program
// and of LLVM. Two networks of equal shape share an object; a new version of either finds nothing of the old.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_CPU_OBJECTCACHE_H
#define GANGLION_BACKENDS_CPU_OBJECTCACHE_H

#include "backends/CPU/CodeGen.h"
#include "backends/CPU/Object.h"
#include "backends/CPU/Passes.h"
#include "ir/Kernel/KernelDialect.h"
#include "llvm/Support/MemoryBuffer.h"
#include <string>

namespace ganglion::cpu {

/// Objects in a folder, or nowhere.
class ObjectCache {
public:
  /// The folder is made when the first object is stored. Empty: nothing is kept.
  explicit ObjectCache(llvm::StringRef directory) : directory(directory.str()) {}

  bool isOn() const { return !directory.empty(); }

  /// The objects of that name; empty if there are none or if they are damaged.
  Objects find(llvm::StringRef key) const;

  /// Keeps the objects of a network. A folder that cannot be written to is no error: the next run compiles again.
  /// Objects that were not used for a week go, and so do the oldest beyond 256 MB.
  void store(llvm::StringRef key, const Objects &objects) const;

private:
  std::string pathOf(llvm::StringRef key) const;

  std::string directory;
};

/// What machine code is made from.
struct CodeRequest {
  kernel::ProgramOp program;         ///< alone in `module`, without its weights
  mlir::ModuleOp module;             ///< is used up
  std::vector<LoopOptions> variants; ///< a set of functions for each
  Machine machine;
  std::vector<int64_t> layout; ///< see layoutOf
};

struct ProgramCode {
  std::unique_ptr<llvm::MemoryBuffer> object;
  bool isShared = false; ///< there are functions for several threads
};

/// Compiles a program.
llvm::Expected<ProgramCode> compileProgram(CodeRequest request);

/// The code of a program in this process: from the cache, or compiled and kept there.
llvm::Expected<LinkedObject> linkProgram(CodeRequest request, const ObjectCache &cache);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_OBJECTCACHE_H
