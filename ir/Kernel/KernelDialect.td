//===- KernelDialect.td - the kernel dialect ------------------------------===//
#ifndef GANGLION_IR_KERNEL_KERNELDIALECT_TD
#define GANGLION_IR_KERNEL_KERNELDIALECT_TD

include "mlir/IR/OpBase.td"

def Kernel_Dialect : Dialect {
  let name = "kernel";
  let summary = "the simulator's program: buffers at fixed places and the kernels that fill them";
  let description = [{
    A `kernel.program` is a network with all decisions taken: where each state and each signal lies in memory, in which
    order kernels run, and which of them run step by step. It knows no neuron types, no time constants and no file
    format; coefficients, packed weights and tables are arrays in one block of weights that is passed by pointer.

    **Memory.** There are two blocks of bytes. The *arena* belongs to one running instance: a counter of steps, states, delay
    rings, then the signals of a block of time. The *weights* are read only and shared by all instances. Every buffer has
    an offset that is a multiple of 64 and known when the program is compiled. Running from the start means that the
    first `cleared` bytes of the arena are 0; nothing else needs a start value.

    **Time.** Steps are counted from 0 over the life of an arena, so that a run may go on where the last one stopped. A call
    handles its steps in blocks of at most `block`; a signal has a row for each step of a block. A stage
    is either `block`, then each kernel handles all rows of the block before the next kernel starts, or `step`, then all kernels
    handle one row before the next row starts (cycles need that).

    **Signals.** Spikes and counts are numbers of the compute type, too. The elements of a signal have a canonical index, the
    flat C order of the tensor they come from, and a place in memory given by the type, so that a convolution can keep the channels
    of a position side by side. Bytes of a row that belong to no element (padding) may hold anything and are never seen.

    **Arithmetic.** Every product and every sum is rounded on its own to the compute type, in the order written in the ops'
    documentation. In a program of integers nothing is rounded, and each sum is cut to the range of the compute type. Results do not depend on the vector width, the block length or the machine.
  }];
  let cppNamespace = "::ganglion::kernel";
  let useDefaultAttributePrinterParser = 1;
  let hasOperationAttrVerify = 1;
  let useDefaultTypePrinterParser = 1;
  let extraClassDeclaration = [{
    void registerTypes();
    void registerAttributes();
  }];
}

/// A number of bytes, rows, elements, ...; read as a signed integer.
def Kernel_Size : TypedSignlessIntegerAttrBase<I64, "int64_t", "64-bit integer">;

class Kernel_Op<string mnemonic, list<Trait> traits = []> : Op<Kernel_Dialect, mnemonic, traits>;
/// An op that works on the rows that its stage handles.
class Kernel_RowOp<string mnemonic, list<Trait> traits = []>
    : Kernel_Op<mnemonic, !listconcat([HasParent<"StageOp">], traits)> {
  let hasVerifier = 1;
}

#endif // GANGLION_IR_KERNEL_KERNELDIALECT_TD
