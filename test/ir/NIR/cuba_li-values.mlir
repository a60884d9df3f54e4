// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @cuba_li_v1_tau_syn_zero {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau_syn[0] is 0 (and 1 more of 2 values), allowed is above 0}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.0> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v1_tau_syn_negative {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau_syn[1] is -0.01, allowed is above 0}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<[0.02, -0.01]> : tensor<2xf64>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v1_tau_syn_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau_syn[1] is nan, allowed is above 0}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<[0.02, 0x7FC00000]> : tensor<2xf32>)
    tau_mem(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    w_in(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v1_tau_syn_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V1: node 'n': tau_syn[0] is inf, so the state never moves}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<[0x7F800000, 0.02]> : tensor<2xf32>)
    tau_mem(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    w_in(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v1_tau_mem_zero {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau_mem[0] is 0 (and 1 more of 2 values), allowed is above 0}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.0> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v1_tau_mem_negative {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau_mem[1] is -0.01, allowed is above 0}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<[0.02, -0.01]> : tensor<2xf64>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v1_tau_mem_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V1: node 'n': tau_mem[1] is nan, allowed is above 0}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>)
    tau_mem(dense<[0.02, 0x7FC00000]> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v1_tau_mem_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V1: node 'n': tau_mem[0] is inf, so the state never moves}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>)
    tau_mem(dense<[0x7F800000, 0.02]> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v2_r_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': r[1] is nan, allowed are numbers}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<[0.5, 0x7FC00000]> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    w_in(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v2_v_leak_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': v_leak[1] is nan, allowed are numbers}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<[0.5, 0x7FC00000]> : tensor<2xf32>)
    w_in(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v2_w_in_nan {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{V2: node 'n': w_in[1] is nan, allowed are numbers}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    w_in(dense<[0.5, 0x7FC00000]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v2_infinite {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V2: node 'n': w_in[0] is inf, not finite}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    w_in(dense<[0x7F800000, 0.5]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v2_beyond_f32 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning @+1 {{V2: node 'n': w_in[0] is -1e300, not finite in f32}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<[-1.0e300, 0.5]> : tensor<2xf64>)
    : (tensor<2xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_v9 {
  %x = nir.input "x" shape(dense<[2, 1]> : tensor<2xi64>) : () -> tensor<2x1xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [2, 1], it is reshaped to [2]}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2x1xf32>) -> tensor<2xf32>
  %out = nir.output "output" (%n) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
