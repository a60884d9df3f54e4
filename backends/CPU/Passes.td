//===- Passes.td - passes of the compiled simulator -----------------------===//
#ifndef GANGLION_BACKENDS_CPU_PASSES_TD
#define GANGLION_BACKENDS_CPU_PASSES_TD

include "mlir/Pass/PassBase.td"

def SNNChooseKernels : Pass<"snn-choose-kernels", "::mlir::ModuleOp"> {
  let summary = "choose which kernel computes each connection";
  let description = [{
    Each linear, convolutional or sparse connection of each `snn.network` at the top of the module gets a `kernel.choice` with the reason; one that
    stands there already is kept if it fits. `kernel.activity` on a connection, the measured share of sources that are not 0, lets it take
    `dense`. How many of the weights are not 0 decides between `rows` and `synapses` (`test/backends/CPU/sparse-choice.test`).

    Needs: each cycle passes a delay (`snn-verify-executable`). Exact: yes; all forms give the same bits. Fails on a form that does not fit.
    Example: `test/backends/CPU/choose-kernels.mlir`
  }];
  let options = [ListOption<"choose", "choose", "std::string", "NODE=FORM: the form (rows, dense, scatter, synapses, bitmap) of a node's connection">];
  let dependentDialects = ["::ganglion::kernel::KernelDialect"];
}

def SNNToKernel : Pass<"snn-to-kernel", "::mlir::ModuleOp"> {
  let summary = "lower networks to programs of kernels";
  let description = [{
    Each `snn.network` at the top of the module becomes a `kernel.program`: strongly connected components are stages that run step by step, all else runs
    kernel by kernel over blocks of time; coefficients are computed, weights are packed into one block of bytes (`data` of the program). A connection that sees data inputs only, directly or
    through ops without a state or a delay, gets `repeats` if it is large.

    Needs: each cycle passes a delay (`snn-verify-executable`). Leaves: no `snn.network` at the top of the module. Exact: yes, to the last bit.
    Fails on clock(event), integers that the compute type does not hold, spikes of chips in networks of floats, delays that cannot be stored. Example: `test/backends/CPU/snn-to-kernel.mlir`
  }];
  let options = [
    Option<"record", "record", "bool", "false", "the program can record the states of all neurons">,
    Option<"block", "block", "int64_t", "0", "steps of a block of time; 0 chooses by the size of the signals">,
    Option<"data", "data", "bool", "true", "keep the packed weights in the program">,
    Option<"comparedProducts", "compared-products", "int64_t", "::ganglion::cpu::defaultComparedProducts", "products of a step from which a connection behind data inputs copies its result where the data are those of the step before; 0 compares always">,
  ];
  let dependentDialects = ["::ganglion::kernel::KernelDialect"];
}

def KernelToLoops : Pass<"kernel-to-loops", "::mlir::ModuleOp"> {
  let summary = "lower programs of kernels to loops over vectors";
  let description = [{
    Each `kernel.program @p` becomes a function `@p_run` with the loop over time and a private function for each kernel, in `scf`, `vector`,
    `memref` and `arith`. The arguments of `@p_run`: arena, weights, tables of the arrays of inputs, outputs and records, number of steps. With
    `record` the function is called `@p_run_recording` and has the kernels that record.

    Where several threads are worth it for one sample, `@p_run` is `@p_run_shared` for one of them. That function takes four arguments more: which thread
    it is, of how many, a function at which all threads wait for each other, and its argument. Each thread calls it; a kernel that is large enough is divided by its
    targets or its rows, the first thread runs the others, and they wait where one reads what another has written. The constant `@p_run_shared_steps` says from how many steps on that is faster.

    Needs: verified programs. Leaves: no `kernel` op. Exact: yes; no op has a fast-math flag.
    Example: `test/backends/CPU/kernel-to-loops.mlir`
  }];
  let options = [
    Option<"record", "record", "bool", "false", "keep the kernels that record">,
    Option<"sharedWork", "shared-work", "int64_t", "::ganglion::cpu::defaultSharedWork", "estimated nanoseconds of a call of a kernel from which several threads divide it; 0 divides all kernels that can be">,
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::math::MathDialect",
                           "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect",
                           "::mlir::LLVM::LLVMDialect"];
}

def LoopsToLLVM : Pass<"loops-to-llvm", "::mlir::ModuleOp"> {
  let summary = "lower loops over vectors to the LLVM dialect";
  let description = [{
    Memrefs of static shape become bare pointers in the functions' arguments, so that the functions can be called from C.

    Needs: what `kernel-to-loops` leaves. Leaves: only ops of the LLVM dialect. Exact: yes; products and sums are not contracted.
    Example: `test/backends/CPU/loops-to-llvm.mlir`
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect", "::mlir::cf::ControlFlowDialect"];
}

#endif // GANGLION_BACKENDS_CPU_PASSES_TD
