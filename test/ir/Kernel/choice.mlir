// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @choice
snn.network @choice clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // CHECK: snn.linear "fc1"(%x) weight(dense<1.000000e+00> : tensor<3x2xf32>) {kernel.activity = 9.000000e-01 : f64, kernel.choice = #kernel.choice<dense, "activity 0.9">}
  %y = snn.linear "fc1" (%x) weight(dense<1.0> : tensor<3x2xf32>) {kernel.activity = 0.9 : f64, kernel.choice = #kernel.choice<dense, "activity 0.9">} : (tensor<2xf32>) -> tensor<3xf32>
  snn.output "y" (%y) : tensor<3xf32>
}
