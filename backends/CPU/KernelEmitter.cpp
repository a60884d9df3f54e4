//===- KernelEmitter.cpp - memory, rows and vectors of kernels ------------===//
#include "backends/CPU/KernelEmitter.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

KernelEmitter::KernelEmitter(LoopBuilder &loops, kernel::ProgramOp program, KernelArguments arguments, Share share,
                             bool isStep, bool records)
    : l(loops), program(program), arguments(arguments), share(share), isStep(isStep), records(records),
      compute(program.getCompute()), lanes(kernel::vectorLanes(compute)) {}

void KernelEmitter::emit(Operation *kernel, const Fused &with) {
  fused = with;
  llvm::TypeSwitch<Operation *>(kernel)
      .Case<kernel::InputOp, kernel::OutputOp, kernel::RecordOp, kernel::SumOp, kernel::RelayoutOp, kernel::ScaleOp,
            kernel::ThresholdOp, kernel::PoolOp, kernel::RepeatsOp, kernel::EventsOp, kernel::RowsOp, kernel::DenseOp,
            kernel::SynapsesOp, kernel::BitmapOp, kernel::ConvolveOp, kernel::IntegrateOp, kernel::DeliverOp,
            kernel::PushOp, kernel::PullOp, kernel::ShiftCurrentOp, kernel::ShiftMembraneOp, kernel::AliasesOp>(
          [&](auto op) { emit(op); });
}

int64_t KernelEmitter::offsetOf(Value buffer) {
  if (auto weights = buffer.getDefiningOp<kernel::WeightsOp>())
    return weights.getOffset();
  return buffer.getDefiningOp<kernel::BufferOp>().getOffset();
}

Value KernelEmitter::viewAt(Value bytes, int64_t offset, ArrayRef<int64_t> shape, Type element) {
  // Views stand at the start of the function, where they are valid for all loops.
  OpBuilder::InsertionGuard guard(l.builder());
  auto function = l.builder().getInsertionBlock()->getParentOp();
  while (function->getParentOp() && !isa<ModuleOp>(function->getParentOp()))
    function = function->getParentOp();
  l.builder().setInsertionPointToStart(&function->getRegion(0).front());
  return memref::ViewOp::create(l.builder(), l.location(), MemRefType::get(shape, element), bytes, l.index(offset),
                                ValueRange());
}

Value KernelEmitter::view(Value buffer) {
  Value &known = views[buffer];
  if (known)
    return known;
  Value bytes = buffer.getDefiningOp<kernel::WeightsOp>() ? arguments.weights : arguments.arena;
  int64_t offset = offsetOf(buffer);
  known =
      llvm::TypeSwitch<Type, Value>(buffer.getType())
          .Case([&](kernel::SignalType type) {
            return viewAt(bytes, offset, {program.getBlock(), type.getRowElements()}, compute);
          })
          .Case([&](kernel::RingType type) {
            return viewAt(bytes, offset, {type.getDepth(), type.getRow().getRowElements()}, compute);
          })
          .Case([&](kernel::ArrayType type) { return viewAt(bytes, offset, {type.getElements()}, type.getElement()); });
  return known;
}

int64_t KernelEmitter::dividingLanes(int64_t count, int64_t most) {
  while (count % most != 0)
    most /= 2;
  return most;
}

void KernelEmitter::forRows(llvm::function_ref<void(Value)> body) {
  if (isStep)
    return body(arguments.rows);
  if (share.division != Division::Rows)
    return l.forRange(l.index(0), arguments.rows, 1, body);
  auto [from, to] = partOf(arguments.rows);
  l.forRange(from, to, 1, body);
}

std::pair<Value, Value> KernelEmitter::partOf(Value count) {
  return {partStart(count, arguments.thread), partStart(count, l.add(arguments.thread, 1))};
}

Value KernelEmitter::partStart(Value count, Value thread) {
  Value before = arith::MulIOp::create(l.builder(), l.location(), count, thread);
  return arith::DivUIOp::create(l.builder(), l.location(), before, arguments.threads);
}

void KernelEmitter::forPlaces(int64_t end, int64_t step, llvm::function_ref<void(Value)> body) {
  if (share.division != Division::Places)
    return l.forRange(0, end, step, body);
  auto [from, to] = partOf(l.index(llvm::divideCeil(end, share.unit)));
  l.forRange(l.mul(from, share.unit), l.min(l.mul(to, share.unit), l.index(end)), step, body);
}

void KernelEmitter::forVectors(int64_t places, llvm::function_ref<void(Value)> body) {
  int64_t vectors = places / lanes, turn = vectors % 4 == 0 ? 4 : vectors;
  if (vectors == 0)
    return;
  l.forRange(0, places, turn * lanes, [&](Value place) {
    for (int64_t k = 0; k < turn; ++k)
      body(l.add(place, k * lanes));
  });
}

Value KernelEmitter::place(kernel::SignalType type, Value element) {
  if (type.isPlain())
    return element;
  int64_t positions = type.getPositions();
  return l.add(l.mul(l.rem(element, positions), type.getPitch()), l.div(element, positions));
}

Value KernelEmitter::coefficient(Value array, Value place) {
  if (!array)
    return {};
  if (cast<kernel::ArrayType>(array.getType()).getElements() == 1)
    return l.broadcast(l.load(view(array), l.index(0)), vectorType());
  return l.loadAs(vectorType(), view(array), place);
}

} // namespace ganglion::cpu
