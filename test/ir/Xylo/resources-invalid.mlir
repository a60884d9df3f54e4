// RUN: snn-opt %s --split-input-file --verify-diagnostics

xylo.chip @control target("xylo-a2") {
  // expected-error @+1 {{C1: there are 2 shifts, expected 3}}
  xylo.control shifts [0, 0]
}

// -----

xylo.chip @channels target("xylo-a2") {
  // expected-error @+1 {{C1: source 'in' is at [1] with size [2], outside of [2]}}
  xylo.channels 2 sources [#xylo.source<"in", at = [1], size = [2], from = [0]>]
}

// -----

xylo.chip @source target("xylo-a2") {
  // expected-error @+1 {{C1: at, size and from have 1, 2 and 1 numbers, expected 1 or 2 in each}}
  xylo.channels 2 sources [#xylo.source<"in", at = [1], size = [2, 1], from = [0]>]
}

// -----

xylo.chip @neurons target("xylo-a2") {
  // expected-error @+1 {{C1: dash_syn has rank 0, expected 1}}
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<i32>) threshold(dense<9> : tensor<2xi32>)
}

// -----

xylo.chip @lengths target("xylo-a2") {
  // expected-error @+2 {{C1: dash_mem has 3 numbers, threshold has 2}}
  // expected-error @+1 {{C2: an output population has dash_syn_2; output neurons have 1 synapse}}
  xylo.neurons <output> dash_mem(dense<3> : tensor<3xi32>) dash_syn(dense<2> : tensor<2xi32>) dash_syn_2(dense<2> : tensor<2xi32>) threshold(dense<9> : tensor<2xi32>)
}

// -----

xylo.chip @weights target("xylo-a2") {
  // expected-error @+2 {{C1: values has elements of type 'f32', expected f64 or i32}}
  // expected-error @+1 {{C2: synapse 2 of output weights, allowed is 1}}
  xylo.weights <output> synapse(2) values(dense<1.0> : tensor<2x2xf32>)
}

// -----

xylo.chip @aliases target("xylo-a2") {
  // expected-error @+1 {{C1: from has 2 numbers, to has 1}}
  xylo.aliases from [0, 1] to [1]
}
