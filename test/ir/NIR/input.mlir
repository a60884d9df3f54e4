// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @input_example
nir.graph @input_example {
  // CHECK:      nir.input "input" shape(dense<[2, 34, 34]> : tensor<3xi64>) : () -> tensor<2x34x34xf32>
  %in = nir.input "input" shape(dense<[2, 34, 34]> : tensor<3xi64>) : () -> tensor<2x34x34xf32>
}

// Old files have no shape; the result is what the edges bring.
// CHECK-LABEL: nir.graph @input_no_shape
nir.graph @input_no_shape {
  %x = nir.input "x" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<2x3xf32>
  // CHECK:      nir.input "n" (%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %n = nir.input "n" (%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>
}

// Neither shape nor edges.
// CHECK-LABEL: nir.graph @input_nothing_known
nir.graph @input_nothing_known {
  // CHECK:      nir.input "n" : () -> tensor<*xf32>
  %n = nir.input "n" : () -> tensor<*xf32>
}

// A shape that only the neighbours tell.
// CHECK-LABEL: nir.graph @input_inferred
nir.graph @input_inferred {
  // CHECK:      nir.input "n" : () -> tensor<2x3xf32>
  %n = nir.input "n" : () -> tensor<2x3xf32>
}

// A scalar signal; Python writes its shape as an empty array of floats.
// CHECK-LABEL: nir.graph @input_scalar
nir.graph @input_scalar {
  %x = nir.input "x" shape(dense<[1]> : tensor<1xi64>) : () -> tensor<1xf32>
  // CHECK:      nir.input "n" (%x) shape(dense<> : tensor<0xf64>) : (tensor<1xf32>) -> tensor<f32>
  %n = nir.input "n" (%x) shape(dense<> : tensor<0xf64>) : (tensor<1xf32>) -> tensor<f32>
}

// Edges in and out, as malformed files have them.
// CHECK-LABEL: nir.graph @input_two_edges
nir.graph @input_two_edges {
  %x = nir.input "x" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<2x3xf32>
  // CHECK:      nir.input "n" (%x, %n) shape(dense<[2, 3]> : tensor<2xi64>)
  // CHECK-SAME:   : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  %n = nir.input "n" (%x, %n) shape(dense<[2, 3]> : tensor<2xi64>)
    : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
}

// No memory is needed for the 10^12 channels.
// CHECK-LABEL: nir.graph @input_large
nir.graph @input_large {
  // CHECK:      nir.input "n" shape(dense<1000000> : tensor<2xi32>) : () -> tensor<1000000x1000000xf32>
  %n = nir.input "n" shape(dense<1000000> : tensor<2xi32>) : () -> tensor<1000000x1000000xf32>
}
