// RUN: snn-opt %s --split-input-file --verify-diagnostics

xylo.chip @control_c1 target("xylo-a2") {
  // expected-error @+1 {{C1: there are 2 shifts, expected 3}}
  xylo.control shifts [0, 0]
}

// -----

xylo.chip @channels_c1 target("xylo-a2") {
  // expected-error @+1 {{C1: source 'in' is at [1] with size [2], outside of [2]}}
  xylo.channels 2 sources [#xylo.source<"in", at = [1], size = [2], from = [0]>]
}

// -----

xylo.chip @source_c1_lengths target("xylo-a2") {
  // expected-error @+1 {{C1: at, size and from have 1, 2 and 1 numbers, expected 1 or 2 in each}}
  xylo.channels 2 sources [#xylo.source<"in", at = [1], size = [2, 1], from = [0]>]
}

// -----

xylo.chip @neurons_c1_rank target("xylo-a2") {
  // expected-error @+1 {{C1: dash_syn has rank 0, expected 1}}
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<i32>) threshold(dense<9> : tensor<2xi32>)
}

// -----

xylo.chip @neurons_c1_c2_lengths target("xylo-a2") {
  // expected-error @+2 {{C1: dash_mem has 3 numbers, threshold has 2}}
  // expected-error @+1 {{C2: an output population has dash_syn_2; output neurons have 1 synapse}}
  xylo.neurons <output> dash_mem(dense<3> : tensor<3xi32>) dash_syn(dense<2> : tensor<2xi32>) dash_syn_2(dense<2> : tensor<2xi32>) threshold(dense<9> : tensor<2xi32>)
}

// -----

xylo.chip @weights_c1_c2 target("xylo-a2") {
  // expected-error @+2 {{C1: values has elements of type 'f32', expected f64 or i32}}
  // expected-error @+1 {{C2: synapse 2 of output weights, allowed is 1}}
  xylo.weights <output> synapse(2) values(dense<1.0> : tensor<2x2xf32>)
}

// -----

xylo.chip @aliases_c1 target("xylo-a2") {
  // expected-error @+1 {{C1: from has 2 numbers, to has 1}}
  xylo.aliases from [0, 1] to [1]
}

// -----

xylo.chip @aliases_c2 target("xylo-a2") {
  // expected-error @+1 {{C2: source 'lif' is at [1] with size [2], outside of [2]}}
  xylo.aliases from [0, 1] to [2, 3] sources [#xylo.source<"lif", at = [1], size = [2], from = [0]>]
}

// -----

xylo.chip @channels_c1_negative target("xylo-a2") {
  // expected-error @+1 {{C1: there are -1 channels, expected 0 or more}}
  xylo.channels -1
}

// -----

xylo.chip @source_c1_negative target("xylo-a2") {
  // expected-error @+1 {{C1: a number of at, size or from is negative, expected 0 or more}}
  xylo.channels 2 sources [#xylo.source<"in", at = [-1], size = [2], from = [0]>]
}

// -----

xylo.chip @source_c1_kind target("xylo-a2") {
  // expected-error @+1 {{C1: a source is 3 : i64, expected #xylo.source}}
  xylo.channels 2 sources [3]
}

// -----

xylo.chip @neurons_c1_storage target("xylo-a2") {
  // expected-error @+1 {{C1: bias has elements of type 'i8', expected f64 or i32}}
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>) bias(dense<1> : tensor<1xi8>)
}

// -----

xylo.chip @neurons_c3 target("xylo-a2") {
  // expected-error @+2 {{C3: source 'lif' is at [1] with size [1], outside of [1]}}
  // expected-error @+1 {{C3: source 'output' is at [0] with size [2], outside of [1]}}
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<9> : tensor<1xi32>)
      sources [#xylo.source<"lif", at = [1], size = [1], from = [0]>] exports [#xylo.source<"output", at = [0], size = [2], from = [0]>]
}

// -----

xylo.chip @weights_c2_zero target("xylo-a2") {
  // expected-error @+1 {{C2: synapse 0 of input weights, allowed is 1 or 2}}
  xylo.weights <input> synapse(0) values(dense<1> : tensor<2x2xi32>)
}

// -----

xylo.chip @weights_c3 target("xylo-a2") {
  // expected-error @+2 {{C3: source 'fc' is at [0, 1] with size [2, 2], outside of [2, 2]}}
  // expected-error @+1 {{C3: source 'fc2' is at [0] with size [2], outside of [2, 2]}}
  xylo.weights <input> synapse(1) values(dense<1> : tensor<2x2xi32>)
      sources [#xylo.source<"fc", at = [0, 1], size = [2, 2], from = [0, 0]>, #xylo.source<"fc2", at = [0], size = [2], from = [0]>]
}
