// A duplicate edge, a time constant below 0, a weight that is not a number, and a node that nobody reads.
nir.graph @tiny_broken {
  %input = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %fc = nir.linear "fc" (%input, %input) weight(dense<[[0.5, 0x7FC00000], [0.25, 1.0]]> : tensor<2x2xf32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %lif = nir.lif "lif" (%fc) tau(dense<[0.02, -0.02]> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    v_threshold(dense<1.0> : tensor<2xf32>) v_reset(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %spare = nir.scale "spare" (%lif) scale(dense<2.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %output = nir.output "output" (%lif) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
