// RUN: snn-opt %s --split-input-file --xylo-verify-loadable="compat=rockpool" --verify-diagnostics=only-expected

// What Rockpool wraps, cuts and loses.
// expected-warning @+4 {{weight_range: field 'weights_in[0, 0]' is -129}}
// expected-warning @+3 {{bias_range: hidden neurons have biases, which Rockpool's configuration loses}}
// expected-warning @+2 {{bias_range: field 'bias_out[0]' is 40000}}
// expected-warning @+1 {{alias_single_target: hidden neuron 0 has 2 aliases}}
xylo.chip @wrapped target("xylo-a3") {
  xylo.control shifts [0, 0, 0] bias alias
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>) bias(dense<[300, 0]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>) bias(dense<[40000]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[-129, 127]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
  xylo.aliases from [0, 0] to [1, 1]
}

// -----

// expected-warning @+2 {{le_128_input_expansion_neurons: 129 first}}
// expected-warning @+1 {{le_128_output_expansion_neurons: 130 last}}
xylo.chip @cut target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<200xi32>) dash_syn(dense<2> : tensor<200xi32>) threshold(dense<9> : tensor<200xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x129xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<0> : tensor<200x200xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<130x1xi32>)
}

// -----

// What it does not do stays an error.
// expected-error @+1 {{shift_range: field 'weight_shift_in' is 8}}
xylo.chip @shifts target("xylo-a3") {
  xylo.control shifts [8, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}
