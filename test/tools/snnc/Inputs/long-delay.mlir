// A delay of five seconds.
nir.graph @slow {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %d = nir.delay "wait" (%x) delay(dense<5.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%d) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
