// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @delay_v4_negative {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V4: node 'n': delay[1] is -0.001, allowed is finite and 0 or more}}
  %n = nir.delay "n" (%x) delay(dense<[0.0, -0.001]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_v4_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V4: node 'n': delay[0] is nan (and 1 more of 2 values), allowed is finite and 0 or more}}
  %n = nir.delay "n" (%x) delay(dense<0x7FF8000000000000> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_v4_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V4: node 'n': delay is inf, allowed is finite and 0 or more}}
  %n = nir.delay "n" (%x) delay(dense<0x7F800000> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_v9 {
  %x = nir.input "x" shape(dense<[2, 1]> : tensor<2xi64>) : () -> tensor<2x1xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [2, 1], it is reshaped to [2]}}
  %n = nir.delay "n" (%x) delay(dense<0.001> : tensor<2xf32>) : (tensor<2x1xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
