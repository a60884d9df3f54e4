// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @choice_kind clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // expected-error @+1 {{has 'kernel.choice' that is no #kernel.choice}}
  %y = snn.linear "fc1" (%x) weight(dense<1.0> : tensor<3x2xf32>) {kernel.choice = "dense"} : (tensor<2xf32>) -> tensor<3xf32>
}

// -----

snn.network @activity_range clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // expected-error @+1 {{has 'kernel.activity' of 1.500000e+00 : f64, expected a number from 0 to 1}}
  %y = snn.linear "fc1" (%x) weight(dense<1.0> : tensor<3x2xf32>) {kernel.activity = 1.5 : f64} : (tensor<2xf32>) -> tensor<3xf32>
}
