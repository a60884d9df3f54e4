// Two inputs; three leaky neurons that hear themselves a step later.
nir.graph @tiny version("1.0.8") {
  %input = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %fc = nir.affine "fc" (%input) weight(dense<[[0.5, 0.0], [0.25, 0.25], [0.0, 1.0]]> : tensor<3x2xf32>) bias(dense<0.125> : tensor<3xf32>)
    : (tensor<2xf32>) -> tensor<3xf32>
  %w_rec = nir.linear "lif.w_rec" (%lif) weight(dense<[[0.0, 0.5, 0.0], [0.0, 0.0, -0.5], [0.5, 0.0, 0.0]]> : tensor<3x3xf32>)
    : (tensor<3xf32>) -> tensor<3xf32>
  %lif = nir.lif "lif" (%fc, %w_rec) tau(dense<0.002> : tensor<3xf32>) r(dense<4.0> : tensor<3xf32>) v_leak(dense<0.0> : tensor<3xf32>)
    v_threshold(dense<1.0> : tensor<3xf32>) v_reset(dense<0.0> : tensor<3xf32>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %output = nir.output "output" (%lif) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}
