// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @linear_v3_nan {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-warning @+1 {{V3: node 'n': weight[1, 0] is nan (and 1 more of 6 values), not finite}}
  %n = nir.linear "n" (%x) weight(dense<[[1.0, 2.0, 3.0], [0x7FC00000, 5.0, 0xFFC00001]]> : tensor<2x3xf32>)
    : (tensor<3xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<[2]> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_v3_infinite {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-warning @+1 {{V3: node 'n': weight[0, 2] is -inf, not finite}}
  %n = nir.linear "n" (%x) weight(dense<[[1.0, 2.0, 0xFF800000], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>)
    : (tensor<3xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<[2]> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_v3_beyond_f32 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-warning @+1 {{V3: node 'n': weight[0, 0] is 1e300 (and 5 more of 6 values), not finite in f32}}
  %n = nir.linear "n" (%x) weight(dense<1.0e300> : tensor<2x3xf64>) : (tensor<3xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<[2]> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_v3_every_kind {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-warning @+3 {{V3: node 'n': weight[0, 1] is nan, not finite}}
  // expected-warning @+2 {{V3: node 'n': weight[0, 0] is inf, not finite}}
  // expected-warning @+1 {{V3: node 'n': weight[0, 2] is -1e39, not finite in f32}}
  %n = nir.linear "n" (%x)
    weight(dense<[[0x7FF0000000000000, 0x7FF8000000000000, -1.0e39], [3.4e38, 1.0e-300, 0.0]]> : tensor<2x3xf64>)
    : (tensor<3xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<[2]> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_v3_half {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-warning @+1 {{V3: node 'n': weight[1, 1] is inf, not finite}}
  %n = nir.linear "n" (%x) weight(dense<[[1.0, 2.0, 3.0], [65504.0, 0x7C00, 6.0]]> : tensor<2x3xf16>)
    : (tensor<3xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<[2]> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_v3_integers_are_finite {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  %n = nir.linear "n" (%x) weight(dense<9223372036854775807> : tensor<2x3xi64>) : (tensor<3xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<[2]> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_v9 {
  %x = nir.input "x" shape(dense<[3, 1]> : tensor<2xi64>) : () -> tensor<3x1xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [3, 1], it is reshaped to [3]}}
  %n = nir.linear "n" (%x) weight(dense<0.5> : tensor<2x3xf32>) : (tensor<3x1xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<[2]> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
