// Every rule on what a chip can hold, at the limit and beyond.
// RUN: snn-opt %s --split-input-file --xylo-verify-loadable --verify-diagnostics=only-expected

// At the limits of XyloAudio 3.
xylo.chip @limits target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 16
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<992xi32>) dash_syn(dense<2> : tensor<992xi32>) threshold(dense<9> : tensor<992xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<32xi32>) dash_syn(dense<2> : tensor<32xi32>) threshold(dense<9> : tensor<32xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<16x128xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<0> : tensor<992x992xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<128x32xi32>)
}

// -----

// Beyond them.
// expected-error @+5 {{le_16_input_channels: 17 input channels, xylo-a3 has 16; reduce the inputs, or split the network over chips}}
// expected-error @+4 {{le_32_output_channels: 33 output neurons, xylo-a3 has 32; reduce the outputs, or split the network over chips}}
// expected-error @+3 {{max_hidden_neurons: 993 hidden neurons, xylo-a3 has 992; make the hidden layers smaller, or split the network over chips}}
// expected-error @+2 {{le_128_input_expansion_neurons: 129 first hidden neurons with input weights, xylo-a3 has 128; make the first layer smaller}}
// expected-error @+1 {{le_128_output_expansion_neurons: 129 last hidden neurons with output weights, xylo-a3 has 128; make the last hidden layer smaller}}
xylo.chip @beyond target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 17
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<993xi32>) dash_syn(dense<2> : tensor<993xi32>) threshold(dense<9> : tensor<993xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<33xi32>) dash_syn(dense<2> : tensor<33xi32>) threshold(dense<9> : tensor<33xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<17x129xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<0> : tensor<993x993xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<129x33xi32>)
}

// -----

// XyloAudio 2: every neuron can be an expansion neuron, 8 outputs.
// expected-error @+1 {{le_8_output_channels: 9 output neurons, xylo-a2 has 8}}
xylo.chip @a2 target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<200xi32>) dash_syn(dense<2> : tensor<200xi32>) threshold(dense<9> : tensor<200xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<9xi32>) dash_syn(dense<2> : tensor<9xi32>) threshold(dense<9> : tensor<9xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x200xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<0> : tensor<200x200xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<200x9xi32>)
}

// -----

// 63 targets and 64.
xylo.chip @fan_out target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<63xi32>) dash_syn(dense<2> : tensor<63xi32>) threshold(dense<9> : tensor<63xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x63xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<63x63xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<63x1xi32>)
}

// -----

// expected-error @+3 {{max_fanout: hidden neuron 0 has 64 recurrent targets, xylo-a2 has at most 63; prune its outgoing weights, or --allow max_fanout}}
// expected-error @+2 {{max_fanout: hidden neuron 19 has 64 recurrent targets}}
// expected-error @+1 {{max_fanout: 44 more hidden neurons have more than 63 recurrent targets; --allow max_fanout}}
xylo.chip @over_fan_out target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<64xi32>) dash_syn(dense<2> : tensor<64xi32>) threshold(dense<9> : tensor<64xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x64xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<64x64xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<64x1xi32>)
}

// -----

// 178 * 178 recurrent entries are 31684, 179 * 179 are 32041.
xylo.chip @entries target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<178xi32>) dash_syn(dense<2> : tensor<178xi32>) threshold(dense<9> : tensor<178xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x1xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<178x178xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<1x1xi32>)
}

// -----

// expected-error @+1 {{max_recurrent_entries: 32041 recurrent entries, xylo-a3 has 31744; prune weights, or split the network over chips}}
xylo.chip @over_entries target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<179xi32>) dash_syn(dense<2> : tensor<179xi32>) threshold(dense<9> : tensor<179xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x1xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<179x179xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<1x1xi32>)
}

// -----

// Two synapses on a chip with one.
// expected-error @+1 {{max_synapses_per_neuron: 2 synapses a hidden neuron, xylo-imu has 1; give each neuron one time constant of its synaptic current}}
xylo.chip @synapses target("xylo-imu") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) dash_syn_2(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <input> synapse(2) values(dense<[[0, 0]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(2) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// Floats.
// expected-error @+2 {{non_integer: field 'weights_in[0, 0]' is 0.5, the chip has integers; quantise it (--quantize global or channel)}}
// expected-error @+1 {{non_integer: field 'threshold[0]' is 9.5, the chip has integers; quantise it (--quantize global or channel)}}
xylo.chip @floats target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3.0> : tensor<2xf64>) dash_syn(dense<2.0> : tensor<2xf64>) threshold(dense<[9.5, 9.0]> : tensor<2xf64>)
  xylo.neurons <output> dash_mem(dense<3.0> : tensor<1xf64>) dash_syn(dense<2.0> : tensor<1xf64>) threshold(dense<[9.0]> : tensor<1xf64>)
  xylo.weights <input> synapse(1) values(dense<[[0.5, 1.0]]> : tensor<1x2xf64>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0.0, 0.0], [0.0, 0.0]]> : tensor<2x2xf64>)
  xylo.weights <output> synapse(1) values(dense<[[1.0], [1.0]]> : tensor<2x1xf64>)
}

// -----

// Weights.
xylo.chip @weights target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[-128, 127]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// expected-error @+3 {{weight_range: field 'weights_in[0, 0]' is -129, allowed are -128 to 127; quantise it (--quantize global or channel)}}
// expected-error @+2 {{weight_range: field 'weights_rec[0, 1]' is 128}}
// expected-error @+1 {{weight_range: field 'weights_out[0, 0]' is 200}}
xylo.chip @over_weights target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[-129, 127]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 128], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[200], [1]]> : tensor<2x1xi32>)
}

// -----

// Of many findings 20 are told.
// expected-error @+2 {{weight_range: field 'weights_rec[0, 19]' is 300}}
// expected-error @+1 {{weight_range: 880 more numbers of field 'weights_rec'}}
xylo.chip @many target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<30xi32>) dash_syn(dense<2> : tensor<30xi32>) threshold(dense<9> : tensor<30xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x30xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<300> : tensor<30x30xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<30x1xi32>)
}

// -----

// Decays.
xylo.chip @dashes target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<[0, 15]> : tensor<2xi32>) dash_syn(dense<[1, 15]> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// expected-error @+3 {{dash_range: field 'dash_mem[0]' is -1, allowed are 0 to 15; change the time constant or the time step: dash is log2(tau / dt)}}
// expected-error @+2 {{dash_range: field 'dash_mem[1]' is 16}}
// expected-error @+1 {{dash_range: field 'dash_syn[1]' is 99}}
xylo.chip @over_dashes target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<[-1, 16]> : tensor<2xi32>) dash_syn(dense<[1, 99]> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// A decay of 0 before weights; of a synapse without weights it does no harm.
// expected-error @+1 {{dead_synapse: field 'dash_syn[0]' is 0 and the synapse has weights: its current is gone before it is used, allowed are 1 to 15; make the time constant of the synapse at least 1.5 dt, or --allow dead_synapse}}
xylo.chip @dead target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<[0, 0]> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 0]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// expected-error @+1 {{dead_synapse: field 'dash_syn_2[1]' is 0 and the synapse has weights}}
xylo.chip @dead_2 target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) dash_syn_2(dense<0> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <input> synapse(2) values(dense<[[0, 3]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(2) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// Thresholds.
xylo.chip @thresholds target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[1, 32767]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[1]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// expected-error @+3 {{threshold_range: field 'threshold[0]' is 0, allowed are 1 to 32767; scale weights and threshold together, or --allow threshold_range}}
// expected-error @+2 {{threshold_range: field 'threshold[1]' is 32768, allowed are 1 to 32767; scale weights and threshold together}}
// expected-error @+1 {{threshold_range: field 'threshold_out[0]' is -5}}
xylo.chip @over_thresholds target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[0, 32768]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[-5]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// Biases.
xylo.chip @biases target("xylo-a3") {
  xylo.control shifts [0, 0, 0] bias
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>) bias(dense<[-128, 127]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>) bias(dense<[0]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// expected-error @+2 {{bias_range: field 'bias[0]' is -129, allowed are -128 to 127; scale weights, threshold and bias together}}
// expected-error @+1 {{bias_range: field 'bias_out[0]' is 128}}
xylo.chip @over_biases target("xylo-a3") {
  xylo.control shifts [0, 0, 0] bias
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>) bias(dense<[-129, 127]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>) bias(dense<[128]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// expected-error @+1 {{no_bias_on_target: neurons have biases, xylo-1 has none; train without biases, or choose another chip}}
xylo.chip @no_biases target("xylo-1") {
  xylo.control shifts [0, 0, 0] bias
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>) bias(dense<[0, 1]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// Shifts.
xylo.chip @shifts target("xylo-a3") {
  xylo.control shifts [0, 7, 3]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// expected-error @+2 {{shift_range: field 'weight_shift_in' is 8, allowed are 0 to 7; scale the weights}}
// expected-error @+1 {{shift_range: field 'weight_shift_out' is -1}}
xylo.chip @over_shifts target("xylo-a3") {
  xylo.control shifts [8, 0, -1]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}

// -----

// Aliases.
xylo.chip @aliases target("xylo-a3") {
  xylo.control shifts [0, 0, 0] alias
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
  xylo.aliases from [0] to [1]
}

// -----

// expected-error @+5 {{alias_single_target: hidden neuron 0 has 2 aliases, xylo-a3 has 1 a neuron; repeat its spikes by a chain of aliases or by weights}}
// expected-error @+4 {{alias_target_range: hidden neuron 0 has an alias to neuron 2, allowed are 0 to 1; name a hidden neuron}}
// expected-error @+3 {{alias_single_target: hidden neuron 1 has 2 aliases}}
// expected-error @+2 {{alias_direction: hidden neuron 1 has an alias to neuron 0, allowed are higher indices only: the chip handles neurons in ascending order; exchange the two neurons, or --allow alias_direction}}
// expected-error @+1 {{alias_direction: hidden neuron 1 has an alias to neuron 1}}
xylo.chip @over_aliases target("xylo-a3") {
  xylo.control shifts [0, 0, 0] alias
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
  xylo.aliases from [0, 0, 1, 1] to [1, 2, 0, 1]
}
