//===- SNNNeurons.td - the neuron op --------------------------------------===//
#ifndef GANGLION_IR_SNN_SNNNEURONS_TD
#define GANGLION_IR_SNN_SNNNEURONS_TD

include "ir/SNN/SNNAttrs.td"
include "ir/SNN/SNNInterfaces.td"

def SNN_NeuronOp : SNN_ValueOp<"neuron"> {
  let summary = "a population of neurons";
  let description = [{
    Each port sums its operands and filters the sum (`#snn.port`); the membrane integrates the sum of the ports'
    currents and spikes as `#snn.rule` says. All parameters are the file's numbers: `tau` in seconds (absent: no leak,
    NIR's I and IF), `r`, `v_leak`, `v_threshold` and `v_reset` (absent: 0); or, for integer neurons, `dash` (absent: no
    leak) and `bias`. Each has the shape of the result or rank 0.

    NIR's node types: I (no tau, no threshold), IF (no tau), LI (no threshold), LIF; CubaLI and CubaLIF have a `factor`
    port.

    A record of `v` is the membrane after the step (after a reset of the `same` step), `i` the current of the first port
    with a filter, `spikes` the output.

    | | rule |
    |---|---|
    | C1 | there is at least one port, each operand belongs to one, `segments` has an entry per port |
    | C2 | every operand has the shape of the result |
    | C3 | every parameter has the shape of the result or rank 0, its storage fits its type, integers where the update is `shift`; `dash` always |
    | C4 | parameters and ports are those of the rule: `v_threshold` iff it spikes, the rest by its update (table) |
    | C5 | the result's type is what the rule's `spike` puts out |
    | C6 | under `clock(event)` the rule is `exact`, `none` or `above`, with a reset at the `same` time |
    | C7 | the update is `shift` iff the network's compute type is an integer |
    | V1 | tau > 0 (`snn-verify-executable`) |

    | update | needs | may have | excludes |
    |---|---|---|---|
    | `euler`, `exact`, `exact_membrane` | `r` | `tau`, `v_leak`, `factor` ports | `dash`, `bias`, `shift` ports |
    | `leak_both` | `r`, `tau`, a `factor` port | `v_leak` | `dash`, `bias`, `shift` ports |
    | `unscaled` | `r` | `v_leak` | `tau`, `dash`, `bias`, `factor` and `shift` ports |
    | `impulse` | `tau` | `r`, `v_leak`, `factor` ports | `dash`, `bias`, `shift` ports |
    | `impulse_filter` | `tau` | `r`, `v_leak` | `dash`, `bias`, `factor` and `shift` ports |
    | `decay` | | `tau`, `r`, `v_leak` | `dash`, `bias`, `factor` and `shift` ports |
    | `shift` | | `dash`, `bias`, `shift` ports | `r`, `tau`, `v_leak`, `factor` ports |

    Where the formula of an update does not use a parameter that it may have, the parameter is the file's number, kept.

    Example:

    ```mlir
    %z = snn.neuron "lif1.lif" ports[(%i1, %r) #snn.port<factor, tau = dense<2.0e-4> : tensor<f64>, w_in = dense<2.0> : tensor<f64>>]
        tau(dense<1.0e-3> : tensor<38xf64>) r(dense<1.0e+1> : tensor<38xf64>) v_threshold(dense<1.0> : tensor<38xf64>)
        rule(<update = euler, spike = above, reset = value>) : (tensor<38xf32>, tensor<38xf32>) -> tensor<38xi1>
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<SNN_Signal>:$inputs, DenseI32ArrayAttr:$segments, ArrayAttr:$ports,
                       OptionalAttr<ElementsAttr>:$tau, OptionalAttr<ElementsAttr>:$r, OptionalAttr<ElementsAttr>:$v_leak,
                       OptionalAttr<ElementsAttr>:$v_threshold, OptionalAttr<ElementsAttr>:$v_reset,
                       OptionalAttr<ElementsAttr>:$dash, OptionalAttr<ElementsAttr>:$bias, SNN_RuleAttr:$rule);
  let assemblyFormat = [{
    $name custom<Ports>($inputs, $segments, $ports) (`tau` `(` $tau^ `)`)? (`r` `(` $r^ `)`)? (`v_leak` `(` $v_leak^ `)`)?
    (`v_threshold` `(` $v_threshold^ `)`)? (`v_reset` `(` $v_reset^ `)`)? (`dash` `(` $dash^ `)`)? (`bias` `(` $bias^ `)`)?
    `rule` `(` $rule `)` attr-dict `:` functional-type($inputs, $output)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The operands of port `index`, in order of summation.
    ::mlir::OperandRange getPortInputs(unsigned index);
    ::ganglion::snn::PortAttr getPort(unsigned index) { return ::llvm::cast<PortAttr>(getPorts()[index]); }
    unsigned getPortCount() { return getPorts().size(); }
    /// Whether the output depends on the old state only, so that the neuron itself delays a cycle.
    bool spikesFromOldState() { return getRule().getSpike() == Spike::AboveOld; }
    bool isSpiking() { return getRule().getSpike() != Spike::None; }
  }];
}

#endif // GANGLION_IR_SNN_SNNNEURONS_TD
