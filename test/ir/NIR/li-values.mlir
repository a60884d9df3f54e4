// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @li_v1_tau_zero {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau[0] is 0 (and 1 more of 2 values), allowed is above 0}}
  %n = nir.li "n" (%x) tau(dense<0.0> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v1_tau_negative {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau[1] is -0.01, allowed is above 0}}
  %n = nir.li "n" (%x) tau(dense<[0.02, -0.01]> : tensor<2xf64>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v1_tau_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau[1] is nan, allowed is above 0}}
  %n = nir.li "n" (%x) tau(dense<[0.02, 0x7FC00000]> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v1_tau_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V1: node 'n': tau[0] is inf, so the state never moves}}
  %n = nir.li "n" (%x) tau(dense<[0x7F800000, 0.02]> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v2_r_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': r[1] is nan, allowed are numbers}}
  %n = nir.li "n" (%x) tau(dense<0.02> : tensor<2xf32>) r(dense<[0.5, 0x7FC00000]> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v2_v_leak_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': v_leak[1] is nan, allowed are numbers}}
  %n = nir.li "n" (%x) tau(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<[0.5, 0x7FC00000]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v2_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V2: node 'n': v_leak[0] is inf, not finite}}
  %n = nir.li "n" (%x) tau(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<[0x7F800000, 0.5]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v2_beyond_f32 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V2: node 'n': v_leak[0] is -1e300, not finite in f32}}
  %n = nir.li "n" (%x) tau(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<[-1.0e300, 0.5]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @li_v9 {
  %x = nir.input "x" shape(dense<[2, 1]> : tensor<2xi64>) : () -> tensor<2x1xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [2, 1], it is reshaped to [2]}}
  %n = nir.li "n" (%x) tau(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) : (tensor<2x1xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
