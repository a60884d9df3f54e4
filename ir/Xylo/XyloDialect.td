//===- XyloDialect.td - the resources of a Xylo chip ----------------------===//
#ifndef GANGLION_IR_XYLO_XYLODIALECT_TD
#define GANGLION_IR_XYLO_XYLODIALECT_TD

include "mlir/IR/OpBase.td"

def Xylo_Dialect : Dialect {
  let name = "xylo";
  let summary = "a network as the resources of a SynSense Xylo chip";
  let description = [{
    A `xylo.chip` holds what one chip is configured with: input channels, hidden and output neurons, three matrices of weights (from the
    channels to the first hidden neurons, among the hidden ones, from the last hidden ones to the outputs), for each of up to two synapses of a
    hidden neuron, and aliases: hidden neurons that repeat the spikes of another.

    **Two forms.** After mapping all numbers are f64: weights, thresholds and biases as in the model, decays as the binary logarithm of
    tau/dt (`dash`). After `xylo-quantize` all are i32. One chip has one of the two.

    **What is checked where.** Verifiers of ops look at structure alone: sizes that belong together, one form of numbers, storage. What the chip can
    hold (`xylo-verify-loadable`) is checked against the target's description: number of neurons, width of weights, fan-out.

    **One step** of the chip of integers. `D(u, n) = u >> n` (arithmetic) or, where that is 0, the sign of u; `sat` cuts to the target's
    range of states (16 bits); `w'` is a weight shifted left by its matrix' shift. All states and spikes start at 0.
    1. Channel `c`, ascending, with `n` spikes (at most the target's `input_spikes`): n times `I[j][s] = sat(I[j][s] + w')` for its synapses.
    2. Hidden neuron `j`, ascending, that put out `n` spikes in the step before: n times the same for its recurrent synapses, then for its output synapses.
    3. Hidden neurons in ascending order: each `I = I - D(I, dash_syn)`; `g = sat(sum of I - D(V, dash_mem))`; with biases
       enabled `g = sat(g + bias)`; `V = sat(V + g)`. It has already `n` spikes, those repeated from neurons before it in this step;
       while `V >= threshold` and n is less than the target's `hidden_spikes`: `n = n + 1`, `V = V - threshold`. With aliases enabled each target
       of the neuron gets these n spikes on top of its own, cut at the same bound; a target with a lower index has had its turn in this step and does not pass them on.
    4. Output neurons the same, with one synapse, n from 0, and the target's `output_spikes`.
    Xylo 1 (feature `simulator` of the target: `xylosim.v1`) has `V = sat(V - D(V, dash_mem) + sum of I)` in one sum, and no biases.
  }];
  let cppNamespace = "::ganglion::xylo";
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = "void registerAttributes();";
}

class Xylo_Op<string mnemonic, list<Trait> traits = []> : Op<Xylo_Dialect, mnemonic, traits> {
  let hasVerifier = 1;
}

#endif // GANGLION_IR_XYLO_XYLODIALECT_TD
