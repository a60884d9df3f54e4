//===- KernelStructure.cpp - verifiers of programs and stages -------------===//
#include "ir/Kernel/KernelDialect.h"
#include "ir/Kernel/KernelVerify.h"
#include "ir/Support/Parameter.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace ganglion;
using namespace ganglion::kernel;

#define GET_OP_CLASSES
#include "ir/Kernel/KernelOps.cpp.inc"

int64_t BufferOp::getBytes(int64_t block) {
  return llvm::TypeSwitch<Type, int64_t>(getMemory().getType())
      .Case([&](SignalType type) -> int64_t {
        return std::min<uint64_t>(llvm::SaturatingMultiply<uint64_t>(type.getRowBytes(), block), INT64_MAX / 2);
      })
      .Case([](ArrayType type) { return type.getBytes(); })
      .Case([&](EventsType type) {
        return type.getCountBytes(block) + type.getFlagBytes(block) + type.getIndexBytes(block) +
               type.getValueBytes(block);
      })
      .Case([&](RepeatsType type) { return type.getCountBytes() + type.getFlagBytes(block) + type.getRowBytes(block); })
      .Case([](RingType type) { return type.getDepth() * type.getRow().getRowBytes(); })
      .Default(int64_t(0));
}

/// Whether the buffer keeps its content from block to block.
static bool isState(Type type) { return isa<ArrayType, RingType>(type); }

/// The element type of a buffer that must have the compute type; null for one that need not.
static Type computeElement(Type type) {
  return llvm::TypeSwitch<Type, Type>(type)
      .Case<SignalType, EventsType>([](auto signal) { return signal.getElement(); })
      .Case([](RingType ring) { return ring.getRow().getElement(); })
      .Default(Type());
}

static void checkBuffer(ProgramOp program, BufferOp buffer, KernelVerifier &check) {
  Type type = buffer.getMemory().getType();
  if (!isa<SignalType, ArrayType, EventsType, RepeatsType, RingType>(type)) {
    check.finding("C4") << "a buffer of type " << type << ", expected a type of this dialect";
    return;
  }
  int64_t offset = buffer.getOffset(), bytes = buffer.getBytes(program.getBlock());
  if (offset % vectorBytes != 0 || offset < vectorBytes || offset > program.getArena() ||
      bytes > program.getArena() - offset)
    check.finding("C4") << "a buffer of " << bytes << " bytes at " << offset
                        << "; it starts at a multiple of 64 >= 64 and the arena has " << program.getArena();
  else if (isState(type) && offset + bytes > program.getCleared())
    check.finding("C7") << "a state of " << bytes << " bytes at " << offset << ", the cleared part ends at "
                        << program.getCleared();
  if (Type element = computeElement(type); element && element != program.getCompute())
    check.finding("C5") << "a buffer of type " << type << ", the compute type is " << program.getCompute();
}

/// The repeats that a kernel obeys, null for none.
static Value repeatsOf(Operation *kernel) {
  for (Value operand : kernel->getOperands())
    if (isa<RepeatsType>(operand.getType()))
      return operand;
  return {};
}

/// Whether a kernel stands before another one of the program.
static bool isBefore(Operation *kernel, Operation *other) {
  if (kernel->getParentOp() == other->getParentOp())
    return kernel->isBeforeInBlock(other);
  return kernel->getParentOp()->isBeforeInBlock(other->getParentOp());
}

/// C8 of a buffer of repeats.
static void checkFilledFirst(BufferOp buffer, KernelVerifier &check) {
  SmallVector<Operation *> users(buffer.getMemory().getUsers()), writers;
  llvm::copy_if(users, std::back_inserter(writers), llvm::IsaPred<RepeatsOp>);
  if (users.empty())
    return;
  if (writers.size() != 1) {
    check.finding("C8") << "the repeats at " << buffer.getOffset() << " are filled by " << writers.size()
                        << " kernels, expected 1";
    return;
  }
  for (Operation *user : users)
    if (user != writers.front() && !isBefore(writers.front(), user))
      check.finding("C8") << "the repeats at " << buffer.getOffset() << " are used by " << user->getName()
                          << " before they are filled";
}

/// C8 of a list of events.
static void checkSameRepeats(BufferOp buffer, KernelVerifier &check) {
  SmallVector<Operation *> users(buffer.getMemory().getUsers());
  for (Operation *user : users)
    if (repeatsOf(user) != repeatsOf(users.front())) {
      check.finding("C8") << "the list at " << buffer.getOffset() << " is used by " << users.front()->getName()
                          << " and " << user->getName() << " with different repeats, expected the same";
      return;
    }
}

static void checkWeights(ProgramOp program, WeightsOp weights, KernelVerifier &check) {
  int64_t offset = weights.getOffset(), bytes = weights.getMemory().getType().getBytes();
  if (offset % vectorBytes != 0 || offset < 0 || offset > program.getWeights() || bytes > program.getWeights() - offset)
    check.finding("C4") << "weights of " << bytes << " bytes at " << offset
                        << "; they start at a multiple of 64 and there are " << program.getWeights();
}

LogicalResult ProgramOp::verifyRegions() {
  KernelVerifier check(*this);
  if (!isComputeType(getCompute())) {
    check.finding("C1") << "the compute type is " << getCompute() << ", expected f32, f64, i16 or i32";
    return failure();
  }
  int64_t block = getBlock(), arena = getArena(), cleared = getCleared();
  if (block < 1 || block > (1 << 20) || cleared < vectorBytes || cleared > arena) {
    check.finding("C2") << "block " << block << ", cleared " << cleared << ", arena " << arena
                        << "; expected 1 <= block <= 1048576 and 64 <= cleared <= arena";
    return failure();
  }
  for (Operation &op : getBody().front())
    llvm::TypeSwitch<Operation *>(&op)
        .Case([&](BufferOp buffer) {
          checkBuffer(*this, buffer, check);
          if (isa<RepeatsType>(buffer.getMemory().getType()))
            checkFilledFirst(buffer, check);
          if (isa<EventsType>(buffer.getMemory().getType()))
            checkSameRepeats(buffer, check);
        })
        .Case([&](WeightsOp weights) { checkWeights(*this, weights, check); })
        .Case([](StageOp) {})
        .Default([&](Operation *other) {
          check.finding("C3") << "the body holds " << other->getName() << ", allowed are buffers, weights and stages";
        });
  if (Attribute data = getDataAttr()) {
    llvm::Expected<Parameter> bytes = Parameter::get(data);
    if (!bytes)
      check.finding("C6") << "data: " << llvm::toString(bytes.takeError());
    else if (!bytes->elementType().isInteger(8) || bytes->size() != getWeights())
      check.finding("C6") << "data has " << bytes->size() << " elements of " << bytes->elementType() << ", expected "
                          << getWeights() << " of i8";
  }
  return check.result();
}

LogicalResult StageOp::verifyRegions() {
  KernelVerifier check(*this);
  for (Operation &op : getBody().front()) {
    if (!isa<KernelDialect>(op.getDialect()) || op.getNumResults() || op.getNumRegions())
      check.finding("C1") << "the body holds " << op.getName() << ", allowed are kernels";
    if (getOrder() == Order::Step && isa<InputOp, OutputOp, RecordOp>(op))
      check.finding("C2") << op.getName() << " in a stage `step`, it stands in a stage `block`";
  }
  return check.result();
}
