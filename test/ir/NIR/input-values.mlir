// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @input_v7 {
  // expected-error @+1 {{V7: node 'n': shape is [-3], every dimension is at least 0}}
  %n = nir.input "n" shape(dense<-3> : tensor<1xi64>) : () -> tensor<3xf32>
  %out = nir.output "output" (%n) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

nir.graph @input_v7_overflow {
  // expected-error @+1 {{V7: node 'n': shape is [8589934592, 8589934592], allowed are at most 2^63 - 1 elements}}
  %n = nir.input "n" shape(dense<8589934592> : tensor<2xi64>) : () -> tensor<3xf32>
  %out = nir.output "output" (%n) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

nir.graph @input_v7_zero_is_allowed {
  %n = nir.input "n" shape(dense<[8589934592, 8589934592, 0]> : tensor<3xi64>)
    : () -> tensor<8589934592x8589934592x0xf32>
  %out = nir.output "output" (%n) : (tensor<8589934592x8589934592x0xf32>) -> tensor<8589934592x8589934592x0xf32>
}

// -----

nir.graph @input_v9 {
  %x = nir.input "x" shape(dense<[3, 2]> : tensor<2xi64>) : () -> tensor<3x2xf32>
  // expected-warning @+2 {{V9: node 'n': the edge from 'x' brings [3, 2], it is reshaped to [2, 3]}}
  // expected-error @+1 {{edge-into-input}}
  %n = nir.input "n" (%x) shape(dense<[2, 3]> : tensor<2xi64>) : (tensor<3x2xf32>) -> tensor<2x3xf32>
  %out = nir.output "output" (%n) : (tensor<2x3xf32>) -> tensor<2x3xf32>
}
