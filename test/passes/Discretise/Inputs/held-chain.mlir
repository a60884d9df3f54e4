// lif -> first -> second -> lif, where the Input also feeds `first` and the Output takes `second`.
nir.graph @chain {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %lif = nir.lif "lif" (%second, %x) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %first = nir.affine "first" (%lif, %x) weight(dense<0.5> : tensor<2x2xf32>) bias(dense<0.25> : tensor<2xf32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %second = nir.scale "second" (%first) scale(dense<2.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%second) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
