// Each graph of a module becomes a network; findings of all are reported.
// RUN: snn-opt %s --snn-discretize="dt=1e-3" 2>/dev/null | FileCheck %s --check-prefix=BOTH
// RUN: not snn-opt %s --snn-discretize="convention=norse" 2>&1 | FileCheck %s
// BOTH:  snn.network @first
// BOTH:  snn.network @second
// CHECK: several-graphs.mlir:[[@LINE+3]]:1: error: dt: the model file gives no time step
// CHECK: several-graphs.mlir:[[@LINE+6]]:1: error: dt: the model file gives no time step

nir.graph @first {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  nir.output "y" (%x) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
nir.graph @second {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  nir.output "y" (%x) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
