// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @i_v2_r_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': r[1] is nan, allowed are numbers}}
  %n = nir.i "n" (%x) r(dense<[0.5, 0x7FC00000]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @i_v2_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V2: node 'n': r[0] is inf, not finite}}
  %n = nir.i "n" (%x) r(dense<[0x7F800000, 0.5]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @i_v2_beyond_f32 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V2: node 'n': r[0] is -1e300, not finite in f32}}
  %n = nir.i "n" (%x) r(dense<[-1.0e300, 0.5]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @i_v9 {
  %x = nir.input "x" shape(dense<[2, 1]> : tensor<2xi64>) : () -> tensor<2x1xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [2, 1], it is reshaped to [2]}}
  %n = nir.i "n" (%x) r(dense<1.0> : tensor<2xf32>) : (tensor<2x1xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
