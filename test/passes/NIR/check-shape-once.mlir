// A fault that also keeps the shape from being known is reported once, under its own rule.
// RUN: snn-opt %s --nir-infer-shapes -o %t.mlir && not snn-opt %t.mlir --nir-check -o /dev/null 2>&1 | FileCheck %s --implicit-check-not=error:

// CHECK: error: V5: node 'pool': kernel_size is [0, 2], allowed is 1 or more
// CHECK: error: V8: node 'flat': end_dim is 7, allowed are -3 to 2 for an input of rank 3
nir.graph @twice {
  %x = nir.input "x" shape(dense<[2, 6, 6]> : tensor<3xi64>) : () -> tensor<2x6x6xf32>
  %pool = nir.sum_pool2d "pool" (%x) kernel_size(dense<[0, 2]> : tensor<2xi64>) stride(dense<1> : tensor<2xi64>) padding(dense<0> : tensor<2xi64>) : (tensor<2x6x6xf32>) -> tensor<*xf32>
  %flat = nir.flatten "flat" (%x) start_dim(dense<0> : tensor<i64>) end_dim(dense<7> : tensor<i64>) input_type(dense<[2, 6, 6]> : tensor<3xi64>) : (tensor<2x6x6xf32>) -> tensor<*xf32>
  nir.output "y" (%x) shape(dense<[2, 6, 6]> : tensor<3xi64>) : (tensor<2x6x6xf32>) -> tensor<2x6x6xf32>
}
