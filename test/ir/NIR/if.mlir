// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @if_example
nir.graph @if_example {
  %x = nir.input "x" shape(dense<[16, 4, 4]> : tensor<3xi64>) : () -> tensor<16x4x4xf32>
  // CHECK:      nir.if "1" (%x) r(dense<1.000000e+00> : tensor<16x4x4xf32>)
  // CHECK-SAME:   v_threshold(dense<1.000000e+00> : tensor<16x4x4xf32>)
  // CHECK-SAME:   : (tensor<16x4x4xf32>) -> tensor<16x4x4xf32>
  %z = nir.if "1" (%x) r(dense<1.0> : tensor<16x4x4xf32>) v_threshold(dense<1.0> : tensor<16x4x4xf32>)
    : (tensor<16x4x4xf32>) -> tensor<16x4x4xf32>
}

// Fields of rank 0 hold for every element; the edge gives the shape.
// CHECK-LABEL: nir.graph @if_rank_0
nir.graph @if_rank_0 {
  %x = nir.input "x" shape(dense<[4, 5]> : tensor<2xi64>) : () -> tensor<4x5xf32>
  // CHECK:      nir.if "n" (%x) r(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_threshold(dense<1.000000e+00> : tensor<f32>) v_reset(dense<0.000000e+00> : tensor<f32>)
  // CHECK-SAME:   : (tensor<4x5xf32>) -> tensor<4x5xf32>
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    v_reset(dense<0.0> : tensor<f32>) : (tensor<4x5xf32>) -> tensor<4x5xf32>
}

// Each field keeps its own type; one of rank 0 stands beside the others.
// CHECK-LABEL: nir.graph @if_mixed
nir.graph @if_mixed {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      nir.if "n" (%x) r(dense<1> : tensor<2xi64>) v_threshold(dense<1.000000e+00> : tensor<2xf32>)
  // CHECK-SAME:   v_reset(dense<1.000000e+00> : tensor<f16>) : (tensor<2xf32>) -> tensor<2xf32>
  %n = nir.if "n" (%x) r(dense<1> : tensor<2xi64>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<1.0> : tensor<f16>) : (tensor<2xf32>) -> tensor<2xf32>
}

// Absent optional fields stay absent (old files).
// CHECK-LABEL: nir.graph @if_absent
nir.graph @if_absent {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      nir.if "n" (%x) r(dense<1.000000e+00> : tensor<2xf32>)
  // CHECK-NOT:    v_reset
  // CHECK-SAME:   v_threshold(dense<1.000000e+00> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
}

// Several edges are several operands, the node itself may be one of them; no shape is known.
// CHECK-LABEL: nir.graph @if_edges
nir.graph @if_edges {
  // CHECK:      nir.if "n" (%n, %n) r(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_threshold(dense<1.000000e+00> : tensor<f32>) v_reset(dense<0.000000e+00> : tensor<f32>)
  // CHECK-SAME:   {metadata = {note = "sum"}} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  %n = nir.if "n" (%n, %n) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    v_reset(dense<0.0> : tensor<f32>) {metadata = {note = "sum"}} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
}
