// RUN: snn-opt %s --split-input-file --xylo-verify-loadable="allow=threshold_range,dead_synapse,alias_direction" --verify-diagnostics=only-expected
// RUN: snn-opt %s --split-input-file --xylo-verify-loadable="allow=all" --verify-diagnostics=only-expected

// Values that the artefact holds all the same.
// expected-warning @+4 {{threshold_range: field 'threshold[0]' is 0, allowed are 1 to 32767; scale weights and threshold together}}
// expected-warning @+3 {{threshold_range: field 'threshold[1]' is -32768}}
// expected-warning @+2 {{dead_synapse: field 'dash_syn[0]' is 0}}
// expected-warning @+1 {{alias_direction: hidden neuron 1 has an alias to neuron 0}}
xylo.chip @allowed target("xylo-a3") {
  xylo.control shifts [0, 0, 0] alias
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<[0, 1]> : tensor<2xi32>) threshold(dense<[0, -32768]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
  xylo.aliases from [1] to [0]
}

// -----

// So many that some are left out: they are warnings, too.
// expected-warning @+2 {{threshold_range: field 'threshold[0]' is 0}}
// expected-warning @+1 {{threshold_range: 5 more numbers of field 'threshold'}}
xylo.chip @many target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<25xi32>) dash_syn(dense<2> : tensor<25xi32>) threshold(dense<0> : tensor<25xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<1> : tensor<1x25xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<0> : tensor<25x25xi32>)
  xylo.weights <output> synapse(1) values(dense<1> : tensor<25x1xi32>)
}

// -----

// A threshold that no artefact holds stays an error.
// expected-error @+1 {{threshold_range: field 'threshold[0]' is 32768, allowed are 1 to 32767; scale weights and threshold together}}
xylo.chip @never target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[32768, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}
