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

/// Positions of the arguments of the function that runs a program, then of those that a thread of several gets, too.
enum RunArgument { Arena, Weights, Inputs, Outputs, Records, Steps, Thread, Threads, Wait, Barrier };

class ProgramEmitter {
public:
  ProgramEmitter(kernel::ProgramOp program, const LoopOptions &options, ModuleOp module)
      : program(program), options(options), module(module), b(OpBuilder::atBlockEnd(module.getBody())),
        l(b, program.getLoc()), name(program.getSymName().str() + (options.record ? "_run_recording" : "_run")),
        sharing(program, options.record, options.timesAt ? INT64_MAX : options.sharedWork),
        fusion(program, options.record, isShared()) {}

  bool emit() {
    Type arena = bytes(program.getArena()), weights = bytes(program.getWeights()), index = b.getIndexType();
    SmallVector<Type> types = {arena,
                               weights,
                               table<kernel::InputOp>(dataType(compute())),
                               table<kernel::OutputOp>(b.getF32Type()),
                               table<kernel::RecordOp>(b.getF32Type()),
                               index};
    if (!sharing.isWorthIt()) {
      emitRun(function(name, types));
      return false;
    }
    func::FuncOp run = function(name, types);
    run.setPublic();
    Type pointer = LLVM::LLVMPointerType::get(b.getContext());
    types.append({index, index, pointer, pointer});
    func::FuncOp shared = function(name + "_shared", types);
    emitAlone(run, shared);
    emitRun(shared);
    LLVM::GlobalOp::create(b, loc(), b.getI64Type(), /*isConstant=*/true, LLVM::Linkage::External,
                           name + "_shared_steps", b.getI64IntegerAttr(sharing.getLeastSteps()));
    return true;
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

  void emitRun(func::FuncOp run) {
    run.setPublic();
    arguments = SmallVector<Value>(run.getArguments());
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(&run.getBody().front());
    Type index = b.getIndexType();
    Value counter = memref::ViewOp::create(b, loc(), MemRefType::get({1}, b.getI64Type()), arguments[Arena], l.index(0),
                                           ValueRange());
    Value done = arith::IndexCastUIOp::create(b, loc(), index, l.load(counter, l.index(0)));
    wait();
    l.forRange(l.index(0), arguments[Steps], program.getBlock(), [&](Value start) {
      emitBlock(start, l.add(done, start));
      wait();
    });
    Value total = arith::IndexCastUIOp::create(b, loc(), b.getI64Type(), l.add(done, arguments[Steps]));
    onFirst([&] { l.store(total, counter, l.index(0)); });
    func::ReturnOp::create(b, loc());
  }

  /// `run` is `shared` by one thread.
  void emitAlone(func::FuncOp run, func::FuncOp shared) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(&run.getBody().front());
    SmallVector<Value> values(run.getArguments());
    Value none = LLVM::ZeroOp::create(b, loc(), LLVM::LLVMPointerType::get(b.getContext()));
    values.append({l.index(0), l.index(1), none, none});
    func::CallOp::create(b, loc(), shared, values);
    func::ReturnOp::create(b, loc());
  }

  bool isShared() const { return sharing.isWorthIt(); }

  /// All threads arrive here before one goes on.
  void wait() {
    if (!isShared())
      return;
    l.ifTrue(l.less(l.index(1), arguments[Threads]), [&] {
      Type pointer = arguments[Barrier].getType();
      auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(b.getContext()), {pointer});
      LLVM::CallOp::create(b, loc(), type, ValueRange{arguments[Wait], arguments[Barrier]});
    });
  }

  void onFirst(llvm::function_ref<void()> body) {
    if (!isShared())
      return body();
    l.ifTrue(l.compareIntegers(arith::CmpIPredicate::eq, arguments[Thread], l.index(0)), body);
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
        emitSteps(stage, rows, callAll);
      else
        callAll(rows);
    }
  }

  void emitSteps(kernel::StageOp stage, Value rows, llvm::function_ref<void(Value)> callAll) {
    Share share = sharing.of(stage);
    if (share.waits)
      wait();
    if (share.division == Division::None) {
      onFirst([&] { l.forRange(l.index(0), rows, 1, callAll); });
      return;
    }
    l.forRange(l.index(0), rows, 1, [&](Value row) {
      callAll(row);
      wait();
    });
  }

  void call(Operation *op, bool isStep, Value rows, Value now, Value start) {
    if (isa<kernel::RecordOp>(op) && !options.record)
      return;
    Share share = isShared() ? sharing.of(op) : Share();
    if (share.waits)
      wait();
    if (fusion.isAbsorbed(op)) {
      ++number;
      return;
    }
    SmallVector<Value> values = {arguments[Arena], arguments[Weights], rows, now};
    if (isa<kernel::InputOp>(op) || !fusion.of(op).inputs.empty())
      values.append({arguments[Inputs], start});
    else if (isa<kernel::OutputOp, kernel::RecordOp>(op))
      values.append({arguments[isa<kernel::OutputOp>(op) ? Outputs : Records], start});
    bool hasArrays = values.size() > 4;
    if (share.division != Division::None || (isShared() && isa<kernel::RepeatsOp>(op)))
      values.append({arguments[Thread], arguments[Threads]});
    int64_t index = number;
    func::FuncOp kernel = emitKernel(op, share, isStep, ValueRange(values).getTypes(), hasArrays);
    auto callKernel = [&] {
      auto emitCall = [&] { func::CallOp::create(b, loc(), kernel, values); };
      options.timesAt ? emitTimed(l, arguments[Arena], *options.timesAt, index, emitCall) : emitCall();
    };
    bool isAlone =
        share.division == Division::None && (!isStep || sharing.of(op->getParentOp()).division != Division::None);
    isAlone ? onFirst(callKernel) : callKernel();
  }

  func::FuncOp emitKernel(Operation *op, Share share, bool isStep, TypeRange types, bool hasArrays) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToEnd(module.getBody());
    std::string kernelName = name + "." + std::to_string(number++) + "." + op->getName().stripDialect().str();
    func::FuncOp kernel = function(kernelName, llvm::to_vector(types));
    kernel->setAttr("llvm.linkage", LLVM::LinkageAttr::get(b.getContext(), LLVM::Linkage::Internal));
    b.setInsertionPointToStart(&kernel.getBody().front());
    auto given = kernel.getArguments();
    KernelArguments with{given[0], given[1], given[2], given[3]};
    if (hasArrays) {
      with.arrays = given[4];
      with.done = given[5];
    }
    if (size_t first = hasArrays ? 6 : 4; given.size() > first) {
      with.thread = given[first];
      with.threads = given[first + 1];
    }
    LoopBuilder loops(b, op->getLoc());
    KernelEmitter(loops, program, with, share, isStep, options.record).emit(op, fusion.of(op));
    func::ReturnOp::create(b, op->getLoc());
    return kernel;
  }

  kernel::ProgramOp program;
  LoopOptions options;
  ModuleOp module;
  OpBuilder b;
  LoopBuilder l;
  std::string name;
  Sharing sharing;
  Fusion fusion;
  SmallVector<Value> arguments;
  unsigned number = 0;
};

struct KernelToLoops : impl::KernelToLoopsBase<KernelToLoops> {
  using KernelToLoopsBase::KernelToLoopsBase;

  void runOnOperation() override {
    for (auto program : llvm::make_early_inc_range(getOperation().getOps<kernel::ProgramOp>())) {
      emitLoops(program, {record, sharedWork, std::nullopt}, getOperation());
      program.erase();
    }
  }
};

} // namespace

void loadLoopDialects(MLIRContext &context) {
  context.loadDialect<arith::ArithDialect, func::FuncDialect, LLVM::LLVMDialect, math::MathDialect,
                      memref::MemRefDialect, scf::SCFDialect, vector::VectorDialect>();
}

bool emitLoops(kernel::ProgramOp program, const LoopOptions &options, ModuleOp module) {
  return ProgramEmitter(program, options, module).emit();
}

} // namespace ganglion::cpu
