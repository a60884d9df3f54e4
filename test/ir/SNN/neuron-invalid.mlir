// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @neuron_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{'snn.neuron' op C1: node 'n': it has no port, at least 1 is needed}}
  %n = "snn.neuron"(%x) <{name = "n", segments = array<i32>, ports = [], r = dense<1.0> : tensor<f32>, rule = #snn.rule<update = euler, spike = none>}>
      : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c1_segments clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': segments are [1, 0], expected a number >= 0 for each of the 1 ports}}
  %n = "snn.neuron"(%x) <{name = "n", segments = array<i32: 1, 0>, ports = [#snn.port<none>], r = dense<1.0> : tensor<f32>, rule = #snn.rule<update = euler, spike = none>}>
      : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c1_negative clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': segments are [2, -1], expected a number >= 0 for each of the 2 ports}}
  %n = "snn.neuron"(%x) <{name = "n", segments = array<i32: 2, -1>, ports = [#snn.port<none>, #snn.port<none>], r = dense<1.0> : tensor<f32>, rule = #snn.rule<update = euler, spike = none>}>
      : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c1_operands clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': the ports take 2 operands, there are 1}}
  %n = "snn.neuron"(%x) <{name = "n", segments = array<i32: 2>, ports = [#snn.port<none>], r = dense<1.0> : tensor<f32>, rule = #snn.rule<update = euler, spike = none>}>
      : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c1_not_a_port clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': a port is "none", expected #snn.port<...>}}
  %n = "snn.neuron"(%x) <{name = "n", segments = array<i32: 1>, ports = ["none"], r = dense<1.0> : tensor<f32>, rule = #snn.rule<update = euler, spike = none>}>
      : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{'snn.neuron' op C2: node 'n': operand 0 has shape [3], expected [4]}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<4xi1>
}

// -----

snn.network @neuron_c3 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{'snn.neuron' op C3: node 'n': tau of port 0 has shape [2], expected [3] or []}}
  %n = snn.neuron "n" ports[(%x) #snn.port<factor, tau = dense<1.0> : tensor<2xf32>>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c3_each clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+5 {{C3: node 'n': tau has shape [2], expected [3] or []}}
  // expected-error @+4 {{C3: node 'n': r has shape [2], expected [3] or []}}
  // expected-error @+3 {{C3: node 'n': v_leak has shape [2], expected [3] or []}}
  // expected-error @+2 {{C3: node 'n': v_threshold has shape [2], expected [3] or []}}
  // expected-error @+1 {{C3: node 'n': v_reset has shape [2], expected [3] or []}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] tau(dense<1.0> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>) v_leak(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>) v_reset(dense<1.0> : tensor<2xf32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c3_ports clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C3: node 'n': w_in of port 1 has shape [1], expected [3] or []}}
  %n = snn.neuron "n" ports[() #snn.port<none>, (%x) #snn.port<factor, tau = dense<1.0> : tensor<f32>, w_in = dense<1.0> : tensor<1xf32>>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c3_storage clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C3: node 'n': r: the blob 'short_weight' has 4 bytes, its shape [3] needs 3 x 4}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense_resource<short_weight> : tensor<3xf32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

{-#
  dialect_resources: { builtin: { short_weight: "0x040000000000803F" } }
#-}

// -----

snn.network @neuron_c3_integers clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<3xi32>
  // expected-error @+3 {{C3: node 'n': v_threshold has element type 'f32', expected an integer type}}
  // expected-error @+2 {{C3: node 'n': dash has element type 'f64', expected an integer type}}
  // expected-error @+1 {{C3: node 'n': dash of port 0 has element type 'f32', expected an integer type}}
  %n = snn.neuron "n" ports[(%x) #snn.port<shift, dash = dense<1.0> : tensor<f32>>] v_threshold(dense<1.0> : tensor<f32>) dash(dense<1.0> : tensor<f64>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<3xi32>) -> tensor<3xi1>
}
