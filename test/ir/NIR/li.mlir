// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @li_example
nir.graph @li_example {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // CHECK:      nir.li "readout" (%x) tau(dense<1.000000e-01> : tensor<3xf64>) r(dense<1> : tensor<3xi64>)
  // CHECK-SAME:   v_leak(dense<0> : tensor<3xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  %v = nir.li "readout" (%x) tau(dense<0.1> : tensor<3xf64>) r(dense<1> : tensor<3xi64>)
    v_leak(dense<0> : tensor<3xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// Fields of rank 0 hold for every element; the edge gives the shape.
// CHECK-LABEL: nir.graph @li_rank_0
nir.graph @li_rank_0 {
  %x = nir.input "x" shape(dense<[4, 5]> : tensor<2xi64>) : () -> tensor<4x5xf32>
  // CHECK:      nir.li "n" (%x) tau(dense<2.000000e-02> : tensor<f32>) r(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_leak(dense<0.000000e+00> : tensor<f32>) : (tensor<4x5xf32>) -> tensor<4x5xf32>
  %n = nir.li "n" (%x) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) : (tensor<4x5xf32>) -> tensor<4x5xf32>
}

// Each field keeps its own type; one of rank 0 stands beside the others.
// CHECK-LABEL: nir.graph @li_mixed
nir.graph @li_mixed {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      nir.li "n" (%x) tau(dense<2.000000e-02> : tensor<2xf64>) r(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   v_leak(dense<1.000000e+00> : tensor<f16>) : (tensor<2xf32>) -> tensor<2xf32>
  %n = nir.li "n" (%x) tau(dense<0.02> : tensor<2xf64>) r(dense<1> : tensor<2xi64>)
    v_leak(dense<1.0> : tensor<f16>) : (tensor<2xf32>) -> tensor<2xf32>
}

// Several edges are several operands, the node itself may be one of them; no shape is known.
// CHECK-LABEL: nir.graph @li_edges
nir.graph @li_edges {
  // CHECK:      nir.li "n" (%n, %n) tau(dense<2.000000e-02> : tensor<f32>) r(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_leak(dense<0.000000e+00> : tensor<f32>) {metadata = {note = "sum"}}
  // CHECK-SAME:   : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  %n = nir.li "n" (%n, %n) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) {metadata = {note = "sum"}} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
}
