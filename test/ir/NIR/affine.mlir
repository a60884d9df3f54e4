// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @affine_example
nir.graph @affine_example {
  %x = nir.input "x" shape(dense<[12]> : tensor<1xi64>) : () -> tensor<12xf32>
  // CHECK:      nir.affine "fc1" (%x) weight(dense<5.000000e-01> : tensor<38x12xf32>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<38xf32>) : (tensor<12xf32>) -> tensor<38xf32>
  %y = nir.affine "fc1" (%x) weight(dense<0.5> : tensor<38x12xf32>) bias(dense<0.0> : tensor<38xf32>)
    : (tensor<12xf32>) -> tensor<38xf32>
}

// The dimensions before the last two are kept.
// CHECK-LABEL: nir.graph @affine_batched
nir.graph @affine_batched {
  %x = nir.input "x" shape(dense<[4, 3]> : tensor<2xi64>) : () -> tensor<4x3xf32>
  // CHECK:      nir.affine "n" (%x) weight(dense<5.000000e-01> : tensor<4x2x3xf64>)
  // CHECK-SAME:   bias(dense<0> : tensor<4x2xi64>) : (tensor<4x3xf32>) -> tensor<4x2xf32>
  %n = nir.affine "n" (%x) weight(dense<0.5> : tensor<4x2x3xf64>) bias(dense<0> : tensor<4x2xi64>)
    : (tensor<4x3xf32>) -> tensor<4x2xf32>
}

// Its own output is an edge like any other; an edge of unknown shape passes.
// CHECK-LABEL: nir.graph @affine_recurrent
nir.graph @affine_recurrent {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      nir.affine "n" (%x, %n, %y) weight(dense<5.000000e-01> : tensor<2x2xf32>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<2xf32>)
  // CHECK-SAME:   : (tensor<2xf32>, tensor<2xf32>, tensor<*xf32>) -> tensor<2xf32>
  %n = nir.affine "n" (%x, %n, %y) weight(dense<0.5> : tensor<2x2xf32>) bias(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>, tensor<2xf32>, tensor<*xf32>) -> tensor<2xf32>
  %y = nir.affine "y" (%n) weight(dense<0.5> : tensor<2x2xf32>) bias(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<*xf32>
}

// Weights in a blob.
// CHECK-LABEL: nir.graph @affine_blob
nir.graph @affine_blob {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // CHECK:      nir.affine "n" (%x) weight(dense_resource<weight> : tensor<2x3xf32>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xf32>
  %n = nir.affine "n" (%x) weight(dense_resource<weight> : tensor<2x3xf32>) bias(dense<0.0> : tensor<2xf32>)
    : (tensor<3xf32>) -> tensor<2xf32>
}

{-# dialect_resources: { builtin: { weight: "0x040000000000003F0000803F000000400000404000008040000020C1" } } #-}
