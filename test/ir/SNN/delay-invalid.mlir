// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @delay_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.delay' op C1: node 'd': steps has shape [2], expected [3] or []}}
  %d = snn.delay "d" (%x) steps(dense<1> : tensor<2xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @delay_c1_type clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{C1: steps has element type 'f32', expected an integer type}}
  // expected-error @+1 {{C1: delay has shape [1], expected [3] or []}}
  %d = snn.delay (%x) steps(dense<1.0> : tensor<f32>) delay(dense<1.0> : tensor<1xf32>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @delay_c1_storage clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C1: node 'd': steps: the blob 'short_steps' has 4 bytes, its shape [3] needs 3 x 8}}
  %d = snn.delay "d" (%x) steps(dense_resource<short_steps> : tensor<3xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

{-#
  dialect_resources: { builtin: { short_steps: "0x0400000001000000" } }
#-}

// -----

snn.network @delay_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.delay' op C2: node 'd': operand 0 has shape [3], expected [1, 3]}}
  %d = snn.delay "d" (%x) steps(dense<1> : tensor<i64>) : (tensor<3xf32>) -> tensor<1x3xf32>
}

// -----

snn.network @delay_c3 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.delay' op C3: node 'd': it has no steps, under clock(step) they are needed}}
  %d = snn.delay "d" (%x) delay(dense<1.0> : tensor<f32>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @delay_c3_event clock(event) compute(f64) {
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{C3: it has no delay, under clock(event) one in seconds is needed}}
  // expected-error @+1 {{C3: it has steps, under clock(event) there are none}}
  %d = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<3xi1>) -> tensor<3xi1>
}

// -----

snn.network @delay_c4 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.delay' op C4: node 'd': the result has element type 'i1', expected the compute type 'f32'}}
  %d = snn.delay "d" (%x) steps(dense<1> : tensor<i64>) : (tensor<3xf32>) -> tensor<3xi1>
}
