// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @if_v2_r_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': r[1] is nan, allowed are numbers}}
  %n = nir.if "n" (%x) r(dense<[0.5, 0x7FC00000]> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v2_v_threshold_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': v_threshold[1] is nan, allowed are numbers}}
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<[0.5, 0x7FC00000]> : tensor<2xf32>)
    v_reset(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v2_v_reset_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': v_reset[1] is nan, allowed are numbers}}
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<[0.5, 0x7FC00000]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v2_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+2 {{V2: node 'n': v_reset[0] is inf, not finite}}
  // expected-warning @+1 {{V10}}
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<[0x7F800000, 0.5]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v2_beyond_f32 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V2: node 'n': v_reset[0] is -1e300, not finite in f32}}
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<[-1.0e300, 0.5]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v10 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V10: node 'n': v_reset[1] is 2, above v_threshold[1], which is 1: the neuron can fire without input}}
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<[0.0, 2.0]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v10_rank_0 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V10: node 'n': v_reset is 2, above v_threshold[1], which is 1.5: the neuron can fire without input}}
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<[3.0, 1.5]> : tensor<2xf32>)
    v_reset(dense<2.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v10_equal_is_allowed {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<1> : tensor<2xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @if_v9 {
  %x = nir.input "x" shape(dense<[2, 1]> : tensor<2xi64>) : () -> tensor<2x1xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [2, 1], it is reshaped to [2]}}
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<0.0> : tensor<2xf32>) : (tensor<2x1xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
