//===- KernelNeurons.td - states that integrate, delays -------------------===//
#ifndef GANGLION_IR_KERNEL_KERNELNEURONS_TD
#define GANGLION_IR_KERNEL_KERNELNEURONS_TD

include "ir/Kernel/KernelTypes.td"

def Kernel_IntegrateOp : Kernel_RowOp<"integrate", [AttrSizedOperandSegments]> {
  let summary = "advances states by their input; a synaptic filter, or a membrane that may spike";
  let description = [{
    With `x` the sum of the inputs from left to right (0 without any), `s` the state before the step:

    | integration | new value V |
    |---|---|
    | `scaled` | `(decay*s + gain*x) + leak` |
    | `added` | `(decay*s + x) + leak` |
    | `filtered` | `(s + x)*decay` |

    Without `decay`, `s` stands for `decay*s`; without `leak` its sum is left out. `p` is `earlier`, the spikes of the step before (with `above_old` z itself),
    `thr` the threshold.

    | spike | output |
    |---|---|
    | `none` | V, which is the new state |
    | `above` | `z = V > thr` |
    | `above_old` | `z = s > thr` |
    | `floor_ratio` | `z = floor(V/thr)` where `V >= thr`, else 0 |
    | `trunc_ratio` | `z = trunc(V/thr)` where `V > 0`, else 0 |

    A ratio is cut to the range of i32, and 0 where it is NaN. Where `spent` is not 0 there is no spike (z = 0); a spike sets it to 1.

    A reset by n spikes changes a value u, where n is not 0, to the constant `reset` (`value`) or to `u - n*thr` (`subtract`).

    | when | effect |
    |---|---|
    | `same` | V is reset by z |
    | `before` | s is reset by p before V is computed |
    | `after` | V is reset by p, then z is taken |
    | `corrected` | `b = s > thr`; V is reset by b, then z is taken; V is reset by z - b |

    With `clip`, at last, -thr where V is below -thr. Then V is the new state; `earlier` takes z; `trace` takes V.
    `quiet`: the output is left alone (a `kernel.deliver` has written it).

    | | rule |
    |---|---|
    | C1 | all signals have one type |
    | C2 | `state`, `earlier` and `spent` have the numbers of a row, the other arrays one number or those of a row, all of the compute type |
    | C3 | `gain` is there for `scaled` only, `decay` always for `filtered`, `threshold` exactly with spikes, `reset_value` exactly for reset `value` |
    | C4 | `earlier` is there exactly for spike `above` with the reset `before` or `after` |
    | C6 | `spent` is there for `above` and `above_old` only |
    | C7 | the signals are of floats |
    | C5 | spike, reset and time fit: `none` has no reset; the ratios subtract at once; `above_old` resets before or after; `corrected` is `above` and subtracts |

    ```mlir
    kernel.integrate (%x) state %v decay(%a : !kernel.array<1xf32>) gain(%g : !kernel.array<1xf32>) threshold(%t : !kernel.array<1xf32>) reset(%r : !kernel.array<1xf32>) to %z <scaled> <above> <value> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
    ```
  }];
  let arguments = (ins Variadic<Kernel_SignalType>:$inputs, Kernel_ArrayType:$state, Optional<Kernel_ArrayType>:$decay,
                       Optional<Kernel_ArrayType>:$gain, Optional<Kernel_ArrayType>:$leak,
                       Optional<Kernel_ArrayType>:$threshold, Optional<Kernel_ArrayType>:$reset_value,
                       Optional<Kernel_ArrayType>:$earlier, Optional<Kernel_ArrayType>:$spent,
                       Kernel_SignalType:$output, Optional<Kernel_SignalType>:$trace,
                       Kernel_IntegrationAttr:$integration, Kernel_SpikeAttr:$spike, Kernel_ResetAttr:$reset,
                       Kernel_WhenAttr:$when, UnitAttr:$clip, UnitAttr:$quiet);
  let assemblyFormat = [{
    `(` $inputs `)` `state` $state (`decay` `(` $decay^ `:` qualified(type($decay)) `)`)? (`gain` `(` $gain^ `:` qualified(type($gain)) `)`)?
    (`leak` `(` $leak^ `:` qualified(type($leak)) `)`)? (`threshold` `(` $threshold^ `:` qualified(type($threshold)) `)`)?
    (`reset` `(` $reset_value^ `:` qualified(type($reset_value)) `)`)? (`earlier` `(` $earlier^ `:` qualified(type($earlier)) `)`)?
    (`spent` `(` $spent^ `:` qualified(type($spent)) `)`)? `to` $output (`trace` `(` $trace^ `:` qualified(type($trace)) `)`)? $integration $spike $reset $when (`clip` $clip^)? (`quiet` $quiet^)? attr-dict
    `:` functional-type($inputs, $output) `,` qualified(type($state))
  }];
}

def Kernel_DeliverOp : Kernel_RowOp<"deliver"> {
  let summary = "puts out the spikes that follow from a state alone";
  let description = [{
    `z = s > threshold`, 0 where `spent` is not 0. In a cycle it stands before the `kernel.integrate` of the same state, which is `above_old` and `quiet`.

    | | rule |
    |---|---|
    | C1 | `state` and `spent` have the numbers of a row, `threshold` one or those of a row |
    | C2 | the signal is of floats |

    ```mlir
    kernel.deliver %v above %t to %z : !kernel.array<16xf32>, !kernel.array<1xf32>, !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins Kernel_ArrayType:$state, Kernel_ArrayType:$threshold, Optional<Kernel_ArrayType>:$spent,
                       Kernel_SignalType:$output);
  let assemblyFormat = [{
    $state `above` $threshold (`spent` `(` $spent^ `:` qualified(type($spent)) `)`)? `to` $output attr-dict
    `:` qualified(type($state)) `,` qualified(type($threshold)) `,` qualified(type($output))
  }];
}

def Kernel_PushOp : Kernel_RowOp<"push"> {
  let summary = "keeps rows for later";
  let description = [{
    The row of step t becomes row `t mod depth` of the ring.

    | | rule |
    |---|---|
    | C1 | the ring has rows of the signal's type |

    ```mlir
    kernel.push %x to %ring : !kernel.signal<3xf32>, !kernel.ring<2 x !kernel.signal<3xf32>>
    ```
  }];
  let arguments = (ins Kernel_SignalType:$input, Kernel_RingType:$ring);
  let assemblyFormat = "$input `to` $ring attr-dict `:` qualified(type($input)) `,` qualified(type($ring))";
}

def Kernel_PullOp : Kernel_RowOp<"pull", [AttrSizedOperandSegments]> {
  let summary = "takes rows of earlier steps";
  let description = [{
    In step t, place j of the result is place `sources[j]` (without `sources`, j) of the ring's row of step `t - delays[j]` (without
    `delays`, `t - steps`). Before the first step that is 0, or `before[j]` where there is `before`.

    In a `step` stage it stands before the `kernel.push` of its ring if all delays are at least 1, in a `block` stage always after it, and the ring is
    at least as deep as the longest delay and the rows that are pushed before they are taken.

    | | rule |
    |---|---|
    | C1 | there are `delays` or `steps`, and `steps` is >= 0 and less than the depth |
    | C2 | `delays` and `sources` are i32, `before` has the compute type, each with the numbers of a row of the result |
    | C3 | without `sources` the ring has rows of the result's type |

    ```mlir
    kernel.pull %ring by(1) to %z : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins Kernel_RingType:$ring, Optional<Kernel_ArrayType>:$delays, Optional<Kernel_ArrayType>:$sources,
                       Optional<Kernel_ArrayType>:$before, Kernel_SignalType:$output, OptionalAttr<Kernel_Size>:$steps);
  let assemblyFormat = [{
    $ring (`by` `(` custom<PlainInteger>($steps)^ `)`)? (`delays` `(` $delays^ `:` qualified(type($delays)) `)`)? (`sources` `(` $sources^ `:` qualified(type($sources)) `)`)?
    (`before` `(` $before^ `:` qualified(type($before)) `)`)? `to` $output attr-dict `:` qualified(type($ring)) `,` qualified(type($output))
  }];
}

#endif // GANGLION_IR_KERNEL_KERNELNEURONS_TD
