// Every neuron type fed by an Input, and a LIF, a CubaLIF and an IF that each lie on a cycle.
nir.graph @forward {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %i = nir.i "i" (%x) r(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %if = nir.if "if" (%x) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %li = nir.li "li" (%x) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %lif = nir.lif "lif" (%x) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %cuba_li = nir.cuba_li "cuba_li" (%x) tau_syn(dense<0.01> : tensor<f32>) tau_mem(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %cuba_lif = nir.cuba_lif "cuba_lif" (%x) tau_syn(dense<0.01> : tensor<f32>) tau_mem(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y_i" (%i) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y_if" (%if) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y_li" (%li) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y_lif" (%lif) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y_cuba_li" (%cuba_li) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y_cuba_lif" (%cuba_lif) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

nir.graph @cycle {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %lif = nir.lif "lif" (%x, %w_lif) tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %w_lif = nir.affine "w_lif" (%lif) weight(dense<0.5> : tensor<2x2xf32>) bias(dense<0.25> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %cuba = nir.cuba_lif "cuba" (%lif, %w_cuba) tau_syn(dense<0.01> : tensor<f32>) tau_mem(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %w_cuba = nir.affine "w_cuba" (%cuba) weight(dense<0.5> : tensor<2x2xf32>) bias(dense<0.25> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %if = nir.if "if" (%cuba, %if) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>) v_reset(dense<0.0> : tensor<f32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%if) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
