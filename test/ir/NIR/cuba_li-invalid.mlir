// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @cuba_li_c1 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [3], expected is [2] by its fields}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_c1_every_edge {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %y = nir.input "y" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  %z = nir.input "z" shape(dense<[2, 2]> : tensor<2xi64>) : () -> tensor<2x2xf32>
  // expected-error @+2 {{C1: node 'n': the edge from 'y' brings [3], expected is [2] by its fields}}
  // expected-error @+1 {{C1: node 'n': the edge from 'z' brings [2, 2], expected is [2] by its fields}}
  %n = nir.cuba_li "n" (%x, %y, %z) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>, tensor<3xf32>, tensor<2x2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_c1_edges_disagree {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %y = nir.input "y" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'y' brings [3], the edge from 'x' brings [2], but edges into one node add up}}
  %n = nir.cuba_li "n" (%x, %y) tau_syn(dense<0.01> : tensor<f32>) tau_mem(dense<0.02> : tensor<f32>)
    r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>) w_in(dense<1.0> : tensor<f32>)
    : (tensor<2xf32>, tensor<3xf32>) -> tensor<*xf32>
}

// -----

nir.graph @cuba_li_c2 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C2: node 'n': w_in has the shape [3], expected is [2] as in its other fields}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<3xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_c2_the_odd_one_out {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C2: node 'n': tau_syn has the shape [2, 1], expected is [2] as in its other fields}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<1.0> : tensor<2x1xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_c3_bool {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C3: node 'n': tau_syn has element type i1, allowed are f16, f32, f64 and integers}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<true> : tensor<2xi1>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_c3_complex {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C3: node 'n': w_in has element type complex<f32>, allowed are f16, f32, f64 and integers}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    w_in(dense<(1.0, 0.0)> : tensor<2xcomplex<f32>>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_c4 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C4: node 'n': tau_syn is a vector<2xf32>, allowed is a tensor}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<1.0> : vector<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @cuba_li_c5 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [3], expected is [2]}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<3xf32>
}

// -----

nir.graph @cuba_li_c2_c3_both_reported {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+2 {{C3: node 'n': tau_syn has element type bf16, allowed are f16, f32, f64 and integers}}
  // expected-error @+1 {{C2: node 'n': w_in has the shape [3], expected is [2] as in its other fields}}
  %n = nir.cuba_li "n" (%x) tau_syn(dense<1.0> : tensor<2xbf16>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<3xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
}
