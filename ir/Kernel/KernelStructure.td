//===- KernelStructure.td - programs, buffers, stages ---------------------===//
#ifndef GANGLION_IR_KERNEL_KERNELSTRUCTURE_TD
#define GANGLION_IR_KERNEL_KERNELSTRUCTURE_TD

include "ir/Kernel/KernelTypes.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"

def Kernel_ProgramOp : Kernel_Op<"program", [Symbol, IsolatedFromAbove, SingleBlock, NoTerminator]> {
  let summary = "a network as buffers and stages";
  let description = [{
    `arena` and `weights` are the bytes of the two blocks of memory, `cleared` the bytes at the start of the arena that are 0
    before the first step. The first 64 bytes of the arena hold the number of steps done so far (i64). `block` is the largest number of steps
    that are handled at once. `data`, where present, holds the packed weights themselves.

    In a program of integers (i16 or i32) each sum is cut to the range of the compute type; a product is exact until it is added or put out.

    The body has the buffers, then the stages in their order.

    | | rule |
    |---|---|
    | C1 | `compute` is f32, f64, i16 or i32 |
    | C2 | `block` >= 1 and 64 <= `cleared` <= `arena` |
    | C3 | the body holds only `kernel.buffer`, `kernel.weights` and `kernel.stage` ops |
    | C4 | each buffer starts at a multiple of 64, after the counter, and ends inside its block of memory |
    | C5 | signals, events and rings have the compute type |
    | C6 | `data` has `weights` bytes |
    | C7 | states, that is arrays and rings in the arena, lie in its cleared part |
    | C8 | a buffer of repeats is filled once, before it is used, and kernels that use a list have the repeats of the kernel that fills it |

    Example:

    ```mlir
    kernel.program @double compute(f32) block(4) arena(1088) cleared(64) weights(64) {
      %x = kernel.buffer at(64) : !kernel.signal<3xf32>
      %y = kernel.buffer at(320) : !kernel.signal<3xf32>
      %two = kernel.weights at(0) : !kernel.array<1xf32>
      kernel.stage <block> {
        kernel.input "in" index(0) as(<number>) to %x : !kernel.signal<3xf32>
        kernel.scale %x by %two to %y : !kernel.signal<3xf32>, !kernel.array<1xf32>
        kernel.output "out" index(0) (%y) : !kernel.signal<3xf32>
      }
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttr:$compute, Kernel_Size:$block, Kernel_Size:$arena, Kernel_Size:$cleared,
                       Kernel_Size:$weights, OptionalAttr<ElementsAttr>:$data);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name `compute` `(` $compute `)` `block` `(` custom<PlainInteger>($block) `)` `arena` `(` custom<PlainInteger>($arena) `)`
    `cleared` `(` custom<PlainInteger>($cleared) `)` `weights` `(` custom<PlainInteger>($weights) `)` (`data` `(` $data^ `)`)?
    attr-dict-with-keyword $body
  }];
  let hasRegionVerifier = 1;
}

def Kernel_BufferOp : Kernel_Op<"buffer", [HasParent<"ProgramOp">]> {
  let summary = "a place in the arena";
  let description = [{
    A signal has a row for each step of a block, one after the other. Events have the numbers of events (i32, one a row), the indices (i32, as many a
    row as there are elements) and the values (the compute type), each part rounded up to 64 bytes. Repeats have the number of rows that do not repeat, the flags and
    these rows (i32, one a row), each part rounded up to 64 bytes. Rings have their rows one after the other.

    Example: see `kernel.program`.

    ```mlir
    %x = kernel.buffer at(64) : !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins Kernel_Size:$offset);
  let results = (outs AnyType:$memory);
  let assemblyFormat = "`at` `(` custom<PlainInteger>($offset) `)` attr-dict `:` qualified(type($memory))";
  let extraClassDeclaration = [{
    /// Bytes that the buffer takes when a block has `block` rows.
    int64_t getBytes(int64_t block);
  }];
}

def Kernel_WeightsOp : Kernel_Op<"weights", [HasParent<"ProgramOp">]> {
  let summary = "a place in the weights";
  let description = [{
    Numbers that never change: coefficients, packed weights, tables.

    ```mlir
    %two = kernel.weights at(0) : !kernel.array<1xf32>
    ```
  }];
  let arguments = (ins Kernel_Size:$offset);
  let results = (outs Kernel_ArrayType:$memory);
  let assemblyFormat = "`at` `(` custom<PlainInteger>($offset) `)` attr-dict `:` qualified(type($memory))";
}

def Kernel_StageOp : Kernel_Op<"stage", [HasParent<"ProgramOp">, SingleBlock, NoTerminator]> {
  let summary = "kernels that run one after the other";
  let description = [{
    `block`: each kernel handles all rows of the block, then the next one starts. `step`: all kernels handle row 0, then all handle row 1, and so on;
    cycles of the network are such stages.

    | | rule |
    |---|---|
    | C1 | the body holds only kernels |
    | C2 | inputs, outputs and records stand in `block` stages |

    ```mlir
    kernel.stage <step> {
      kernel.pull %ring by(1) to %z : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
      kernel.push %x to %ring : !kernel.signal<3xf32>, !kernel.ring<2 x !kernel.signal<3xf32>>
    }
    ```
  }];
  let arguments = (ins Kernel_OrderAttr:$order);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$order attr-dict-with-keyword $body";
  let hasRegionVerifier = 1;
}

#endif // GANGLION_IR_KERNEL_KERNELSTRUCTURE_TD
