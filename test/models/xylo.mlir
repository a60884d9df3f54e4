nir.graph @chain version("1.0.8") {
  %in = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %fc1 = nir.linear "fc1" (%in) weight(dense<[[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]]> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %rec = nir.linear "w_rec" (%lif1) weight(dense<[[0.0, 0.0, 0.25], [0.0, 0.0, 0.0], [-0.5, 0.0, 0.0]]> : tensor<3x3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
  %lif1 = nir.cuba_lif "lif1" (%fc1, %rec) tau_syn(dense<0.003476059> : tensor<3xf32>) tau_mem(dense<0.0074888> : tensor<3xf32>) r(dense<6.552562> : tensor<3xf32>) v_leak(dense<0.0> : tensor<3xf32>) v_threshold(dense<1.3> : tensor<3xf32>) w_in(dense<1.0> : tensor<3xf32>) v_reset(dense<0.0> : tensor<3xf32>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %fc2 = nir.linear "fc2" (%lif1) weight(dense<[[1.0, -0.5, 0.5]]> : tensor<1x3xf32>) : (tensor<3xf32>) -> tensor<1xf32>
  %lif2 = nir.cuba_lif "lif2" (%fc2) tau_syn(dense<0.003476059> : tensor<1xf32>) tau_mem(dense<0.0074888> : tensor<1xf32>) r(dense<6.552562> : tensor<1xf32>) v_leak(dense<0.0> : tensor<1xf32>) v_threshold(dense<3.0> : tensor<1xf32>) w_in(dense<1.0> : tensor<1xf32>) v_reset(dense<0.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  nir.output "output" (%lif2) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}
