//===- Fusion.h - kernels that are emitted inside of others ---------------===//
#ifndef GANGLION_BACKENDS_CPU_FUSION_H
#define GANGLION_BACKENDS_CPU_FUSION_H

#include "ir/Kernel/KernelDialect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace ganglion::cpu {

/// What a kernel does beside its own work, with numbers that are in registers then and not in memory.
struct Fused {
  llvm::SmallVector<kernel::IntegrateOp> filters; ///< into kernel.integrate: their results are inputs of it alone
  llvm::SmallVector<kernel::PushOp> pushes;       ///< into kernel.integrate: they keep its result
  kernel::PullOp pull;                            ///< into kernel.events, which alone needs that row of the ring
  llvm::SmallVector<kernel::InputOp> inputs;      ///< into kernel.events and kernel.repeats: they read the data
};

/// Finds kernels that can be fused without a difference: nothing else sees what stays in registers or is not copied,
/// and no other kernel comes between that touches the same bytes.
class Fusion {
public:
  /// Kernels that record count only with `record`. Where threads share the kernels, only inputs are absorbed.
  Fusion(kernel::ProgramOp program, bool record, bool isShared);

  /// Whether the kernel is part of another one.
  bool isAbsorbed(mlir::Operation *kernel) const { return absorbed.contains(kernel); }
  Fused of(mlir::Operation *kernel) const { return fused.lookup(kernel); }

private:
  void absorbFilters(kernel::IntegrateOp membrane);
  void absorbPushes(kernel::IntegrateOp membrane);
  void absorbPull(kernel::EventsOp events);
  void absorbInput(kernel::InputOp input);
  /// The only kernel beside `producer` that uses a buffer is `user`, once.
  bool isPrivate(mlir::Value buffer, mlir::Operation *producer, mlir::Operation *user) const;
  bool isLeftOut(mlir::Operation *op) const;

  bool record = false;
  llvm::DenseSet<mlir::Operation *> absorbed;
  llvm::DenseMap<mlir::Operation *, Fused> fused;
};

/// Offsets of two buffers of a program that share bytes. What snn-to-kernel makes has none.
std::optional<std::pair<int64_t, int64_t>> sharedBytes(kernel::ProgramOp program);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_FUSION_H
