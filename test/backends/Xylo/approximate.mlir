// What neurons do another way than those of the chip is a warning where the user asks for it.
// RUN: snn-opt %s --split-input-file --snn-to-xylo="approximate=true" --verify-diagnostics=only-expected

// A reset to a value, one spike a step.
snn.network @reset_value clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+2 {{reset_value: node 'lif1': a spike sets the membrane to v_reset, the chip subtracts the threshold: what the membrane has above it stays}}
  // expected-warning @+1 {{spikes_per_step: node 'lif1': these neurons spike at most once a step, the chip's up to 31 times: as often as the threshold fits into the membrane}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi1>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// A reset that comes late.
snn.network @reset_time clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+2 {{reset_time: node 'lif1': the reset takes effect one step after the spike, on the chip in the step of the spike}}
  // expected-warning @+1 {{spikes_per_step: }}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = subtract, when = after>) : (tensor<3xf32>) -> tensor<3xi1>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi1>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// A reset that is taken back.
snn.network @reset_corrected clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+2 {{reset_time: node 'lif1': the reset takes effect after a second comparison, on the chip in the step of the spike}}
  // expected-warning @+1 {{spikes_per_step: }}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = subtract, when = corrected>) : (tensor<3xf32>) -> tensor<3xi1>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi1>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Spikes by the old membrane.
snn.network @spike_time clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+3 {{reset_value: }}
  // expected-warning @+2 {{spikes_per_step: }}
  // expected-warning @+1 {{spike_time: node 'lif1': these neurons spike by the membrane of the step before, the chip by the new one: 1 step earlier}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>)
      rule(<update = euler, spike = above_old, reset = value, when = before>) : (tensor<3xf32>) -> tensor<3xi1>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi1>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// A membrane with a floor.
snn.network @lower_clip clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+1 {{lower_clip: node 'lif1': the membrane does not fall below -threshold, that of the chip falls to -32768}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract, clip = true>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Neurons that spike once.
snn.network @once clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+2 {{spikes_per_step: }}
  // expected-warning @+1 {{once: node 'lif1': these neurons spike once in a run, those of the chip again and again}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = subtract, once = true>) : (tensor<3xf32>) -> tensor<3xi1>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi1>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// No synaptic current.
snn.network @no_synapse clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+1 {{no_synapse: node 'lif1': these neurons have no synaptic current, the chip's shortest halves in each step: a spike acts in full, but over several steps}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<none>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// No leak, and no current.
snn.network @no_leak clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+2 {{no_leak: node 'lif1': the membrane has no leak, that of the chip loses at least 1 in each step (dash 15)}}
  // expected-warning @+1 {{no_synapse: }}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<none>]  v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = decay, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}
