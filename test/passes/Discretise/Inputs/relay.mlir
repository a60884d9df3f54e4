// Two LIF nodes and a LI in a row; names that --set has to take apart.
nir.graph @relay {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.lif "layer.lif" (%x) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %b = nir.lif "a=b" (%a) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %c = nir.li "readout" (%b) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%c) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
