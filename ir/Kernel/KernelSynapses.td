//===- KernelSynapses.td - event lists and what they drive ----------------===//
#ifndef GANGLION_IR_KERNEL_KERNELSYNAPSES_TD
#define GANGLION_IR_KERNEL_KERNELSYNAPSES_TD

include "ir/Kernel/KernelTypes.td"

def Kernel_RepeatsOp : Kernel_RowOp<"repeats"> {
  let summary = "finds the rows that are those of the step before";
  let description = [{
    A row repeats where all its elements, in each of the signals, have the bits of those of the row before: so -0 differs from 0, and a NaN repeats itself. The first row of a
    block never counts as such; if several threads share the block, nor does the first one of any of their parts. After eight rows that do not repeat only every eighth row is compared,
    until one does.

    A kernel without a state then need not compute a row that repeats: its result is that of the row before. That is what `repeats` of `kernel.events`, `kernel.rows`, `kernel.dense`,
    `kernel.synapses` and `kernel.convolve` states of whatever the kernel reads; their results have the same bits with and without it.

    | | rule |
    |---|---|
    | C1 | there is at least one signal, and all are plain |
    | C2 | the stage is `block` |

    ```mlir
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
    ```
  }];
  let arguments = (ins Variadic<Kernel_SignalType>:$inputs, Kernel_RepeatsType:$output);
  let assemblyFormat = "`(` $inputs `)` `to` $output attr-dict `:` qualified(type($inputs))";
}

def Kernel_EventsOp : Kernel_RowOp<"events", [AttrSizedOperandSegments]> {
  let summary = "lists the elements of a signal that are not 0";
  let description = [{
    For each row the canonical indices of the elements that are not 0 (NaN is not 0), ascending. Where channels lie side by side the
    order of places is another than that of indices: then `marks`, a bit for each element, is used to sort them; it is 0 before and after.
    With `repeats`, a row that repeats gets an empty list: those who read it copy what they have made of the row before.

    | | rule |
    |---|---|
    | C1 | signal and list have equally many elements |
    | C2 | there are `marks`, i64 words with a bit for each element, exactly if the signal has channels |
    | C3 | `repeats` stands in `block` stages |

    ```mlir
    kernel.events %x to %list : !kernel.signal<70xf32>, !kernel.events<70xf32>
    ```
  }];
  let arguments = (ins Kernel_SignalType:$input, Kernel_EventsType:$output, Optional<Kernel_ArrayType>:$marks,
                       Optional<Kernel_RepeatsType>:$repeats);
  let assemblyFormat = [{
    $input `to` $output (`marks` $marks^ `:` qualified(type($marks)) `,`)? (`repeats` `(` $repeats^ `)`)? attr-dict `:` qualified(type($input)) `,` qualified(type($output))
  }];
}

def Kernel_RowsOp : Kernel_RowOp<"rows", [AttrSizedOperandSegments]> {
  let summary = "all-to-all connection, driven by events";
  let description = [{
    `y[j] = bias[j]` (0 without bias), then for each event (i, x) in ascending order `y[j] = y[j] + w[j,i]*x`; without values `y[j] + w[j,i]`.
    With `start`, a state or a signal, `y[j]` starts at its number in place of a bias: so a current takes its input in the order of the events, cut after each addition.

    The targets are handled in tiles of `tile` elements, whose sums stay in registers for a row; the weights are packed as
    `[tiles][sources][tile]`. The bias has a number for each target of each tile.

    **Integers.** In a program of integers weights may be narrower than the compute type. Each addition is cut to its range. Products `w*x` are exact: they fit
    where x lies in -`limit` to `limit`, or always without a `limit`; others are computed with twice the bits.

    **Exact sums.** `exact(T)` states what has been proved: no partial sum of a row, in any order, leaves the range of the integer type T. Then nothing is cut,
    and the sums are held in T. `reason` says what the bound is.
    In a program of floats, weights and bias are integers k that stand for `k*unit`, a power of 2, and the proof holds for rows whose events are all 1: every
    partial sum of `k*unit` is a number of the compute type, so that `y = unit*k`, k the sum of the integers, has the same bits as the sum of floats. A row with other values is
    summed in floats, from the products `(unit*k)*x`.

    `carry(n)` states that any n weights of a target add up to a number of 16 bits. Rows of ones may then be summed in 16 bits, twice as many in a vector, and carried
    over into T after every n events.

    `pairs(g)` states how bytes are packed: of each g targets of a tile, byte 2k is the weight of target k plus 128, byte 2k+1 that of target k + g/2. As a number of 16
    bits such a pair is added as it is, and its upper byte once more by itself; the sum of the lower bytes is what is left over at the end, less 128 for each event,
    modulo 2^16. That takes fewer instructions than widening every byte.

    | | rule |
    |---|---|
    | C1 | `tile` is 1 to 8 vectors of 64 bytes, and the result is plain |
    | C2 | the tiles cover the targets and fit into a row |
    | C3 | `weight` has tiles x sources x tile numbers, `bias` tiles x tile; the bias is of the compute type or, with `exact`, of that type |
    | C4 | `weight` is of the compute type, or of narrower integers: in a program of floats with `exact`, in one of integers always |
    | C5 | `exact` is i16 or i32, at least as wide as the weights and, in a program of integers, at most as wide as the compute type |
    | C6 | `unit`, a power of 2, is there exactly with `exact` in a program of floats |
    | C7 | `start` is a signal of the result's type or an array of the numbers of a row of it; it excludes `bias` and `exact` |
    | C8 | `limit` is >= 0 and belongs to programs of integers without `exact` |
    | C9 | `repeats` stands in `block` stages and excludes `start` |
    | C10 | `carry` is 1 to 32767 and belongs to `exact(i32)` with weights of 8 or 16 bits |
    | C11 | `pairs` is 32 or 64, divides the tile, and belongs to weights of 8 bits with `exact(i16)`, or `exact(i32)` and `carry` |

    ```mlir
    kernel.rows %list with %w to %y tile(16) : !kernel.events<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    ```

    A layer of weights k/4 with |k| < 128, held in bytes:

    ```mlir
    kernel.rows %list with %w to %y tile(16) exact(i16) unit(2.500000e-01) reason("sums of |k| are at most 8890") : !kernel.events<70xf32>, !kernel.array<1120xi8>, !kernel.signal<3xf32>
    ```

    A layer of bytes whose sums need more than 16 bits, but not those of 258 events:

    ```mlir
    kernel.rows %list with %w to %y tile(32) exact(i32) unit(1.000000e+00) carry(258) pairs(32) reason("sums of |k| are at most 40000") : !kernel.events<70xf32>, !kernel.array<2240xi8>, !kernel.signal<32xf32>
    ```

    The events of a step on top of a current of 16 bits:

    ```mlir
    kernel.rows %list with %w start(%i : !kernel.array<32xi16>) to %y tile(32) limit(258) : !kernel.events<70xi16, values>, !kernel.array<2240xi8>, !kernel.signal<3xi16>
    ```
  }];
  let arguments = (ins Kernel_EventsType:$events, Kernel_ArrayType:$weight, Optional<Kernel_ArrayType>:$bias,
                       Optional<AnyType>:$start, Optional<Kernel_RepeatsType>:$repeats, Kernel_SignalType:$output,
                       Kernel_Size:$tile, OptionalAttr<TypeAttr>:$exact,
                       OptionalAttr<F64Attr>:$unit, OptionalAttr<Kernel_Size>:$limit, OptionalAttr<Kernel_Size>:$carry,
                       OptionalAttr<Kernel_Size>:$pairs, OptionalAttr<StrAttr>:$reason);
  let assemblyFormat = [{
    $events `with` $weight (`bias` $bias^ `:` qualified(type($bias)) `,`)? (`start` `(` $start^ `:` qualified(type($start)) `)`)?
    `to` $output `tile` `(` custom<PlainInteger>($tile) `)` (`exact` `(` $exact^ `)`)? (`unit` `(` $unit^ `)`)?
    (`limit` `(` custom<PlainInteger>($limit)^ `)`)? (`carry` `(` custom<PlainInteger>($carry)^ `)`)? (`pairs` `(` custom<PlainInteger>($pairs)^ `)`)? (`reason` `(` $reason^ `)`)?
    (`repeats` `(` $repeats^ `)`)? attr-dict
    `:` qualified(type($events)) `,` qualified(type($weight)) `,` qualified(type($output))
  }];
  let extraClassDeclaration = [{
    int64_t getTiles() { return (getOutput().getType().getElements() + getTile() - 1) / getTile(); }
    /// The type in which the sums of a row are held.
    ::mlir::Type getSumType() { return getExact().value_or(getOutput().getType().getElement()); }
    /// Whether sums are held, or weights packed, as integers.
    bool isOfIntegers() { return ::llvm::isa<::mlir::IntegerType>(getWeight().getType().getElement()); }
  }];
}

def Kernel_DenseOp : Kernel_RowOp<"dense", [AttrSizedOperandSegments]> {
  let summary = "all-to-all connection, every product";
  let description = [{
    `y[j] = bias[j]` (0 without bias), then for i ascending `y[j] = y[j] + w[j,i]*x[i]`, zeros included. Weights are finite, so that these add nothing and the
    result is that of `kernel.rows`.

    Several rows share each weight that is read, so it stands in `block` stages. Tiles and weights as in `kernel.rows`.

    | | rule |
    |---|---|
    | C1 | `tile` is 1 to 8 vectors of 64 bytes, and the signals are plain |
    | C2 | the tiles cover the targets and fit into a row |
    | C3 | `weight` has tiles x sources x tile numbers, `bias` tiles x tile, of the compute type |
    | C4 | the stage is `block` |
    | C5 | the program is one of floats, and `weight` of its type |

    With `repeats`, the rows that do not repeat share weights, wherever they stand in the block.

    ```mlir
    kernel.dense %x with %w to %y tile(16) : !kernel.signal<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins Kernel_SignalType:$input, Kernel_ArrayType:$weight, Optional<Kernel_ArrayType>:$bias,
                       Optional<Kernel_RepeatsType>:$repeats, Kernel_SignalType:$output, Kernel_Size:$tile);
  let assemblyFormat = [{
    $input `with` $weight (`bias` $bias^ `:` qualified(type($bias)) `,`)? `to` $output `tile` `(` custom<PlainInteger>($tile) `)` (`repeats` `(` $repeats^ `)`)? attr-dict
    `:` qualified(type($input)) `,` qualified(type($weight)) `,` qualified(type($output))
  }];
  let extraClassDeclaration = [{
    int64_t getTiles() { return (getOutput().getType().getElements() + getTile() - 1) / getTile(); }
  }];
}

def Kernel_SynapsesOp : Kernel_RowOp<"synapses", [AttrSizedOperandSegments]> {
  let summary = "a connection given synapse by synapse, driven by events";
  let description = [{
    `y[j] = bias[j]` (0 without bias), then for each event (i, x) in ascending order, for k from `starts[i]` up to `starts[i+1]`:
    `y[targets[k]] = y[targets[k]] + weight[k]*x`; without values `+ weight[k]`. `targets` are canonical indices; those of 16 bits have no sign. Of integers each sum is cut to the
    range of their type.

    **Exact sums.** `exact(T)`, T the integer type that has as many bits as a number of the result, states what has been proved: no partial sum of a row, in any order,
    leaves the range of T, so that nothing is cut. In a program of floats weights are then integers k that stand for `k*unit`, a power of 2, and the proof holds for rows whose
    events are all 1, as in `kernel.rows`: their sums are held as integers in the row of the result and end as `y = unit*k + bias`. Other rows are summed in floats. `reason` says
    what the bound is.

    | | rule |
    |---|---|
    | C1 | the result is plain |
    | C2 | `starts` has an i32 more than there are sources, `targets` are as many i32, or i16 where a row has at most 65536 places, as there are weights |
    | C3 | `weight` has the compute type or, in a program of integers or with `exact`, that of narrower integers; `bias` has the numbers of a row |
    | C4 | `exact` is the integer type of as many bits as the compute type has |
    | C5 | `unit`, a power of 2, is there exactly with `exact` in a program of floats |
    | C6 | `repeats` stands in `block` stages |

    ```mlir
    kernel.synapses %list starts %s targets %t with %w to %y : !kernel.events<70xf32>, !kernel.array<71xi32>, !kernel.array<9xi32>, !kernel.array<9xf32>, !kernel.signal<3xf32>
    ```

    Weights k/4 in bytes, targets in 16 bits:

    ```mlir
    kernel.synapses %list starts %s targets %short with %bytes to %y exact(i32) unit(2.500000e-01) reason("sums of |k| are at most 889") : !kernel.events<70xf32>, !kernel.array<71xi32>, !kernel.array<9xi16>, !kernel.array<9xi8>, !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins Kernel_EventsType:$events, Kernel_ArrayType:$starts, Kernel_ArrayType:$targets,
                       Kernel_ArrayType:$weight, Optional<Kernel_ArrayType>:$bias,
                       Optional<Kernel_RepeatsType>:$repeats, Kernel_SignalType:$output,
                       OptionalAttr<TypeAttr>:$exact, OptionalAttr<F64Attr>:$unit, OptionalAttr<StrAttr>:$reason);
  let assemblyFormat = [{
    $events `starts` $starts `targets` $targets `with` $weight (`bias` $bias^ `:` qualified(type($bias)) `,`)? `to` $output
    (`exact` `(` $exact^ `)`)? (`unit` `(` $unit^ `)`)? (`reason` `(` $reason^ `)`)? (`repeats` `(` $repeats^ `)`)? attr-dict
    `:` qualified(type($events)) `,` qualified(type($starts)) `,` qualified(type($targets)) `,` qualified(type($weight)) `,` qualified(type($output))
  }];
}

def Kernel_BitmapOp : Kernel_RowOp<"bitmap"> {
  let summary = "a connection whose synapses all have one weight, a bit for each pair";
  let description = [{
    `y[j] = numbers[n]`, n the number of a row's events whose source has a bit for target j, if all these events are 1. In a row with other values
    `y[j] = numbers[0]`, then for each event (i, x) with that bit, in ascending order, `y[j] = y[j] + weight*x`, which is cut to the range of integers.

    `numbers[n]` is what `numbers[0]` becomes when `weight` is added to it n times, each sum rounded or cut: so a row of ones needs counts alone, and the result has the bits
    of the additions.

    The targets are handled in tiles of `tile`; the bits are packed as `[tiles][sources][tile/32]` words of 32, the lowest bit for the first target. Bits behind the last
    target are 0.

    | | rule |
    |---|---|
    | C1 | `tile` is a multiple of 32 from 32 to 256, and the result is plain |
    | C2 | `bits` has tiles x sources x tile/32 words of i32 |
    | C3 | `numbers` has one of the compute type more than there are sources |
    | C4 | `repeats` stands in `block` stages |

    ```mlir
    kernel.bitmap %list with %bits numbers %n to %y tile(32) weight(1.000000e-01) : !kernel.events<70xf32>, !kernel.array<70xi32>, !kernel.array<71xf32>, !kernel.signal<3xf32>
    ```
  }];
  let arguments = (ins Kernel_EventsType:$events, Kernel_ArrayType:$bits, Kernel_ArrayType:$numbers,
                       Optional<Kernel_RepeatsType>:$repeats, Kernel_SignalType:$output, Kernel_Size:$tile, F64Attr:$weight);
  let assemblyFormat = [{
    $events `with` $bits `numbers` $numbers `to` $output `tile` `(` custom<PlainInteger>($tile) `)` `weight` `(` $weight `)`
    (`repeats` `(` $repeats^ `)`)? attr-dict
    `:` qualified(type($events)) `,` qualified(type($bits)) `,` qualified(type($numbers)) `,` qualified(type($output))
  }];
  let extraClassDeclaration = [{
    int64_t getTiles() { return (getOutput().getType().getElements() + getTile() - 1) / getTile(); }
    /// Words of a source's bits in a tile.
    int64_t getWords() { return getTile() / 32; }
  }];
}

def Kernel_ConvolveOp : Kernel_RowOp<"convolve", [AttrSizedOperandSegments]> {
  let summary = "convolution, driven by events";
  let description = [{
    The input has `channels` channels of height and width `extent`. Every output position starts at the bias of its channel (0 without bias); then, for
    each event ((c, y, x), v) in ascending order, `w*v` (without values w) is added to the output channels of c's group at all positions whose window holds
    (y, x). Of integers each sum is cut to the range of their type.

    Which windows these are stands in tables of i32: the pairs (a, b) from `row_starts[y]` up to `row_starts[y+1]` and the triples (a, b, n) from
    `column_starts[x]` up to `column_starts[x+1]` are combined; the sum of both `a` is the place of the position's first channel, the sum of both `b`
    the place in the kernel of c, and `n` neighbouring positions take neighbouring kernel positions (1 if there are several groups). Weights are packed as
    `[channels][kernel positions][segment]`; a segment has the output channels of one group (padded to the pitch if there is one group).

    | | rule |
    |---|---|
    | C1 | `extent` has two entries, the list channels x extent elements, `groups` divides the channels of input and output |
    | C2 | the output has channels |
    | C3 | `row_starts` and `column_starts` have an i32 more than height and width, the tables are pairs and triples of i32 |
    | C4 | `weight` has channels x `taps` x segment numbers of the compute type or, in a program of integers, a narrower one; `bias` has a number for each place of a position |
    | C5 | `repeats` stands in `block` stages |

    ```mlir
    kernel.convolve %list with %w rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
    ```
  }];
  let arguments = (ins Kernel_EventsType:$events, Kernel_ArrayType:$weight, Optional<Kernel_ArrayType>:$bias,
                       Kernel_ArrayType:$row_starts, Kernel_ArrayType:$row_taps, Kernel_ArrayType:$column_starts,
                       Kernel_ArrayType:$column_taps, Optional<Kernel_RepeatsType>:$repeats, Kernel_SignalType:$output, Kernel_Size:$channels,
                       DenseI64ArrayAttr:$extent, Kernel_Size:$taps, Kernel_Size:$groups);
  let assemblyFormat = [{
    $events `with` $weight (`bias` $bias^ `:` qualified(type($bias)) `,`)? `rows` $row_starts `,` $row_taps `columns` $column_starts `,` $column_taps
    `to` $output `channels` `(` custom<PlainInteger>($channels) `)` `extent` $extent `taps` `(` custom<PlainInteger>($taps) `)`
    `groups` `(` custom<PlainInteger>($groups) `)` (`repeats` `(` $repeats^ `)`)? attr-dict
    `:` qualified(type($events)) `,` qualified(type($weight)) `,` qualified(type($row_starts)) `,` qualified(type($row_taps)) `,` qualified(type($column_starts)) `,` qualified(type($column_taps)) `,` qualified(type($output))
  }];
  let extraClassDeclaration = [{
    /// Weights that one source has for one kernel position.
    int64_t getSegment() {
      SignalType type = getOutput().getType();
      return getGroups() == 1 ? type.getPitch() : type.getChannels() / getGroups();
    }
  }];
}

#endif // GANGLION_IR_KERNEL_KERNELSYNAPSES_TD
