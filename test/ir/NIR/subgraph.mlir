// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @subgraph_example
nir.graph @subgraph_example {
  %x = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      %hidden = nir.subgraph "hidden" (%input) {
  // CHECK-NEXT:   %input_0 = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK-NEXT:   %gain = nir.scale "gain" (%input_0) scale(dense<2.000000e+00> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK-NEXT:   %output = nir.output "output" (%gain) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK-NEXT: } : (tensor<2xf32>) -> tensor<2xf32>
  %sub = nir.subgraph "hidden" (%x) {
    %in = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    %y = nir.scale "gain" (%in) scale(dense<2.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    %out = nir.output "output" (%y) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2xf32>) -> tensor<2xf32>
}

// Several levels; a cycle through a nested graph; a result that nobody knows the shape of.
// CHECK-LABEL: nir.graph @subgraph_nested
nir.graph @subgraph_nested {
  // CHECK: nir.subgraph "a" (%b) attributes {metadata = {level = 1 : i64}} {
  // CHECK:   %[[B:.*]] = nir.subgraph "b" (%{{.*}}, %[[B]]) {
  // CHECK:     nir.subgraph "c" {
  // CHECK-NEXT: } : () -> tensor<*xf32>
  %a = nir.subgraph "a" (%b) attributes {metadata = {level = 1}} {
    %in = nir.input "a" : () -> tensor<*xf32>
    %b = nir.subgraph "b" (%in, %b) {
      %c = nir.subgraph "c" {} : () -> tensor<*xf32>
    } : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  } : (tensor<2xf32>) -> tensor<*xf32>
  // CHECK: nir.scale "b" (%a)
  %b = nir.scale "b" (%a) scale(dense<2.0> : tensor<2xf32>) : (tensor<*xf32>) -> tensor<2xf32>
}

// Any name.
// CHECK-LABEL: nir.graph @subgraph_names
// CHECK:         nir.subgraph "\FF \22\0A" {
nir.graph @subgraph_names {
  %a = nir.subgraph "\FF \"\n" {} : () -> tensor<*xf32>
}
