// RUN: snn-opt %s --split-input-file --snn-to-xylo="allow=tau_above_dt,weight_nodes_have_no_biases" --verify-diagnostics=only-expected
// RUN: snn-opt %s --split-input-file --snn-to-xylo="allow=all" --verify-diagnostics=only-expected

// What --allow lets pass: 0.8 rounds to a dash of 0, and the bias is lost.
snn.network @allowed clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-warning @+1 {{tau_above_dt: node 'lif1': tau_syn of neuron 0 is 8e-4}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<8.0e-4> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  // expected-warning @+1 {{weight_nodes_have_no_biases: node 'fc2': its biases are dropped: settled, they add up to 1.5 to a membrane in each step}}
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) bias(dense<0.5> : tensor<1xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// -----

// No dash stands for a quarter of a step.
snn.network @negative clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  // expected-error @+1 {{tau_above_dt: node 'lif1': tau_syn of neuron 0 is 0.00025}}
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<2.5e-4> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}
