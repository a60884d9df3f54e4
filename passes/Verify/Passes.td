//===- Passes.td - checks at the boundaries between phases ----------------===//
#ifndef GANGLION_PASSES_VERIFY_PASSES_TD
#define GANGLION_PASSES_VERIFY_PASSES_TD

include "mlir/Pass/PassBase.td"

def SNNVerifyExecutable : Pass<"snn-verify-executable", "::mlir::ModuleOp"> {
  let summary = "check that every snn.network can be run as it is";
  let description = [{
    All findings at once: a cycle that passes no delay, negative steps of a delay or of a connection's delays, time constants that are
    not above 0, indices of sparse connections outside their shapes. Fails if there is one; changes nothing.

    Needs: nothing. Leaves: the networks as they are. Exact: yes. Example: `test/passes/Verify/executable.mlir`
  }];
}

#endif // GANGLION_PASSES_VERIFY_PASSES_TD
