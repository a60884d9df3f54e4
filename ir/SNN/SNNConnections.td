//===- SNNConnections.td - linear, convolution, sparse, pooling, ... ------===//
#ifndef GANGLION_IR_SNN_SNNCONNECTIONS_TD
#define GANGLION_IR_SNN_SNNCONNECTIONS_TD

include "ir/SNN/SNNAttrs.td"
include "ir/SNN/SNNInterfaces.td"

class SNN_Connection<string mnemonic>
    : SNN_ValueOp<mnemonic, [DeclareOpInterfaceMethods<SNN_StatelessOpInterface>]> {
  let hasVerifier = 1;
}

def SNN_LinearOp : SNN_Connection<"linear"> {
  let summary = "all-to-all connection: y = W x + b";
  let description = [{
    With `x` the sum of the operands: `y[.., j] = bias[.., j]` (0 without bias), then `+ weight[.., j, i] * x[.., i]`
    for `i` ascending; terms with `x[.., i] = 0` are left out. `weight` has shape `[lead.., M, N]`, `x` `[lead.., N]`,
    `y` `[lead.., M]`. A bias has the shape of `y` (or `[M]`, or rank 0).

    With `delays`, synapse (j, i) takes `x[i]` from as many steps ago as its delay says.

    | | rule |
    |---|---|
    | C1 | `weight` has rank >= 2 and `y` the shape `[lead.., M]` |
    | C2 | every operand has the shape `[lead.., N]` |
    | C3 | `bias` has the shape of `y`, `[M]` or rank 0 |
    | C4 | `delays` have the shape that their axis says, and the type that the clock says |
    | C5 | the storage of each parameter fits its type; in a network of integers parameters are integers |
    | C6 | `y` has the compute type |

    Example:

    ```mlir
    %i = snn.linear "fc1" (%x) weight(dense<0.5> : tensor<4x3xf32>) bias(dense<0.0> : tensor<4xf32>) : (tensor<3xf32>) -> tensor<4xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, ElementsAttr:$weight, OptionalAttr<ElementsAttr>:$bias,
                       OptionalAttr<SNN_DelaysAttr>:$delays);
  let assemblyFormat = [{
    $name `(` $inputs `)` `weight` `(` $weight `)` (`bias` `(` $bias^ `)`)? (`delays` `(` $delays^ `)`)? attr-dict
    `:` functional-type($inputs, $output)
  }];
}

def SNN_SparseOp : SNN_Connection<"sparse"> {
  let summary = "a connection given by its synapses (coordinates)";
  let description = [{
    Synapse `k` leads from flat source index `sources[k]` to flat target index `targets[k]` with `weight[k]` (and
    `delays[k]`, axis `synapse`). `y[j] = bias[j]` (0 without bias), then the products of its synapses with non-zero `x`
    in ascending order of source, synapses of one pair in the order listed.

    | | rule |
    |---|---|
    | C1 | `sources`, `targets` (integers) and `weight` have rank 1 and equal length |
    | C2 | there is an operand, all have one shape |
    | C3 | `bias` has the shape of `y` or rank 0 |
    | C4 | `delays` have the shape that their axis says, and the type that the clock says |
    | C5 | the storage of each parameter fits its type; in a network of integers parameters are integers |
    | C6 | `y` has the compute type |
    | V1 | every index lies inside source and target shape (`snn-verify-executable`) |

    Example:

    ```mlir
    %i = snn.sparse "tree" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[1, 1]> : tensor<2xi32>) weight(dense<[0.5, -1.0]> : tensor<2xf32>) : (tensor<3xi1>) -> tensor<2xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, ElementsAttr:$sources, ElementsAttr:$targets,
                       ElementsAttr:$weight, OptionalAttr<ElementsAttr>:$bias, OptionalAttr<SNN_DelaysAttr>:$delays);
  let assemblyFormat = [{
    $name `(` $inputs `)` `sources` `(` $sources `)` `targets` `(` $targets `)` `weight` `(` $weight `)` (`bias` `(` $bias^ `)`)?
    (`delays` `(` $delays^ `)`)? attr-dict `:` functional-type($inputs, $output)
  }];
}

def SNN_ConvOp : SNN_Connection<"conv"> {
  let summary = "convolution (cross-correlation) over one or two axes";
  let description = [{
    `x` has shape `[Cin, n..]`, `weight` `[Cout, Cin/groups, k..]`, `y` `[Cout, m..]` with `m = floor((n + before +
    after - dilation*(k-1) - 1)/stride) + 1` per axis. Output `y[o, q..]` starts at `bias[o]` (0 without bias); then,
    over the input positions of its window in ascending flat (channel, row, column) order, products with non-zero `x`
    are added. Positions in the padding add nothing.

    | | rule |
    |---|---|
    | C1 | `weight` has rank 3 or 4, `x` and `y` one less, and `stride`, `before`, `after`, `dilation` an entry per axis; there is an operand, all have one shape |
    | C2 | stride >= 1, dilation >= 1, padding >= 0, `groups` >= 1 and a divisor of Cout; Cin = groups * weight dimension 1 |
    | C3 | `bias` has shape [Cout] or rank 0 |
    | C4 | `delays` have the shape that their axis says, and the type that the clock says |
    | C5 | the storage of each parameter fits its type; in a network of integers parameters are integers |
    | C6 | `y` has the shape of the formula, with m >= 1, and the compute type |

    Example:

    ```mlir
    %c = snn.conv "conv" (%x) weight(dense<0.1> : tensor<3x2x3x3xf32>) stride [1, 1] before [1, 1] after [1, 1] dilation [1, 1] groups 1 : (tensor<2x6x6xi1>) -> tensor<3x6x6xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, ElementsAttr:$weight, OptionalAttr<ElementsAttr>:$bias,
                       DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$before, DenseI64ArrayAttr:$after,
                       DenseI64ArrayAttr:$dilation, I64Attr:$groups, OptionalAttr<SNN_DelaysAttr>:$delays);
  let assemblyFormat = [{
    $name `(` $inputs `)` `weight` `(` $weight `)` (`bias` `(` $bias^ `)`)? `stride` $stride `before` $before `after` $after
    `dilation` $dilation `groups` custom<PlainInteger>($groups) (`delays` `(` $delays^ `)`)? attr-dict `:` functional-type($inputs, $output)
  }];
}

def SNN_PoolOp : SNN_Connection<"pool"> {
  let summary = "sum or average over windows of two axes";
  let description = [{
    `x` has shape `[C, H, W]`. `sum` starts at 0 and adds the non-zero values of the window in ascending flat order;
    `average` divides that sum once by `kernel[0]*kernel[1]` (padding counted).

    | | rule |
    |---|---|
    | C1 | there is an operand, all have one shape of rank 3; kernel >= 1, stride >= 1, padding >= 0, two entries each |
    | C2 | `y` has shape `[C, m..]` with `m = floor((n + 2*padding - kernel)/stride) + 1` per axis, m >= 1, and the compute type |
    | C3 | `average` needs a float compute type |

    Example:

    ```mlir
    %p = snn.pool "pool" (%x) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xi1>) -> tensor<2x3x3xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, SNN_PoolKindAttr:$kind, DenseI64ArrayAttr:$kernel,
                       DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$padding);
  let assemblyFormat = [{
    $name `(` $inputs `)` `kind` `(` $kind `)` `kernel` $kernel `stride` $stride `padding` $padding attr-dict
    `:` functional-type($inputs, $output)
  }];
}

def SNN_ReshapeOp : SNN_Connection<"reshape"> {
  let summary = "the same elements in another shape";
  let description = [{
    The sum of the operands, read in C order. `Flatten` of NIR, and edges whose ends differ in shape but not in size. A
    sum of several operands has the compute type; a single operand keeps its type.

    | | rule |
    |---|---|
    | C1 | operands have one shape, with as many elements as the result |
    | C2 | the result has the compute type, or the operand's type if there is one operand |

    Example:

    ```mlir
    %f = snn.reshape "flat" (%x) : (tensor<2x3x4xi1>) -> tensor<24xi1>
    ```
  }];
  let arguments = (ins OptionalAttr<StrAttr>:$name, Variadic<SNN_Signal>:$inputs);
  let assemblyFormat = "($name^)? `(` $inputs `)` attr-dict `:` functional-type($inputs, $output)";
}

def SNN_ScaleOp : SNN_Connection<"scale"> {
  let summary = "element by element product with a constant";
  let description = [{
    `y = factor * x`, x the sum of the operands. `factor` has the shape of `x` or rank 0.

    | | rule |
    |---|---|
    | C1 | operands, `factor` and result have one shape (`factor` may have rank 0) |
    | C2 | the storage of `factor` fits its type; in a network of integers it is one of integers |
    | C3 | `y` has the compute type |

    Example:

    ```mlir
    %s = snn.scale "gain" (%x) factor(dense<2.0> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, ElementsAttr:$factor);
  let assemblyFormat = "$name `(` $inputs `)` `factor` `(` $factor `)` attr-dict `:` functional-type($inputs, $output)";
}

def SNN_ThresholdOp : SNN_Connection<"threshold"> {
  let summary = "1 where the input is above a threshold";
  let description = [{
    `y = x > threshold`, x the sum of the operands.

    | | rule |
    |---|---|
    | C1 | operands, `threshold` and result have one shape (`threshold` may have rank 0) |
    | C2 | the result is i1 |
    | C3 | the storage of `threshold` fits its type; in a network of integers it is one of integers |

    Example:

    ```mlir
    %z = snn.threshold "act" (%x) threshold(dense<0.5> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xi1>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, ElementsAttr:$threshold);
  let assemblyFormat = "$name `(` $inputs `)` `threshold` `(` $threshold `)` attr-dict `:` functional-type($inputs, $output)";
}

#endif // GANGLION_IR_SNN_SNNCONNECTIONS_TD
