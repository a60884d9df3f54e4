// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @linear_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.linear' op C1: node 'fc': the result has shape [5], weight [4, 3] gives [4]}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) : (tensor<3xf32>) -> tensor<5xf32>
}

// -----

snn.network @linear_c1_rank clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C1: node 'fc': weight has shape [3], its rank must be at least 2}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @linear_c1_leading clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{C1: node 'fc': the result has shape [4], weight [2, 4, 3] gives [2, 4]}}
  // expected-error @+1 {{C2: node 'fc': operand 0 has shape [3], expected [2, 3]}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<2x4x3xf32>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  %y = snn.input "y" : tensor<2xf32>
  // expected-error @+1 {{'snn.linear' op C2: node 'fc': operand 1 has shape [3], expected [2]}}
  %i = snn.linear "fc" (%y, %x) weight(dense<1.0> : tensor<4x2xf32>) : (tensor<2xf32>, tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c3 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.linear' op C3: node 'fc': bias has shape [3], expected [4] or []}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) bias(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c3_leading clock(step 1.0e-3) compute(f32) {
  %y = snn.input "y" : tensor<2x3xf32>
  // expected-error @+1 {{C3: node 'fc': bias has shape [2], expected [2, 4] or [4] or []}}
  %i = snn.linear "fc" (%y) weight(dense<1.0> : tensor<2x4x3xf32>) bias(dense<1.0> : tensor<2xf32>) : (tensor<2x3xf32>) -> tensor<2x4xf32>
}

// -----

snn.network @linear_c4 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.linear' op C4: node 'fc': delays per source have shape [4], expected [3]}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) delays(<source, dense<1> : tensor<4xi64>>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c4_uniform clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C4: node 'fc': uniform delays have shape [1], expected []}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) delays(<uniform, dense<1> : tensor<1xi64>>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c4_target clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C4: node 'fc': delays per target have shape [3], expected [4]}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) delays(<target, dense<1> : tensor<3xi64>>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c4_synapse clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C4: node 'fc': delays per synapse have shape [3, 4], expected [4, 3]}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) delays(<synapse, dense<1> : tensor<3x4xi64>>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c4_steps clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C4: node 'fc': delays have element type 'f32', expected an integer type (steps) under clock(step)}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) delays(<uniform, dense<1.0> : tensor<f32>>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c4_seconds clock(event) compute(f64) {
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C4: node 'fc': delays have element type 'i64', expected a float type (seconds) under clock(event)}}
  %i = snn.linear "fc" (%z) weight(dense<1.0> : tensor<4x3xf32>) delays(<uniform, dense<1> : tensor<i64>>) : (tensor<3xi1>) -> tensor<4xf64>
}

// -----

snn.network @linear_c5 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.linear' op C5: node 'fc': weight: the blob 'short_weight' has 4 bytes, its shape [4, 3] needs 12 x 4}}
  %i = snn.linear "fc" (%x) weight(dense_resource<short_weight> : tensor<4x3xf32>) : (tensor<3xf32>) -> tensor<4xf32>
}

{-#
  dialect_resources: { builtin: { short_weight: "0x040000000000803F" } }
#-}

// -----

snn.network @linear_c5_missing clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C5: node 'fc': weight: the blob 'nowhere' is not in this file (written with --elide?)}}
  %i = snn.linear "fc" (%x) weight(dense_resource<nowhere> : tensor<4x3xf32>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c5_element clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C5: node 'fc': weight: element type complex<f32>, allowed are floats of 16 to 64 bits and integers of 1 or 8 to 64 bits}}
  %i = snn.linear "fc" (%x) weight(dense<(1.0, 1.0)> : tensor<4x3xcomplex<f32>>) : (tensor<3xf32>) -> tensor<4xf32>
}

// -----

snn.network @linear_c5_integers clock(step 1.0e-3) compute(i16) {
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{C5: node 'fc': weight has element type 'f32', expected an integer type in a network of 'i16'}}
  // expected-error @+1 {{C5: node 'fc': bias has element type 'f64', expected an integer type in a network of 'i16'}}
  %i = snn.linear "fc" (%z) weight(dense<1.0> : tensor<4x3xf32>) bias(dense<1.0> : tensor<4xf64>) : (tensor<3xi1>) -> tensor<4xi16>
}

// -----

snn.network @linear_c6 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.linear' op C6: node 'fc': the result has element type 'i1', expected the compute type 'f32'}}
  %i = snn.linear "fc" (%x) weight(dense<1.0> : tensor<4x3xf32>) : (tensor<3xf32>) -> tensor<4xi1>
}
