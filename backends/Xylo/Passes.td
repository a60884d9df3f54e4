//===- Passes.td - from networks to what a Xylo chip can hold -------------===//
#ifndef GANGLION_BACKENDS_XYLO_PASSES_TD
#define GANGLION_BACKENDS_XYLO_PASSES_TD

include "mlir/Pass/PassBase.td"

def SNNToXylo : Pass<"snn-to-xylo", "::mlir::ModuleOp"> {
  let summary = "map a network onto the neurons and synapses of a Xylo chip";
  let description = [{
    Each `snn.network` at the top of the module becomes a `xylo.chip` of floats (of integers, if the network is one of integers): populations get
    identifiers, connections become matrices of weights, time constants become decays. All findings at once, each with the name of its rule (Rockpool's, where it has
    the rule). Two populations of one width whose sum one node of weights reads are a residual block: the earlier one gets the later one as alias.

    What the chip does another way (a reset to a value, no synaptic current, more than one spike a step, branches of different depth) is refused, unless
    `approximate` is set; then it is a warning that says what differs. Each layer of weights between neurons takes a step: the latency is a remark.

    Needs: `snn-verify-executable`. Leaves: no `snn.network` at the top. Exact: no: decays become powers of two when they are rounded, and spikes are as late as the
    remark says. Example: `test/backends/Xylo/map.mlir`
  }];
  let options = [
    Option<"target", "target", "std::string", "\"xylo-a3\"", "a Xylo target, built in or a file">,
    Option<"dash", "dash", "std::string", "\"\"", "tau: decays are log2(tau/dt), as Rockpool has them; decay: nearest to the decay per step; empty: tau under the convention rockpool, else decay">,
    Option<"foldBias", "fold-bias", "bool", "false", "biases of weights become biases of neurons">,
    Option<"approximate", "approximate", "bool", "false", "what the chip does another way is a warning">,
    Option<"checkSteps", "check-steps", "bool", "false", "under the convention rockpool the gains of all nodes must tell the same step">,
    Option<"compat", "compat", "std::string", "\"\"", "rockpool: the step of each node as Rockpool computes it, biases of weights dropped">,
    ListOption<"allow", "allow", "std::string", "rules whose findings are warnings; all: every one that can be">,
  ];
  let dependentDialects = ["::ganglion::xylo::XyloDialect"];
}

def XyloQuantize : Pass<"xylo-quantize", "::mlir::ModuleOp"> {
  let summary = "floats of a chip become the integers that it holds";
  let description = [{
    Weights, biases and threshold of a neuron are multiplied by one scale, as large as their widths allow, and rounded once, half to even; decays are rounded.
    `global`: one scale for all hidden neurons and one for the outputs; `channel`: one for each neuron; `none`: the numbers are integers already.
    A remark for each group of numbers has its error.

    Needs: a chip with a target. Leaves: the chip with i32. Exact: no, with the errors of the remarks. Example: `test/backends/Xylo/quantize.mlir`
  }];
  let options = [
    Option<"target", "target", "std::string", "\"\"", "the target, where the chip names none">,
    Option<"scaling", "scaling", "std::string", "\"global\"", "none, global or channel">,
    Option<"fuzzyScaling", "fuzzy-scaling", "bool", "false", "with global: the scale follows from mean and deviation of the weights, and outliers are cut">,
    Option<"compat", "compat", "std::string", "\"\"", "rockpool: as Rockpool 3.1 does it, with its slips">,
    ListOption<"thresholds", "thresholds", "std::string", "NODE=FACTOR: the thresholds of a node's neurons are multiplied first; what snnc compile --calibrate finds">,
  ];
  let dependentDialects = ["::ganglion::xylo::XyloDialect"];
}

def XyloVerifyLoadable : Pass<"xylo-verify-loadable", "::mlir::ModuleOp"> {
  let summary = "check that a chip can hold what it is configured with";
  let description = [{
    The rules of backends/Xylo/VerifyLoadable.cpp against the target's description, all findings at once. Fails if one is an error; changes nothing.

    Needs: a chip with a target. Leaves: the chip as it is. Exact: yes. Example: `test/backends/Xylo/loadable.mlir`
  }];
  let options = [
    Option<"target", "target", "std::string", "\"\"", "the target, where the chip names none">,
    Option<"compat", "compat", "std::string", "\"\"", "rockpool: what Rockpool cuts or wraps in silence is a warning">,
    ListOption<"allow", "allow", "std::string", "rules whose findings are warnings; all: every one that can be">,
  ];
}

def XyloToKernel : Pass<"xylo-to-kernel", "::mlir::ModuleOp"> {
  let summary = "lower chips of integers to programs of kernels";
  let description = [{
    Each `xylo.chip` at the top of the module becomes a `kernel.program` of i16, in which each addition is cut in the order in which the chip adds: input channels, then
    recurrent sources, one event after the other on top of the current. Sources of aliases become `kernel.aliases`: spikes that a neuron puts out by itself depend on
    no other membrane in the step, so all membranes are advanced at once, and what aliases change is changed afterwards. Its input is "input", its output "output"; records are those
    of the two populations, "hidden" and "output".

    Needs: a quantised chip with a target. Leaves: no `xylo.chip` at the top of the module. Exact: yes, to the last bit, also where numbers wrap. Fails on floats and on targets with states
    of another width than 16 bits. Example: `test/backends/Xylo/xylo-to-kernel.mlir`
  }];
  let options = [
    Option<"target", "target", "std::string", "\"\"", "the target, where the chip names none">,
    Option<"record", "record", "bool", "false", "the program can record the states of all neurons">,
    Option<"block", "block", "int64_t", "0", "steps of a block of time; 0 chooses by the size of the signals">,
  ];
  let dependentDialects = ["::ganglion::kernel::KernelDialect"];
}

#endif // GANGLION_BACKENDS_XYLO_PASSES_TD
