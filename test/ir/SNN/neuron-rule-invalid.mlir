// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @neuron_c4 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C4: node 'n': it has no `v_threshold`, which spike `above` needs}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c4_none clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C4: node 'n': it has `v_threshold`, which spike `none` excludes}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = none>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c4_euler clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+3 {{C4: node 'n': it has no `r`, which update `euler` needs}}
  // expected-error @+2 {{C4: node 'n': it has `dash`, which update `euler` excludes}}
  // expected-error @+1 {{C4: node 'n': it has `bias`, which update `euler` excludes}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] v_threshold(dense<1.0> : tensor<f32>) dash(dense<1> : tensor<i8>) bias(dense<1> : tensor<i8>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c4_exact clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+2 {{C4: node 'n': it has no `r`, which update `exact` needs}}
  // expected-error @+1 {{C4: node 'n': it has `shift` ports, which update `exact` excludes}}
  %n = snn.neuron "n" ports[(%x) #snn.port<shift, dash = dense<1> : tensor<i8>>] v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = exact, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c4_leak_both clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+2 {{C4: node 'n': it has no `tau`, which update `leak_both` needs}}
  // expected-error @+1 {{C4: node 'n': it has no `factor` ports, which update `leak_both` needs}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = leak_both, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c4_unscaled clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+2 {{C4: node 'n': it has `tau`, which update `unscaled` excludes}}
  // expected-error @+1 {{C4: node 'n': it has `factor` ports, which update `unscaled` excludes}}
  %n = snn.neuron "n" ports[(%x) #snn.port<factor, tau = dense<1.0> : tensor<f32>>] tau(dense<1.0> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = unscaled, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c4_impulse clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C4: node 'n': it has no `tau`, which update `impulse` needs}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
}

// -----

snn.network @neuron_c4_impulse_filter clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+2 {{C4: node 'n': it has no `tau`, which update `impulse_filter` needs}}
  // expected-error @+1 {{C4: node 'n': it has `factor` ports, which update `impulse_filter` excludes}}
  %n = snn.neuron "n" ports[(%x) #snn.port<factor, tau = dense<1.0> : tensor<f32>>] 
      rule(<update = impulse_filter, spike = none>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c4_decay clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C4: node 'n': it has `factor` ports, which update `decay` excludes}}
  %n = snn.neuron "n" ports[(%x) #snn.port<factor, tau = dense<1.0> : tensor<f32>>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = decay, spike = trunc_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
}

// -----

snn.network @neuron_c4_shift clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<3xi32>
  // expected-error @+4 {{C4: node 'n': it has `r`, which update `shift` excludes}}
  // expected-error @+3 {{C4: node 'n': it has `tau`, which update `shift` excludes}}
  // expected-error @+2 {{C4: node 'n': it has `v_leak`, which update `shift` excludes}}
  // expected-error @+1 {{C4: node 'n': it has `factor` ports, which update `shift` excludes}}
  %n = snn.neuron "n" ports[(%x) #snn.port<factor, tau = dense<1> : tensor<i32>>] tau(dense<1> : tensor<i32>) r(dense<1> : tensor<i32>) v_leak(dense<1> : tensor<i32>) v_threshold(dense<1> : tensor<i32>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<3xi32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c5 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{'snn.neuron' op C5: node 'n': the result has element type 'f32', spike `above` puts out 'i1'}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

snn.network @neuron_c5_none clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C5: node 'n': the result has element type 'i1', spike `none` puts out 'f32'}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = none>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c5_count clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{C5: node 'n': the result has element type 'i1', spike `trunc_ratio` puts out 'i32'}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = decay, spike = trunc_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c5_most clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<3xi32>
  // expected-error @+1 {{C5: node 'n': the result has element type 'i1', spike `repeated` puts out 'i32'}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] v_threshold(dense<1> : tensor<i32>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 2>) : (tensor<3xi32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c6 clock(event) compute(f64) {
  %x = snn.input "x" : tensor<3xi1>
  // expected-error @+1 {{'snn.neuron' op C6: node 'n': the rule is #snn.rule<update = euler, spike = above, reset = value>, under clock(event) it has update `exact`, spike `none` or `above`, when `same`}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xi1>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c6_when clock(event) compute(f64) {
  %x = snn.input "x" : tensor<3xi1>
  // expected-error @+1 {{C6: node 'n': the rule is #snn.rule<update = exact, spike = above, reset = value, when = after>}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = exact, spike = above, reset = value, when = after>) : (tensor<3xi1>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c6_counts clock(event) compute(f64) {
  %x = snn.input "x" : tensor<3xi1>
  // expected-error @+1 {{C6: node 'n': the rule is #snn.rule<update = exact, spike = floor_ratio, reset = subtract>}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = exact, spike = floor_ratio, reset = subtract>) : (tensor<3xi1>) -> tensor<3xi32>
}

// -----

snn.network @neuron_c7 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  // expected-error @+1 {{'snn.neuron' op C7: node 'n': update `shift` in a network of 'f32'; networks of integers have update `shift`, and no others have it}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] v_threshold(dense<1> : tensor<i32>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<3xf32>) -> tensor<3xi1>
}

// -----

snn.network @neuron_c7_integers clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<3xi32>
  // expected-error @+1 {{C7: node 'n': update `decay` in a network of 'i16'; networks of integers have update `shift`}}
  %n = snn.neuron "n" ports[(%x) #snn.port<none>] v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = decay, spike = trunc_ratio, reset = subtract>) : (tensor<3xi32>) -> tensor<3xi32>
}
