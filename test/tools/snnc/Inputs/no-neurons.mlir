// Layers of no neurons, beside one that has some. Parameters of no element stand next to such of one value for all.
nir.graph @nothing {
  %x = nir.input "x" shape(dense<0> : tensor<1xi64>) : () -> tensor<0xf32>
  %lif = nir.lif "lif" (%x) tau(dense<> : tensor<0xf32>) r(dense<> : tensor<0xf32>) v_leak(dense<> : tensor<0xf32>) v_threshold(dense<> : tensor<0xf32>)
    v_reset(dense<> : tensor<0xf32>) : (tensor<0xf32>) -> tensor<0xf32>
  %cuba = nir.cuba_lif "cuba" (%lif) tau_syn(dense<> : tensor<0xf32>) tau_mem(dense<> : tensor<0xf32>) r(dense<> : tensor<0xf32>) v_leak(dense<> : tensor<0xf32>)
    v_threshold(dense<> : tensor<0xf32>) v_reset(dense<> : tensor<0xf32>) w_in(dense<1.0> : tensor<f32>) : (tensor<0xf32>) -> tensor<0xf32>
  %if = nir.if "if" (%cuba) r(dense<> : tensor<0xf32>) v_threshold(dense<> : tensor<0xf32>) v_reset(dense<> : tensor<0xf32>) : (tensor<0xf32>) -> tensor<0xf32>
  nir.output "none" (%if) shape(dense<0> : tensor<1xi64>) : (tensor<0xf32>) -> tensor<0xf32>
  %w = nir.affine "w" (%if) weight(dense<> : tensor<2x0xf32>) bias(dense<[1.0, 3.0]> : tensor<2xf32>) : (tensor<0xf32>) -> tensor<2xf32>
  %two = nir.lif "two" (%w) tau(dense<0.002> : tensor<2xf32>) r(dense<2.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
    v_threshold(dense<1.5> : tensor<2xf32>) v_reset(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "out" (%two) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
