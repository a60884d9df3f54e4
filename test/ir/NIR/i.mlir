// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @i_example
nir.graph @i_example {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // CHECK:      nir.i "sum" (%x) r(dense<2.000000e+00> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  %v = nir.i "sum" (%x) r(dense<2.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
}

// The field has any shape, also that of a scalar signal.
// CHECK-LABEL: nir.graph @i_c2_any_shape
nir.graph @i_c2_any_shape {
  %x = nir.input "x" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<2x3xf32>
  // CHECK:      nir.i "n" (%x) r(dense<1.000000e+00> : tensor<2x3xf32>) : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %n = nir.i "n" (%x) r(dense<1.0> : tensor<2x3xf32>) : (tensor<2x3xf32>) -> tensor<2x3xf32>
}

// Fields of rank 0 hold for every element; the edge gives the shape.
// CHECK-LABEL: nir.graph @i_rank_0
nir.graph @i_rank_0 {
  %x = nir.input "x" shape(dense<[4, 5]> : tensor<2xi64>) : () -> tensor<4x5xf32>
  // CHECK:      nir.i "n" (%x) r(dense<1.000000e+00> : tensor<f32>) : (tensor<4x5xf32>) -> tensor<4x5xf32>
  %n = nir.i "n" (%x) r(dense<1.0> : tensor<f32>) : (tensor<4x5xf32>) -> tensor<4x5xf32>
}

// Several edges are several operands, the node itself may be one of them; no shape is known.
// CHECK-LABEL: nir.graph @i_edges
nir.graph @i_edges {
  // CHECK:      nir.i "n" (%n, %n) r(dense<1.000000e+00> : tensor<f32>) {metadata = {note = "sum"}}
  // CHECK-SAME:   : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  %n = nir.i "n" (%n, %n) r(dense<1.0> : tensor<f32>) {metadata = {note = "sum"}}
    : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
}
