//===- SNNStructure.td - networks, systems, inputs, outputs, delays -------===//
#ifndef GANGLION_IR_SNN_SNNSTRUCTURE_TD
#define GANGLION_IR_SNN_SNNSTRUCTURE_TD

include "ir/SNN/SNNAttrs.td"
include "ir/SNN/SNNInterfaces.td"
include "mlir/IR/RegionKindInterface.td"
include "mlir/IR/SymbolInterfaces.td"

def SNN_NetworkOp : SNN_Op<"network", [Symbol, IsolatedFromAbove, SingleBlock, NoTerminator, RegionKindInterface,
                                       HasOnlyGraphRegion]> {
  let summary = "a spiking network with a clock; or one shard of a `snn.system`";
  let description = [{
    One evaluation of the body is one step of `dt` seconds (`clock(step dt)`); `clock(event)` relates exact spike times,
    in seconds. In a step every op is evaluated once, in an order in which its operands are ready: `snn.delay` of one
    step or more and neurons that spike from their old state deliver first what they hold.

    `compute` is the type of currents and states: f32, f64, or an integer type in a network of integers.
    `choices` lists, as `#snn.choice`, what had to be decided because the model file leaves it open.

    Rules:

    | | rule |
    |---|---|
    | C1 | the step is > 0 and finite; no step means `clock(event)` |
    | C2 | `compute` is f32, f64, i16 or i32, under `clock(event)` f32 or f64 |
    | C3 | every signal has element type i1, i32 or the compute type |
    | C4 | names of inputs are unique, so are those of outputs and those of neurons |
    | C5 | the body has no arguments and holds only inputs, outputs, neurons, delays, sums and connections |
    | C6 | `choices` are `#snn.choice` |
    | V2 | each cycle passes a `snn.delay` of at least one step in every element, or a neuron that spikes from its old state (`snn-verify-executable`) |

    Example:

    ```mlir
    snn.network @relay clock(step 1.000000e-03) compute(f32) {
      %x = snn.input "in" : tensor<3xf32>
      snn.output "out" (%x) : tensor<3xf32>
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, OptionalAttr<F64Attr>:$step, TypeAttr:$compute,
                       OptionalAttr<StrAttr>:$convention, OptionalAttr<ArrayAttr>:$choices);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name `clock` `(` custom<Clock>($step) `)` `compute` `(` $compute `)` (`convention` `(` $convention^ `)`)?
    attr-dict-with-keyword $body
  }];
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    bool isEventDriven() { return !getStepAttr(); }
    /// Seconds per step; only for clock(step).
    double getDt() { return getStepAttr().getValueAsDouble(); }
  }];
}

def SNN_SystemOp : SNN_Op<"system", [Symbol, SymbolTable, IsolatedFromAbove, SingleBlock, NoTerminator]> {
  let summary = "several networks (shards), connected by links";
  let description = [{
    The body holds `snn.network` ops, one a shard, all with the same clock and compute type, and `snn.link` ops. An
    input that no link drives takes data from outside; channels that have no driver in an input that a link drives are
    0. Outputs that no link takes are the system's.

    | | rule |
    |---|---|
    | C1 | the body holds only networks and links |
    | C2 | all shards have the same clock and compute type |
    | C3 | each channel of an input has at most one driver |

    Example:

    ```mlir
    snn.system @pair {
      snn.network @first clock(step 1.000000e-03) compute(f32) {
        %x = snn.input "in" : tensor<2xf32>
        snn.output "out" (%x) : tensor<2xf32>
      }
      snn.network @second clock(step 1.000000e-03) compute(f32) {
        %x = snn.input "in" : tensor<2xf32>
        snn.output "out" (%x) : tensor<2xf32>
      }
      snn.link @first "out" to @second "in" delay(1) payload(<graded>) channels([[0, 2, 0, 2]])
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name attr-dict-with-keyword $body";
  let hasRegionVerifier = 1;
}

def SNN_LinkOp : SNN_Op<"link", [HasParent<"SystemOp">]> {
  let summary = "carries channels of a shard's output to channels of another shard's input";
  let description = [{
    `delay` is the number of steps from the step in which the source puts out a value to the step in which the target
    takes it. `channels` is a list of `[a, b, c, d]`: the half-open range `[a, b)` of the output's flat (C order)
    channels drives the range `[c, d)` of the input's. The payload is `spike` (0 or 1) or `graded` (a number: a count, a
    partial sum).

    Under `clock(event)` a link takes no time; a shard that hears a link late has a `snn.delay` behind the input.

    | | rule |
    |---|---|
    | C1 | source and target are networks of this system, with such an output and input |
    | C2 | `delay` >= 0, under `clock(event)` 0 |
    | C3 | there is an entry; its ranges have equal, positive length and lie inside output and input |
    | C4 | with payload `spike` the output has one operand, of spikes; with payload `graded` the input is not i1 |

    Example:

    ```mlir
    snn.link @first "out" to @second "in" delay(1) payload(<graded>) channels([[0, 2, 0, 2]])
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$source, StrAttr:$output, FlatSymbolRefAttr:$target, StrAttr:$input,
                       I64Attr:$delay, SNN_PayloadAttr:$payload, ArrayAttr:$channels);
  let assemblyFormat = [{
    $source $output `to` $target $input `delay` `(` custom<PlainInteger>($delay) `)` `payload` `(` $payload `)` `channels` `(` $channels `)`
    attr-dict
  }];
  let hasVerifier = 1;
}

def SNN_InputOp : SNN_ValueOp<"input"> {
  let summary = "where data enters";
  let description = [{
    Delivers row `t` of the data in step `t`, converted to the element type. The compute type unless the model declares
    spikes or counts. In a network of integers the data of an input of i16 or i32 are integers of that type; others are
    refused. Under `clock(event)` the data are spike times, and the element type is i1.

    | | rule |
    |---|---|
    | C1 | under `clock(event)` the element type is i1 |

    Example:

    ```mlir
    %x = snn.input "input" : tensor<12xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name);
  let assemblyFormat = "$name attr-dict `:` type($output)";
  let hasVerifier = 1;
}

def SNN_OutputOp : SNN_Op<"output", [HasParent<"NetworkOp">, DeclareOpInterfaceMethods<SNN_StatelessOpInterface>]> {
  let summary = "what the network puts out";
  let description = [{
    The sum of the operands, in the compute type. Without operands it puts out zeros of `shape`. Under `clock(event)`
    spikes come out as their times, potentials as trajectories.

    | | rule |
    |---|---|
    | C1 | every operand has the shape of the output |
    | C2 | without operands there is a `shape`; its sizes are >= 0 |

    Example:

    ```mlir
    snn.output "output" (%a, %b) : tensor<7xi1>, tensor<7xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, OptionalAttr<DenseI64ArrayAttr>:$shape);
  let assemblyFormat = "$name `(` $inputs `)` (`shape` $shape^)? attr-dict (`:` type($inputs)^)?";
  let hasVerifier = 1;
}

def SNN_SumOp : SNN_ValueOp<"sum", [DeclareOpInterfaceMethods<SNN_StatelessOpInterface>]> {
  let summary = "the sum of its operands";
  let description = [{
    What arrives at the Input or Output of a nested graph is summed there, before it goes on: `(a + b) + c`.

    | | rule |
    |---|---|
    | C1 | every operand has the shape of the result |
    | C2 | the result has the compute type, or the operands' type if there is one operand |

    Example:

    ```mlir
    %s = snn.sum "hidden.input" (%a, %b) : (tensor<4xi1>, tensor<4xf32>) -> tensor<4xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs);
  let assemblyFormat = "$name `(` $inputs `)` attr-dict `:` functional-type($inputs, $output)";
  let hasVerifier = 1;
}

def SNN_DelayOp : SNN_ValueOp<"delay"> {
  let summary = "a delay line: the input of some steps ago, 0 before";
  let description = [{
    Element `j` of the result in step `t` is element `j` of the sum of the operands in step `t - steps[j]`, 0 where that
    is before the first step. `steps` has rank 0 (all elements) or the result's shape. An element of 0 steps passes
    through. `delay` keeps the file's seconds. Under `clock(event)` there are no steps: `delay` alone gives the shift of
    every spike.

    An op without a name stands for the step that an edge takes which closes a cycle.

    | | rule |
    |---|---|
    | C1 | `steps` and `delay` have the shape of the result or rank 0, their storage fits their type, and `steps` are integers |
    | C2 | every operand has the shape of the result |
    | C3 | under `clock(step)` there are `steps`, under `clock(event)` there is `delay` and no `steps` |
    | C4 | the result has the compute type, or the operand's type if there is one operand |
    | V1 | `steps` >= 0 (`snn-verify-executable`) |

    Example:

    ```mlir
    %zd = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<38xi1>) -> tensor<38xi1>
    ```
  }];
  let arguments = (ins OptionalAttr<StrAttr>:$name, Variadic<SNN_Signal>:$inputs, OptionalAttr<ElementsAttr>:$steps,
                       OptionalAttr<ElementsAttr>:$delay);
  let assemblyFormat = [{
    ($name^)? `(` $inputs `)` (`steps` `(` $steps^ `)`)? (`delay` `(` $delay^ `)`)? attr-dict `:` functional-type($inputs, $output)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The smallest and the largest number of steps; reads the elements.
    std::pair<int64_t, int64_t> getStepRange();
    /// Whether every element is delayed by at least one step: then the result does not depend on this step's operands.
    bool cutsCycles() { return !getStepsAttr() || getStepRange().first >= 1; }
  }];
}

#endif // GANGLION_IR_SNN_SNNSTRUCTURE_TD
