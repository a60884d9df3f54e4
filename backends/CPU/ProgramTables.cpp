//===- ProgramTables.cpp --------------------------------------------------===//
#include "backends/CPU/ProgramTables.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cstring>

using namespace mlir;

namespace ganglion::cpu {

namespace {

/// Smallest and largest number of a table; {0, 0} if it is empty.
struct Range {
  int64_t least = 0, most = 0;
};

class TableChecker {
public:
  explicit TableChecker(ArrayRef<char> weights) : weights(weights) {}

  void check(Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case([&](kernel::PullOp pull) { checkPull(pull); })
        .Case([&](kernel::SynapsesOp synapses) { checkSynapses(synapses); })
        .Case([&](kernel::AliasesOp aliases) { checkAliases(aliases); })
        .Case([&](kernel::BitmapOp bitmap) { checkBitmap(bitmap); })
        .Case([&](kernel::ConvolveOp convolve) { checkConvolve(convolve); });
  }

  llvm::Error take() { return std::move(error); }

private:
  void refuse(Operation *op, const Twine &what) {
    error = llvm::joinErrors(std::move(error), llvm::createStringError(op->getName().getStringRef() + ": " + what));
  }

  /// The numbers of a table of i32, or of i16 without a sign, in the weights. A table in the arena changes, so that
  /// nothing can be said of it.
  std::optional<std::vector<int32_t>> numbers(Operation *op, StringRef name, Value table) {
    auto place = table.getDefiningOp<kernel::WeightsOp>();
    if (!place) {
      refuse(op, name + " is a buffer, it must be in the weights");
      return std::nullopt;
    }
    auto type = cast<kernel::ArrayType>(table.getType());
    const char *from = weights.data() + place.getOffset();
    return type.getElement().isInteger(16) ? copied<uint16_t>(from, type.getElements())
                                           : copied<int32_t>(from, type.getElements());
  }

  template <typename T> static std::vector<int32_t> copied(const char *from, int64_t count) {
    std::vector<T> values(count);
    if (count)
      std::memcpy(values.data(), from, count * sizeof(T));
    return {values.begin(), values.end()};
  }

  static Range rangeOf(ArrayRef<int32_t> values) {
    if (values.empty())
      return {};
    auto [least, most] = std::minmax_element(values.begin(), values.end());
    return {*least, *most};
  }

  /// All numbers lie in [0, count).
  void checkBelow(Operation *op, StringRef name, ArrayRef<int32_t> values, int64_t count) {
    Range range = rangeOf(values);
    if (!values.empty() && (range.least < 0 || range.most >= count))
      refuse(op, name + " holds " + Twine(range.least < 0 ? range.least : range.most) + ", allowed are 0 to " +
                     Twine(count - 1));
  }

  /// The numbers ascend from 0 or more to `count` at most.
  void checkStarts(Operation *op, StringRef name, ArrayRef<int32_t> starts, int64_t count) {
    if (!llvm::is_sorted(starts))
      refuse(op, name + " does not ascend");
    checkBelow(op, name, starts, count + 1);
  }

  void checkPull(kernel::PullOp op) {
    // Padding has a place, too, but what it holds is of no concern.
    if (op.getDelays())
      if (auto delays = numbers(op, "delays", op.getDelays()))
        checkBelow(op, "delays", *delays, op.getRing().getType().getDepth());
    if (op.getSources())
      if (auto sources = numbers(op, "sources", op.getSources()))
        checkBelow(op, "sources", *sources, op.getRing().getType().getRow().getRowElements());
  }

  void checkSynapses(kernel::SynapsesOp op) {
    auto starts = numbers(op, "starts", op.getStarts()), targets = numbers(op, "targets", op.getTargets());
    if (!starts || !targets)
      return;
    checkStarts(op, "starts", *starts, targets->size());
    checkBelow(op, "targets", *targets, op.getOutput().getType().getElements());
  }

  void checkAliases(kernel::AliasesOp op) {
    auto starts = numbers(op, "starts", op.getStarts()), sources = numbers(op, "sources", op.getSources()),
         targets = numbers(op, "targets", op.getTargets());
    if (!starts || !sources || !targets)
      return;
    int64_t neurons = op.getOutput().getType().getElements();
    checkStarts(op, "starts", *starts, sources->size());
    checkBelow(op, "sources", *sources, neurons);
    checkBelow(op, "targets", *targets, neurons);
  }

  /// A bit leads to a target: there are none behind the last one.
  void checkBitmap(kernel::BitmapOp op) {
    auto words = numbers(op, "bits", op.getBits());
    int64_t targets = op.getOutput().getType().getElements(), sources = op.getEvents().getType().getElements();
    if (!words || words->empty())
      return;
    for (size_t index = 0; index < words->size(); ++index) {
      int64_t wordsOfTile = op.getWords(), tile = index / (wordsOfTile * sources);
      int64_t first = tile * op.getTile() + index % wordsOfTile * 32,
              left = std::clamp<int64_t>(targets - first, 0, 32);
      if (static_cast<uint64_t>(static_cast<uint32_t>((*words)[index])) >> left)
        return refuse(op, "bits has one behind target " + Twine(targets - 1) + ", the last");
    }
  }

  void checkConvolve(kernel::ConvolveOp op) {
    auto rowStarts = numbers(op, "row_starts", op.getRowStarts()), rowTaps = numbers(op, "row_taps", op.getRowTaps()),
         columnStarts = numbers(op, "column_starts", op.getColumnStarts()),
         columnTaps = numbers(op, "column_taps", op.getColumnTaps());
    if (!rowStarts || !rowTaps || !columnStarts || !columnTaps)
      return;
    checkStarts(op, "row_starts", *rowStarts, rowTaps->size() / 2);
    checkStarts(op, "column_starts", *columnStarts, columnTaps->size() / 3);
    if (rowTaps->size() < 2 || columnTaps->size() < 3)
      return;
    checkRuns(op, *rowTaps, *columnTaps);
  }

  /// Where the pairs of the rows and the runs of the columns lead together.
  void checkRuns(kernel::ConvolveOp op, ArrayRef<int32_t> pairs, ArrayRef<int32_t> runs) {
    kernel::SignalType output = op.getOutput().getType();
    int64_t segment = op.getSegment(), end = op.getTaps() * segment;
    Range positions = rangeOf(every(3, runs, 2));
    if (positions.least < 1 || (op.getGroups() > 1 && positions.most > 1)) {
      refuse(op, "column_taps holds runs of " + Twine(positions.least) + " to " + Twine(positions.most) +
                     " positions, allowed is " + (op.getGroups() > 1 ? "1" : "1 and more"));
      return;
    }
    auto sum = [&](size_t part) {
      Range rows = rangeOf(every(2, pairs, part)), columns = rangeOf(every(3, runs, part));
      for (size_t i = 0; i < runs.size(); i += 3)
        columns.most = std::max(columns.most, runs[i + part] + (runs[i + 2] - 1) * segment);
      return Range{rows.least + columns.least, rows.most + columns.most};
    };
    Range places = sum(0), taps = sum(1);
    if (places.least < 0 || places.most + output.getPitch() > output.getRowElements())
      refuse(op, "its tables lead to the places " + Twine(places.least) + " to " +
                     Twine(places.most + output.getPitch() - 1) + ", allowed are 0 to " +
                     Twine(output.getRowElements() - 1));
    if (taps.least < 0 || taps.most + segment > end)
      refuse(op, "its tables lead to the weights " + Twine(taps.least) + " to " + Twine(taps.most + segment - 1) +
                     " of a channel, allowed are 0 to " + Twine(end - 1));
  }

  /// Each `step`-th number from `from` on.
  static std::vector<int32_t> every(size_t step, ArrayRef<int32_t> values, size_t from) {
    std::vector<int32_t> out;
    for (size_t i = from; i < values.size(); i += step)
      out.push_back(values[i]);
    return out;
  }

  ArrayRef<char> weights;
  llvm::Error error = llvm::Error::success();
};

} // namespace

llvm::Error checkTables(kernel::ProgramOp program, ArrayRef<char> weights) {
  TableChecker checker(weights);
  program.walk([&](Operation *op) { checker.check(op); });
  return checker.take();
}

} // namespace ganglion::cpu
