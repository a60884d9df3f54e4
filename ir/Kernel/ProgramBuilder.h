//===- ProgramBuilder.h - makes buffers and stages of a kernel.program ----===//
#ifndef GANGLION_IR_KERNEL_PROGRAMBUILDER_H
#define GANGLION_IR_KERNEL_PROGRAMBUILDER_H

#include "ir/Kernel/WeightsBuilder.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace ganglion::kernel {

/// How the targets of packed rows are divided.
struct Tiling {
  int64_t tile, tiles;
};

/// The fewest tiles whose weights stay in the cache and that fit into a row of the result. Without targets there are
/// none.
Tiling tilingOf(int64_t sources, SignalType output);

/// Grows a kernel.program. Buffers get their offsets at the end, when all are known.
class ProgramBuilder {
public:
  ProgramBuilder(mlir::Location location, llvm::StringRef name, mlir::Type compute, int64_t block);

  mlir::OpBuilder &kernels() { return stageBuilder; }
  mlir::Type compute() const { return computeType; }
  /// Whether numbers of the compute type are as they stand in the file: f64, or integers. Those of f32 are rounded.
  bool isDouble() const { return !computeType.isF32(); }
  int64_t block() const { return blockSteps; }

  /// Kernels that follow stand in a stage of this order: the open one, or a new one if that has another order.
  void openStage(Order order);
  /// As openStage, but always a new one.
  void newStage(Order order);
  Order order() { return stage.getOrder(); }

  mlir::Value signal(SignalType type) { return buffer(type); }
  mlir::Value plainSignal(int64_t elements) { return buffer(SignalType::get(elements, computeType)); }
  /// Numbers that are 0 before the first step, as many as a row has.
  mlir::Value state(SignalType type);
  /// Words of 64 bits, 0 before the first step, a bit for each element.
  mlir::Value marks(int64_t elements);
  /// A ring that delays by up to `longest` steps if rows are pushed before they are taken.
  mlir::Value ring(SignalType row, int64_t longest);
  mlir::Value events(int64_t elements, bool values);
  mlir::Value repeats();

  /// Packed weights of the compute type.
  mlir::Value weights(int64_t elements, WeightsBuilder::Fill fill) { return weights(elements, computeType, fill); }
  mlir::Value weights(int64_t elements, mlir::Type element, WeightsBuilder::Fill fill);
  mlir::Value integers(std::vector<int32_t> values);
  mlir::Value integers(std::vector<uint16_t> values);
  /// Values as they are.
  mlir::Value numbers(const std::vector<double> &values) { return numbers(values, computeType); }
  mlir::Value numbers(const std::vector<double> &values, mlir::Type element);
  /// Values in canonical order, or one for all, put in the places of a row; those of no element hold `padding`.
  mlir::Value wholeRow(const std::vector<double> &canonical, SignalType row, double padding = 0);
  mlir::Value wholeRow(const std::vector<int32_t> &canonical, SignalType row);

  /// Gives every buffer its offset. The builder is used up.
  std::pair<mlir::OwningOpRef<mlir::ModuleOp>, ProgramOp> finish();
  WeightsBlob packWeights() const { return blob.build(); }

private:
  mlir::Value buffer(mlir::Type type);
  mlir::Value weightsAt(int64_t offset, int64_t elements, mlir::Type element);

  mlir::Type computeType;
  int64_t blockSteps;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  ProgramOp program;
  StageOp stage;
  mlir::OpBuilder bufferBuilder, stageBuilder;
  WeightsBuilder blob;
};

} // namespace ganglion::kernel

#endif // GANGLION_IR_KERNEL_PROGRAMBUILDER_H
