// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @output_example
nir.graph @output_example {
  %x = nir.input "x" shape(dense<[10]> : tensor<1xi64>) : () -> tensor<10xf32>
  // CHECK:      nir.output "output" (%x) shape(dense<10> : tensor<1xi64>) : (tensor<10xf32>) -> tensor<10xf32>
  %out = nir.output "output" (%x) shape(dense<10> : tensor<1xi64>) : (tensor<10xf32>) -> tensor<10xf32>
}

// Old files have no shape; the result is what the edges bring.
// CHECK-LABEL: nir.graph @output_no_shape
nir.graph @output_no_shape {
  %x = nir.input "x" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<2x3xf32>
  // CHECK:      nir.output "n" (%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %n = nir.output "n" (%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>
}

// Neither shape nor edges.
// CHECK-LABEL: nir.graph @output_nothing_known
nir.graph @output_nothing_known {
  // CHECK:      nir.output "n" : () -> tensor<*xf32>
  %n = nir.output "n" : () -> tensor<*xf32>
}

// A shape that only the neighbours tell.
// CHECK-LABEL: nir.graph @output_inferred
nir.graph @output_inferred {
  // CHECK:      nir.output "n" : () -> tensor<2x3xf32>
  %n = nir.output "n" : () -> tensor<2x3xf32>
}

// A scalar signal; Python writes its shape as an empty array of floats.
// CHECK-LABEL: nir.graph @output_scalar
nir.graph @output_scalar {
  %x = nir.input "x" shape(dense<[1]> : tensor<1xi64>) : () -> tensor<1xf32>
  // CHECK:      nir.output "n" (%x) shape(dense<> : tensor<0xf64>) : (tensor<1xf32>) -> tensor<f32>
  %n = nir.output "n" (%x) shape(dense<> : tensor<0xf64>) : (tensor<1xf32>) -> tensor<f32>
}

// Edges in and out, as malformed files have them.
// CHECK-LABEL: nir.graph @output_two_edges
nir.graph @output_two_edges {
  %x = nir.input "x" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<2x3xf32>
  // CHECK:      nir.output "n" (%x, %n) shape(dense<[2, 3]> : tensor<2xi64>)
  // CHECK-SAME:   : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  %n = nir.output "n" (%x, %n) shape(dense<[2, 3]> : tensor<2xi64>)
    : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
}

// No memory is needed for the 10^12 channels.
// CHECK-LABEL: nir.graph @output_large
nir.graph @output_large {
  // CHECK:      nir.output "n" shape(dense<1000000> : tensor<2xi32>) : () -> tensor<1000000x1000000xf32>
  %n = nir.output "n" shape(dense<1000000> : tensor<2xi32>) : () -> tensor<1000000x1000000xf32>
}
