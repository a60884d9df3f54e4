// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @scale_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{'snn.scale' op C1: node 's': operand 0 has shape [3], expected [4]}}
  // expected-error @+1 {{C1: node 's': factor has shape [3], expected [4] or []}}
  %s = snn.scale "s" (%x) factor(dense<2.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @scale_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.scale' op C2: node 's': factor: the blob 'short_weight' has 4 bytes, its shape [3] needs 3 x 4}}
  %s = snn.scale "s" (%x) factor(dense_resource<short_weight> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
}

{-#
  dialect_resources: { builtin: { short_weight: "0x040000000000803F" } }
#-}

// -----

snn.network @scale_c2_integers clock(step 1.0e-3) compute(i16) {
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C2: node 's': factor has element type 'f32', expected an integer type in a network of 'i16'}}
  %s = snn.scale "s" (%z) factor(dense<2.0> : tensor<f32>) : (tensor<3xi1>) -> tensor<3xi16>
}

// -----

snn.network @scale_c3 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.scale' op C3: node 's': the result has element type 'i1', expected the compute type 'f32'}}
  %s = snn.scale "s" (%z) factor(dense<2.0> : tensor<f32>) : (tensor<3xi1>) -> tensor<3xi1>
}
