snn.network @chain clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<[[0.1, 0.05], [0.07, 0.02], [0.01, 0.11]]> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %a = snn.neuron "output" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%a) weight(dense<[[0.1, 0.05, 0.02], [0.07, 0.02, 0.1]]> : tensor<2x3xf32>) : (tensor<3xi32>) -> tensor<2xf32>
  %b = snn.neuron "last" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  snn.output "out" (%b) : tensor<2xi32>
}
