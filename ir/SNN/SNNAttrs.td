//===- SNNAttrs.td - rules, ports, delays, choices ------------------------===//
#ifndef GANGLION_IR_SNN_SNNATTRS_TD
#define GANGLION_IR_SNN_SNNATTRS_TD

include "ir/SNN/SNNDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"

class SNN_Enum<string name, string summary, list<I32EnumAttrCase> cases> : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::ganglion::snn";
  let genSpecializedAttr = 0;
}
class SNN_Attr<string name, string attrMnemonic> : AttrDef<SNN_Dialect, name> { let mnemonic = attrMnemonic; }

//===----------------------------------------------------------------------===//
// Rule
//===----------------------------------------------------------------------===//

def SNN_Update : SNN_Enum<"Update", "how synaptic currents and the membrane advance by one step", [
  I32EnumAttrCase<"Euler", 0, "euler">, I32EnumAttrCase<"Exact", 1, "exact">,
  I32EnumAttrCase<"ExactMembrane", 2, "exact_membrane">, I32EnumAttrCase<"LeakBoth", 3, "leak_both">,
  I32EnumAttrCase<"Unscaled", 4, "unscaled">, I32EnumAttrCase<"Impulse", 5, "impulse">,
  I32EnumAttrCase<"ImpulseFilter", 6, "impulse_filter">, I32EnumAttrCase<"Decay", 7, "decay">,
  I32EnumAttrCase<"Shift", 8, "shift">]>;

def SNN_Spike : SNN_Enum<"Spike", "when a neuron spikes and what it puts out", [
  I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"Above", 1, "above">,
  I32EnumAttrCase<"AboveOld", 2, "above_old">, I32EnumAttrCase<"FloorRatio", 3, "floor_ratio">,
  I32EnumAttrCase<"TruncRatio", 4, "trunc_ratio">, I32EnumAttrCase<"Repeated", 5, "repeated">]>;

def SNN_Reset : SNN_Enum<"Reset", "what a spike does to the membrane", [
  I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"Value", 1, "value">,
  I32EnumAttrCase<"Subtract", 2, "subtract">]>;

def SNN_When : SNN_Enum<"When", "when the reset takes effect", [
  I32EnumAttrCase<"Same", 0, "same">, I32EnumAttrCase<"Before", 1, "before">,
  I32EnumAttrCase<"After", 2, "after">, I32EnumAttrCase<"Corrected", 3, "corrected">]>;

def SNN_RuleAttr : SNN_Attr<"Rule", "rule"> {
  let summary = "how a neuron advances, spikes and resets: one entry of a closed list";
  let description = [{
    Notation, per neuron: `x_p` is the sum of the operands of port `p`, `v_old` the membrane before the step, `V` the
    membrane after the update and before any reset in the same step, `p` the spikes of the previous step (0 at first),
    `thr` the threshold, `z` the spikes of this step. All states start at 0. `dt` is the network's step. Sums and
    products are rounded one by one in the order written.

    **`update`** gives the port currents and `V`. The input of the membrane is `X = I_1 + I_2 + ...` over the ports in
    order; a port without filter has `I = x_p`. With a membrane time constant `tau`, `a = 1 - dt/tau` and `g = dt/tau`;
    in `exact`, `a = exp(-dt/tau)` and `g = 1 - a` (from the f64 `a`).

    | update | port with a `factor` filter | membrane with tau | without tau | who has it |
    |---|---|---|---|---|
    | `euler` | `I = a_s*I + (w_in*g_s)*x` | `V = (a*v_old + (r*g)*X) + v_leak*g` | `V = v_old + (r*dt)*X` | NIR under forward Euler, snnTorch, Norse |
    | `exact` | as `euler` with exact `a_s`, `g_s` | as `euler` with exact `a`, `g` | `V = v_old + (r*dt)*X` | exponential integrator |
    | `exact_membrane` | as `euler` | as `exact` | `V = v_old + (r*dt)*X` | Nengo |
    | `leak_both` | `I = (a_s*I + (w_in*g_s)*x) + v_leak*g_s` | as `euler` | - | Norse, CubaLIF |
    | `unscaled` | - | - | `V = v_old + r*X` | snnTorch and Norse, IF |
    | `impulse` | `I = (I + x)*e_s`, `e = exp(-dt/tau)` | `V = (v_old*e + X) + v_leak` | - | Rockpool |
    | `impulse_filter` | - | `V = (v_old + X)*e` | - | Rockpool, LI |
    | `decay` | - | `V = e*v_old + X` | `V = v_old + X` | Sinabs |
    | `shift` | - | - | integers, see below | Xylo |

    The term of `v_leak` is left out where `v_leak` is 0 for the whole node (or absent).

    `shift` belongs to networks of integers, and they have no other. With `D(u, n) = u >> n` (arithmetic), or the sign
    of `u` where that is 0, and `sat` the cut to the range of the compute type: a port with a `shift` filter has
    `I = sat(I + x)`, then `I = I - D(I, dash)`. The membrane takes `V = sat(v_old + G)` with
    `G = sat(X - D(v_old, dash))`, `X` not cut, then `G = sat(G + bias)` where there is a `bias`; without `dash` the
    term `D` is left out.

    Under `clock(event)` only `exact` is allowed: between events the states follow the solution of `tau*I' = -I`,
    `tau*v' = (v_leak - v) + r*X` (without tau `v' = r*X`), a spike is a pulse of area 1, and `z` is the instant at
    which `v` rises above `thr`. So a spike adds `(w_in/tau)*x` to the `I` of its port, or, through a port without
    filter, `(r/tau)*x` to `v` (without tau `r*x`).

    **`spike`**

    | spike | output | type | who has it |
    |---|---|---|---|
    | `none` | the new `v` | compute type | I, LI, CubaLI |
    | `above` | `z = V > thr` | i1 | NIR, snnTorch, Norse, Nengo |
    | `above_old` | `z = v_old > thr`; z does not depend on this step's input | i1 | Spyx |
    | `floor_ratio` | `z = floor(V/thr)` where `V >= thr`, else 0 | i32 | Rockpool |
    | `trunc_ratio` | `z = trunc(V/thr)` where `V > 0`, else 0 | i32 | Sinabs |
    | `repeated` | `z` = times `thr` fits into `V` (each time `V = V - thr` while `V >= thr`), at most `most` | i1 if `most` is 1, else i32 | Xylo |

    A count beyond the range of i32 is cut to it.

    **`reset`** and **`when`**

    | reset | when | effect | who has it |
    |---|---|---|---|
    | `value` | `same` | `v = v_reset` where z | NIR, Norse, Nengo |
    | `subtract` | `same` | `v = V - z*thr` | NIR before 1.0.6, Rockpool, Sinabs |
    | `value` | `before` | `v_old` is set to `v_reset` where p before `V` is computed | snnTorch Leaky, reset delay 1 |
    | `value` | `after` | `V` is set to `v_reset` where p, then z is taken | snnTorch RLeaky, Synaptic, RSynaptic, reset delay 1 |
    | `subtract` | `after` | `V = V - p*thr`, then z is taken | snnTorch, reset delay 1 |
    | `subtract` | `corrected` | `b = (v_old > thr)`, `u = V - b*thr`, `z = u > thr`, `v = u - (z - b)*thr` | snnTorch, reset delay 0 |

    With `above_old` the z of this step takes the place of p. `before` with `subtract` then means `v_old - z*thr` in
    place of `v_old` (Spyx, CubaLIF), `after` means `V - z*thr` (Spyx, LIF), both with no further reset.

    **`clip`**: after the reset `v = max(v, -thr)` (Sinabs, IF).

    **`once`**: a neuron spikes at most once in a run; from the step after its spike on `z` is 0 (fastAndDeep, DelGrad).

    Example:

    ```mlir
    #snn.rule<update = euler, spike = above, reset = value>
    ```

    | | rule |
    |---|---|
    | C1 | `spike`, `reset` and `when` are a row of the table above |
    | C2 | `clip` needs a threshold |
    | C3 | `most` is 1 to 2^31 - 1 for `repeated`, and given for no other |
    | C4 | `once` belongs to `above` and `above_old` |
  }];
  let parameters = (ins
    EnumParameter<SNN_Update>:$update, EnumParameter<SNN_Spike>:$spike,
    DefaultValuedParameter<"Reset", "Reset::None">:$reset, DefaultValuedParameter<"When", "When::Same">:$when,
    DefaultValuedParameter<"bool", "false">:$clip, DefaultValuedParameter<"int64_t", "0">:$most,
    DefaultValuedParameter<"bool", "false">:$once);
  let builders = [AttrBuilder<(ins "Update":$update, "Spike":$spike, "Reset":$reset, "When":$when, "bool":$clip,
                                   "int64_t":$most), [{
    return $_get($_ctxt, update, spike, reset, when, clip, most, /*once=*/false);
  }]>];
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// Ports
//===----------------------------------------------------------------------===//

def SNN_Filter : SNN_Enum<"Filter", "filter of a synapse port", [
  I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"Factor", 1, "factor">, I32EnumAttrCase<"Shift", 2, "shift">]>;

def SNN_PortAttr : SNN_Attr<"Port", "port"> {
  let summary = "filter of one synapse port of a neuron";
  let description = [{
    A neuron has one or more ports; each sums the operands that arrive at it and filters the sum into a synaptic
    current.

    | filter | parameters | meaning |
    |---|---|---|
    | `none` | - | the current is the input |
    | `factor` | `tau` (seconds), `w_in` (absent: 1) | first-order low-pass, formula by the neuron's rule |
    | `shift` | `dash` (integers) | integer decay by a bit shift, formula of the rule's update `shift` |

    Parameters have the shape of the neuron or rank 0. The name is free ("excitatory", ...) and may be absent.

    | | rule |
    |---|---|
    | C1 | `tau` belongs to `factor`, which needs it; `w_in` to `factor` |
    | C2 | `dash` belongs to `shift`, which needs it |

    Example:

    ```mlir
    #snn.port<factor, tau = dense<2.0e-3> : tensor<4xf32>, w_in = dense<1.0> : tensor<f32>>
    ```
  }];
  let parameters = (ins EnumParameter<SNN_Filter>:$filter,
    OptionalParameter<"::mlir::StringAttr">:$name, OptionalParameter<"::mlir::ElementsAttr">:$tau,
    OptionalParameter<"::mlir::ElementsAttr">:$w_in, OptionalParameter<"::mlir::ElementsAttr">:$dash);
  let assemblyFormat = "`<` $filter (`,` struct($name, $tau, $w_in, $dash)^)? `>`";
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// Delays, links, choices
//===----------------------------------------------------------------------===//

def SNN_DelayAxis : SNN_Enum<"DelayAxis", "what the elements of a connection's delays belong to", [
  I32EnumAttrCase<"Uniform", 0, "uniform">, I32EnumAttrCase<"Source", 1, "source">,
  I32EnumAttrCase<"Target", 2, "target">, I32EnumAttrCase<"Synapse", 3, "synapse">]>;

def SNN_DelaysAttr : SNN_Attr<"Delays", "delays"> {
  let summary = "delays of a connection";
  let description = [{
    Under `clock(step dt)` the values are whole steps (integer type), under `clock(event)` seconds (float type), >= 0:
    the synapse takes its source's value of that long ago, 0 before the start. They do not cut a cycle; only a
    `snn.delay` does.

    | axis | shape of the values |
    |---|---|
    | `uniform` | rank 0 |
    | `source` | the connection's input shape |
    | `target` | the connection's output shape |
    | `synapse` | the weight's shape |

    Example:

    ```mlir
    #snn.delays<source, dense<[1, 2, 3]> : tensor<3xi64>>
    ```
  }];
  let parameters = (ins EnumParameter<SNN_DelayAxis>:$axis, "::mlir::ElementsAttr":$values);
  let assemblyFormat = "`<` $axis `,` $values `>`";
}

def SNN_Payload : SNN_Enum<"Payload", "what travels over a link between shards", [
  I32EnumAttrCase<"Spike", 0, "spike">, I32EnumAttrCase<"Graded", 1, "graded">]>;
def SNN_PayloadAttr : EnumAttr<SNN_Dialect, SNN_Payload, "payload"> {
  let summary = "payload of a link: `spike` or `graded` (a partial sum)";
  let assemblyFormat = "`<` $value `>`";
}

def SNN_PoolKind : SNN_Enum<"PoolKind", "what a pooling window computes", [
  I32EnumAttrCase<"Sum", 0, "sum">, I32EnumAttrCase<"Average", 1, "average">]>;
def SNN_PoolKindAttr : EnumAttr<SNN_Dialect, SNN_PoolKind, "pool_kind"> {
  let summary = "pooling kind: `sum` or `average`";
  let assemblyFormat = "`<` $value `>`";
}

def SNN_ChoiceAttr : SNN_Attr<"Choice", "choice"> {
  let summary = "a decision that the model file left open: which node, what, the value taken and why";
  let description = [{
    `node` is empty for the whole network.

    Example:

    ```mlir
    #snn.choice<"", "dt", "0.0001", "given by --dt">
    ```
  }];
  let parameters = (ins "::mlir::StringAttr":$node, "::mlir::StringAttr":$option, "::mlir::StringAttr":$value,
                        "::mlir::StringAttr":$reason);
  let assemblyFormat = "`<` $node `,` $option `,` $value `,` $reason `>`";
}

#endif // GANGLION_IR_SNN_SNNATTRS_TD
