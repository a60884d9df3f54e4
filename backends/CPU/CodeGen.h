//===- CodeGen.h - from loops to an object in memory ----------------------===//
#ifndef GANGLION_BACKENDS_CPU_CODEGEN_H
#define GANGLION_BACKENDS_CPU_CODEGEN_H

#include "backends/CPU/CPU.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/MemoryBuffer.h"

namespace ganglion::cpu {

/// The machine that code is made for.
struct Machine {
  std::string triple, cpu, features;
};

/// `options`' processor, or this one, on this kind of machine.
Machine machineOf(const CompileOptions &options);

/// Why code for `machine` cannot run here; success if it can.
llvm::Error checkHost(const Machine &machine);

/// Compiles what kernel-to-loops leaves; the module becomes the LLVM dialect. The object gets a global `symbol`_layout
/// of i64 with `layout`.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
compileToObject(mlir::ModuleOp module, const Machine &machine, llvm::StringRef symbol, llvm::ArrayRef<int64_t> layout);

using Objects = std::vector<std::unique_ptr<llvm::MemoryBuffer>>;

/// Parts in which code is best compiled here: one for each processor that this process may use, at most 4.
unsigned codeParts();

/// The same in up to `parts` objects that refer to each other, each compiled by a thread of its own.
llvm::Expected<Objects> compileToObjects(mlir::ModuleOp module, const Machine &machine, llvm::StringRef symbol,
                                         llvm::ArrayRef<int64_t> layout, unsigned parts);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_CODEGEN_H
