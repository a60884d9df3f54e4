nir.graph @untyped {
  %input = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<*xf32>
  %gain = nir.scale "gain" (%input) scale(dense<2.0> : tensor<f32>) : (tensor<*xf32>) -> tensor<*xf32>
  %output = nir.output "output" (%gain) : (tensor<*xf32>) -> tensor<*xf32>
}
