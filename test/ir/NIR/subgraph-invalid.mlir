// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @subgraph_c1 {
  %x = nir.input "x" shape(dense<12> : tensor<1xi64>) : () -> tensor<12xf32>
  // expected-error @+1 {{C1: node 'sub': the edge from 'x' brings [12], expected is [38] by the Input inside}}
  %sub = nir.subgraph "sub" (%x) {
    %in = nir.input "input" shape(dense<38> : tensor<1xi64>) : () -> tensor<38xf32>
  } : (tensor<12xf32>) -> tensor<*xf32>
}

// -----

// The Input inside has no shape of its own, its result has.
nir.graph @subgraph_c1_inferred {
  %x = nir.input "x" shape(dense<12> : tensor<1xi64>) : () -> tensor<12xf32>
  // expected-error @+1 {{C1: node 'sub': the edge from 'x' brings [12], expected is [38] by the Input inside}}
  %sub = nir.subgraph "sub" (%x) {
    %in = nir.input "input" : () -> tensor<38xf32>
  } : (tensor<12xf32>) -> tensor<*xf32>
}

// -----

nir.graph @subgraph_c5 {
  // expected-error @+1 {{C5: node 'sub': the result has the shape [3], expected is [2]}}
  %sub = nir.subgraph "sub" {
    %out = nir.output "output" shape(dense<2> : tensor<1xi64>) : () -> tensor<*xf32>
  } : () -> tensor<3xf32>
}

// -----

nir.graph @subgraph_c6 {
  %sub = nir.subgraph "sub" {
    %a = nir.input "same" : () -> tensor<*xf32>
    // expected-error @+1 {{C6: node 'sub.same': another node of this graph has the same name}}
    %b = nir.output "same" (%a) : (tensor<*xf32>) -> tensor<*xf32>
  } : () -> tensor<*xf32>
}

// -----

nir.graph @subgraph_c7 {
  %outer = nir.subgraph "outer" {
    %inner = nir.subgraph "inner" {
      // expected-error @+1 {{C7: node 'outer.inner': the graph has an op 'builtin.unrealized_conversion_cast', allowed are nodes only}}
      %a = builtin.unrealized_conversion_cast to tensor<2xf32>
    } : () -> tensor<*xf32>
  } : () -> tensor<*xf32>
}

// -----

// The name in a message tells the way to the node.
nir.graph @nested_name {
  %outer = nir.subgraph "outer" {
    %inner = nir.subgraph "inner" {
      %in = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
      // expected-error @+1 {{C1: node 'outer.inner.lif': the edge from 'input' brings [3], expected is [2] by r}}
      %lif = nir.i "lif" (%in) r(dense<1.0> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xf32>
    } : () -> tensor<*xf32>
  } : () -> tensor<*xf32>
}

// -----

nir.graph @isolated {
  %x = nir.input "x" : () -> tensor<*xf32>
  // expected-note @+1 {{required by region isolation constraints}}
  %sub = nir.subgraph "sub" {
    // expected-error @+1 {{'nir.output' op using value defined outside the region}}
    %in = nir.output "y" (%x) : (tensor<*xf32>) -> tensor<*xf32>
  } : () -> tensor<*xf32>
}
