// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{C1: dt is -0.5, expected a number > 0}}
xylo.chip @chip_c1 target("xylo-a2") dt(-0.5) {
}

// -----

// expected-error @+4 {{C2: the body holds 0 xylo.channels, expected 1}}
// expected-error @+3 {{C2: the body holds 0 xylo.neurons <output>, expected 1}}
// expected-error @+2 {{C2: the body holds 0 xylo.weights <recurrent> synapse 1, expected 1}}
// expected-error @+1 {{C2: the body holds 2 xylo.control, expected 1}}
xylo.chip @chip_c2 target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.control shifts [0, 0, 0]
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<9> : tensor<2xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x2xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<2x1xi32>)
}

// -----

// expected-error @+2 {{C3: synapse 2 has recurrent weights alone, expected input and recurrent ones}}
// expected-error @+1 {{C3: there are weights of synapse 2, and the hidden neurons have no dash_syn_2}}
xylo.chip @chip_c3 target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<9> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<2x2xi32>)
  xylo.weights <recurrent> synapse(2) values(dense<1> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<2x1xi32>)
}

// -----

// expected-error @+4 {{C4: the input weights of synapse 1 are [1, 3], expected [1, up to 2], equal for both synapses}}
// expected-error @+3 {{C4: the recurrent weights of synapse 1 are [2, 1], expected [2, 2]}}
// expected-error @+2 {{C4: the output weights of synapse 1 are [3, 1], expected [up to 2, 1]}}
// expected-error @+1 {{C4: an alias is from neuron 5, there are 2 hidden neurons}}
xylo.chip @chip_c4 target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<9> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x3xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<2x1xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<3x1xi32>)
  xylo.aliases from [5] to [1]
}

// -----

// expected-error @+1 {{C5: the output weights are 'f64', dash_mem of hidden neurons are 'i32'}}
xylo.chip @chip_c5 target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x1xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<1x1xi32>)
  xylo.weights <output> synapse(1) values(dense<1.0> : tensor<1x1xf64>)
}

// -----

// expected-error @+1 {{C1: dt is inf, expected a number > 0}}
xylo.chip @chip_c1_infinite target("xylo-a2") dt(0x7FF0000000000000) {
}

// -----

// What has no place in a chip, and what is there twice though it may be missing.
// expected-error @+2 {{C2: the body holds a 'builtin.module', expected resources of the chip}}
// expected-error @+1 {{C2: the body holds 2 xylo.aliases, expected at most 1}}
xylo.chip @chip_c2_more target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x1xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<1x1xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<1x1xi32>)
  xylo.aliases from [] to []
  xylo.aliases from [] to []
  builtin.module {}
}

// -----

// expected-error @+2 {{C3: synapse 2 has input weights alone, expected input and recurrent ones}}
// expected-error @+1 {{C4: the input weights of synapse 2 are [1, 1], expected [1, up to 2], equal for both synapses}}
xylo.chip @chip_c3_c4_second target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<9> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x2xi32>)
  xylo.weights <input> synapse(2) values(dense<1> : tensor<1x1xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<2x1xi32>)
}

// -----

// A splat is a few bytes of text, and would be a matrix of half a gigabyte.
// expected-error @+2 {{C6: there are 8193 channels, expected at most 8192}}
// expected-error @+1 {{C6: there are 8193 hidden neurons, expected at most 8192}}
xylo.chip @chip_c6 target("xylo-a2") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 8193
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<8193xi32>) dash_syn(dense<2> : tensor<8193xi32>) threshold(dense<9> : tensor<8193xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<8192xi32>) dash_syn(dense<2> : tensor<8192xi32>) threshold(dense<9> : tensor<8192xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<8193x8193xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<8193x8193xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<8193x8192xi32>)
}
