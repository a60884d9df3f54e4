//===- KernelTimer.cpp ----------------------------------------------------===//
#include "backends/CPU/KernelTimer.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

using namespace mlir;

namespace ganglion::cpu {

/// Timed code always is for this machine. The counter of cycles is one that counts at a fixed rate on x86; elsewhere it
/// may not be read by programs.
static Value readCounter(LoopBuilder &l) {
  StringRef name =
      llvm::Triple(llvm::sys::getProcessTriple()).isX86() ? "llvm.readcyclecounter" : "llvm.readsteadycounter";
  OpBuilder &b = l.builder();
  return LLVM::CallIntrinsicOp::create(b, l.location(), b.getI64Type(), b.getStringAttr(name), ValueRange())
      .getResult(0);
}

static Value numberAt(LoopBuilder &l, Value arena, int64_t offset, int64_t index) {
  OpBuilder &b = l.builder();
  return memref::ViewOp::create(b, l.location(), MemRefType::get({1}, b.getI64Type()), arena,
                                l.index(offset + index * int64_t(sizeof(int64_t))), ValueRange());
}

void emitTimed(LoopBuilder &l, Value arena, int64_t offset, int64_t index, llvm::function_ref<void()> work) {
  Value sum = numberAt(l, arena, offset, index), before = readCounter(l);
  work();
  Value taken = l.sub(readCounter(l), before);
  l.store(l.add(l.load(sum, l.index(0)), taken), sum, l.index(0));
}

void emitTimer(ModuleOp module, StringRef name, int64_t arenaBytes, int64_t offset) {
  Location location = module.getLoc();
  OpBuilder b = OpBuilder::atBlockEnd(module.getBody());
  auto function = [&](const Twine &functionName, bool isPublic) {
    OpBuilder::InsertionGuard guard(b);
    Type arena = MemRefType::get({arenaBytes}, b.getI8Type());
    auto op = func::FuncOp::create(b, location, functionName.str(), b.getFunctionType(arena, {}));
    op.setVisibility(isPublic ? SymbolTable::Visibility::Public : SymbolTable::Visibility::Private);
    b.setInsertionPointToStart(op.addEntryBlock());
    func::ReturnOp::create(b, location);
    return op;
  };
  func::FuncOp nothing = function(name + ".nothing", false), timer = function(name, true);
  nothing->setAttr("llvm.linkage", LLVM::LinkageAttr::get(b.getContext(), LLVM::Linkage::Internal));
  b.setInsertionPointToStart(&timer.getBody().front());
  LoopBuilder l(b, location);
  Value arena = timer.getArgument(0);
  emitTimed(l, arena, offset, 0, [&] { func::CallOp::create(b, location, nothing, arena); });
  l.store(readCounter(l), numberAt(l, arena, offset, 1), l.index(0));
}

} // namespace ganglion::cpu
