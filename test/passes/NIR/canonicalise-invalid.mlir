// RUN: snn-opt %s --split-input-file --nir-canonicalise --verify-diagnostics
// What nir-check refuses and flattening cannot do without.

nir.graph @two_inputs {
  %x = nir.input "x" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
  // expected-error @+2 {{V11: node 'sub': an edge enters, but the graph has 2 nodes of type Input ('a', 'b'), allowed is 1}}
  // expected-error @+1 {{V11: node 'sub': an edge leaves, but the graph has 0 nodes of type Output, allowed is 1}}
  %sub = nir.subgraph "sub" (%x) {
    %a = nir.input "a" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
    %b = nir.input "b" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
  } : (tensor<4xf32>) -> tensor<4xf32>
  %y = nir.output "y" (%sub) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
}

// -----

nir.graph @not_inferred {
  %x = nir.input "x" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
  %sub = nir.subgraph "sub" (%x) {
    // expected-error @+1 {{shape: node 'sub.in': its shape is not known; run nir-infer-shapes first}}
    %in = nir.input "in" : () -> tensor<*xf32>
  } : (tensor<4xf32>) -> tensor<*xf32>
}

// -----

nir.graph @port_cycle {
  %sub = nir.subgraph "sub" (%sub) {
    // expected-error @+1 {{stateless-cycle: node 'sub.in': what it receives is what it puts out}}
    %in = nir.input "in" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
    // expected-error @+1 {{stateless-cycle: node 'sub.out': what it receives is what it puts out}}
    %out = nir.output "out" (%in) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
  } : (tensor<4xf32>) -> tensor<4xf32>
}
