// One input, two neurons: one takes it as it is, the other twice its negative and a bias.
nir.graph @pair {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %w = nir.affine "w" (%x) weight(dense<[[1.0], [-2.0]]> : tensor<2x1xf32>) bias(dense<[0.0, 1.75]> : tensor<2xf32>) : (tensor<1xf32>) -> tensor<2xf32>
  %z = nir.lif "lif" (%w) tau(dense<0.004> : tensor<2xf64>) r(dense<2.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    v_threshold(dense<0.5> : tensor<2xf32>) v_reset(dense<[0.0, -1.0]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%z) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
