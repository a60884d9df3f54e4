//===- KernelTimer.h - the time of each kernel in a program ---------------===//
#ifndef GANGLION_BACKENDS_CPU_KERNELTIMER_H
#define GANGLION_BACKENDS_CPU_KERNELTIMER_H

#include "backends/CPU/LoopBuilder.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace ganglion::cpu {

/// Emits `work` between two looks at the processor's counter; the difference is added to the i64 number `index` at byte
/// `offset` of an arena.
void emitTimed(LoopBuilder &loops, mlir::Value arena, int64_t offset, int64_t index, llvm::function_ref<void()> work);

/// Emits `void NAME(arena)`, which times a call that does nothing into number 0 at `offset` and writes what the
/// processor's counter says to number 1.
void emitTimer(mlir::ModuleOp module, llvm::StringRef name, int64_t arenaBytes, int64_t offset);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_KERNELTIMER_H
