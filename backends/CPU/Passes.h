//===- Passes.h - passes of the compiled simulator ------------------------===//
#ifndef GANGLION_BACKENDS_CPU_PASSES_H
#define GANGLION_BACKENDS_CPU_PASSES_H

#include "backends/CPU/CPU.h"
#include "ir/Kernel/KernelDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include <optional>

namespace ganglion::cpu {

#define GEN_PASS_DECL
#include "backends/CPU/Passes.h.inc"

/// The dialects that emitLoops needs, where no pass has loaded them.
void loadLoopDialects(mlir::MLIRContext &context);

struct LoopOptions {
  bool record = false;
  int64_t sharedWork = defaultSharedWork; ///< as in CompileOptions
  /// The time of each kernel, by its number in the order of the program, is added to an i64 at this byte of the arena,
  /// in ticks of the processor's counter. Such a function is for one thread.
  std::optional<int64_t> timesAt;
};

/// Emits the functions of a program at the end of `module`: `<program>_run`, or `<program>_run_recording` with the
/// kernels that record. Where several threads are worth it for one sample, there is a function `..._shared` for them,
/// too, and the result is true.
bool emitLoops(kernel::ProgramOp program, const LoopOptions &options, mlir::ModuleOp module);

/// snn-to-kernel, kernel-to-loops and loops-to-llvm, for snn-opt.
void registerCPUPasses();

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_PASSES_H
