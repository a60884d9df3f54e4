// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @reshape_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.reshape' op C1: node 'f': operand 0 has shape [3] with 3 elements, the result [2, 2] with 4}}
  %f = snn.reshape "f" (%x) : (tensor<3xf32>) -> tensor<2x2xf32>
}

// -----

snn.network @reshape_c1_operands clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x3xf32>
  %y = snn.input "y" : tensor<3x2xf32>
  // expected-error @+1 {{C1: operand 1 has shape [3, 2], expected [2, 3]}}
  %f = snn.reshape (%x, %y) : (tensor<2x3xf32>, tensor<3x2xf32>) -> tensor<6xf32>
}

// -----

snn.network @reshape_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.reshape' op C2: node 'f': the result has element type 'i1', expected the compute type 'f32'}}
  %f = snn.reshape "f" (%z, %z) : (tensor<3xi1>, tensor<3xi1>) -> tensor<3x1xi1>
}
