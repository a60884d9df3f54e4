//===- ProgramBuilder.cpp -------------------------------------------------===//
#include "ir/Kernel/ProgramBuilder.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::kernel {

/// Bytes of a tile of weights that may stay in a core's cache while a block of time passes.
static constexpr int64_t tileBytes = 1 << 20;

Tiling tilingOf(int64_t sources, SignalType output) {
  int64_t lanes = vectorLanes(output.getElement());
  int64_t vectors = llvm::divideCeil(output.getElements(), lanes), most = 8;
  while (most > 4 && most * vectorBytes * sources > tileBytes)
    --most;
  Tiling best{lanes, vectors};
  for (int64_t width = 1; width <= most; ++width) {
    int64_t tiles = llvm::divideCeil(vectors, width);
    if (tiles * width * lanes <= output.getRowElements() && tiles < best.tiles)
      best = {width * lanes, tiles};
  }
  return best;
}

ProgramBuilder::ProgramBuilder(Location location, StringRef name, Type compute, int64_t block)
    : computeType(compute), blockSteps(block), module(ModuleOp::create(location)),
      bufferBuilder(module->getBodyRegion()), stageBuilder(module->getBodyRegion()) {
  program = ProgramOp::create(bufferBuilder, location, name, compute, block, 0, 0, 0, ElementsAttr());
  program.getBody().emplaceBlock();
  bufferBuilder.setInsertionPointToStart(&program.getBody().front());
}

void ProgramBuilder::newStage(Order order) {
  OpBuilder builder = OpBuilder::atBlockEnd(&program.getBody().front());
  stage = StageOp::create(builder, program.getLoc(), order);
  stage.getBody().emplaceBlock();
  stageBuilder.setInsertionPointToStart(&stage.getBody().front());
  if (bufferBuilder.getInsertionPoint() == program.getBody().front().end())
    bufferBuilder.setInsertionPoint(stage);
}

void ProgramBuilder::openStage(Order order) {
  if (!stage || stage.getOrder() != order)
    newStage(order);
}

Value ProgramBuilder::buffer(Type type) { return BufferOp::create(bufferBuilder, program.getLoc(), type, 0); }

Value ProgramBuilder::state(SignalType type) {
  return buffer(ArrayType::get(type.getContext(), type.getRowElements(), computeType));
}

Value ProgramBuilder::marks(int64_t elements) {
  return buffer(ArrayType::get(computeType.getContext(), (elements + 63) / 64, bufferBuilder.getI64Type()));
}

Value ProgramBuilder::ring(SignalType row, int64_t longest) {
  int64_t pushedBefore = order() == Order::Block ? blockSteps : 1;
  return buffer(RingType::get(row.getContext(), longest + pushedBefore, row));
}

Value ProgramBuilder::events(int64_t elements, bool values) {
  return buffer(EventsType::get(computeType.getContext(), elements, computeType, values));
}

Value ProgramBuilder::repeats() { return buffer(RepeatsType::get(computeType.getContext())); }

Value ProgramBuilder::weightsAt(int64_t offset, int64_t elements, Type element) {
  return WeightsOp::create(bufferBuilder, program.getLoc(), ArrayType::get(element.getContext(), elements, element),
                           offset);
}

Value ProgramBuilder::weights(int64_t elements, Type element, WeightsBuilder::Fill fill) {
  return weightsAt(blob.reserve(elements * elementBytes(element), std::move(fill)), elements, element);
}

Value ProgramBuilder::integers(std::vector<int32_t> values) {
  int64_t count = values.size();
  return weightsAt(blob.add(std::move(values)), count, bufferBuilder.getI32Type());
}

Value ProgramBuilder::integers(std::vector<uint16_t> values) {
  int64_t count = values.size();
  return weightsAt(blob.add(std::move(values)), count, bufferBuilder.getI16Type());
}

Value ProgramBuilder::numbers(const std::vector<double> &values, Type element) {
  int64_t count = values.size(), offset = 0;
  withNumberType(element,
                 [&](auto zero) { offset = blob.add(std::vector<decltype(zero)>(values.begin(), values.end())); });
  return weightsAt(offset, count, element);
}

template <typename T> static std::vector<T> placed(const std::vector<T> &canonical, SignalType row, T padding) {
  std::vector<T> out(row.getRowElements(), padding);
  for (int64_t i = 0; i < row.getElements(); ++i)
    out[row.place(i)] = canonical[canonical.size() == 1 ? 0 : i];
  return out;
}

Value ProgramBuilder::wholeRow(const std::vector<double> &canonical, SignalType row, double padding) {
  return numbers(placed(canonical, row, padding));
}

Value ProgramBuilder::wholeRow(const std::vector<int32_t> &canonical, SignalType row) {
  return integers(placed(canonical, row, 0));
}

std::pair<OwningOpRef<ModuleOp>, ProgramOp> ProgramBuilder::finish() {
  int64_t end = vectorBytes; // the counter of steps
  auto place = [&](bool states) {
    for (auto buffer : program.getBody().front().getOps<BufferOp>()) {
      if (isa<ArrayType, RingType>(buffer.getMemory().getType()) != states)
        continue;
      buffer.setOffset(end);
      end += roundedUp(buffer.getBytes(blockSteps), vectorBytes);
    }
    return end;
  };
  program.setCleared(place(true));
  program.setArena(place(false));
  program.setWeights(blob.size());
  return {std::move(module), program};
}

} // namespace ganglion::kernel
