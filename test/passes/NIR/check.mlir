// RUN: snn-opt %s --split-input-file --nir-check --verify-diagnostics
// The rules of single nodes (V1 to V11) have their tests in test/ir/NIR.

// A sound graph, with a cycle through a neuron and one through a Delay: nothing to say.
nir.graph @sound {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %n = nir.i "n" (%input, %n, %w) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %w = nir.linear "w" (%n, %late) weight(dense<1.0> : tensor<3x3xf32>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %late = nir.delay "late" (%w) delay(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  %output = nir.output "output" (%n) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

// expected-error @+1 {{empty: the graph is empty: it has no node, an Input and an Output are expected}}
nir.graph @empty {
}

// -----

// expected-warning @+2 {{no-input: the graph has no Input, nothing can be fed in}}
// expected-warning @+1 {{no-output: the graph has no Output, nothing is put out but records}}
nir.graph @no_ports {
  // expected-warning @+2 {{unconnected: node 'n': it is not connected: no edge enters it, so its input is 0}}
  // expected-warning @+1 {{unread: node 'n': it is not connected: nobody reads what it puts out}}
  %n = nir.i "n" r(dense<1.0> : tensor<3xf32>) : () -> tensor<3xf32>
}

// -----

nir.graph @unreachable {
  // expected-warning @+1 {{unread: node 'input': it is not connected: nobody reads what it puts out}}
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-warning @+1 {{unreachable: node 'a': no Input reaches it}}
  %a = nir.i "a" (%b) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  // expected-warning @+1 {{unreachable: node 'b': no Input reaches it}}
  %b = nir.i "b" (%a) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  // expected-warning @+1 {{unreachable: node 'output': no Input reaches it}}
  %output = nir.output "output" (%b) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

// An Input or Output of a nested graph is an ordinary node.
nir.graph @nested_ports {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %output = nir.output "output" (%input) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  %sub = nir.subgraph "sub" {
    // expected-warning @+1 {{unconnected: node 'sub.in': it is not connected: no edge enters it, so its input is 0}}
    %in = nir.input "in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
    // expected-warning @+2 {{unreachable: node 'sub.out': no Input reaches it}}
    // expected-warning @+1 {{unread: node 'sub.out': it is not connected: nobody reads what it puts out}}
    %out = nir.output "out" (%in) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  } : () -> tensor<3xf32>
}

// -----

nir.graph @duplicate_edge {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{duplicate-edge: node 'output': duplicate edge 'input' -> 'output', an edge is allowed once; remove one of them, or double the weight}}
  %output = nir.output "output" (%input, %input) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
}

// -----

nir.graph @edge_into_input {
  // expected-error @+1 {{edge-into-input: node 'input': 1 edges enter an Input, allowed are none; remove them}}
  %input = nir.input "input" (%n) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  %n = nir.i "n" (%input) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  // expected-warning @+1 {{edge-out-of-output: node 'output': an edge leaves an Output; it carries what the Output receives}}
  %output = nir.output "output" (%n) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  %second = nir.output "second" (%output) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

nir.graph @stateless_self_loop {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{stateless-cycle: node 'w': the cycle 'w' -> 'w' passes neither a neuron nor a Delay, so it has no meaning in time; put a neuron or a Delay into it}}
  %w = nir.scale "w" (%input, %w) scale(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %output = nir.output "output" (%w) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

// Also through nested graphs.
nir.graph @stateless_cycle {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{stateless-cycle: node 'a': the cycle 'a' -> 'sub.in' -> 'sub.out' -> 'a' passes neither}}
  %a = nir.scale "a" (%input, %sub) scale(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %sub = nir.subgraph "sub" (%a) {
    %in = nir.input "in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
    %out = nir.output "out" (%in) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  } : (tensor<3xf32>) -> tensor<3xf32>
  %output = nir.output "output" (%a) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

// A long cycle is named by its first nodes.
nir.graph @long_cycle {
  %input = nir.input "input" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  // expected-error @+1 {{the cycle 'a' -> 'b' -> 'c' -> 'd' -> 'e' -> 'f' -> 'g' -> 'h' -> 2 more -> 'a' passes neither}}
  %a = nir.scale "a" (%input, %j) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %b = nir.scale "b" (%a) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %c = nir.scale "c" (%b) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %d = nir.scale "d" (%c) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %e = nir.scale "e" (%d) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %f = nir.scale "f" (%e) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %g = nir.scale "g" (%f) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %h = nir.scale "h" (%g) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %i = nir.scale "i" (%h) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %j = nir.scale "j" (%i) scale(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %output = nir.output "output" (%j) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}

// -----

nir.graph @names_clash {
  %input = nir.input "sub.in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %sub = nir.subgraph "sub" (%input) {
    // expected-error @+1 {{name: node 'sub.in': two nodes have this name once nested graphs are flattened; rename one of them}}
    %in = nir.input "in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
    %out = nir.output "out" (%in) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  } : (tensor<3xf32>) -> tensor<3xf32>
  %output = nir.output "output" (%sub) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}
