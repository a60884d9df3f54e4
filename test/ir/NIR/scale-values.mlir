// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @scale_v3_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V3: node 'n': scale[1] is nan, not finite}}
  %n = nir.scale "n" (%x) scale(dense<[0.5, 0xFFC00000]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @scale_v3_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V3: node 'n': scale[0] is -inf, not finite}}
  %n = nir.scale "n" (%x) scale(dense<[0xFC00, 0x7BFF]> : tensor<2xf16>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @scale_v3_beyond_f32 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V3: node 'n': scale[1] is 1e300, not finite in f32}}
  %n = nir.scale "n" (%x) scale(dense<[3.4e38, 1.0e300]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @scale_v9 {
  %x = nir.input "x" shape(dense<[2, 1]> : tensor<2xi64>) : () -> tensor<2x1xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [2, 1], it is reshaped to [2]}}
  %n = nir.scale "n" (%x) scale(dense<2.0> : tensor<2xf32>) : (tensor<2x1xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
