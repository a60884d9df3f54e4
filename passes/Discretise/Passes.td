//===- Passes.td - from continuous to discrete time -----------------------===//
#ifndef GANGLION_PASSES_DISCRETISE_PASSES_TD
#define GANGLION_PASSES_DISCRETISE_PASSES_TD

include "mlir/Pass/PassBase.td"

def SNNDiscretize : Pass<"snn-discretize", "::mlir::ModuleOp"> {
  let summary = "turn a NIR graph into a discrete-time `snn` network";
  let description = [{
    Decides everything that NIR leaves open: the step, the integrator, the comparison, the reset and when it takes effect, gains, and where
    a cycle is cut. Each choice is one remark with its reason and stays in the network's `choices`.

    `convention` names the framework whose rules apply: snntorch, norse, rockpool, sinabs, nengo or spyx; without one, forward Euler,
    spike when v > v_threshold, reset to v_reset in the same step. A file of Rockpool's exporter is recognised by its numbers
    (r = tau/dt * exp(-dt/tau) with one dt for all nodes). `dt` has no default: it is given here, or follows from a recognised exporter
    (Rockpool; or gains r*dt/tau of exactly 1 for dt = 1e-4, as snnTorch exports). Single options go before the convention;
    `set` changes one node: `set=lif1.reset=subtract`, with the options reset, reset-delay and integrator.

    Nested graphs are flattened (dotted names). Each edge that closes a cycle carries one step of delay at the output of the neuron it leaves;
    under `norse` at the last node before the neuron it enters, and none under `spyx`.

    Warns if dt is above a time constant (Euler then changes sign, above twice of it diverges) and if a delay is off the grid by more
    than 1e-6 dt.

    Needs: `nir-infer-shapes` has run, `nir-check` has passed. Leaves: snn.network in place of each nir.graph. Exact: no, it fixes the step.
    Example: `test/passes/Discretise/lif.mlir`
  }];
  let options = [
    Option<"dt", "dt", "double", "std::numeric_limits<double>::quiet_NaN()", "seconds per step (in the unit of the file's time constants); not given: from a recognised exporter">,
    Option<"convention", "convention", "std::string", "\"\"", "framework whose rules apply: snntorch, norse, rockpool, sinabs, nengo, spyx">,
    Option<"integrator", "integrator", "std::string", "\"\"", "euler or exact; empty: as the convention says">,
    Option<"reset", "reset", "std::string", "\"\"", "value or subtract; empty: as the convention says">,
    Option<"resetDelay", "reset-delay", "int", "-1", "0: in the step of the spike, 1: in the next; -1: as the convention says">,
    Option<"precision", "precision", "std::string", "\"f32\"", "compute type: f32 or f64">,
    ListOption<"set", "set", "std::string", "NODE.OPTION=VALUE for single nodes">,
  ];
  let dependentDialects = ["::ganglion::snn::SNNDialect"];
}

#endif // GANGLION_PASSES_DISCRETISE_PASSES_TD
