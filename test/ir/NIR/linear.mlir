// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @linear_example
nir.graph @linear_example {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // CHECK:      nir.linear "fc" (%x)
  // CHECK-SAME:   weight(dense<{{\[\[}}1.000000e+00, 2.000000e+00, 3.000000e+00], [4.000000e+00, 5.000000e+00, 6.000000e+00]]> : tensor<2x3xf32>)
  // CHECK-SAME:   : (tensor<3xf32>) -> tensor<2xf32>
  %y = nir.linear "fc" (%x) weight(dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>)
    : (tensor<3xf32>) -> tensor<2xf32>
}

// The dimensions before the last two are kept.
// CHECK-LABEL: nir.graph @linear_batched
nir.graph @linear_batched {
  %x = nir.input "x" shape(dense<[4, 3]> : tensor<2xi64>) : () -> tensor<4x3xf32>
  // CHECK:      nir.linear "n" (%x) weight(dense<5.000000e-01> : tensor<4x2x3xf64>)
  // CHECK-SAME:   : (tensor<4x3xf32>) -> tensor<4x2xf32>
  %n = nir.linear "n" (%x) weight(dense<0.5> : tensor<4x2x3xf64>) : (tensor<4x3xf32>) -> tensor<4x2xf32>
}

// Its own output is an edge like any other; an edge of unknown shape passes.
// CHECK-LABEL: nir.graph @linear_recurrent
nir.graph @linear_recurrent {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      nir.linear "n" (%x, %n, %y) weight(dense<5.000000e-01> : tensor<2x2xf32>)
  // CHECK-SAME:   : (tensor<2xf32>, tensor<2xf32>, tensor<*xf32>) -> tensor<2xf32>
  %n = nir.linear "n" (%x, %n, %y) weight(dense<0.5> : tensor<2x2xf32>) : (tensor<2xf32>, tensor<2xf32>, tensor<*xf32>) -> tensor<2xf32>
  %y = nir.linear "y" (%n) weight(dense<0.5> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<*xf32>
}

// Weights in a blob.
// CHECK-LABEL: nir.graph @linear_blob
nir.graph @linear_blob {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // CHECK:      nir.linear "n" (%x) weight(dense_resource<weight> : tensor<2x3xf32>)
  // CHECK-SAME:   : (tensor<3xf32>) -> tensor<2xf32>
  %n = nir.linear "n" (%x) weight(dense_resource<weight> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

{-# dialect_resources: { builtin: { weight: "0x040000000000003F0000803F000000400000404000008040000020C1" } } #-}
