// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{C1: filter `factor` has no `tau`; exactly `factor` has one}}
module @port_c1 attributes {snn.test = #snn.port<factor>} {
}

// -----

// expected-error @+1 {{C1: filter `none` has `tau`; exactly `factor` has one}}
module @port_c1_none attributes {snn.test = #snn.port<none, tau = dense<1.0> : tensor<f32>>} {
}

// -----

// expected-error @+1 {{C1: filter `shift` has `w_in`; only `factor` may have it}}
module @port_c1_w_in attributes {snn.test = #snn.port<shift, w_in = dense<1.0> : tensor<f32>, dash = dense<1> : tensor<i8>>} {
}

// -----

// expected-error @+1 {{C2: filter `shift` has no `dash`; exactly `shift` has one}}
module @port_c2 attributes {snn.test = #snn.port<shift>} {
}

// -----

// expected-error @+1 {{C2: filter `factor` has `dash`; exactly `shift` has one}}
module @port_c2_factor attributes {snn.test = #snn.port<factor, tau = dense<1.0> : tensor<f32>, dash = dense<1> : tensor<i8>>} {
}
