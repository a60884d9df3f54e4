// Structures that no Xylo has, each with the name of its rule.
// RUN: snn-opt %s --split-input-file --snn-to-xylo --verify-diagnostics=only-expected

// Input to neurons without weights, and neurons to neurons.
snn.network @no_weights clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{first_module_is_a_weight: node 'input': the input leads to the neurons of node 'lif1' without weights; put a Linear node between them}}
  %input = snn.input "input" : tensor<3xf32>
  // expected-error @+1 {{input_to_neurons_is_a_weight: node 'lif1': node 'input' leads to these neurons without weights, allowed are weights; put a Linear node between them}}
  %lif1 = snn.neuron "lif1" ports[(%input) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %f = snn.scale "half" (%lif1) factor(dense<0.5> : tensor<f32>) : (tensor<3xi32>) -> tensor<3xf32>
  // expected-error @+1 {{input_to_neurons_is_a_weight: node 'lif2': node 'lif1' leads to these neurons without weights, allowed are weights; put a Linear node between them}}
  %lif2 = snn.neuron "lif2" ports[(%f) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  snn.output "output" (%lif2) : tensor<3xi32>
}

// -----

// Weights behind weights.
snn.network @twice clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-error @+1 {{no_consecutive_weights: node 'fc1b': weights directly behind those of node 'fc1', allowed is one layer of weights between neurons; multiply the two matrices, or put neurons between them}}
  %fc1b = snn.linear "fc1b" (%fc1) weight(dense<0.5> : tensor<3x3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1b) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// An op that is neither.
snn.network @threshold clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  // expected-error @+1 {{unsupported_node: node 'cut': a snn.threshold, which is neither weights nor neurons; remove it from the model}}
  %cut = snn.threshold "cut" (%input) threshold(dense<0.5> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xi1>
  %fc1 = snn.linear "fc1" (%cut) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xi1>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Delays of synapses, and delays that differ between channels.
snn.network @delays clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  // expected-error @+1 {{connection_delays: node 'fc1': its synapses have delays, those of the chip are one step; train without delays, or choose a target that has them}}
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) delays(<uniform, dense<1> : tensor<i64>>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  // expected-error @+1 {{connection_delays: node 'late': delays of 1 to 3 steps, those of the chip are one step; give all channels one delay}}
  %late = snn.delay "late" (%lif1) steps(dense<[1, 2, 3]> : tensor<3xi64>) : (tensor<3xi32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%late) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// A population without spikes, inside and before an output.
snn.network @no_spikes clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-error @+1 {{spiking_neurons: node 'li1': these neurons do not spike, all neurons of the chip do; give them a threshold}}
  %li1 = snn.neuron "li1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>)
      rule(<update = impulse, spike = none>) : (tensor<3xf32>) -> tensor<3xf32>
  %fc2 = snn.linear "fc2" (%li1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xf32>) -> tensor<1xf32>
  // expected-error @+1 {{output_nodes_have_neurons_as_source: node 'li2': it leads to the output 'output' and does not spike, allowed are spiking neurons; give it a threshold, or put spiking neurons behind it}}
  %li2 = snn.neuron "li2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>)
      rule(<update = impulse, spike = none>) : (tensor<1xf32>) -> tensor<1xf32>
  snn.output "output" (%li2) : tensor<1xf32>
}

// -----

// Weights before an output.
snn.network @weights_out clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  // expected-error @+1 {{output_nodes_have_neurons_as_source: node 'fc3': it leads to the output 'output', allowed are spiking neurons; put neurons behind it}}
  %fc3 = snn.linear "fc3" (%lif2) weight(dense<0.5> : tensor<1x1xf32>) : (tensor<1xi32>) -> tensor<1xf32>
  snn.output "output" (%fc3) : tensor<1xf32>
}

// -----

// Two populations in one output.
snn.network @summed_output clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  %fc3 = snn.linear "fc3" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif3 = snn.neuron "lif3" ports[(%fc3) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  // expected-error @+1 {{output_nodes_have_neurons_as_source: node 'output': 2 populations are summed in this output, the chip sums in neurons; give each of them an Output}}
  snn.output "output" (%lif2, %lif3) : tensor<1xi32>, tensor<1xi32>
}

// -----

// Weights that read the sum of an input and neurons.
snn.network @alias_input clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<3xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  // expected-error @+1 {{alias_inputs_must_be_neurons: node 'fc2': it reads the sum of 'input' and 'lif1', allowed are sums of neurons; give each its own weights}}
  %fc2 = snn.linear "fc2" (%input, %lif1) weight(dense<0.5> : tensor<3x3xf32>) : (tensor<3xf32>, tensor<3xi32>) -> tensor<3xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc3 = snn.linear "fc3" (%lif2) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif3 = snn.neuron "lif3" ports[(%fc3) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif3) : tensor<1xi32>
}

// -----

// Outputs that drive themselves, and others.
snn.network @recurrent_output clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %late = snn.delay (%lif2) steps(dense<1> : tensor<i64>) : (tensor<1xi32>) -> tensor<1xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %w_rec = snn.linear "w_rec" (%late) weight(dense<0.5> : tensor<1x1xf32>) : (tensor<1xi32>) -> tensor<1xf32>
  // expected-error @+2 {{output_neurons_cannot_be_recurrent: node 'lif2': these output neurons drive themselves, those of the chip drive nothing; put a population without recurrence behind them}}
  // expected-error @+1 {{output_neurons_drive_nothing: node 'lif2': these output neurons drive node 'lif3', those of the chip drive nothing; put a population of their own behind them for the output}}
  %lif2 = snn.neuron "lif2" ports[(%fc2, %w_rec) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xi32>
  %fc3 = snn.linear "fc3" (%lif2) weight(dense<0.5> : tensor<1x1xf32>) : (tensor<1xi32>) -> tensor<1xf32>
  %lif3 = snn.neuron "lif3" ports[(%fc3) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
  snn.output "other" (%lif3) : tensor<1xi32>
}

// -----

// The input before an output population.
snn.network @input_output clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %skip = snn.linear "skip" (%input) weight(dense<0.5> : tensor<1x2xf32>) : (tensor<2xf32>) -> tensor<1xf32>
  // expected-error @+1 {{input_drives_output: node 'lif2': the input drives these output neurons directly, input channels of the chip reach hidden neurons; put a hidden layer between them}}
  %lif2 = snn.neuron "lif2" ports[(%fc2, %skip) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// One population.
// expected-error @+1 {{at_least_two_neuron_layers_needed: the network has 1 populations of neurons, allowed are 2 or more: hidden and output; put a hidden layer before the outputs}}
snn.network @single clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  snn.output "output" (%lif1) : tensor<3xi32>
}

// -----

// A loop of delays.
snn.network @loop clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %d = snn.delay "d" (%g, %input) steps(dense<1> : tensor<i64>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  // expected-error @+1 {{delay_loop: node 'g': a loop leads through it and through no neurons, loops of the chip lead through neurons; put neurons into the loop}}
  %g = snn.scale "g" (%d) factor(dense<0.5> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %fc1 = snn.linear "fc1" (%g) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Sums of sums: the ways back double with each.
snn.network @sums clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %s0 = snn.sum "s0" (%input, %input) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s1 = snn.sum "s1" (%s0, %s0) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s2 = snn.sum "s2" (%s1, %s1) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s3 = snn.sum "s3" (%s2, %s2) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s4 = snn.sum "s4" (%s3, %s3) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s5 = snn.sum "s5" (%s4, %s4) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s6 = snn.sum "s6" (%s5, %s5) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s7 = snn.sum "s7" (%s6, %s6) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s8 = snn.sum "s8" (%s7, %s7) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s9 = snn.sum "s9" (%s8, %s8) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s10 = snn.sum "s10" (%s9, %s9) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s11 = snn.sum "s11" (%s10, %s10) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s12 = snn.sum "s12" (%s11, %s11) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s13 = snn.sum "s13" (%s12, %s12) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s14 = snn.sum "s14" (%s13, %s13) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s15 = snn.sum "s15" (%s14, %s14) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s16 = snn.sum "s16" (%s15, %s15) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s17 = snn.sum "s17" (%s16, %s16) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s18 = snn.sum "s18" (%s17, %s17) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s19 = snn.sum "s19" (%s18, %s18) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %fc1 = snn.linear "fc1" (%s19) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-error @+1 {{connections: node 'lif1': more than 100000 sums, delays and connections lead to it without neurons between them, allowed are as many; simplify the sums of branches}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Wide sums of sums: few ops, many ways.
snn.network @wide_sums clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %s0 = snn.sum "s0" (%input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input, %input) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s1 = snn.sum "s1" (%s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0, %s0) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s2 = snn.sum "s2" (%s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1, %s1) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s3 = snn.sum "s3" (%s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2, %s2) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %fc1 = snn.linear "fc1" (%s3) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-error @+1 {{connections: node 'lif1': more than 100000 sums, delays and connections lead to it without neurons between them, allowed are as many; simplify the sums of branches}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// A signal that no memory holds, in front of a pool.
snn.network @huge_signal clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<1x4x4xf32>
  // expected-error @+1 {{connections: node 'conv': 64064016 numbers, allowed are 1048576; make it smaller, or split the network over chips}}
  %conv = snn.conv "conv" (%input) weight(dense<1.0> : tensor<1x1x1x1xf32>) bias(dense<1.0> : tensor<1xf32>) stride [1, 1] before [4000, 4000] after [4000, 4000] dilation [1, 1] groups 1 : (tensor<1x4x4xf32>) -> tensor<1x8004x8004xf32>
  %pool = snn.pool "pool" (%conv) kind(<sum>) kernel [4002, 4002] stride [4002, 4002] padding [0, 0] : (tensor<1x8004x8004xf32>) -> tensor<1x2x2xf32>
  %lif1 = snn.neuron "lif1" ports[(%pool) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1x2x2xf32>) -> tensor<1x2x2xi32>
  %flat = snn.reshape "flat" (%lif1) : (tensor<1x2x2xi32>) -> tensor<4xi32>
  %fc2 = snn.linear "fc2" (%flat) weight(dense<0.5> : tensor<1x4xf32>) : (tensor<4xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// A matrix that no memory holds.
// expected-error @+1 {{max_hidden_neurons: 100000000 hidden neurons, xylo-a3 has 992; make the hidden layers smaller, or split the network over chips}}
snn.network @huge clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  // expected-error @+1 {{connections: node 'fc1': 200000000 numbers, allowed are 67108864; make it smaller, or split the network over chips}}
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<100000000x2xf32>) : (tensor<2xf32>) -> tensor<100000000xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<100000000xf32>) -> tensor<100000000xi32>
  // expected-error @+1 {{connections: node 'fc2': 100000000 numbers, allowed are 67108864; make it smaller, or split the network over chips}}
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x100000000xf32>) : (tensor<100000000xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// No output at all.
// expected-error @+1 {{output_nodes_have_neurons_as_source: no population leads to an output; connect the last one to an Output}}
snn.network @no_output clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
}
