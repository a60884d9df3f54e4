//===- Passes.td - passes on `nir` ----------------------------------------===//
#ifndef GANGLION_PASSES_NIR_PASSES_TD
#define GANGLION_PASSES_NIR_PASSES_TD

include "mlir/Pass/PassBase.td"

def NIRInferShapes : Pass<"nir-infer-shapes", "::mlir::ModuleOp"> {
  let summary = "infer the shape of every signal of a NIR graph";
  let description = [{
    Gives each node's result its shape, from the node's fields and from what its edges bring: convolutions, pools, Flatten, nested
    graphs, parameters of rank 0, cycles; an Input without a shape takes the one that its consumers expect. What cannot be inferred stays `tensor<*xf32>`; `nir-check` says why.

    Needs: nothing. Leaves: the same graph with result types. Exact: yes. Example: `test/passes/NIR/infer-shapes.mlir`
  }];
}

def NIRCheck : Pass<"nir-check", "::mlir::ModuleOp"> {
  let summary = "report everything that is wrong or odd about a NIR graph";
  let description = [{
    All findings at once, each with the node's name: violated rules of the nodes' tables (C and V), shapes that cannot be inferred or
    do not fit, duplicate edges, edges into an Input or out of an Output, nodes that nothing feeds or nobody reads, nodes that no
    Input reaches, cycles without state or delay, names that clash once nested graphs are flattened, no Input, no Output, no node.
    Fails if one of them is an error; changes nothing.

    Needs: `nir-infer-shapes` has run. Leaves: the graph as it is. Exact: yes. Example: `test/passes/NIR/check.mlir`
  }];
}

def NIRCanonicalise : Pass<"nir-canonicalise", "::mlir::ModuleOp"> {
  let summary = "flatten nested graphs and remove nodes that do nothing";
  let description = [{
    Nested graphs are put into the root graph, names joined by dots. An inner Input or Output with one edge disappears; one with
    several becomes a Scale by 1, so that what arrives there is still summed first: (a + b) + c. Then a Scale by exactly 1 and a Delay
    of exactly 0 with one edge into them disappear where they are not the only thing between an Input and an Output. Names of removed
    nodes stay on the node that takes their place, as `merged`.

    Needs: `nir-check` has passed. Leaves: a graph without nir.subgraph. Exact: yes, to the last bit, for every clock and convention.
    Example: `test/passes/NIR/canonicalise.mlir`
  }];
}

#endif // GANGLION_PASSES_NIR_PASSES_TD
