//===- KernelSignals.td - data in and out, sums, element-wise kernels -----===//
#ifndef GANGLION_IR_KERNEL_KERNELSIGNALS_TD
#define GANGLION_IR_KERNEL_KERNELSIGNALS_TD

include "ir/Kernel/KernelTypes.td"

def Kernel_InputOp : Kernel_RowOp<"input"> {
  let summary = "takes rows of the data";
  let description = [{
    Row by row, from input array `index` of the run. `number`: as it is. `spike`: 1 where it is not 0, else 0. `count`: truncated, NaN becomes 0, what lies
    outside of i32 its nearest end. In a program of integers the data are f32 (i16) or f64 (i32); `number` and `count` are truncated, and what lies outside of the
    compute type is its nearest end; what is then above `most` is `most`.

    | | rule |
    |---|---|
    | C1 | the signal is plain |
    | C2 | `index` is 0 to 2^20 - 1 |
    | C3 | `most` is a positive number of the compute type and belongs to programs of integers |

    ```mlir
    kernel.input "in" index(0) as(<number>) to %x : !kernel.signal<3xf32>
    ```

    Spikes of which a chip takes 15 a step:

    ```mlir
    kernel.input "in" index(0) as(<number>) most(15) to %x : !kernel.signal<3xi16>
    ```
  }];
  let arguments = (ins StrAttr:$name, Kernel_Size:$index, Kernel_ConversionAttr:$conversion, Kernel_SignalType:$output,
                       OptionalAttr<Kernel_Size>:$most);
  let assemblyFormat = [{
    $name `index` `(` custom<PlainInteger>($index) `)` `as` `(` $conversion `)` (`most` `(` custom<PlainInteger>($most)^ `)`)? `to` $output attr-dict `:` qualified(type($output))
  }];
}

def Kernel_OutputOp : Kernel_RowOp<"output"> {
  let summary = "puts out rows";
  let description = [{
    The sum of the signals from left to right, rounded to f32, in canonical order, to output array `index` of the run.

    | | rule |
    |---|---|
    | C1 | there is at least one signal, and all have one type |
    | C2 | `index` is 0 to 2^20 - 1 |

    ```mlir
    kernel.output "out" index(0) (%y) : !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Kernel_Size:$index, Variadic<Kernel_SignalType>:$inputs);
  let assemblyFormat = "$name `index` `(` custom<PlainInteger>($index) `)` `(` $inputs `)` attr-dict `:` type($inputs)";
}

def Kernel_RecordOp : Kernel_RowOp<"record"> {
  let summary = "puts out rows of a state, where they are asked for";
  let description = [{
    As `kernel.output`, to record array `index` of the run; an array of size 0 is not written. Only the recording variant of a program has this
    kernel.

    | | rule |
    |---|---|
    | C1 | `variable` is `v`, `i`, `i2` or `spikes` |
    | C2 | `index` is 0 to 2^20 - 1 |

    ```mlir
    kernel.record "lif" "v" index(0) %v : !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, StrAttr:$variable, Kernel_Size:$index, Kernel_SignalType:$input);
  let assemblyFormat = "$name $variable `index` `(` custom<PlainInteger>($index) `)` $input attr-dict `:` qualified(type($input))";
}

def Kernel_SumOp : Kernel_RowOp<"sum"> {
  let summary = "the sum of signals";
  let description = [{
    `y = (x_0 + x_1) + x_2 ...`, element by element; 0 without signals.

    | | rule |
    |---|---|
    | C1 | all signals have one type |

    ```mlir
    kernel.sum (%a, %b) to %y : (!kernel.signal<3xf32>, !kernel.signal<3xf32>) -> !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins Variadic<Kernel_SignalType>:$inputs, Kernel_SignalType:$output);
  let assemblyFormat = "`(` $inputs `)` `to` $output attr-dict `:` functional-type($inputs, $output)";
}

def Kernel_RelayoutOp : Kernel_RowOp<"relayout"> {
  let summary = "the same elements at other places";
  let description = [{
    Element `i` of the result is element `i` of the signal.

    | | rule |
    |---|---|
    | C1 | both have equally many elements |

    ```mlir
    kernel.relayout %x to %y : !kernel.signal<18xf32> -> !kernel.signal<18xf32, channels 2, pitch 4>
    ```
  }];
  let arguments = (ins Kernel_SignalType:$input, Kernel_SignalType:$output);
  let assemblyFormat = "$input `to` $output attr-dict `:` qualified(type($input)) `->` qualified(type($output))";
}

def Kernel_ScaleOp : Kernel_RowOp<"scale", [AllTypesMatch<["input", "output"]>]> {
  let summary = "element by element product with constants";
  let description = [{
    `y = factor * x`; of integers, cut to the range of their type.

    | | rule |
    |---|---|
    | C1 | `factor` has one number or those of a row |

    ```mlir
    kernel.scale %x by %two to %y : !kernel.signal<3xf32>, !kernel.array<1xf32>
    ```
  }];
  let arguments = (ins Kernel_SignalType:$input, Kernel_ArrayType:$factor, Kernel_SignalType:$output);
  let assemblyFormat = "$input `by` $factor `to` $output attr-dict `:` qualified(type($input)) `,` qualified(type($factor))";
}

def Kernel_ThresholdOp : Kernel_RowOp<"threshold", [AllTypesMatch<["input", "output"]>]> {
  let summary = "1 where a signal is above a threshold, else 0";
  let description = [{
    `y = x > threshold`; false where one of them is NaN.

    | | rule |
    |---|---|
    | C1 | `threshold` has one number or those of a row |

    ```mlir
    kernel.threshold %x above %half to %y : !kernel.signal<3xf32>, !kernel.array<1xf32>
    ```
  }];
  let arguments = (ins Kernel_SignalType:$input, Kernel_ArrayType:$threshold, Kernel_SignalType:$output);
  let assemblyFormat = "$input `above` $threshold `to` $output attr-dict `:` qualified(type($input)) `,` qualified(type($threshold))";
}

def Kernel_PoolOp : Kernel_RowOp<"pool"> {
  let summary = "sum or average over windows of two axes";
  let description = [{
    `extent` is the height and width of the input, `result` of the output; both signals keep the channels of a position together. `sum` starts at 0 and adds
    the values of the window row by row, positions in the padding add nothing; `average` divides that sum once by the size of the window.

    | | rule |
    |---|---|
    | C1 | `extent`, `result`, `kernel`, `stride` and `padding` have two entries; kernel and stride >= 1, the others >= 0 |
    | C2 | the signals have the same channels and pitch, and `extent` and `result` positions |
    | C3 | `average` belongs to signals of floats |

    ```mlir
    kernel.pool <sum> %x to %y extent [4, 4] result [2, 2] kernel [2, 2] stride [2, 2] padding [0, 0] : !kernel.signal<32xf32, channels 2, pitch 4> -> !kernel.signal<8xf32, channels 2, pitch 4>
    ```
  }];
  let arguments = (ins Kernel_PoolingAttr:$kind, Kernel_SignalType:$input, Kernel_SignalType:$output,
                       DenseI64ArrayAttr:$extent, DenseI64ArrayAttr:$result, DenseI64ArrayAttr:$kernel,
                       DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$padding);
  let assemblyFormat = [{
    $kind $input `to` $output `extent` $extent `result` $result `kernel` $kernel `stride` $stride `padding` $padding attr-dict
    `:` qualified(type($input)) `->` qualified(type($output))
  }];
}

#endif // GANGLION_IR_KERNEL_KERNELSIGNALS_TD
