nir.graph @many version("1.0") {
  %i = nir.input "i" shape(dense<100000000> : tensor<1xi64>) : () -> tensor<100000000xf32>
  %n = nir.lif "n"(%i) tau(dense<0.01> : tensor<100000000xf32>) r(dense<1.0> : tensor<100000000xf32>) v_leak(dense<0.0> : tensor<100000000xf32>) v_threshold(dense<1.0> : tensor<100000000xf32>) v_reset(dense<0.0> : tensor<100000000xf32>) : (tensor<100000000xf32>) -> tensor<100000000xf32>
  %o = nir.output "o"(%n) shape(dense<100000000> : tensor<1xi64>) : (tensor<100000000xf32>) -> tensor<100000000xf32>
}
