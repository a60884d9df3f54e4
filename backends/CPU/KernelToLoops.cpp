//===- KernelToLoops.cpp - programs to functions --------------------------===//
//
// A program becomes a function with the loop over blocks of time and one private function per kernel: so functions stay
// small, however large the network is, and the time to compile grows linearly with the number of its nodes.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/KernelEmitter.h"
#include "backends/CPU/KernelTimer.h"
#include "backends/CPU/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace ganglion::cpu {

#define GEN_PASS_DEF_KERNELTOLOOPS
#include "backends/CPU/Passes.h.inc"

namespace {

/// Positions of the arguments of the function that runs a program.
enum RunArgument { Arena, Weights, Inputs, Outputs, Records, Steps };

class ProgramEmitter {
public:
  ProgramEmitter(kernel::ProgramOp program, bool record, ModuleOp module, std::optional<int64_t> timesAt)
      : program(program), record(record), module(module), timesAt(timesAt), b(OpBuilder::atBlockEnd(module.getBody())),
        l(b, program.getLoc()), name(program.getSymName().str() + (record ? "_run_recording" : "_run")) {}

  void emit() {
    Type arena = bytes(program.getArena()), weights = bytes(program.getWeights()), index = b.getIndexType();
    Type types[] = {arena,
                    weights,
                    table<kernel::InputOp>(dataType(compute())),
                    table<kernel::OutputOp>(b.getF32Type()),
                    table<kernel::RecordOp>(b.getF32Type()),
                    index};
    func::FuncOp run = function(name, types);
    run.setPublic();
    arguments = SmallVector<Value>(run.getArguments());
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(&run.getBody().front());
    Value counter = memref::ViewOp::create(b, loc(), MemRefType::get({1}, b.getI64Type()), arguments[Arena], l.index(0),
                                           ValueRange());
    Value done = arith::IndexCastUIOp::create(b, loc(), index, l.load(counter, l.index(0)));
    l.forRange(l.index(0), arguments[Steps], program.getBlock(),
               [&](Value start) { emitBlock(start, l.add(done, start)); });
    Value total = arith::IndexCastUIOp::create(b, loc(), b.getI64Type(), l.add(done, arguments[Steps]));
    l.store(total, counter, l.index(0));
    func::ReturnOp::create(b, loc());
  }

private:
  Location loc() { return program.getLoc(); }
  Type compute() { return program.getCompute(); }
  Type bytes(int64_t count) { return MemRefType::get({std::max<int64_t>(count, 1)}, b.getI8Type()); }
  /// The arrays that ops of type Op take or give.
  template <typename Op> Type table(Type element) {
    int64_t count = 1;
    program.walk([&](Op op) { count = std::max(count, op.getIndex() + 1); });
    return MemRefType::get({count}, MemRefType::get({ShapedType::kDynamic}, element));
  }

  func::FuncOp function(StringRef functionName, ArrayRef<Type> types) {
    auto op = func::FuncOp::create(b, loc(), functionName, b.getFunctionType(types, {}));
    op.addEntryBlock();
    op.setPrivate();
    return op;
  }

  /// `start`: steps of this run before the block; `now`: steps of the arena's life before the block.
  void emitBlock(Value start, Value now) {
    Value rows = l.min(l.sub(arguments[Steps], start), l.index(program.getBlock()));
    for (auto stage : program.getBody().front().getOps<kernel::StageOp>()) {
      bool isStep = stage.getOrder() == kernel::Order::Step;
      auto callAll = [&](Value value) {
        for (Operation &op : stage.getBody().front())
          call(&op, isStep, value, now, start);
      };
      if (isStep)
        l.forRange(l.index(0), rows, 1, callAll);
      else
        callAll(rows);
    }
  }

  void call(Operation *op, bool isStep, Value rows, Value now, Value start) {
    if (isa<kernel::RecordOp>(op) && !record)
      return;
    Value second = arguments[Weights], last = now;
    if (isa<kernel::InputOp, kernel::OutputOp, kernel::RecordOp>(op)) {
      second = arguments[isa<kernel::InputOp>(op) ? Inputs : isa<kernel::OutputOp>(op) ? Outputs : Records];
      last = start;
    }
    Value values[] = {arguments[Arena], second, rows, last};
    int64_t index = number;
    func::FuncOp kernel = emitKernel(op, isStep, ValueRange(values).getTypes());
    auto callKernel = [&] { func::CallOp::create(b, loc(), kernel, values); };
    if (timesAt)
      emitTimed(l, arguments[Arena], *timesAt, index, callKernel);
    else
      callKernel();
  }

  func::FuncOp emitKernel(Operation *op, bool isStep, TypeRange types) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToEnd(module.getBody());
    std::string kernelName = name + "." + std::to_string(number++) + "." + op->getName().stripDialect().str();
    func::FuncOp kernel = function(kernelName, llvm::to_vector(types));
    kernel->setAttr("llvm.linkage", LLVM::LinkageAttr::get(b.getContext(), LLVM::Linkage::Internal));
    b.setInsertionPointToStart(&kernel.getBody().front());
    Value a = kernel.getArgument(1);
    KernelArguments with{kernel.getArgument(0), a, kernel.getArgument(2),
                         kernel.getArgument(3), a, kernel.getArgument(3)};
    LoopBuilder loops(b, op->getLoc());
    KernelEmitter(loops, program, with, isStep, record).emit(op);
    func::ReturnOp::create(b, op->getLoc());
    return kernel;
  }

  kernel::ProgramOp program;
  bool record;
  ModuleOp module;
  std::optional<int64_t> timesAt;
  OpBuilder b;
  LoopBuilder l;
  std::string name;
  SmallVector<Value> arguments;
  unsigned number = 0;
};

struct KernelToLoops : impl::KernelToLoopsBase<KernelToLoops> {
  using KernelToLoopsBase::KernelToLoopsBase;

  void runOnOperation() override {
    for (auto program : llvm::make_early_inc_range(getOperation().getOps<kernel::ProgramOp>())) {
      emitLoops(program, record, getOperation());
      program.erase();
    }
  }
};

} // namespace

void loadLoopDialects(MLIRContext &context) {
  context.loadDialect<arith::ArithDialect, func::FuncDialect, LLVM::LLVMDialect, math::MathDialect,
                      memref::MemRefDialect, scf::SCFDialect, vector::VectorDialect>();
}

void emitLoops(kernel::ProgramOp program, bool record, ModuleOp module, std::optional<int64_t> timesAt) {
  ProgramEmitter(program, record, module, timesAt).emit();
}

} // namespace ganglion::cpu
