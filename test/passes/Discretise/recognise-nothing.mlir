// Numbers that some exporter might have written, or by chance, prove nothing.
// RUN: not snn-opt %s --split-input-file --snn-discretize 2>&1 | FileCheck %s
// CHECK-COUNT-5: error: dt: the model file gives no time step
// CHECK-NOT: remark: dt

// One neuron has Rockpool's gain of dt = 1e-3, the other that of 2e-3.
nir.graph @two_steps {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.lif "a" (%x) tau(dense<0.02> : tensor<2xf64>) r(dense<[19.024588490014278, 9.048374180359595]> : tensor<2xf64>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%a) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

// One free number: every (tau, r) has such a dt, here 0.0113.
nir.graph @no_round_step {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.lif "a" (%x) tau(dense<0.02> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%a) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

// Rockpool's exporter writes no w_in.
nir.graph @weighted {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.cuba_lif "a" (%x) tau_syn(dense<0.01> : tensor<f64>) tau_mem(dense<0.02> : tensor<f64>) r(dense<19.024588490014278> : tensor<f64>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) w_in(dense<2.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%a) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

// Unit gains for dt = 1e-3 instead of 1e-4, as several frameworks have them; a gain that is no number.
nir.graph @other_unit_gains {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.lif "a" (%x) tau(dense<0.02> : tensor<2xf64>) r(dense<20.0> : tensor<f64>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %b = nir.lif "b" (%a) tau(dense<0.02> : tensor<2xf64>) r(dense<[0.0, -1.0]> : tensor<2xf64>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%b) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

// No neuron with a time constant and a threshold.
nir.graph @no_neuron {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.li "a" (%x) tau(dense<0.02> : tensor<f64>) r(dense<19.024588490014278> : tensor<f64>) v_leak(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%a) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
