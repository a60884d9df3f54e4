//===- ProfileCounts.cpp --------------------------------------------------===//
#include "backends/CPU/ProfileCounts.h"
#include "backends/CPU/Fusion.h"
#include "backends/CPU/KernelEmitter.h"
#include "backends/CPU/Weights.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// What a kernel is
//===----------------------------------------------------------------------===//

static int64_t offsetOf(Value buffer) { return buffer.getDefiningOp<kernel::BufferOp>().getOffset(); }

static int64_t bytesOf(Value array) { return cast<kernel::ArrayType>(array.getType()).getBytes(); }

/// The signal that a kernel fills; null for none.
static Value outputOf(Operation *kernel) {
  return llvm::TypeSwitch<Operation *, Value>(kernel)
      .Case([](kernel::IntegrateOp op) { return op.getQuiet() ? Value() : Value(op.getOutput()); })
      .Case<kernel::InputOp, kernel::SumOp, kernel::RelayoutOp, kernel::ScaleOp, kernel::ThresholdOp, kernel::PoolOp,
            kernel::EventsOp, kernel::RowsOp, kernel::DenseOp, kernel::SynapsesOp, kernel::BitmapOp, kernel::ConvolveOp,
            kernel::DeliverOp, kernel::PullOp, kernel::ShiftCurrentOp, kernel::ShiftMembraneOp, kernel::AliasesOp>(
          [](auto op) { return Value(op.getOutput()); })
      .Default([](Operation *) { return Value(); });
}

static bool putsOutSpikes(Operation *kernel) {
  return llvm::TypeSwitch<Operation *, bool>(kernel)
      .Case([](kernel::InputOp op) { return op.getConversion() != kernel::Conversion::Number; })
      .Case([](kernel::IntegrateOp op) { return op.getSpike() != kernel::Spike::None && !op.getQuiet(); })
      .Case([](kernel::ShiftMembraneOp op) { return op.getSpike() != kernel::Spike::None; })
      .Case<kernel::ThresholdOp, kernel::DeliverOp, kernel::AliasesOp>([](auto) { return true; })
      .Default([](Operation *) { return false; });
}

/// A table of i32 in the weights.
static ArrayRef<int32_t> tableOf(Value table, ArrayRef<char> weights) {
  auto place = table.getDefiningOp<kernel::WeightsOp>();
  return {reinterpret_cast<const int32_t *>(weights.data() + place.getOffset()),
          size_t(place.getMemory().getType().getElements())};
}

KernelCounter::KernelCounter(Operation *kernel, ArrayRef<char> weights) {
  if (putsOutSpikes(kernel))
    spikes = {offsetOf(outputOf(kernel)), cast<kernel::SignalType>(outputOf(kernel).getType())};
  // The data of an input need not be copied into its signal.
  if (auto op = dyn_cast<kernel::InputOp>(kernel); op && op.getConversion() == kernel::Conversion::Spike)
    array = op.getIndex();
  llvm::TypeSwitch<Operation *>(kernel)
      .Case([&](kernel::RowsOp op) { takeRows(op, weights); })
      .Case([&](kernel::DenseOp op) { takeDense(op, weights); })
      .Case([&](kernel::SynapsesOp op) { takeSynapses(op, weights); })
      .Case([&](kernel::BitmapOp op) { takeBitmap(op, weights); })
      .Case([&](kernel::ConvolveOp op) { takeConvolve(op, weights); });
}

void KernelCounter::takeList(kernel::EventsType type, Value buffer) {
  int64_t block = buffer.getDefiningOp()->getParentOfType<kernel::ProgramOp>().getBlock(), offset = offsetOf(buffer);
  list = {offset, offset + type.getCountBytes(block) + type.getFlagBytes(block), type.getElements()};
  effects.resize(type.getElements());
}

void KernelCounter::takeRepeats(Value buffer) {
  if (buffer)
    flags = offsetOf(buffer) + cast<kernel::RepeatsType>(buffer.getType()).getCountBytes();
}

bool KernelCounter::isCopied(const char *arena, int64_t row) const {
  return flags && reinterpret_cast<const int32_t *>(arena + *flags)[row];
}

/// Packed weights that are not 0; all of them where they do not lie in the weights.
class NonZeros {
public:
  NonZeros(Value packed, ArrayRef<char> weights, bool arePairs = false)
      : element(cast<kernel::ArrayType>(packed.getType()).getElement()), arePairs(arePairs) {
    if (auto place = packed.getDefiningOp<kernel::WeightsOp>())
      from = weights.data() + place.getOffset();
  }

  /// Among `count` neighbours.
  int64_t count(int64_t first, int64_t count) const {
    int64_t found = count;
    if (!from)
      return found;
    // In pairs every other byte, that of the lower target, is 128 more.
    if (arePairs) {
      for (int64_t k = first; k < first + count; ++k)
        found -= static_cast<uint8_t>(from[k]) == (k % 2 ? 0 : 128);
      return found;
    }
    withNumberType(element, [&](auto zero) {
      auto *numbers = reinterpret_cast<const decltype(zero) *>(from) + first;
      found = count - std::count(numbers, numbers + count, zero);
    });
    return found;
  }

private:
  const char *from = nullptr;
  Type element;
  bool arePairs;
};

/// Weights packed as [tiles][sources][tile].
void KernelCounter::takeTiles(const NonZeros &nonZeros, int64_t tiles, int64_t sources, int64_t tile,
                              int64_t bytesPerEvent) {
  effects.assign(sources, {0, bytesPerEvent});
  for (int64_t row = 0; row < tiles * sources; ++row)
    effects[row % sources].synapses += nonZeros.count(row * tile, tile);
}

void KernelCounter::takeRows(kernel::RowsOp op, ArrayRef<char> weights) {
  takeRepeats(op.getRepeats());
  form = kernel::Form::Rows;
  weightBytes = bytesOf(op.getWeight());
  takeList(op.getEvents().getType(), op.getEvents());
  int64_t sources = list->elements;
  takeTiles({op.getWeight(), weights, op.getPairs().has_value()}, op.getTiles(), sources, op.getTile(),
            sources ? weightBytes / sources : 0);
}

void KernelCounter::takeDense(kernel::DenseOp op, ArrayRef<char> weights) {
  takeRepeats(op.getRepeats());
  form = kernel::Form::Dense;
  weightBytes = bytesOf(op.getWeight());
  input = {offsetOf(op.getInput()), op.getInput().getType()};
  takeTiles({op.getWeight(), weights}, op.getTiles(), input->type.getElements(), op.getTile(), 0);
}

void KernelCounter::takeSynapses(kernel::SynapsesOp op, ArrayRef<char> weights) {
  takeRepeats(op.getRepeats());
  form = kernel::Form::Synapses;
  weightBytes = bytesOf(op.getWeight()) + bytesOf(op.getTargets());
  takeList(op.getEvents().getType(), op.getEvents());
  int64_t bytes = kernel::elementBytes(op.getWeight().getType().getElement()) +
                  kernel::elementBytes(op.getTargets().getType().getElement());
  ArrayRef<int32_t> starts = tableOf(op.getStarts(), weights);
  NonZeros nonZeros(op.getWeight(), weights);
  for (size_t source = 0; source < effects.size(); ++source) {
    int64_t count = starts[source + 1] - starts[source];
    effects[source] = {nonZeros.count(starts[source], count), count * bytes};
  }
}

void KernelCounter::takeBitmap(kernel::BitmapOp op, ArrayRef<char> weights) {
  takeRepeats(op.getRepeats());
  form = kernel::Form::Bitmap;
  weightBytes = bytesOf(op.getBits());
  takeList(op.getEvents().getType(), op.getEvents());
  ArrayRef<int32_t> words = tableOf(op.getBits(), weights);
  int64_t sources = effects.size(), wordsOfTile = op.getWords();
  for (size_t word = 0; word < words.size(); ++word) {
    Effect &effect = effects[word / wordsOfTile % sources];
    effect.synapses += llvm::popcount(static_cast<uint32_t>(words[word]));
    effect.bytes += sizeof(int32_t);
  }
}

/// The windows that see a pixel are pairs of those of its row and of its column.
void KernelCounter::takeConvolve(kernel::ConvolveOp op, ArrayRef<char> weights) {
  takeRepeats(op.getRepeats());
  form = kernel::Form::Scatter;
  weightBytes = bytesOf(op.getWeight());
  takeList(op.getEvents().getType(), op.getEvents());
  int64_t height = op.getExtent()[0], width = op.getExtent()[1], segment = op.getSegment();
  int64_t bytes = segment * kernel::elementBytes(op.getWeight().getType().getElement());
  ArrayRef<int32_t> rowStarts = tableOf(op.getRowStarts(), weights), rows = tableOf(op.getRowTaps(), weights);
  ArrayRef<int32_t> columnStarts = tableOf(op.getColumnStarts(), weights);
  ArrayRef<int32_t> runs = tableOf(op.getColumnTaps(), weights);
  NonZeros nonZeros(op.getWeight(), weights);
  for (size_t source = 0; source < effects.size(); ++source) {
    int64_t channel = source / (height * width), y = source / width % height, x = source % width;
    for (int32_t row = rowStarts[y]; row < rowStarts[y + 1]; ++row)
      for (int32_t run = columnStarts[x]; run < columnStarts[x + 1]; ++run) {
        int64_t from = channel * op.getTaps() * segment + rows[2 * row + 1] + runs[3 * run + 1];
        effects[source].synapses += nonZeros.count(from, runs[3 * run + 2] * segment);
        effects[source].bytes += runs[3 * run + 2] * bytes;
      }
  }
}

//===----------------------------------------------------------------------===//
// What it did
//===----------------------------------------------------------------------===//

void KernelCounter::describe(KernelProfile &profile) const {
  profile.form = form;
  profile.sources = effects.size();
  profile.weightBytes = weightBytes;
  if (spikes)
    profile.spikes = 0;
}

/// Sum of the elements of the rows of a signal, which are integers.
template <typename T> static int64_t sumOf(const char *signal, kernel::SignalType type, int64_t rows) {
  int64_t sum = 0, positions = type.getPositions(), channels = type.isPlain() ? type.getElements() : type.getChannels();
  for (int64_t row = 0; row < rows; ++row) {
    const T *values = reinterpret_cast<const T *>(signal + row * type.getRowBytes());
    for (int64_t position = 0; position < positions; ++position)
      for (int64_t channel = 0; channel < channels; ++channel)
        sum += static_cast<int64_t>(values[position * type.getPitch() + channel]);
  }
  return sum;
}

/// How many numbers are not 0, as the code sees it: NaN is not.
template <typename T> static int64_t countUnlikeZero(const ArrayView &array, int64_t numbers) {
  const T *data = static_cast<const T *>(array.aligned);
  return std::count_if(data, data + numbers, [](T number) { return number != 0; });
}

void KernelCounter::count(const char *arena, const SampleArrays &arrays, int64_t rows, KernelProfile &profile) const {
  if (array) {
    const ArrayView &data = arrays.inputs[*array];
    int64_t numbers = rows * spikes->type.getElements();
    *profile.spikes += dataType(spikes->type.getElement()).isF64() ? countUnlikeZero<double>(data, numbers)
                                                                   : countUnlikeZero<float>(data, numbers);
  } else if (spikes)
    withNumberType(spikes->type.getElement(), [&](auto zero) {
      *profile.spikes += sumOf<decltype(zero)>(arena + spikes->offset, spikes->type, rows);
    });
  auto happened = [&](int64_t source) {
    ++profile.events;
    profile.synapticEvents += effects[source].synapses;
    profile.bytesRead += effects[source].bytes;
  };
  int64_t copied = 0;
  for (int64_t row = 0; row < rows; ++row)
    copied += isCopied(arena, row);
  profile.copiedSteps += copied;
  // The list of a row whose result is copied is empty.
  if (list) {
    auto *counts = reinterpret_cast<const int32_t *>(arena + list->counts);
    auto *indices = reinterpret_cast<const int32_t *>(arena + list->indices);
    for (int64_t row = 0; row < rows; ++row)
      for (int32_t event = 0; event < counts[row]; ++event)
        happened(indices[row * list->elements + event]);
  }
  if (input) {
    withNumberType(input->type.getElement(), [&](auto zero) {
      for (int64_t row = 0; row < rows; ++row) {
        if (isCopied(arena, row))
          continue;
        auto *values =
            reinterpret_cast<const decltype(zero) *>(arena + input->offset + row * input->type.getRowBytes());
        for (int64_t source = 0; source < input->type.getElements(); ++source)
          if (values[source] != 0)
            happened(source);
      }
    });
    int64_t computed = rows - copied;
    profile.bytesRead += (computed / denseRowsTogether + computed % denseRowsTogether) * weightBytes;
  }
}

//===----------------------------------------------------------------------===//
// Whether it can be told afterwards
//===----------------------------------------------------------------------===//

llvm::Error checkCountable(kernel::ProgramOp program) {
  auto refuse = [&](const Twine &what) {
    return llvm::createStringError("program " + quoted(program.getSymName()) + ": " + what +
                                   ", so that it cannot be counted what happens in a block");
  };
  if (auto places = sharedBytes(program))
    return refuse("the buffers at " + Twine(places->first) + " and " + Twine(places->second) + " share memory");
  llvm::DenseSet<Value> written;
  Value twice;
  program.walk([&](Operation *kernel) {
    Value output = outputOf(kernel);
    if (output && !written.insert(output).second)
      twice = output;
  });
  if (twice)
    return refuse("two kernels write the buffer at " + Twine(offsetOf(twice)));
  return llvm::Error::success();
}

} // namespace ganglion::cpu
