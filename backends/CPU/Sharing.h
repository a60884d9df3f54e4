//===- Sharing.h - how threads divide the kernels of one sample -----------===//
#ifndef GANGLION_BACKENDS_CPU_SHARING_H
#define GANGLION_BACKENDS_CPU_SHARING_H

#include "ir/Kernel/KernelDialect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace ganglion::cpu {

/// What a thread does of a kernel. Targets or rows are divided, never the sources of a sum.
enum class Division {
  None,  ///< the first thread does all
  Rows,  ///< each thread some of the rows of the block
  Places ///< each thread some of the places of all rows, in units of `unit`
};

struct Share {
  Division division = Division::None;
  int64_t unit = 0;
  bool waits = false; ///< all threads have to arrive before the kernel starts
};

/// Decides from the sizes which kernels of a program threads divide and where they wait for each other. Every thread
/// walks all stages, and waits after each block, and after each row of a stage `step` that is divided.
class Sharing {
public:
  /// Divides kernels that are estimated to take `leastWork` nanoseconds a call or more, 0: all that can be divided.
  /// Kernels that record count only with `record`.
  Sharing(kernel::ProgramOp program, bool record, int64_t leastWork);

  /// Whether several threads are worth it.
  bool isWorthIt() const { return worthIt; }
  /// Steps of a run from which they are: the threads have to be started.
  int64_t getLeastSteps() const { return leastSteps; }
  /// Of a kernel, or of a stage `step`: its division is None if the first thread runs it alone.
  Share of(mlir::Operation *op) const { return shares.lookup(op); }

private:
  struct Times {
    double alone = 0, shared = 0; ///< nanoseconds on one thread and on two
    bool divides = false;
  };

  /// The kernels of a stage, which are called for so many rows.
  Times placeAll(kernel::StageOp stage, int64_t rows);
  /// A stage `step`; the times are those of a row.
  Times placeStep(kernel::StageOp stage);
  void leaveToFirst(kernel::StageOp stage);
  bool isGain(const Times &times) const;
  /// Settles the unit of places and whether a kernel has to wait, and notes what it touches.
  void place(mlir::Operation *op, Share share);
  bool conflicts(mlir::Operation *op, const Share &share) const;
  bool isLeftOut(mlir::Operation *op) const;

  bool record;
  int64_t leastWork, block;
  bool worthIt;
  int64_t leastSteps;
  llvm::DenseMap<mlir::Operation *, Share> shares;
  llvm::SmallVector<mlir::Operation *> pending; ///< since all threads have waited
};

/// Estimated nanoseconds of a kernel for one row, on one core of about 4 GHz with vectors of 64 bytes.
double estimatedRowTime(mlir::Operation *kernel);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_SHARING_H
