// RUN: snn-opt %s --snn-to-kernel --split-input-file --verify-diagnostics

// expected-error @+1 {{network 'events': the clock is event, the simulator runs clock(step)}}
snn.network @events clock(event) compute(f32) {
}

// -----

// expected-error @+1 {{node 'fc': weight holds 40000, in a network of i16 it is -32768 to 32767}}
snn.network @integers clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<2xi16>
  %y = snn.linear "fc" (%x) weight(dense<[[1, 40000]]> : tensor<1x2xi32>) : (tensor<2xi16>) -> tensor<1xi16>
  snn.output "y" (%y) : tensor<1xi16>
}

// -----

// expected-error @+1 {{node 'z': the spike rule is repeated, which belongs to networks of integers; others have none, above, above_old, floor_ratio and trunc_ratio}}
snn.network @repeated clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.neuron "z" ports[(%x) #snn.port<none>] v_threshold(dense<1.0> : tensor<f64>) rule(<update = decay, spike = repeated, reset = subtract, most = 3>) : (tensor<3xf32>) -> tensor<3xi32>
  snn.output "y" (%z) : tensor<3xi32>
}

// -----

// expected-error @+1 {{node 'late': a delay of -1 steps, delays are >= 0}}
snn.network @negative clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %y = snn.delay "late" (%x) steps(dense<[0, -1, 2]> : tensor<3xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  snn.output "y" (%y) : tensor<3xf32>
}
