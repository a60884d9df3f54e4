// Biases of weights: a constant current b settles at b * (2^2 - 1) under a decay of 2, and the membrane gets so much in each step.
// RUN: snn-opt %s --snn-to-xylo="fold-bias=true" 2>%t.err | FileCheck %s --check-prefix=FOLD
// RUN: FileCheck %s --input-file=%t.err --check-prefix=TOLD
// RUN: snn-opt %s --snn-to-xylo="compat=rockpool" 2>&1 | FileCheck %s --check-prefix=DROP
// FOLD: xylo.neurons <hidden> {{.*}} bias(dense<[0.000000e+00, 1.500000e+00, -7.500000e-01]> : tensor<3xf64>)
// TOLD: warning: weight_nodes_have_no_biases: node 'fc1': its biases are now biases of the neurons, up to 1.5 a step; they act in full from the first step on, by which membranes are up to 4.5 ahead
// DROP: warning: weight_nodes_have_no_biases: node 'fc1': its biases are dropped: settled, they add up to 1.5 to a membrane in each step
// DROP: xylo.neurons <hidden> {{.*}} bias(dense<0.000000e+00> : tensor<3xf64>)
snn.network @biases clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) bias(dense<[0.0, 0.5, -0.25]> : tensor<3xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// Two ways behind the weights: each brings the bias.
// FOLD-LABEL: xylo.chip @ways
// FOLD: xylo.neurons <hidden> {{.*}} bias(dense<1.200000e+01> : tensor<2xf64>)
// FOLD: xylo.weights <input> synapse(1) values(dense<4.000000e+00> : tensor<2x2xf64>)
// DROP-LABEL: xylo.chip @ways
snn.network @ways clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<1.0> : tensor<2x2xf32>) bias(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %s = snn.scale "s" (%fc1) factor(dense<3.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %a = snn.neuron "a" ports[(%fc1, %s) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi32>
  %fc2 = snn.linear "fc2" (%a) weight(dense<1.0> : tensor<2x2xf32>) : (tensor<2xi32>) -> tensor<2xf32>
  %b = snn.neuron "b" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  snn.output "output" (%b) : tensor<2xi32>
}
