// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CubaLIF: the feed-forward and the recurrent current add up at one port with a filter.
// CHECK-LABEL: snn.network @cuba_lif
snn.network @cuba_lif clock(step 1.0e-4) compute(f32) {
  %i1 = snn.input "i1" : tensor<38xf32>
  %r = snn.input "r" : tensor<38xf32>
  // CHECK: %lif1.lif = snn.neuron "lif1.lif" ports[(%i1, %r) #snn.port<factor, tau = dense<2.000000e-04> : tensor<f64>, w_in = dense<2.000000e+00> : tensor<f64>>]
  // CHECK-SAME: tau(dense<1.000000e-03> : tensor<38xf64>) r(dense<1.000000e+01> : tensor<38xf64>) v_threshold(dense<1.000000e+00> : tensor<38xf64>)
  // CHECK-SAME: rule(<update = euler, spike = above, reset = value>) : (tensor<38xf32>, tensor<38xf32>) -> tensor<38xi1>
  %z = snn.neuron "lif1.lif" ports[(%i1, %r) #snn.port<factor, tau = dense<2.0e-4> : tensor<f64>, w_in = dense<2.0> : tensor<f64>>]
      tau(dense<1.0e-3> : tensor<38xf64>) r(dense<1.0e+1> : tensor<38xf64>) v_threshold(dense<1.0> : tensor<38xf64>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<38xf32>, tensor<38xf32>) -> tensor<38xi1>
}

// NIR's other neurons.
// CHECK-LABEL: snn.network @nir_types
snn.network @nir_types clock(step 1.0e-4) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // CHECK: snn.neuron "i" ports[(%x) #snn.port<none>] r(dense<1.000000e+00> : tensor<2xf32>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  %i = snn.neuron "i" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<2xf32>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK: snn.neuron "if" {{.*}} v_reset(dense<-1.000000e+00> : tensor<2xf32>) rule(<update = euler, spike = above, reset = value>)
  %if = snn.neuron "if" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
      v_reset(dense<-1.0> : tensor<2xf32>) rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  // CHECK: snn.neuron "li" {{.*}} v_leak(dense<2.500000e-01> : tensor<2xf32>) rule(<update = exact, spike = none>)
  %li = snn.neuron "li" ports[(%x) #snn.port<none>] tau(dense<1.0e-2> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
      v_leak(dense<0.25> : tensor<2xf32>) rule(<update = exact, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK: snn.neuron "lif" {{.*}} rule(<update = exact_membrane, spike = above, reset = value>)
  %lif = snn.neuron "lif" ports[(%x) #snn.port<none>] tau(dense<1.0e-2> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
      v_threshold(dense<1.0> : tensor<2xf32>) rule(<update = exact_membrane, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  // CHECK: snn.neuron "cuba_li" ports[(%x) #snn.port<factor, tau = dense<5.000000e-03> : tensor<f32>>] {{.*}} -> tensor<2xf32>
  %cuba = snn.neuron "cuba_li" ports[(%x) #snn.port<factor, tau = dense<5.0e-3> : tensor<f32>>] tau(dense<1.0e-2> : tensor<2xf32>)
      r(dense<1.0> : tensor<2xf32>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
}

// Each update with the parameters that it needs.
// CHECK-LABEL: snn.network @updates
snn.network @updates clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // CHECK: rule(<update = leak_both, spike = above, reset = value>)
  %a = snn.neuron "norse" ports[(%x) #snn.port<factor, tau = dense<5.0e-3> : tensor<f32>>] tau(dense<1.0e-2> : tensor<f32>)
      r(dense<1.0> : tensor<f32>) v_leak(dense<0.1> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = leak_both, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  // CHECK: rule(<update = unscaled, spike = above, reset = subtract, when = after>)
  %b = snn.neuron "snntorch" ports[(%x) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = unscaled, spike = above, reset = subtract, when = after>) : (tensor<2xf32>) -> tensor<2xi1>
  // CHECK: rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  %c = snn.neuron "rockpool" ports[(%x) #snn.port<factor, tau = dense<5.0e-3> : tensor<f32>>] tau(dense<1.0e-2> : tensor<f32>)
      r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) rule(<update = impulse, spike = floor_ratio, reset = subtract>)
      : (tensor<2xf32>) -> tensor<2xi32>
  // CHECK: rule(<update = impulse_filter, spike = none>)
  %d = snn.neuron "rockpool_li" ports[(%x) #snn.port<none>] tau(dense<1.0e-2> : tensor<f32>) rule(<update = impulse_filter, spike = none>)
      : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK: rule(<update = decay, spike = trunc_ratio, reset = subtract, clip = true>) : (tensor<2xf32>) -> tensor<2xi32>
  %e = snn.neuron "sinabs" ports[(%x) #snn.port<none>] v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = decay, spike = trunc_ratio, reset = subtract, clip = true>) : (tensor<2xf32>) -> tensor<2xi32>
  // CHECK: rule(<update = euler, spike = above_old, reset = subtract, when = before>)
  %f = snn.neuron "spyx" ports[(%x) #snn.port<none>] tau(dense<1.0e-2> : tensor<f32>) r(dense<1.0> : tensor<f32>)
      v_threshold(dense<1.0> : tensor<f32>) rule(<update = euler, spike = above_old, reset = subtract, when = before>)
      : (tensor<2xf32>) -> tensor<2xi1>
}

// Several ports; one of them without operands; per-neuron parameters beside one for all.
// CHECK-LABEL: snn.network @ports
snn.network @ports clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // CHECK: ports[(%x) #snn.port<factor, name = "fast", tau = dense<1.000000e-03> : tensor<f32>>, (%x, %x) #snn.port<factor, name = "slow", tau = dense<[2.000000e-02, 3.000000e-02]> : tensor<2xf32>>, () #snn.port<none>]
  %v = snn.neuron "n" ports[(%x) #snn.port<factor, name = "fast", tau = dense<1.0e-3> : tensor<f32>>,
                            (%x, %x) #snn.port<factor, name = "slow", tau = dense<[2.0e-2, 3.0e-2]> : tensor<2xf32>>,
                            () #snn.port<none>]
      tau(dense<[1.0e-2, 2.0e-2]> : tensor<2xf32>) r(dense<1.0> : tensor<f32>) rule(<update = euler, spike = none>)
      : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
}

// Integers: dash and bias in place of tau and v_leak, both may be absent. Counts leave, or spikes if there is at most one.
// CHECK-LABEL: snn.network @integers
snn.network @integers clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<2xi16>
  // CHECK: snn.neuron "h" ports[(%x) #snn.port<shift, dash = dense<4> : tensor<2xi8>>] v_threshold(dense<6000> : tensor<2xi16>) dash(dense<3> : tensor<2xi8>) bias(dense<10> : tensor<i16>)
  // CHECK-SAME: rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<2xi16>) -> tensor<2xi32>
  %h = snn.neuron "h" ports[(%x) #snn.port<shift, dash = dense<4> : tensor<2xi8>>] v_threshold(dense<6000> : tensor<2xi16>)
      dash(dense<3> : tensor<2xi8>) bias(dense<10> : tensor<i16>) rule(<update = shift, spike = repeated, reset = subtract, most = 31>)
      : (tensor<2xi16>) -> tensor<2xi32>
  // CHECK: rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<2xi16>) -> tensor<2xi1>
  %o = snn.neuron "o" ports[(%x) #snn.port<none>] v_threshold(dense<100> : tensor<i16>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<2xi16>) -> tensor<2xi1>
}
