// Gains r*dt/tau (and w_in*dt/tau_syn) of 1 for dt = 1e-4 in all neurons: the step is plain, the convention is not, for the reset is not in the file.
// RUN: snn-opt %s --snn-discretize 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=SAYS <%t.err
// SAYS: remark: convention: none (
// SAYS: remark: dt: 1e-4 (the gains r*dt/tau are 1 for dt = 0.0001 in every neuron, as snnTorch exports them)
// CHECK: snn.network @gains clock(step 1.000000e-04) compute(f32) attributes
// CHECK: rule(<update = euler, spike = above, reset = value>)

// RUN: snn-opt %s --snn-discretize="dt=1e-4" 2>&1 >/dev/null | FileCheck %s --check-prefix=SAME
// SAME-NOT: warning
// RUN: snn-opt %s --snn-discretize="dt=1e-3" 2>&1 >/dev/null | FileCheck %s --check-prefix=OTHER
// OTHER: warning: dt: dt is 0.001, the file was written with 1e-4: the gains r*dt/tau are 1 for dt = 0.0001 in every neuron, as snnTorch exports them
nir.graph @gains {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.lif "a" (%x) tau(dense<[0.0010000000474974513, 0.0005000000237487257]> : tensor<2xf32>) r(dense<[10.0, 5.0]> : tensor<2xf32>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %b = nir.cuba_lif "b" (%a) tau_syn(dense<0.0002> : tensor<f64>) tau_mem(dense<0.0010000000000000002> : tensor<f64>) r(dense<10.000000000000002> : tensor<f64>)
    v_leak(dense<0.0> : tensor<f64>) v_threshold(dense<1.0> : tensor<f64>) w_in(dense<2.0> : tensor<f64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%b) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
