//===- ToKernel.cpp - a specification as a program of kernels -------------===//
#include "backends/Xylo/ToKernel.h"
#include "ir/Kernel/ProgramBuilder.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::xylo {

//===----------------------------------------------------------------------===//
// What has no program
//===----------------------------------------------------------------------===//

/// Spikes of a neuron in a step that the plain simulator counts.
static constexpr int64_t mostCounted = UINT8_MAX;
/// Beyond it the plain simulator has no decay.
static constexpr double largestDash = 31;
/// With it only the lowest bit of a weight is left in a word of 16 bits.
static constexpr int64_t largestShift = 15;

static llvm::Error checkPopulation(const Twine &population, const NeuronParameters &neurons) {
  if (neurons.size() == 0)
    return llvm::createStringError("there are no " + population + " neurons, at least 1 is needed");
  for (const auto *dashes : {&neurons.dashMem, &neurons.dashSyn, &neurons.dashSyn2})
    for (auto [index, dash] : llvm::enumerate(*dashes))
      if (dash < 0 || dash > largestDash)
        return llvm::createStringError(population + " neuron " + Twine(index) + ": a decay is " + shortest(dash) +
                                       ", allowed are 0 to " + shortest(largestDash));
  return llvm::Error::success();
}

static llvm::Error checkSpikes(const target::Description &description, StringRef field, int64_t allowed) {
  int64_t most = description.integerRange(field).high;
  if (most >= 1 && most <= allowed)
    return llvm::Error::success();
  return llvm::createStringError("the most " + field + " of the target are " + Twine(most) + ", allowed are 1 to " +
                                 Twine(allowed));
}

static llvm::Error checkShifts(const Specification &specification) {
  for (int64_t shift : specification.shifts)
    if (shift < 0 || shift > largestShift)
      return llvm::createStringError("a shift of weights is " + Twine(shift) + ", allowed are 0 to " +
                                     Twine(largestShift));
  return llvm::Error::success();
}

static llvm::Error checkAliases(const Specification &specification) {
  if (!specification.aliases)
    return llvm::Error::success();
  for (auto [source, targets] : llvm::enumerate(*specification.aliases))
    for (int64_t target : targets)
      if (target < 0 || target >= specification.hidden.size())
        return llvm::createStringError("hidden neuron " + Twine(source) + " has an alias to neuron " + Twine(target) +
                                       ", allowed are 0 to " + Twine(specification.hidden.size() - 1));
  return llvm::Error::success();
}

static llvm::Error checkLowerable(const Specification &specification, const target::Description &description) {
  if (!specification.isQuantized)
    return llvm::createStringError("its numbers are floats, integers are needed; quantise it");
  if (specification.channels == 0)
    return llvm::createStringError("there are no input channels, at least 1 is needed");
  target::IntegerRange state = description.integerRange("state");
  if (state.low != INT16_MIN || state.high != INT16_MAX)
    return llvm::createStringError("states of the target are " + Twine(state.low) + " to " + Twine(state.high) +
                                   ", allowed are those of 16 bits, -32768 to 32767");
  if (llvm::Error error = checkSpikes(description, "input_spikes", INT16_MAX))
    return error;
  if (llvm::Error error = checkSpikes(description, "hidden_spikes", mostCounted))
    return error;
  if (llvm::Error error = checkSpikes(description, "output_spikes", mostCounted))
    return error;
  if (llvm::Error error = checkPopulation("hidden", specification.hidden))
    return error;
  if (llvm::Error error = checkShifts(specification))
    return error;
  if (llvm::Error error = checkAliases(specification))
    return error;
  return checkPopulation("output", specification.outputs);
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

namespace {

/// The arguments of kernel.aliases: for each target the neurons whose spikes it repeats.
struct AliasTable {
  std::vector<int32_t> starts{0}, sources, targets;

  void add(int64_t target, ArrayRef<int32_t> from) {
    if (from.empty())
      return;
    llvm::append_range(sources, from);
    starts.push_back(sources.size());
    targets.push_back(target);
  }
};

/// In the order in which neurons have their turns. A target sees those before it in its own turn, those that come later
/// (and itself) afterwards: what these add is not passed on, as a target is handled before any of its later sources.
struct AliasTables {
  AliasTable earlier, later;

  explicit AliasTables(const std::vector<std::vector<int64_t>> &aliases) {
    std::vector<std::vector<int32_t>> before(aliases.size()), after(aliases.size());
    for (auto [source, targets] : llvm::enumerate(aliases))
      for (int64_t target : targets)
        (target > static_cast<int64_t>(source) ? before : after)[target].push_back(source);
    for (size_t target = 0; target < aliases.size(); ++target) {
      earlier.add(target, before[target]);
      later.add(target, after[target]);
    }
  }
};

} // namespace

//===----------------------------------------------------------------------===//
// Lowering
//===----------------------------------------------------------------------===//

/// Bytes of signals of a block, as many as stay in a core's cache.
static constexpr int64_t blockBytes = 1 << 18;
static constexpr int64_t shortestBlock = 4, longestBlock = 128;

static int64_t chooseBlock(const Specification &specification) {
  // Spikes, their list of indices and values, and the signals between kernels.
  int64_t numbers = specification.channels * 4 + (specification.hidden.size() + specification.outputs.size()) * 10;
  return std::clamp<int64_t>(blockBytes / (numbers * sizeof(int16_t)), shortestBlock, longestBlock);
}

namespace {

class ChipLowering {
public:
  ChipLowering(const Specification &specification, const target::Description &description, StringRef name,
               const KernelOptions &options, MLIRContext *context)
      : specification(specification), description(description), options(options),
        isFirstVersion(description.text("simulator") == "xylosim.v1"),
        builder(FileLineColLoc::get(context, name, 0, 0), name, IntegerType::get(context, 16),
                options.blockSteps > 0 ? options.blockSteps : chooseBlock(specification)),
        location(FileLineColLoc::get(context, name, 0, 0)), hiddenRow(rowOf(specification.hidden)),
        outputRow(rowOf(specification.outputs)),
        tables(specification.aliases.value_or(std::vector<std::vector<int64_t>>())) {}

  llvm::Expected<OwningOpRef<ModuleOp>> run() {
    builder.newStage(kernel::Order::Block);
    List channels = input();
    builder.newStage(kernel::Order::Step);
    Value ring = builder.ring(hiddenRow, 1), earlier = builder.signal(hiddenRow);
    kernel::PullOp::create(b(), location, ring, Value(), Value(), Value(), earlier, b().getI64IntegerAttr(1));
    List spikes = listOf(earlier, mostSpikes("hidden_spikes"));
    kernel::PushOp::create(b(), location, hiddenNeurons(channels, spikes), ring);
    Value fired = outputNeurons(spikes);
    builder.newStage(kernel::Order::Block);
    kernel::OutputOp::create(b(), location, "output", 0, ValueRange(fired));
    if (options.record)
      for (auto [index, record] : llvm::enumerate(records))
        kernel::RecordOp::create(b(), location, record.name, record.variable, index, record.signal);
    return finished();
  }

private:
  /// The spikes of a row, at most `most` of each source.
  struct List {
    Value memory;
    int64_t sources, most;
  };
  struct Record {
    StringRef name, variable;
    Value signal;
  };

  OpBuilder &b() { return builder.kernels(); }
  int64_t mostSpikes(StringRef field) const { return description.integerRange(field).high; }
  kernel::SignalType rowOf(const NeuronParameters &neurons) {
    return kernel::SignalType::get(neurons.size(), builder.compute());
  }
  void record(StringRef name, StringRef variable, Value signal) { records.push_back({name, variable, signal}); }

  List input() {
    int64_t most = mostSpikes("input_spikes");
    Value counts = builder.plainSignal(specification.channels);
    kernel::InputOp::create(b(), location, "input", 0, kernel::Conversion::Number, counts, b().getI64IntegerAttr(most));
    return listOf(counts, most);
  }

  List listOf(Value signal, int64_t most) {
    int64_t sources = cast<kernel::SignalType>(signal.getType()).getElements();
    Value memory = builder.events(sources, /*values=*/most > 1);
    kernel::EventsOp::create(b(), location, signal, memory, Value(), Value());
    return {memory, sources, most};
  }

  //===--------------------------------------------------------------------===//
  // Synapses
  //===--------------------------------------------------------------------===//

  /// Weights of `sources` sources, of which the first ones have no row: [tiles][sources][tile].
  template <typename T>
  static std::vector<T> packed(const WeightMatrix &weights, int64_t shift, int64_t sources, kernel::Tiling tiling) {
    std::vector<T> result(tiling.tiles * sources * tiling.tile);
    int64_t first = sources - weights.rows;
    for (int64_t row = 0; row < weights.rows; ++row)
      for (int64_t target = 0; target < weights.columns; ++target) {
        int64_t tile = target / tiling.tile;
        result[(tile * sources + first + row) * tiling.tile + target % tiling.tile] =
            static_cast<T>(shiftedWeight(weights.at(row, target), shift));
      }
    return result;
  }

  template <typename T>
  Value weights(const WeightMatrix &matrix, int64_t shift, int64_t sources, kernel::Tiling tiling, Type element) {
    std::vector<T> numbers = packed<T>(matrix, shift, sources, tiling);
    int64_t count = numbers.size();
    return builder.weights(
        count, element, [numbers = std::move(numbers)](char *to) { llvm::copy(numbers, reinterpret_cast<T *>(to)); });
  }

  /// The spikes on top of `start`, cut after each source; `start` itself where there are no weights.
  Value delivered(const List &spikes, const WeightMatrix &matrix, int64_t shift, Value start, kernel::SignalType row) {
    int64_t largest = 0;
    for (double weight : matrix.values)
      largest = std::max<int64_t>(largest, std::abs(static_cast<int32_t>(shiftedWeight(weight, shift))));
    if (largest == 0)
      return start;
    kernel::Tiling tiling = kernel::tilingOf(spikes.sources, row);
    Value packed = largest <= INT8_MAX ? weights<int8_t>(matrix, shift, spikes.sources, tiling, b().getI8Type())
                                       : weights<int16_t>(matrix, shift, spikes.sources, tiling, b().getI16Type());
    // Where all products fit, no limit has to be looked at.
    int64_t limit = INT16_MAX / largest;
    Value sums = builder.signal(row);
    kernel::RowsOp::create(b(), location, spikes.memory, packed, Value(), start, Value(), sums, tiling.tile, TypeAttr(),
                           FloatAttr(), spikes.most > limit ? b().getI64IntegerAttr(limit) : IntegerAttr(),
                           IntegerAttr(), IntegerAttr(), StringAttr());
    return sums;
  }

  /// A current that has taken the spikes of a step: its sums, or null where it takes none.
  Value current(Value state, Value sums, const std::vector<double> &dashes, kernel::SignalType row) {
    bool isReplaced = sums != state;
    Value output = builder.signal(row);
    SmallVector<Value> inputs;
    if (isReplaced)
      inputs.push_back(sums);
    kernel::ShiftCurrentOp::create(b(), location, inputs, state, numbers(dashes, row), output, isReplaced);
    return output;
  }

  //===--------------------------------------------------------------------===//
  // Neurons
  //===--------------------------------------------------------------------===//

  /// One number if all are equal.
  Value numbers(const std::vector<double> &values, kernel::SignalType row, double padding = 0) {
    std::vector<double> words;
    llvm::transform(values, std::back_inserter(words), wordOf);
    return llvm::all_equal(words) ? builder.numbers({words.front()}) : builder.wholeRow(words, row, padding);
  }

  Value biases(const NeuronParameters &neurons, kernel::SignalType row) {
    bool isThere = !isFirstVersion && description.flag("biases") &&
                   llvm::any_of(neurons.bias, [](double bias) { return wordOf(bias) != 0; });
    return isThere ? numbers(neurons.bias, row) : Value();
  }

  /// Lower bits show where a threshold is negative, and where the first kind of sum negates the decay of -32768.
  bool needsWrapping(const NeuronParameters &neurons) const {
    return llvm::any_of(neurons.threshold, [](double threshold) { return wordOf(threshold) < 0; }) ||
           (!isFirstVersion && llvm::is_contained(neurons.dashMem, 0));
  }

  struct Membrane {
    Value state, threshold, spikes, trace;
  };

  /// `trace` says whether the state after the spikes is the one of the step.
  Membrane membrane(ArrayRef<Value> currents, const NeuronParameters &neurons, int64_t most, kernel::SignalType row,
                    bool trace) {
    // Padding does not keep a vector spiking.
    Membrane result{builder.state(row), numbers(neurons.threshold, row, INT16_MAX), builder.signal(row),
                    trace && options.record ? builder.signal(row) : Value()};
    kernel::ShiftMembraneOp::create(b(), location, currents, result.state, numbers(neurons.dashMem, row),
                                    biases(neurons, row), result.threshold, Value(), result.spikes, result.trace,
                                    kernel::Spike::Repeated, kernel::Reset::Subtract, b().getI64IntegerAttr(most),
                                    isFirstVersion, needsWrapping(neurons));
    return result;
  }

  /// Spikes with those that are repeated.
  Value repeated(Membrane &membrane, int64_t most) {
    Value spikes = membrane.spikes;
    if (hasEarlierAliases()) {
      membrane.trace = options.record ? builder.signal(hiddenRow) : Value();
      spikes = aliases(tables.earlier, spikes, most, membrane.state, membrane.threshold, membrane.trace);
    }
    return tables.later.targets.empty() ? spikes : aliases(tables.later, spikes, most);
  }

  Value aliases(const AliasTable &table, Value spikes, int64_t most, Value state = {}, Value threshold = {},
                Value trace = {}) {
    Value output = builder.signal(hiddenRow);
    kernel::AliasesOp::create(b(), location, spikes, builder.integers(table.starts), builder.integers(table.sources),
                              builder.integers(table.targets), state, threshold, trace, output, most);
    return output;
  }

  bool hasEarlierAliases() const { return !tables.earlier.targets.empty(); }

  Value hiddenNeurons(const List &channels, const List &spikes) {
    SmallVector<Value> currents;
    for (auto [synapse, matrices] : llvm::enumerate(llvm::zip(specification.input, specification.recurrent))) {
      auto &[input, recurrent] = matrices;
      const std::vector<double> &dashes = synapse == 0 ? specification.hidden.dashSyn : specification.hidden.dashSyn2;
      Value state = builder.state(hiddenRow);
      Value sums = delivered(channels, input, specification.shifts[0], state, hiddenRow);
      sums = delivered(spikes, recurrent, specification.shifts[1], sums, hiddenRow);
      currents.push_back(current(state, sums, dashes, hiddenRow));
      record("hidden", synapse == 0 ? "i" : "i2", currents.back());
    }
    int64_t most = mostSpikes("hidden_spikes");
    Membrane result = membrane(currents, specification.hidden, most, hiddenRow, !hasEarlierAliases());
    Value fired = repeated(result, most);
    record("hidden", "v", result.trace);
    record("hidden", "spikes", fired);
    return fired;
  }

  Value outputNeurons(const List &spikes) {
    Value state = builder.state(outputRow);
    Value sums = delivered(spikes, specification.output, specification.shifts[2], state, outputRow);
    Value taken = current(state, sums, specification.outputs.dashSyn, outputRow);
    record("output", "i", taken);
    Membrane result = membrane(taken, specification.outputs, mostSpikes("output_spikes"), outputRow, /*trace=*/true);
    record("output", "v", result.trace);
    record("output", "spikes", result.spikes);
    return result.spikes;
  }

  llvm::Expected<OwningOpRef<ModuleOp>> finished() {
    auto [module, program] = builder.finish();
    kernel::WeightsBlob blob = builder.packWeights();
    if (!blob)
      return llvm::createStringError("no memory for the packed weights");
    auto type = RankedTensorType::get({program.getWeights()}, b().getI8Type());
    ArrayRef<char> bytes(blob->getBufferStart(), blob->getBufferSize());
    program.setDataAttr(makeParameter(type, program.getSymName(), bytes, blob));
    return std::move(module);
  }

  const Specification &specification;
  const target::Description &description;
  KernelOptions options;
  bool isFirstVersion;
  kernel::ProgramBuilder builder;
  Location location;
  kernel::SignalType hiddenRow, outputRow;
  AliasTables tables;
  std::vector<Record> records;
};

} // namespace

llvm::Expected<OwningOpRef<ModuleOp>> lowerToKernel(const Specification &specification,
                                                    const target::Description &description, StringRef name,
                                                    const KernelOptions &options, MLIRContext *context) {
  if (llvm::Error error = checkLowerable(specification, description))
    return std::move(error);
  context->getOrLoadDialect<kernel::KernelDialect>();
  return ChipLowering(specification, description, name, options, context).run();
}

} // namespace ganglion::xylo
