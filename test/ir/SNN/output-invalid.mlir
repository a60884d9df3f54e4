// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @output_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %y = snn.input "y" : tensor<2xf32>
  // expected-error @+1 {{'snn.output' op C1: node 'o': operand 1 has shape [2], expected [3]}}
  snn.output "o" (%x, %y) : tensor<3xf32>, tensor<2xf32>
}

// -----

snn.network @output_c1_shape clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C1: node 'o': operand 0 has shape [3], expected [1, 3]}}
  snn.output "o" (%x) shape [1, 3] : tensor<3xf32>
}

// -----

snn.network @output_c2 clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{'snn.output' op C2: node 'o': it has neither operands nor a shape, one of them is needed}}
  snn.output "o" ()
}

// -----

snn.network @output_c2_negative clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{C2: node 'o': the shape is [2, -3], its sizes must be >= 0}}
  snn.output "o" () shape [2, -3]
}
