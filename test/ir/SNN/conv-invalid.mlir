// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @conv_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{'snn.conv' op C1: node 'c': weight has shape [4, 2], its rank must be 3 or 4}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c1_axes clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+3 {{C1: node 'c': the input has shape [2, 6, 6], weight [4, 2, 3] asks for rank 2}}
  // expected-error @+2 {{C1: node 'c': the result has shape [4, 4, 4], weight [4, 2, 3] asks for rank 2}}
  // expected-error @+1 {{C1: node 'c': stride is [1, 1], weight [4, 2, 3] asks for 1 entry}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3xf32>) stride [1, 1] before [0] after [0] dilation [1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c1_entries clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+3 {{C1: node 'c': before is [0], weight [4, 2, 3, 3] asks for 2 entries}}
  // expected-error @+2 {{C1: node 'c': after is [0, 0, 0], weight [4, 2, 3, 3] asks for 2 entries}}
  // expected-error @+1 {{C1: node 'c': dilation is [], weight [4, 2, 3, 3] asks for 2 entries}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0] after [0, 0, 0] dilation [] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c1_no_operand clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C1: node 'c': it has no operand, at least 1 is needed}}
  %i = snn.conv "c" () weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : () -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c1_operands clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  %y = snn.input "y" : tensor<2x6x5xf32>
  // expected-error @+1 {{C1: node 'c': operand 1 has shape [2, 6, 5], expected [2, 6, 6]}}
  %i = snn.conv "c" (%x, %y) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xf32>, tensor<2x6x5xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+4 {{'snn.conv' op C2: node 'c': stride is [1, 0], each entry must be >= 1}}
  // expected-error @+3 {{C2: node 'c': dilation is [0, -1], each entry must be >= 1}}
  // expected-error @+2 {{C2: node 'c': before is [-1, 0], each entry must be >= 0}}
  // expected-error @+1 {{C2: node 'c': after is [0, -2], each entry must be >= 0}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 0] before [-1, 0] after [0, -2] dilation [0, -1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c2_groups clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C2: node 'c': groups is 3, it must be >= 1 and divide the 4 output channels}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 3
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c2_no_groups clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C2: node 'c': groups is 0, it must be >= 1 and divide the 4 output channels}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 0
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c2_channels clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C2: node 'c': the input has 2 channels, weight [4, 2, 3, 3] expects groups * 2 = 2 * 2}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 2
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c2_remainder clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3x6x6xf32>
  // expected-error @+1 {{C2: node 'c': the input has 3 channels, weight [4, 1, 3, 3] expects groups * 1 = 2 * 1}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x1x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 2
      : (tensor<3x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c3 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{'snn.conv' op C3: node 'c': bias has shape [4, 4, 4], expected [4] or []}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) bias(dense<1.0> : tensor<4x4x4xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c4 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{'snn.conv' op C4: node 'c': delays per target have shape [4], expected [4, 4, 4]}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1 delays(<target, dense<1> : tensor<4xi64>>)
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c4_all clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+2 {{C4: node 'c': delays per source have shape [2], expected [2, 6, 6]}}
  // expected-error @+1 {{C4: node 'c': delays have element type 'f64', expected an integer type (steps) under clock(step)}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1 delays(<source, dense<1.0> : tensor<2xf64>>)
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c5 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{'snn.conv' op C5: node 'c': weight: the blob 'short_weight' has 4 bytes, its shape [4, 2, 3, 3] needs 72 x 4}}
  %i = snn.conv "c" (%x) weight(dense_resource<short_weight> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

{-#
  dialect_resources: { builtin: { short_weight: "0x040000000000803F" } }
#-}

// -----

snn.network @conv_c5_integers clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<2x6x6xi1>
  // expected-error @+1 {{C5: node 'c': weight has element type 'f32', expected an integer type in a network of 'i16'}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xi1>) -> tensor<4x4x4xi16>
}

// -----

snn.network @conv_c6 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{'snn.conv' op C6: node 'c': the result has shape [4, 4, 5], input [2, 6, 6] gives [4, 4, 4]; each size must be >= 1}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x5xf32>
}

// -----

snn.network @conv_c6_channels clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C6: node 'c': the result has shape [3, 4, 4], input [2, 6, 6] gives [4, 4, 4]}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<3x4x4xf32>
}

// -----

// No window fits.
snn.network @conv_c6_no_window clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C6: node 'c': the result has shape [4, 0, 4], input [2, 6, 6] gives [4, 0, 4]; each size must be >= 1}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [3, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x0x4xf32>
}

// -----

// Numbers near the end of 64 bits do not wrap around.
snn.network @conv_c6_large clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C6: node 'c': the result has shape [4, 4, 4], input [2, 6, 6] gives [4, 0, 9223372036854775807]}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 9223372036854775807] after [0, 9223372036854775807] dilation [9223372036854775807, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xf32>
}

// -----

snn.network @conv_c6_type clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xf32>
  // expected-error @+1 {{C6: node 'c': the result has element type 'i32', expected the compute type 'f32'}}
  %i = snn.conv "c" (%x) weight(dense<0.1> : tensor<4x2x3x3xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1
      : (tensor<2x6x6xf32>) -> tensor<4x4x4xi32>
}
