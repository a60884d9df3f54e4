// Neurons that spike once in a run, under each rule that may: tau = 2 dt, r*g = 1, v_threshold 1.
snn.network @once clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %same = snn.neuron "same" ports[(%x) #snn.port<none>] tau(dense<2.0e-3> : tensor<f64>) r(dense<2.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value, once = true>) : (tensor<3xf32>) -> tensor<3xi1>
  %subtract = snn.neuron "subtract" ports[(%x) #snn.port<none>] tau(dense<2.0e-3> : tensor<f64>) r(dense<2.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = subtract, when = after, once = true>) : (tensor<3xf32>) -> tensor<3xi1>
  %corrected = snn.neuron "corrected" ports[(%x) #snn.port<none>] tau(dense<2.0e-3> : tensor<f64>) r(dense<2.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = subtract, when = corrected, once = true>) : (tensor<3xf32>) -> tensor<3xi1>
  // A cycle without a delay: this neuron spikes from its old state.
  %w = snn.linear "w" (%cycle) weight(dense<[[0.0, 1.0, 0.0], [0.5, 0.0, 0.0], [0.0, 0.25, 0.25]]> : tensor<3x3xf32>) : (tensor<3xi1>) -> tensor<3xf32>
  %cycle = snn.neuron "cycle" ports[(%x, %w) #snn.port<none>] tau(dense<2.0e-3> : tensor<f64>) r(dense<2.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above_old, reset = value, when = before, once = true>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi1>
  snn.output "same" (%same) : tensor<3xi1>
  snn.output "subtract" (%subtract) : tensor<3xi1>
  snn.output "corrected" (%corrected) : tensor<3xi1>
  snn.output "cycle" (%cycle) : tensor<3xi1>
}
