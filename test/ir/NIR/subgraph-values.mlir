// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @subgraph_v9 {
  %x = nir.input "x" shape(dense<[2, 1]> : tensor<2xi64>) : () -> tensor<2x1xf32>
  // expected-warning @+1 {{V9: node 'sub': the edge from 'x' brings [2, 1], it is reshaped to [2]}}
  %sub = nir.subgraph "sub" (%x) {
    %in = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    %out = nir.output "output" (%in) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2x1xf32>) -> tensor<2xf32>
  %y = nir.output "output" (%sub) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @subgraph_v11_inputs {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V11: node 'sub': an edge enters, but the graph has 2 nodes of type Input ('a', 'b'), allowed is 1: an edge does not say which one it means}}
  %sub = nir.subgraph "sub" (%x) {
    %a = nir.input "a" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    %b = nir.input "b" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    %out = nir.output "output" (%a, %b) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2xf32>) -> tensor<2xf32>
  %y = nir.output "output" (%sub) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @subgraph_v11_outputs {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V11: node 'sub': an edge leaves, but the graph has 2 nodes of type Output ('a', 'b'), allowed is 1: an edge does not say which one it means}}
  %sub = nir.subgraph "sub" (%x) {
    %in = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    %a = nir.output "a" (%in) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
    %b = nir.output "b" (%in) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2xf32>) -> tensor<*xf32>
  // expected-warning @+1 {{unconnected}}
  %y = nir.output "output" (%sub) shape(dense<2> : tensor<1xi64>) : (tensor<*xf32>) -> tensor<2xf32>
}

// -----

// Nobody reads the result: no Output is needed, but the node inside is read by nobody either.
nir.graph @subgraph_v11_unused {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %sub = nir.subgraph "sub" (%x) {
    %in = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    // expected-warning @+2 {{unread}}
    // expected-error @+1 {{V4: node 'sub.delay': delay is -1, allowed is finite and 0 or more}}
    %d = nir.delay "delay" (%in) delay(dense<-1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2xf32>) -> tensor<*xf32>
  %y = nir.output "output" (%x) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
