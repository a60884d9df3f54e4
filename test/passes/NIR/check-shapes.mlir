// RUN: snn-opt %s --split-input-file --nir-infer-shapes --nir-check --verify-diagnostics
// A shape that cannot be inferred: the node where it begins is named, not those behind it.

nir.graph @input_without_shape {
  // expected-error @+1 {{shape: node 'input': its shape cannot be inferred: it has none, and the nodes it feeds do not agree on one; add it}}
  %input = nir.input "input" : () -> tensor<*xf32>
  %gain = nir.scale "gain" (%input) scale(dense<2.0> : tensor<f32>) : (tensor<*xf32>) -> tensor<*xf32>
  %output = nir.output "output" (%gain) : (tensor<*xf32>) -> tensor<*xf32>
}

// -----

nir.graph @disagreement {
  // expected-error @+1 {{shape: node 'input': its shape cannot be inferred: it has none, and the nodes it feeds do not agree on one; add it}}
  %input = nir.input "input" : () -> tensor<*xf32>
  // expected-warning @+1 {{unread}}
  %a = nir.linear "a" (%input) weight(dense<1.0> : tensor<5x3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %b = nir.linear "b" (%input) weight(dense<1.0> : tensor<5x2xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %output = nir.output "output" (%b) : (tensor<*xf32>) -> tensor<*xf32>
}

// -----

nir.graph @unfed_pool {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<*xf32>
  // expected-error @+2 {{shape: node 'pool': its shape cannot be inferred: the shape of its input is not known}}
  // expected-warning @+1 {{unconnected: node 'pool'}}
  %pool = nir.sum_pool2d "pool" kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : () -> tensor<*xf32>
  // expected-warning @+2 {{unreachable: node 'flat'}}
  // expected-warning @+1 {{unread: node 'flat'}}
  %flat = nir.flatten "flat" (%pool) start_dim(dense<0> : tensor<i64>) : (tensor<*xf32>) -> tensor<*xf32>
  %output = nir.output "output" (%input) : (tensor<*xf32>) -> tensor<*xf32>
}

// -----

nir.graph @unfed_nested {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<*xf32>
  %output = nir.output "output" (%input) : (tensor<*xf32>) -> tensor<*xf32>
  %sub = nir.subgraph "sub" {
    // expected-error @+2 {{shape: node 'sub.in': its shape cannot be inferred: it has none, and the nodes it feeds do not agree on one; add it}}
    // expected-warning @+1 {{unconnected: node 'sub.in'}}
    %in = nir.input "in" : () -> tensor<*xf32>
    // expected-warning @+2 {{unreachable: node 'sub.out'}}
    // expected-warning @+1 {{unread: node 'sub.out'}}
    %out = nir.output "out" (%in) : (tensor<*xf32>) -> tensor<*xf32>
  } : () -> tensor<*xf32>
}

// -----

nir.graph @shape_cycle {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<*xf32>
  %output = nir.output "output" (%input) : (tensor<*xf32>) -> tensor<*xf32>
  // expected-error @+2 {{shape: node 'a': its shape cannot be inferred: it depends on that of its own output; give one node of the cycle parameters of rank 1 or more}}
  // expected-warning @+1 {{unreachable: node 'a'}}
  %a = nir.i "a" (%b) r(dense<2.0> : tensor<f32>) : (tensor<*xf32>) -> tensor<*xf32>
  // expected-warning @+1 {{unreachable: node 'b'}}
  %b = nir.i "b" (%a) r(dense<2.0> : tensor<f32>) : (tensor<*xf32>) -> tensor<*xf32>
}
