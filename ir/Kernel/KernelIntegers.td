//===- KernelIntegers.td - states of integers that decay by shifts --------===//
#ifndef GANGLION_IR_KERNEL_KERNELINTEGERS_TD
#define GANGLION_IR_KERNEL_KERNELINTEGERS_TD

include "ir/Kernel/KernelTypes.td"

def Kernel_ShiftCurrentOp : Kernel_RowOp<"shift_current"> {
  let summary = "advances synaptic currents of integers, which decay by a bit shift";
  let description = [{
    With `x` the sum of the inputs from left to right (0 without any), I the state and `D(u, n) = u >> n` (arithmetic), or the sign of u where that is 0:

    `I = I + x`, cut to the range of the type, then `I = I - D(I, dash)`, which is the new state and the output.

    `replace`: the inputs have been summed on top of the state already (the `start` of `kernel.rows`), so that `I = x` takes the place of `I = I + x`.

    A shift of the type's bits or more is one of its bits less 1.

    | | rule |
    |---|---|
    | C1 | all signals have one type, of integers |
    | C2 | `state` has the numbers of a row, `dash` one number or those of a row, all of the compute type |

    ```mlir
    kernel.shift_current (%x) state %i dash(%n : !kernel.array<1xi16>) to %y : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    ```
  }];
  let arguments = (ins Variadic<Kernel_SignalType>:$inputs, Kernel_ArrayType:$state, Kernel_ArrayType:$dash,
                       Kernel_SignalType:$output, UnitAttr:$replace);
  let assemblyFormat = [{
    `(` $inputs `)` `state` $state `dash` `(` $dash `:` qualified(type($dash)) `)` `to` $output (`replace` $replace^)? attr-dict
    `:` functional-type($inputs, $output) `,` qualified(type($state))
  }];
}

def Kernel_ShiftMembraneOp : Kernel_RowOp<"shift_membrane", [AttrSizedOperandSegments]> {
  let summary = "advances membranes of integers, which decay by a bit shift and may spike several times a step";
  let description = [{
    With `X` the exact sum of the inputs, v the state, `sat` the cut to the range of the type, and D as in `kernel.shift_current`:

    `G = sat(X - D(v, dash))` (without `dash`, `sat(X)`), with `bias` then `G = sat(G + bias)`; `V = sat(v + G)`. `joined`: `V = sat(v - D(v, dash) + X)`, one exact sum.

    | spike | output, and the effect of its reset |
    |---|---|
    | `none` | V, which is the new state |
    | `above` | `z = V > threshold`; where z, V becomes `reset` (`value`) or `sat(V - threshold)` (`subtract`) |
    | `repeated` | z = 0; while `V >= threshold` and `z < most`: `z = z + 1` and `V = sat(V - threshold)` |

    Then V is the new state; `trace` takes V.

    `wraps`: where `-D(v, dash)`, which stands for itself without `joined`, and `V - threshold` leave the range of the type, their lower bits stay in place of the cut, as chips have it: of 16
    bits -(-32768) is -32768, and a threshold of -30000 takes 20000 to -15536.

    | | rule |
    |---|---|
    | C1 | all signals have one type, of integers |
    | C2 | `state` has the numbers of a row, the other arrays one number or those of a row, all of the compute type |
    | C3 | `threshold` is there exactly with spikes, `reset` exactly for reset `value`, `most`, a positive number of the type, exactly for `repeated` |
    | C4 | `none` has no reset, `above` has `value` or `subtract`, `repeated` has `subtract`; there are no other spikes |
    | C5 | `joined` excludes `bias` |
    | C6 | `wraps` belongs to `repeated` |

    ```mlir
    kernel.shift_membrane (%x) state %v dash(%n : !kernel.array<1xi16>) threshold(%t : !kernel.array<1xi16>) to %z <repeated> <subtract> most(31) : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    ```

    One sum, and lower bits:

    ```mlir
    kernel.shift_membrane (%x) state %v dash(%n : !kernel.array<1xi16>) threshold(%t : !kernel.array<1xi16>) to %z <repeated> <subtract> most(31) joined wraps : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    ```
  }];
  let arguments = (ins Variadic<Kernel_SignalType>:$inputs, Kernel_ArrayType:$state, Optional<Kernel_ArrayType>:$dash,
                       Optional<Kernel_ArrayType>:$bias, Optional<Kernel_ArrayType>:$threshold,
                       Optional<Kernel_ArrayType>:$reset_value, Kernel_SignalType:$output,
                       Optional<Kernel_SignalType>:$trace, Kernel_SpikeAttr:$spike, Kernel_ResetAttr:$reset,
                       OptionalAttr<Kernel_Size>:$most, UnitAttr:$joined, UnitAttr:$wraps);
  let assemblyFormat = [{
    `(` $inputs `)` `state` $state (`dash` `(` $dash^ `:` qualified(type($dash)) `)`)? (`bias` `(` $bias^ `:` qualified(type($bias)) `)`)?
    (`threshold` `(` $threshold^ `:` qualified(type($threshold)) `)`)? (`reset` `(` $reset_value^ `:` qualified(type($reset_value)) `)`)?
    `to` $output (`trace` `(` $trace^ `:` qualified(type($trace)) `)`)? $spike $reset (`most` `(` custom<PlainInteger>($most)^ `)`)? (`joined` $joined^)? (`wraps` $wraps^)? attr-dict
    `:` functional-type($inputs, $output) `,` qualified(type($state))
  }];
}

def Kernel_AliasesOp : Kernel_RowOp<"aliases", [AttrSizedOperandSegments]> {
  let summary = "neurons that repeat the spikes of others in the same step";
  let description = [{
    The output starts as the input, spikes that neurons have put out by themselves. Then for k = 0, 1, ..., j = `targets[k]`, r the sum of the output at `sources[i]`, i from
    `starts[k]` up to `starts[k+1]`, at most `most`: n spikes at j become `min(most, r + n)`. So what a neuron has received goes on to those that come after it.

    With `state` a neuron has spikes of its own only for what is left of `most` after those that it has received: of the ones that were taken off too many, `r + n - most` of them, the state gets
    `threshold` back for each, in the lower bits of the type (the same bits as if they had never been taken off). `trace` takes the state of all neurons at last.

    | | rule |
    |---|---|
    | C1 | all signals have one type, plain and of integers |
    | C2 | `starts` has an i32 more than there are `targets`; both and `sources` are of i32 |
    | C3 | `most` is a positive number of the type |
    | C4 | `state` and `threshold` are there together, `trace` only with them; `state` has the numbers of a row, `threshold` one or those of a row, of the compute type |
    | C5 | with `state` the stage is `step` |

    ```mlir
    kernel.aliases %z starts %from sources %of targets %j state %v : !kernel.array<32xi16>, threshold %t : !kernel.array<1xi16>, to %y most(31) : !kernel.signal<3xi16>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
    ```
  }];
  let arguments = (ins Kernel_SignalType:$input, Kernel_ArrayType:$starts, Kernel_ArrayType:$sources,
                       Kernel_ArrayType:$targets, Optional<Kernel_ArrayType>:$state,
                       Optional<Kernel_ArrayType>:$threshold, Optional<Kernel_SignalType>:$trace,
                       Kernel_SignalType:$output, Kernel_Size:$most);
  let assemblyFormat = [{
    $input `starts` $starts `sources` $sources `targets` $targets (`state` $state^ `:` qualified(type($state)) `,`)? (`threshold` $threshold^ `:` qualified(type($threshold)) `,`)?
    `to` $output (`trace` `(` $trace^ `:` qualified(type($trace)) `)`)? `most` `(` custom<PlainInteger>($most) `)` attr-dict
    `:` qualified(type($input)) `,` qualified(type($starts)) `,` qualified(type($sources)) `,` qualified(type($targets)) `,` qualified(type($output))
  }];
}

#endif // GANGLION_IR_KERNEL_KERNELINTEGERS_TD
