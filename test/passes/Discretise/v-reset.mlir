// snnTorch resets to 0; another value is the file's.
// RUN: snn-opt %s --snn-discretize="dt=1e-3 convention=snntorch reset=value reset-delay=0" 2>&1 | FileCheck %s
// CHECK-NOT: warning:
// CHECK:     v-reset.mlir:[[@LINE+9]]:8: warning: v_reset: node 'a': v_reset is not 0; snnTorch resets to 0, the file's value is used
// CHECK-NOT: warning:

// A reset by subtraction does not use it.
// RUN: snn-opt %s --snn-discretize="dt=1e-3 convention=snntorch" 2>&1 | FileCheck %s --check-prefix=SUBTRACT
// SUBTRACT-NOT: warning:

nir.graph @v_reset {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.if "a" (%x) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<[0.0, -0.5]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %b = nir.if "b" (%a) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%b) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
