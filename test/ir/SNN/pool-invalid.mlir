// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @pool_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+3 {{'snn.pool' op C1: node 'p': kernel is [2], expected two entries >= 1}}
  // expected-error @+2 {{C1: node 'p': stride is [2, 0], expected two entries >= 1}}
  // expected-error @+1 {{C1: node 'p': padding is [0, -1], expected two entries >= 0}}
  %p = snn.pool "p" (%x) kind(<sum>) kernel [2] stride [2, 0] padding [0, -1] : (tensor<2x6x6xf32>) -> tensor<2x3x3xf32>
}

// -----

snn.network @pool_c1_no_operand clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C1: node 'p': it has no operand, at least 1 is needed}}
  %p = snn.pool "p" () kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : () -> tensor<2x3x3xf32>
}

// -----

snn.network @pool_c1_rank clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6xf32>
  // expected-error @+1 {{C1: node 'p': the input has shape [2, 6], its rank must be 3}}
  %p = snn.pool "p" (%x) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6xf32>) -> tensor<2x3x3xf32>
}

// -----

snn.network @pool_c1_operands clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  %y = snn.input "y" : tensor<2x6x5xf32>
  // expected-error @+1 {{C1: node 'p': operand 1 has shape [2, 6, 5], expected [2, 6, 6]}}
  %p = snn.pool "p" (%x, %y) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xf32>, tensor<2x6x5xf32>) -> tensor<2x3x3xf32>
}

// -----

snn.network @pool_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{'snn.pool' op C2: node 'p': the result has shape [2, 3, 2], input [2, 6, 6] gives [2, 3, 3]; each size must be >= 1}}
  %p = snn.pool "p" (%x) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xf32>) -> tensor<2x3x2xf32>
}

// -----

snn.network @pool_c2_rank clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C2: node 'p': the result has shape [18], input [2, 6, 6] gives [2, 3, 3]}}
  %p = snn.pool "p" (%x) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xf32>) -> tensor<18xf32>
}

// -----

snn.network @pool_c2_no_window clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C2: node 'p': the result has shape [2, 3, 0], input [2, 6, 6] gives [2, 3, 0]; each size must be >= 1}}
  %p = snn.pool "p" (%x) kind(<sum>) kernel [2, 7] stride [2, 2] padding [0, 0] : (tensor<2x6x6xf32>) -> tensor<2x3x0xf32>
}

// -----

snn.network @pool_c2_type clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C2: node 'p': the result has element type 'i32', expected the compute type 'f32'}}
  %p = snn.pool "p" (%x) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xf32>) -> tensor<2x3x3xi32>
}

// -----

snn.network @pool_c3 clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<2x6x6xi1>
  // expected-error @+1 {{'snn.pool' op C3: node 'p': kind `average` in a network of 'i16', it needs a float compute type}}
  %p = snn.pool "p" (%x) kind(<average>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xi1>) -> tensor<2x3x3xi16>
}
