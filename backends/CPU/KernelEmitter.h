//===- KernelEmitter.h - a kernel as loops --------------------------------===//
#ifndef GANGLION_BACKENDS_CPU_KERNELEMITTER_H
#define GANGLION_BACKENDS_CPU_KERNELEMITTER_H

#include "backends/CPU/Fusion.h"
#include "backends/CPU/LoopBuilder.h"
#include "backends/CPU/Sharing.h"
#include "ir/Kernel/KernelDialect.h"
#include "llvm/ADT/DenseMap.h"

namespace ganglion::cpu {

/// Rows that share each weight that kernel.dense reads; those that are left over read it alone. With one vector of 64
/// bytes they fill the 16 registers of AVX2.
constexpr int64_t denseRowsTogether = 6;

/// Synapses of a source that kernel.synapses handles in one turn of its loop.
constexpr int64_t synapsesTogether = 4;

/// What the function of a kernel gets.
struct KernelArguments {
  mlir::Value arena, weights;
  mlir::Value rows;                      ///< stage `block`: how many rows there are; stage `step`: the index of the row
  mlir::Value now;                       ///< number of the step of row 0
  mlir::Value arrays = {};               ///< of kernels with inputs, outputs or records: a table of arrays of the run
  mlir::Value done = {};                 ///< of the same: rows that earlier blocks of the run have had
  mlir::Value thread = {}, threads = {}; ///< of one that is divided, or has to know: which thread of how many
};

/// Emits one kernel at the insertion point. Rows of stages `block` are loops here; states of neurons and sums of dense
/// connections then stay in registers, which is why the loop over rows is inside of the loop over tiles.
class KernelEmitter {
public:
  KernelEmitter(LoopBuilder &loops, kernel::ProgramOp program, KernelArguments arguments, Share share, bool isStep,
                bool records);

  /// With what the kernel does for others.
  void emit(mlir::Operation *kernel, const Fused &with);

private:
  using Value = mlir::Value;
  using Values = LoopBuilder::Values;

  /// A row of numbers: of a signal or a ring, or of an input, in an array of the run.
  struct SignalRow {
    Value memory;
    Value row; ///< of an array the place where it starts
    bool array = false;
    kernel::Conversion conversion = kernel::Conversion::Number; ///< of an array
    std::optional<int64_t> most = std::nullopt;                 ///< of an array of integers
  };

  // EmitSignals.cpp
  void emit(kernel::InputOp op);
  void emit(kernel::OutputOp op);
  void emit(kernel::RecordOp op);
  void emit(kernel::SumOp op);
  void emit(kernel::RelayoutOp op);
  void emit(kernel::ScaleOp op);
  void emit(kernel::ThresholdOp op);
  void emit(kernel::PoolOp op);
  Value converted(kernel::Conversion conversion, Value value);
  /// A row of a signal, or of the input that the signal would be.
  SignalRow rowOf(Value signal, Value row);
  /// A vector or a scalar of a row, and the same before an input is converted.
  Value numbersAt(const SignalRow &input, mlir::Type type, Value place);
  Value dataAt(const SignalRow &input, mlir::Type type, Value place);
  /// Rows of the sum of signals to an array of the run.
  void putOut(mlir::ValueRange signals, kernel::SignalType type, Value array);
  Value runArray(int64_t number);
  /// A vector of the sum of signals, 0 without any. Those that are `known` are in registers.
  Value inputSum(mlir::ValueRange inputs, Value row, Value place,
                 const llvm::SmallDenseMap<Value, Value> &known = llvm::SmallDenseMap<Value, Value>());

  // EmitRepeats.cpp
  void emit(kernel::RepeatsOp op);
  /// The parts of a kernel.repeats in memory.
  struct RepeatsView {
    Value count; ///< [1] i32
    Value flags; ///< [rows] i32: 1 where the row repeats
    Value rows;  ///< [rows] i32: those that do not
  };
  RepeatsView repeatsView(Value buffer);
  /// Whether a row has the bits of the row before, and the place where to look first in the next row.
  struct Comparison {
    Value same, place;
  };
  Comparison compareRow(Value signal, Value row, Value likely);
  Values compareRows(mlir::ValueRange signals, Value row, Value looks, mlir::ValueRange likely);
  /// Whether `count` numbers from a place on have the bits of those of the row before.
  Value isSameFrom(Value signal, Value row, Value place, int64_t count);
  /// Bits that are not 0 where `count` numbers differ from those of the row before; and whether there is one.
  Value differingBits(Value signal, Value row, Value place, int64_t count);
  Value anyBit(Value bits);
  /// As forRows; without `repeats`, which may be null, `compute` does all rows, else `copy` does those that repeat.
  void forRows(Value repeats, llvm::function_ref<void(Value row)> compute, llvm::function_ref<void(Value row)> copy);
  /// The same for a kernel whose results are numbers of `output`, `places` from `first` on.
  void forRows(Value repeats, Value output, Value first, int64_t places, llvm::function_ref<void(Value row)> compute);
  void copyRowBefore(Value output, Value row, Value first, int64_t places);

  // EmitDense.cpp
  void emit(kernel::DenseOp op);
  void multiplyRows(kernel::DenseOp op, Value weight, Value tile, llvm::ArrayRef<Value> rows, int64_t begin,
                    int64_t vectors);

  // EmitEvents.cpp
  void emit(kernel::EventsOp op);
  /// The parts of a list in memory.
  struct EventsView {
    Value counts;  ///< [rows] i32
    Value flags;   ///< [rows] i32: 1 where a value is not 1; null without values
    Value indices; ///< [rows][elements] i32
    Value values;  ///< [rows][elements]; null where all are 1
  };
  EventsView eventsView(Value buffer);
  /// What stands in a list: its number of events, and bits that are not 0 if a value is not 1.
  struct Listed {
    Value count, others;
  };
  SignalRow inputRow(kernel::EventsOp op, Value row);
  Listed listPlain(kernel::EventsOp op, const EventsView &list, const SignalRow &input, Value row);
  Listed listChannels(kernel::EventsOp op, const EventsView &list, const SignalRow &input, Value marks, Value row);
  /// The marks of the op, or, where rows are divided, those of the thread.
  Value marksOf(kernel::EventsOp op);
  struct Group {
    Value bits, others;
  };
  /// Appends the elements from `first` on whose bits are 1; returns the next number of events.
  Value listWord(const EventsView &list, Value row, Value word, Value first, Value count);
  /// The values of a row's events, unless all are 1: `valueAt` gives that of an index.
  void listValues(const EventsView &list, Value row, const Listed &listed,
                  llvm::function_ref<Value(Value index)> valueAt);
  Group groupAt(const EventsView &list, const SignalRow &input, Value place, int64_t lanes, Value others);
  /// Bits of the elements that are not equal to `number`, from `place` on.
  Value bitsUnlike(double number, const SignalRow &input, Value place, int64_t lanes);
  /// Emits what a row's events do, once for events with values and once for those that are all 1.
  void forEvents(const EventsView &list, Value row, llvm::function_ref<void(Value count, bool valued)> use);

  // EmitSynapses.cpp
  void emit(kernel::RowsOp op);
  void emit(kernel::BitmapOp op);
  struct Bitmap;
  void emit(kernel::ConvolveOp op);
  void convolveEvent(kernel::ConvolveOp op, Value row, Value source, Value value);
  /// out[row, place..] += weight[from..] (* value), the segments of `positions` neighbours.
  void addRun(kernel::ConvolveOp op, Value row, Value place, Value from, Value value, Value positions);

  // EmitLists.cpp
  void emit(kernel::SynapsesOp op);
  struct SynapseLists;

  // EmitIntegers.cpp
  void emitRowsOfIntegers(kernel::RowsOp op);
  void emit(kernel::ShiftCurrentOp op);
  void emit(kernel::ShiftMembraneOp op);
  void emit(kernel::AliasesOp op);
  void returnSpikes(kernel::AliasesOp op, Value neuron, Value excess);
  struct RowsOfIntegers;
  struct ShiftMembrane;
  /// Rows whose state stays in registers: `step` gets a row, a place and the state there, and returns the next state.
  void forStates(Value state, kernel::SignalType type, llvm::function_ref<Value(Value, Value, Value)> step);

  // EmitNeurons.cpp
  void emit(kernel::IntegrateOp op);
  void emit(kernel::DeliverOp op);
  void emit(kernel::PushOp op);
  void emit(kernel::PullOp op);
  void pullEach(kernel::PullOp op);
  /// The row of a ring that step `row` fills, and the one that was filled `steps` before.
  Value ringRow(kernel::RingType ring, Value row, int64_t steps = 0);
  struct Membrane;
  struct MembraneTile;
  void integrateTile(kernel::IntegrateOp op, Value place, int64_t vectors);

  // Memory
  /// The buffer as a memref: signals [rows][places], rings [depth][places], arrays [numbers].
  Value view(Value buffer);
  Value viewAt(Value bytes, int64_t offset, llvm::ArrayRef<int64_t> shape, mlir::Type element);
  int64_t offsetOf(Value buffer);

  // Rows and vectors
  void forRows(llvm::function_ref<void(Value row)> body);
  /// From 0 up to `end` in steps of `step`, or what of that is the thread's.
  void forPlaces(int64_t end, int64_t step, llvm::function_ref<void(Value place)> body);
  /// First and end of the thread's part of `count` things.
  std::pair<Value, Value> partOf(Value count);
  /// First of the part of a thread.
  Value partStart(Value count, Value thread);
  /// Calls `body` with the place of each vector of a row, several vectors a turn.
  void forVectors(int64_t places, llvm::function_ref<void(Value place)> body);
  /// Widest vector of a power of two that divides `count`, at most `most`.
  static int64_t dividingLanes(int64_t count, int64_t most);
  mlir::VectorType vectorType(int64_t lanes) { return mlir::VectorType::get(lanes, compute); }
  mlir::VectorType vectorType() { return vectorType(lanes); }
  /// The place of a canonical index.
  Value place(kernel::SignalType type, Value element);
  /// Numbers of an array of coefficients for the vector at `place`; null for none.
  Value coefficient(Value array, Value place);

  LoopBuilder &l;
  kernel::ProgramOp program;
  KernelArguments arguments;
  Share share;
  bool isStep, records;
  Fused fused;
  mlir::Type compute;
  int64_t lanes;
  llvm::DenseMap<Value, Value> views;
};

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_KERNELEMITTER_H
