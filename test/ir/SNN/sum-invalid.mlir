// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @sum_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{'snn.sum' op C1: node 's': operand 0 has shape [3], expected [4]}}
  // expected-error @+1 {{C1: node 's': operand 1 has shape [3], expected [4]}}
  %s = snn.sum "s" (%x, %z) : (tensor<3xf32>, tensor<3xi1>) -> tensor<4xf32>
}

// -----

snn.network @sum_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.sum' op C2: node 's': the result has element type 'i1', expected the compute type 'f32'}}
  %s = snn.sum "s" (%z, %z) : (tensor<3xi1>, tensor<3xi1>) -> tensor<3xi1>
}

// -----

snn.network @sum_c2_one_operand clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C2: node 's': the result has element type 'i32', expected the compute type 'f32' or the operand's 'i1'}}
  %s = snn.sum "s" (%z) : (tensor<3xi1>) -> tensor<3xi32>
}
