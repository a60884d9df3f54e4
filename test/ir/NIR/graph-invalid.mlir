// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @graph_c6 {
  %a = nir.input "same" : () -> tensor<*xf32>
  // expected-error @+1 {{C6: node 'same': another node of this graph has the same name}}
  %b = nir.output "same" (%a) : (tensor<*xf32>) -> tensor<*xf32>
}

// -----

nir.graph @graph_c6_empty {
  // expected-error @+1 {{C6: a node of type Input has an empty name}}
  %a = nir.input "" : () -> tensor<*xf32>
}

// -----

nir.graph @graph_c7 {
  // expected-error @+1 {{C7: the graph has an op 'builtin.unrealized_conversion_cast', allowed are nodes only}}
  %a = builtin.unrealized_conversion_cast to tensor<2xf32>
}

// -----

// expected-error @+1 {{C7: the graph has 1 block arguments, allowed are nodes only}}
"nir.graph"() <{sym_name = "graph_c7_arguments"}> ({
^bb0(%x: tensor<2xf32>):
  %y = "nir.output"(%x) <{name = "output"}> : (tensor<2xf32>) -> tensor<2xf32>
}) : () -> ()

// -----

module {
  func.func @node_outside() {
    // expected-error @+1 {{'nir.input' op expects parent op to be one of 'nir.graph, nir.subgraph'}}
    %a = nir.input "input" : () -> tensor<*xf32>
    return
  }
}

// -----

func.func @graph_in_function() {
  // expected-error @+1 {{'nir.graph' op expects parent op 'builtin.module'}}
  nir.graph @inner {}
  return
}

// -----

nir.graph @signal_type {
  // expected-error @+1 {{'nir.input' op result #0 must be signal (f32 tensor of static or unknown shape), but got 'tensor<2xf64>'}}
  %a = nir.input "input" : () -> tensor<2xf64>
}

// -----

nir.graph @signal_shape {
  // expected-error @+1 {{'nir.input' op result #0 must be signal (f32 tensor of static or unknown shape), but got 'tensor<?xf32>'}}
  %a = nir.input "input" : () -> tensor<?xf32>
}

// -----

nir.graph @syntax_unknown_field {
  // expected-error @+1 {{there is no field 'tau', allowed are r, v_threshold, v_reset}}
  %a = nir.if "n" r(dense<1.0> : tensor<f32>) tau(dense<1.0> : tensor<f32>) : () -> tensor<*xf32>
}

// -----

nir.graph @syntax_field_twice {
  // expected-error @+1 {{the field 'r' stands here twice}}
  %a = nir.i "n" r(dense<1.0> : tensor<f32>) r(dense<1.0> : tensor<f32>) : () -> tensor<*xf32>
}

// -----

nir.graph @syntax_field_value {
  // expected-error @+1 {{the field 'r' is no dense<> or dense_resource<>}}
  %a = nir.i "n" r("same") : () -> tensor<*xf32>
}

// -----

nir.graph @syntax_missing_field {
  // expected-error @+1 {{'nir.if' op requires attribute 'v_threshold'}}
  %a = nir.if "n" r(dense<1.0> : tensor<f32>) : () -> tensor<*xf32>
}

// -----

nir.graph @syntax_metadata {
  // expected-error @+1 {{failed to satisfy constraint: dictionary of named attribute values}}
  %a = nir.input "n" {metadata = 3} : () -> tensor<*xf32>
}

// -----

nir.graph @syntax_types {
  %x = nir.input "x" : () -> tensor<*xf32>
  // expected-error @+1 {{number of operands and types do not match: got 1 operands and 2 types}}
  %a = nir.output "n" (%x) : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
}

// -----

nir.graph @generic_without_name {
  // expected-error @+1 {{'nir.input' op requires attribute 'name'}}
  %a = "nir.input"() : () -> tensor<*xf32>
  %b = "nir.output"(%a) <{name = "output"}> : (tensor<*xf32>) -> tensor<2xf32>
}
