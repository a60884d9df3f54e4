// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @threshold_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{'snn.threshold' op C1: node 't': operand 0 has shape [3], expected [4]}}
  // expected-error @+1 {{C1: node 't': threshold has shape [3], expected [4] or []}}
  %t = snn.threshold "t" (%x) threshold(dense<2.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<4xi1>
}

// -----

snn.network @threshold_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.threshold' op C2: node 't': the result has element type 'f32', expected i1}}
  %t = snn.threshold "t" (%x) threshold(dense<2.0> : tensor<f32>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @threshold_c3 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.threshold' op C3: node 't': threshold: the blob 'short_weight' has 4 bytes, its shape [3] needs 3 x 4}}
  %t = snn.threshold "t" (%x) threshold(dense_resource<short_weight> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xi1>
}

{-#
  dialect_resources: { builtin: { short_weight: "0x040000000000803F" } }
#-}

// -----

snn.network @threshold_c3_integers clock(step 1.0e-3) compute(i16) {
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C3: node 't': threshold has element type 'f32', expected an integer type in a network of 'i16'}}
  %t = snn.threshold "t" (%z) threshold(dense<2.0> : tensor<f32>) : (tensor<3xi1>) -> tensor<3xi1>
}
