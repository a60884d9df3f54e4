// What cannot be mapped, and what to do about it.
// RUN: snn-opt %s --split-input-file --snn-to-xylo --verify-diagnostics=only-expected

// A clock of events.
// expected-error @+1 {{clock: the network has clock(event), the chip has steps; give it a step (--dt)}}
snn.network @events clock(event) compute(f32) {
  %input = snn.input "input" : tensor<2xi1>
  snn.output "output" (%input) : tensor<2xi1>
}

// -----

// A time constant of the step, under the convention that has log2(tau/dt).
snn.network @short_tau clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-error @+1 {{tau_above_dt: node 'lif1': tau_syn of neuron 0 is 0.001, allowed are time constants above dt = 0.001 (3 neurons); use a smaller step (--dt), or train with longer time constants}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<1.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  // expected-error @+1 {{tau_above_dt: node 'lif2': tau_mem of neuron 0 is 5e-4, allowed are time constants above dt = 0.001; use a smaller step (--dt), or train with longer time constants}}
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<5.0e-4> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Two layers on one way, one on the other.
snn.network @branches clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fcb = snn.linear "fcb" (%lif1) weight(dense<0.5> : tensor<3x3xf32>) : (tensor<3xi32>) -> tensor<3xf32>
  %lifb = snn.neuron "lifb" ports[(%fcb) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fca = snn.linear "fca" (%lifb) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %fcc = snn.linear "fcc" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  // expected-error @+1 {{edge_latency: node 'lif2': what comes from node 'lif1' is 1 step earlier on the chip than in the network, against its other inputs; give all ways to it the same number of layers, or --approximate}}
  %lif2 = snn.neuron "lif2" ports[(%fca, %fcc) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// A delay beyond the step of the chip.
snn.network @long_delay clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %late = snn.delay (%lif1) steps(dense<2> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %w_rec = snn.linear "w_rec" (%late) weight(dense<0.5> : tensor<3x3xf32>) : (tensor<3xi32>) -> tensor<3xf32>
  // expected-error @+1 {{edge_latency: node 'lif1': what comes from node 'lif1' is 1 step earlier on the chip than in the network, against its other inputs}}
  %lif1 = snn.neuron "lif1" ports[(%fc1, %w_rec) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Biases of weights.
snn.network @biases clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  // expected-error @+1 {{weight_nodes_have_no_biases: node 'fc1': it has biases, the chip's weights have none; --fold-bias makes them biases of the neurons, or train without}}
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) bias(dense<[0.0, 0.5, 0.0]> : tensor<3xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  // Zeros are none.
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) bias(dense<0.0> : tensor<1xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Three ports, and two before an output.
snn.network @ports clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %fcb = snn.linear "fcb" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %fcc = snn.linear "fcc" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-error @+1 {{max_synapses_per_neuron: node 'lif1': 3 synapses a neuron, xylo-a3 has 2; give each neuron fewer ports}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>, (%fcb) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>, (%fcc) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %fcd = snn.linear "fcd" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  // expected-error @+1 {{max_synapses_per_neuron: node 'lif2': 2 synapses a neuron, xylo-a3 has 1; give each neuron fewer ports}}
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>, (%fcd) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// Sizes are told where there is another finding, too.
// expected-error @+5 {{le_128_input_expansion_neurons: 993 first hidden neurons with input weights, xylo-a3 has 128}}
// expected-error @+4 {{le_128_output_expansion_neurons: 993 last hidden neurons with output weights, xylo-a3 has 128}}
// expected-error @+3 {{le_16_input_channels: 17 input channels, xylo-a3 has 16; reduce the inputs, or split the network over chips}}
// expected-error @+2 {{le_32_output_channels: 33 output neurons, xylo-a3 has 32}}
// expected-error @+1 {{max_hidden_neurons: 993 hidden neurons, xylo-a3 has 992}}
snn.network @sizes clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<17xf32>
  // expected-error @+1 {{weight_nodes_have_no_biases: node 'fc1': }}
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<993x17xf32>) bias(dense<1.0> : tensor<993xf32>) : (tensor<17xf32>) -> tensor<993xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<993xf32>) -> tensor<993xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<33x993xf32>) : (tensor<993xi32>) -> tensor<33xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<33xf32>) -> tensor<33xi32>
  snn.output "output" (%lif2) : tensor<33xi32>
}

// -----

// Integers of another width.
// expected-error @+1 {{compute: the network computes with i32, the chip's states are -32768 to 32767; compute with i16, or --approximate}}
snn.network @wide clock(step 1.0e-3) compute(i32) {
  %input = snn.input "input" : tensor<2xi32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<4> : tensor<3x2xi64>) : (tensor<2xi32>) -> tensor<3xi32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>) 
      rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi32>) -> tensor<3xi32>
  %late = snn.delay (%lif1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%late) weight(dense<7> : tensor<1x3xi8>) : (tensor<3xi32>) -> tensor<1xi32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<1xi32>) -> tensor<1xi1>
  snn.output "output" (%lif2) : tensor<1xi1>
}

// -----

// Integers that 16 bits do not hold.
// expected-error @+1 {{non_integer: node 'fc1': weight holds 40000000000, in a network of i16 it is -32768 to 32767}}
snn.network @beyond clock(step 1.0e-3) compute(i16) {
  %input = snn.input "input" : tensor<2xi32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<40000000000> : tensor<3x2xi64>) : (tensor<2xi32>) -> tensor<3xi16>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>) 
      rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi16>) -> tensor<3xi32>
  %late = snn.delay (%lif1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%late) weight(dense<7> : tensor<1x3xi8>) : (tensor<3xi32>) -> tensor<1xi16>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<1xi16>) -> tensor<1xi1>
  snn.output "output" (%lif2) : tensor<1xi1>
}

// -----

// Integer neurons of another kind.
snn.network @most clock(step 1.0e-3) compute(i16) {
  %input = snn.input "input" : tensor<2xi32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<4> : tensor<3x2xi64>) : (tensor<2xi32>) -> tensor<3xi16>
  // expected-error @+1 {{spikes_per_step: node 'lif1': its spike is repeated with most 7, the chip has repeated with most 31}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>) 
      rule(<update = shift, spike = repeated, reset = subtract, most = 7>) : (tensor<3xi16>) -> tensor<3xi32>
  %late = snn.delay (%lif1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%late) weight(dense<7> : tensor<1x3xi8>) : (tensor<3xi32>) -> tensor<1xi16>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<1xi16>) -> tensor<1xi1>
  snn.output "output" (%lif2) : tensor<1xi1>
}

// -----

// Without decays.
snn.network @no_decay clock(step 1.0e-3) compute(i16) {
  %input = snn.input "input" : tensor<2xi32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<4> : tensor<3x2xi64>) : (tensor<2xi32>) -> tensor<3xi16>
  // expected-error @+2 {{no_leak: node 'lif1': the membrane has no 'dash', that of the chip has one}}
  // expected-error @+1 {{no_synapse: node 'lif1': port 0 has no filter, those of the chip have one (shift)}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<none>] v_threshold(dense<9> : tensor<i16>) 
      rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi16>) -> tensor<3xi32>
  %late = snn.delay (%lif1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%late) weight(dense<7> : tensor<1x3xi8>) : (tensor<3xi32>) -> tensor<1xi16>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<1xi16>) -> tensor<1xi1>
  snn.output "output" (%lif2) : tensor<1xi1>
}

// -----

// One spike a step.
snn.network @above clock(step 1.0e-3) compute(i16) {
  %input = snn.input "input" : tensor<2xi32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<4> : tensor<3x2xi64>) : (tensor<2xi32>) -> tensor<3xi16>
  // expected-error @+1 {{spikes_per_step: node 'lif1': its spike is above with most 0, the chip has repeated with most 31}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>) 
      rule(<update = shift, spike = above, reset = subtract>) : (tensor<3xi16>) -> tensor<3xi1>
  %late = snn.delay (%lif1) steps(dense<1> : tensor<i64>) : (tensor<3xi1>) -> tensor<3xi1>
  %fc2 = snn.linear "fc2" (%late) weight(dense<7> : tensor<1x3xi8>) : (tensor<3xi1>) -> tensor<1xi16>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<1xi16>) -> tensor<1xi1>
  snn.output "output" (%lif2) : tensor<1xi1>
}
