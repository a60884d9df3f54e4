//===- NetworkLowering.h - the state of a lowering from snn to kernel -----===//
#ifndef GANGLION_BACKENDS_CPU_NETWORKLOWERING_H
#define GANGLION_BACKENDS_CPU_NETWORKLOWERING_H

#include "backends/CPU/HeldSums.h"
#include "backends/CPU/Layout.h"
#include "backends/CPU/Lowering.h"
#include "backends/CPU/Weights.h"
#include "ir/Kernel/ProgramBuilder.h"
#include "ir/SNN/Windows.h"
#include <map>
#include <optional>

namespace ganglion::cpu {

using kernel::ProgramBuilder;
using kernel::Tiling;
using kernel::tilingOf;

/// What an op puts out, or a sum of such.
struct Signal {
  mlir::Value memory;       ///< a buffer of type kernel.signal
  bool isBinary = false;    ///< its numbers are 0 and 1
  mlir::Value repeats = {}; ///< says which rows are those of the step before; null for none

  kernel::SignalType type() const { return llvm::cast<kernel::SignalType>(memory.getType()); }
};

/// The elements of a signal that are not 0.
struct EventList {
  mlir::Value memory;  ///< a buffer of type kernel.events
  mlir::Value repeats; ///< those of the signal: they belong to each kernel that reads the list
};

/// A synapse of a known source.
struct Synapse {
  int64_t target; ///< flat index
  int64_t weight; ///< flat index into the weights
};
/// Calls `use` with each synapse of a source (flat index), those of one pair in their order.
using Wiring = std::function<void(int64_t source, llvm::function_ref<void(Synapse)> use)>;

/// Synapses sorted by source.
struct SynapseTable {
  std::vector<int32_t> starts{0}, targets;
  std::vector<int64_t> weights;

  void add(Synapse synapse) {
    targets.push_back(synapse.target);
    weights.push_back(synapse.weight);
  }
  void endSource() { starts.push_back(targets.size()); }
};

/// The rule by which a kernel of neurons spikes.
kernel::Spike spikeOf(snn::Spike spike);

class NetworkLowering {
public:
  NetworkLowering(snn::NetworkOp network, const LoweringOptions &options, const std::vector<Part> &parts);

  LoweredNetwork run();

private:
  void lower(const snn::Action &action);
  /// The kernels since the last call compute `op`.
  void noteOrigin(mlir::Operation *op);
  void lowerInput(snn::InputOp op);
  void lowerOutput(snn::OutputOp op);
  void lowerReshape(snn::ReshapeOp op);
  void lowerScale(snn::ScaleOp op);
  void lowerThreshold(snn::ThresholdOp op);
  void lowerDelay(snn::DelayOp op, snn::Phase phase);
  void lowerRecords();

  // LowerConnections.cpp
  void lowerLinear(snn::LinearOp op);
  void lowerConv(snn::ConvOp op);
  void lowerPool(snn::PoolOp op);
  void lowerSparse(snn::SparseOp op);
  /// The summed operands, later by delays that belong to all or to each source; no elements without operands. It has
  /// repeats if they are worth it.
  Signal sourcesOf(snn::StatelessOpInterface op, snn::DelaysAttr delays);
  /// `result` becomes the op's signal, later by delays that belong to each target.
  void finishConnection(mlir::Operation *op, Signal result, llvm::ArrayRef<double> bias, snn::DelaysAttr delays);
  /// Several blocks: groups of a convolution over one position.
  Signal denseBlocks(snn::LinearOp op, EventList events, llvm::ArrayRef<double> bias);
  Signal convolved(snn::ConvOp op, EventList events);
  /// The tables of kernel.convolve.
  mlir::Value rowStarts(const snn::WindowAxis &axis);
  mlir::Value rowTaps(const snn::WindowAxis &axis, int64_t placesPerOutput, int64_t weightsPerTap);
  struct ColumnRuns {
    mlir::Value starts, runs;
  };
  ColumnRuns columnRuns(const snn::WindowAxis &axis, int64_t placesPerOutput, int64_t weightsPerTap, bool mayJoin);

  // LowerRepeats.cpp
  /// The data inputs of which the sum of the operands in a step is a function; none if of anything else.
  llvm::SmallVector<mlir::Operation *> dataInputsOf(mlir::OperandRange operands) const;
  void noteDataInputs(mlir::Operation *op);
  /// Which rows of the summed operands of a connection are those of the step before; null where that is not known or
  /// not worth it.
  mlir::Value repeatsOf(snn::StatelessOpInterface op);

  // LowerRows.cpp
  /// Writes weights as [tiles][sources][tile] into zeros.
  using Packing = std::function<void(Tiling, char *)>;
  Packing matrixPacking(snn::LinearOp op);
  Packing pairPacking(snn::SparseOp op, int64_t sources);
  /// Driven by events, or every product, as the op's form says.
  Signal packedRows(mlir::Operation *op, Signal sources, const Packing &packing, llvm::ArrayRef<double> bias);

  // LowerBitmap.cpp
  /// Calls `use` with source, target and index of the weight of each pair.
  using Pairs = std::function<void(llvm::function_ref<void(int64_t source, int64_t target, int64_t weight)> use)>;
  static Pairs allPairs(snn::LinearOp op);
  static Pairs listedPairs(snn::SparseOp op);
  /// A bit for each pair whose weight is not 0. Weights, biases and pairs allow it (`fittingForms`).
  Signal bitmapOf(mlir::Operation *op, Signal sources, const Pairs &pairs, llvm::ArrayRef<double> bias);

  // LowerSynapses.cpp
  /// Synapse by synapse, in ascending order of sources; with delays of their own if `delays` is given. Weights of 0 are
  /// left out where they cannot change a bit.
  Signal lowerSynapses(mlir::Operation *op, Signal sources, const Wiring &wiring, mlir::ElementsAttr weight,
                       llvm::ArrayRef<double> bias, mlir::ElementsAttr delays);
  Signal synapses(mlir::Operation *op, EventList events, SynapseTable table, mlir::ElementsAttr weight,
                  llvm::ArrayRef<double> bias);
  /// The weights of these indices, in the narrowest type that holds them.
  mlir::Value listedWeights(mlir::ElementsAttr weight, std::vector<int64_t> indices,
                            const std::optional<HeldSums> &held);
  /// Targets of a row of `type`, in 16 bits where these reach all its places.
  mlir::Value listedTargets(std::vector<int32_t> targets, kernel::SignalType type);

  // LowerIntegers.cpp
  /// Packed rows of integers: of a network of integers, or of one of floats where it is proved that the sums are
  /// equal. None otherwise.
  std::optional<Signal> rowsOfIntegers(snn::LinearOp op, EventList events, llvm::ArrayRef<double> bias);
  void lowerIntegerNeuron(snn::NeuronOp op);
  llvm::SmallVector<mlir::Value> integerCurrents(snn::NeuronOp op);
  /// A parameter of integers in the places of a row, cut to at most `most`, `padding` in the places of no element; null
  /// if it is absent.
  mlir::Value integerParameter(mlir::ElementsAttr parameter, kernel::SignalType row, int64_t most = INT32_MAX,
                               int64_t padding = 0);

  // LowerNeurons.cpp
  void lowerNeuron(snn::NeuronOp op, snn::Phase phase);
  void deliverSpikes(snn::NeuronOp op, const snn::NeuronCoefficients &coefficients);
  llvm::SmallVector<mlir::Value> membraneInputs(snn::NeuronOp op, const snn::NeuronCoefficients &coefficients);
  mlir::Value filtered(snn::NeuronOp op, unsigned port, const snn::PortCoefficients &coefficients);
  void lowerMembrane(snn::NeuronOp op, const snn::NeuronCoefficients &coefficients, mlir::ValueRange inputs,
                     bool quiet);
  mlir::Value membraneState(snn::NeuronOp op);
  /// Which neurons have spiked, for a rule with `once`.
  mlir::Value spentState(snn::NeuronOp op);

  // Helpers
  mlir::OpBuilder &b() { return builder.kernels(); }
  /// Values in canonical order, put in the places of a row; one number for all if they are uniform, null for none.
  mlir::Value coefficient(const snn::Coefficient &values, kernel::SignalType row);
  kernel::SignalType typeOf(mlir::Operation *op) const { return types.lookup(op); }
  Signal signalOf(mlir::Value value) const { return signals.lookup(value.getDefiningOp()); }
  void setSignal(mlir::Operation *op, Signal signal) { signals[op] = signal; }
  /// The signal in another layout.
  Signal inLayout(Signal signal, kernel::SignalType type);
  /// The operands, each in the layout `type`.
  llvm::SmallVector<mlir::Value> operandsIn(mlir::OperandRange operands, kernel::SignalType type);
  /// Their sum; a single operand is its own.
  Signal summed(mlir::Location location, mlir::OperandRange operands, kernel::SignalType type);
  EventList eventsOf(mlir::Location location, Signal signal);
  /// The signal of `steps` steps ago.
  Signal delayed(mlir::Location location, Signal signal, int64_t steps);
  /// Each element (canonical) by its own number of steps; before the first step 0 or, where given, `before`.
  Signal delayedEach(mlir::Location location, Signal signal, const std::vector<int32_t> &steps,
                     mlir::Value before = {});
  void record(llvm::StringRef name, snn::Variable variable, mlir::Value signal);

  snn::NetworkOp network;
  LoweringOptions options;
  const std::vector<Part> &parts;
  llvm::DenseMap<mlir::Operation *, kernel::SignalType> types;
  ProgramBuilder builder;
  llvm::DenseMap<mlir::Operation *, Signal> signals;
  llvm::DenseMap<mlir::Operation *, mlir::Value> spent;
  llvm::DenseMap<mlir::Operation *, mlir::Value> states; ///< membranes and rings of delivering ops
  llvm::DenseMap<std::pair<mlir::Value, mlir::Type>, mlir::Value> relayouts;
  llvm::DenseMap<std::pair<mlir::Value, mlir::Value>, mlir::Value> lists; ///< events by signal and its repeats
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Operation *>> dataInputs; ///< see dataInputsOf
  std::map<llvm::SmallVector<mlir::Operation *>, mlir::Value> repeats;                ///< by data inputs
  struct Record {
    std::string name;
    snn::Variable variable;
    mlir::Value signal;
  };
  std::vector<Record> records;
  std::vector<mlir::Operation *> origins; ///< of each kernel
  mlir::Operation *lastKernel = nullptr;  ///< the last of these kernels
};

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_NETWORKLOWERING_H
