//===- ProfileCounts.h - how often a kernel did what ----------------------===//
//
// Signals and lists of events keep all rows of a block until the next block starts. So nothing is counted by the code
// that is measured: after each block it is read from the arena what happened.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_CPU_PROFILECOUNTS_H
#define GANGLION_BACKENDS_CPU_PROFILECOUNTS_H

#include "backends/CPU/Engine.h"
#include "backends/CPU/Profile.h"

namespace ganglion::cpu {

/// Packed weights of a kernel.
class NonZeros;

class KernelCounter {
public:
  /// `weights` are those of the program.
  KernelCounter(mlir::Operation *kernel, llvm::ArrayRef<char> weights);

  /// Fills in what does not change, form, sources and weightBytes, and starts the counting of spikes.
  void describe(KernelProfile &profile) const;
  /// Adds what the kernel did in the `rows` rows of the block that `arena` holds; the rows are the first of `arrays`.
  void count(const char *arena, const SampleArrays &arrays, int64_t rows, KernelProfile &profile) const;

private:
  /// A signal in the arena.
  struct Rows {
    int64_t offset;
    kernel::SignalType type;
  };
  /// A list of events in the arena.
  struct List {
    int64_t counts, indices, elements;
  };
  /// What an event of a source causes. A synapse is a weight that is not 0.
  struct Effect {
    int64_t synapses = 0, bytes = 0;
  };

  void takeRows(kernel::RowsOp op, llvm::ArrayRef<char> weights);
  void takeDense(kernel::DenseOp op, llvm::ArrayRef<char> weights);
  void takeSynapses(kernel::SynapsesOp op, llvm::ArrayRef<char> weights);
  void takeBitmap(kernel::BitmapOp op, llvm::ArrayRef<char> weights);
  void takeConvolve(kernel::ConvolveOp op, llvm::ArrayRef<char> weights);
  void takeTiles(const NonZeros &nonZeros, int64_t tiles, int64_t sources, int64_t tile, int64_t bytesPerEvent);
  void takeList(kernel::EventsType type, mlir::Value buffer);
  void takeRepeats(mlir::Value buffer);
  /// Whether the result of a row was copied.
  bool isCopied(const char *arena, int64_t row) const;

  std::optional<Rows> spikes;   ///< what the kernel puts out, if that is spikes
  std::optional<int64_t> array; ///< where these are those of an input: the number of its array
  std::optional<List> list;     ///< of a connection that is driven by events
  std::optional<Rows> input;    ///< of a connection that is not
  std::vector<Effect> effects;  ///< of each source
  std::optional<int64_t> flags; ///< of a connection that copies: where it stands which rows repeat
  std::optional<kernel::Form> form;
  int64_t weightBytes = 0;
};

/// Fails, with a sentence, where a buffer that is counted is written twice in a block, or shares memory.
llvm::Error checkCountable(kernel::ProgramOp program);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_PROFILECOUNTS_H
