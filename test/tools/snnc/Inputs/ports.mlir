snn.network @ports clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %left = snn.input "left" : tensor<1x2xf32>
  %right = snn.input "right" : tensor<3xf32>
  %flat = snn.reshape "flat" (%left) : (tensor<1x2xf32>) -> tensor<2xf32>
  %fc1 = snn.linear "fc1" (%flat) weight(dense<0.3> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %fc2 = snn.linear "fc2" (%right) weight(dense<[[0.1, 0.4, 0.0], [0.2, 0.1, 0.5]]> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
  %a = snn.neuron "a" ports[(%fc1, %fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi32>
  %fc3 = snn.linear "fc3" (%a) weight(dense<0.6> : tensor<1x2xf32>) : (tensor<2xi32>) -> tensor<1xf32>
  %b = snn.neuron "b" ports[(%fc3) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  %fc4 = snn.linear "fc4" (%a) weight(dense<0.2> : tensor<2x2xf32>) : (tensor<2xi32>) -> tensor<2xf32>
  %c = snn.neuron "c" ports[(%fc4) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  snn.output "first" (%b) : tensor<1xi32>
  snn.output "second" (%c) : tensor<2xi32>
}
