//===- ProgramBuilder.cpp -------------------------------------------------===//
#include "backends/CPU/ProgramBuilder.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::cpu {

ProgramBuilder::ProgramBuilder(Location location, StringRef name, Type compute, int64_t block)
    : computeType(compute), blockSteps(block), module(ModuleOp::create(location)),
      bufferBuilder(module->getBodyRegion()), stageBuilder(module->getBodyRegion()) {
  program = kernel::ProgramOp::create(bufferBuilder, location, name, compute, block, 0, 0, 0, ElementsAttr());
  program.getBody().emplaceBlock();
  bufferBuilder.setInsertionPointToStart(&program.getBody().front());
}

void ProgramBuilder::newStage(kernel::Order order) {
  OpBuilder builder = OpBuilder::atBlockEnd(&program.getBody().front());
  stage = kernel::StageOp::create(builder, program.getLoc(), order);
  stage.getBody().emplaceBlock();
  stageBuilder.setInsertionPointToStart(&stage.getBody().front());
  if (bufferBuilder.getInsertionPoint() == program.getBody().front().end())
    bufferBuilder.setInsertionPoint(stage);
}

void ProgramBuilder::openStage(kernel::Order order) {
  if (!stage || stage.getOrder() != order)
    newStage(order);
}

Value ProgramBuilder::buffer(Type type) { return kernel::BufferOp::create(bufferBuilder, program.getLoc(), type, 0); }

Value ProgramBuilder::state(kernel::SignalType type) {
  return buffer(kernel::ArrayType::get(type.getContext(), type.getRowElements(), computeType));
}

Value ProgramBuilder::marks(int64_t elements) {
  return buffer(kernel::ArrayType::get(computeType.getContext(), (elements + 63) / 64, bufferBuilder.getI64Type()));
}

Value ProgramBuilder::ring(kernel::SignalType row, int64_t longest) {
  int64_t pushedBefore = order() == kernel::Order::Block ? blockSteps : 1;
  return buffer(kernel::RingType::get(row.getContext(), longest + pushedBefore, row));
}

Value ProgramBuilder::events(int64_t elements, bool values) {
  return buffer(kernel::EventsType::get(computeType.getContext(), elements, computeType, values));
}

Value ProgramBuilder::repeats() { return buffer(kernel::RepeatsType::get(computeType.getContext())); }

Value ProgramBuilder::weightsAt(int64_t offset, int64_t elements, Type element) {
  return kernel::WeightsOp::create(bufferBuilder, program.getLoc(),
                                   kernel::ArrayType::get(element.getContext(), elements, element), offset);
}

Value ProgramBuilder::weights(int64_t elements, Type element, WeightsBuilder::Fill fill) {
  return weightsAt(blob.reserve(elements * kernel::elementBytes(element), std::move(fill)), elements, element);
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

template <typename T> static std::vector<T> placed(const std::vector<T> &canonical, kernel::SignalType row) {
  std::vector<T> out(row.getRowElements());
  for (int64_t i = 0; i < row.getElements(); ++i)
    out[row.place(i)] = canonical[canonical.size() == 1 ? 0 : i];
  return out;
}

Value ProgramBuilder::wholeRow(const std::vector<double> &canonical, kernel::SignalType row) {
  return numbers(placed(canonical, row));
}

Value ProgramBuilder::wholeRow(const std::vector<int32_t> &canonical, kernel::SignalType row) {
  return integers(placed(canonical, row));
}

Value ProgramBuilder::coefficient(const snn::Coefficient &values, kernel::SignalType row) {
  if (!values.isPresent())
    return {};
  if (values.isUniform())
    return numbers({values[0]});
  std::vector<double> canonical(row.getElements());
  for (int64_t i = 0; i < row.getElements(); ++i)
    canonical[i] = values[i];
  return wholeRow(canonical, row);
}

std::pair<OwningOpRef<ModuleOp>, kernel::ProgramOp> ProgramBuilder::finish() {
  int64_t end = kernel::vectorBytes; // the counter of steps
  auto place = [&](bool states) {
    for (auto buffer : program.getBody().front().getOps<kernel::BufferOp>()) {
      if (isa<kernel::ArrayType, kernel::RingType>(buffer.getMemory().getType()) != states)
        continue;
      buffer.setOffset(end);
      end += kernel::roundedUp(buffer.getBytes(blockSteps), kernel::vectorBytes);
    }
    return end;
  };
  program.setCleared(place(true));
  program.setArena(place(false));
  program.setWeights(blob.size());
  return {std::move(module), program};
}

} // namespace ganglion::cpu
