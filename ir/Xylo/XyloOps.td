//===- XyloOps.td - chip, control, channels, neurons, weights, aliases ----===//
#ifndef GANGLION_IR_XYLO_XYLOOPS_TD
#define GANGLION_IR_XYLO_XYLOOPS_TD

include "ir/Xylo/XyloAttrs.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"

class Xylo_Resource<string mnemonic> : Xylo_Op<mnemonic, [HasParent<"ChipOp">]>;

def Xylo_ChipOp : Xylo_Op<"chip", [Symbol, IsolatedFromAbove, SingleBlock, NoTerminator]> {
  let summary = "one Xylo chip and what it is configured with";
  let description = [{
    `target` names the chip's description, built in or in a file; absent as long as none was chosen. `dt` is the time step in seconds; absent where what the chip was read from does not
    tell it (a RAM image). `latency` is the number of steps by which the outputs are later than those of the network behind the chip, where there is one.

    | | rule |
    |---|---|
    | C1 | `dt` is > 0 and finite |
    | C2 | the body holds one `xylo.control`, one `xylo.channels`, one `xylo.neurons` for each population, a `xylo.weights` for each matrix of synapse 1, at most one `xylo.aliases`, and nothing else |
    | C3 | input and recurrent weights of synapse 2 are there both or not at all; with them hidden neurons have `dash_syn_2` |
    | C4 | sizes of weights fit: input [channels, up to the hidden neurons], recurrent [hidden, hidden], output [up to the hidden neurons, outputs]; those of synapse 2 like those of synapse 1 |
    | C5 | all numbers are f64, or all are i32 |
    | C6 | there are at most 8192 channels, hidden and output neurons each (chips have 1000): matrices are dense |

    Example:

    ```mlir
    xylo.chip @relay target("xylo-a3") dt(1.000000e-03) {
      xylo.control shifts [0, 0, 0] bias alias
      xylo.channels 2 sources [#xylo.source<"in", at = [0], size = [2], from = [0]>]
      xylo.neurons <hidden> dash_mem(dense<3> : tensor<3xi32>) dash_syn(dense<2> : tensor<3xi32>) threshold(dense<[90, 90, 80]> : tensor<3xi32>)
          bias(dense<[0, 0, 4]> : tensor<3xi32>)
      xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
      xylo.weights <input> synapse(1) values(dense<[[20, -4], [0, 127]]> : tensor<2x2xi32>)
      xylo.weights <recurrent> synapse(1) values(dense<[[0, 0, 9], [0, 0, -9], [0, 0, 0]]> : tensor<3x3xi32>)
      xylo.weights <output> synapse(1) values(dense<[[100]]> : tensor<1x1xi32>)
      xylo.aliases from [0] to [2]
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, OptionalAttr<StrAttr>:$target, OptionalAttr<F64Attr>:$dt, OptionalAttr<I64Attr>:$latency);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name (`target` `(` $target^ `)`)? (`dt` `(` custom<PlainReal>($dt)^ `)`)? (`latency` `(` custom<PlainInteger>($latency)^ `)`)? attr-dict-with-keyword $body";
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ControlOp getControl();
    ChannelsOp getChannels();
    NeuronsOp getNeurons(Population population);
    /// Null for a synapse 2 that is not there.
    WeightsOp getWeights(Matrix matrix, int64_t synapse = 1);
    /// Null if there are none.
    AliasesOp getAliases();
    /// Synapses of a hidden neuron: 1 or 2.
    int64_t getSynapseCount();
    /// Whether its numbers are integers.
    bool isQuantized();
  }];
}

def Xylo_ControlOp : Xylo_Resource<"control"> {
  let summary = "what holds for the whole chip";
  let description = [{
    `shifts` are the left shifts of input, recurrent and output weights. `bias` and `alias` say that the chip adds biases and follows aliases.
    The second synapse is enabled where there are weights for it.

    | | rule |
    |---|---|
    | C1 | there are three shifts |

    ```mlir
    xylo.control shifts [1, 0, 0] bias
    ```
  }];
  let arguments = (ins DenseI64ArrayAttr:$shifts, UnitAttr:$bias, UnitAttr:$alias);
  let assemblyFormat = "`shifts` $shifts (`bias` $bias^)? (`alias` $alias^)? attr-dict";
}

def Xylo_ChannelsOp : Xylo_Resource<"channels"> {
  let summary = "the input channels";
  let description = [{
    | | rule |
    |---|---|
    | C1 | `count` >= 0, and `sources` lie inside |

    ```mlir
    xylo.channels 2 sources [#xylo.source<"in", at = [0], size = [2], from = [0]>]
    ```
  }];
  let arguments = (ins I64Attr:$count, OptionalAttr<ArrayAttr>:$sources);
  let assemblyFormat = "custom<PlainInteger>($count) (`sources` $sources^)? attr-dict";
}

def Xylo_NeuronsOp : Xylo_Resource<"neurons"> {
  let summary = "the hidden or the output neurons";
  let description = [{
    A number a neuron in every parameter: decays of membrane and synapses, threshold and bias (absent: 0). `exports` name the Outputs of the model that
    take the spikes of output neurons.

    | | rule |
    |---|---|
    | C1 | parameters have rank 1, equal length and f64 or i32, and their storage fits |
    | C2 | only hidden neurons have `dash_syn_2` |
    | C3 | `sources` and `exports` lie inside |

    ```mlir
    xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
        sources [#xylo.source<"lif2", at = [0], size = [1], from = [0]>] exports [#xylo.source<"output", at = [0], size = [1], from = [0]>]
    ```
  }];
  let arguments = (ins Xylo_PopulationAttr:$population, ElementsAttr:$dash_mem, ElementsAttr:$dash_syn, OptionalAttr<ElementsAttr>:$dash_syn_2,
                       ElementsAttr:$threshold, OptionalAttr<ElementsAttr>:$bias, OptionalAttr<ArrayAttr>:$sources, OptionalAttr<ArrayAttr>:$exports);
  let assemblyFormat = [{
    $population `dash_mem` `(` $dash_mem `)` `dash_syn` `(` $dash_syn `)` (`dash_syn_2` `(` $dash_syn_2^ `)`)? `threshold` `(` $threshold `)`
    (`bias` `(` $bias^ `)`)? (`sources` $sources^)? (`exports` $exports^)? attr-dict
  }];
  let extraClassDeclaration = "int64_t getCount();";
}

def Xylo_WeightsOp : Xylo_Resource<"weights"> {
  let summary = "a matrix of weights, for one synapse";
  let description = [{
    `values[i, j]` is the weight from source i to target j; 0 is no synapse. Targets of `input` are the first hidden neurons, sources of `output`
    the last ones. Output neurons have one synapse.

    | | rule |
    |---|---|
    | C1 | `values` have rank 2 and f64 or i32, and their storage fits |
    | C2 | `synapse` is 1 or 2, for `output` 1 |
    | C3 | `sources` lie inside |

    ```mlir
    xylo.weights <input> synapse(1) values(dense<[[20, -4], [0, 127]]> : tensor<2x2xi32>) sources [#xylo.source<"fc1", at = [0, 0], size = [2, 2], from = [0, 0]>]
    ```
  }];
  let arguments = (ins Xylo_MatrixAttr:$matrix, I64Attr:$synapse, ElementsAttr:$values, OptionalAttr<ArrayAttr>:$sources);
  let assemblyFormat = [{
    $matrix `synapse` `(` custom<PlainInteger>($synapse) `)` `values` `(` $values `)` (`sources` $sources^)? attr-dict
  }];
}

def Xylo_AliasesOp : Xylo_Resource<"aliases"> {
  let summary = "hidden neurons that repeat the spikes of another";
  let description = [{
    The spikes of `from[k]` are also spikes of `to[k]`. `sources` name the connection of the model behind a pair: `at` counts pairs.

    | | rule |
    |---|---|
    | C1 | `from` and `to` have equal length, and `from` are hidden neurons |
    | C2 | `sources` lie inside |

    ```mlir
    xylo.aliases from [0, 1] to [2, 3]
    ```
  }];
  let arguments = (ins DenseI64ArrayAttr:$from, DenseI64ArrayAttr:$to, OptionalAttr<ArrayAttr>:$sources);
  let assemblyFormat = "`from` $from `to` $to (`sources` $sources^)? attr-dict";
}

#endif // GANGLION_IR_XYLO_XYLOOPS_TD
