// Rockpool's exporter writes r = tau/dt*exp(-dt/tau); one dt for all neurons gives it away, and the step with it.
// RUN: snn-opt %s --snn-discretize 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=SAYS <%t.err
// SAYS: remark: convention: rockpool (the gains are tau/dt*exp(-dt/tau) with dt = 0.001 in every neuron, as only Rockpool exports them)
// SAYS: remark: dt: 0.001 (the gains are tau/dt*exp(-dt/tau) with dt = 0.001 in every neuron, as only Rockpool exports them)
// CHECK: snn.network @rockpool clock(step 1.000000e-03) compute(f32) convention("rockpool")
// CHECK: snn.neuron "cuba" {{.*}} rule(<update = impulse, spike = floor_ratio, reset = subtract>)

// What is asked for goes first. Another step is doubtful.
// RUN: snn-opt %s --snn-discretize="dt=2e-3 convention=none" 2>%t.err | FileCheck %s --check-prefix=GIVEN
// RUN: FileCheck %s --check-prefix=DOUBT <%t.err
// DOUBT: remark: convention: none (given by --convention)
// DOUBT: remark: dt: 0.002 (given by --dt)
// DOUBT: warning: dt: dt is 0.002, the file was written with 0.001: the gains are tau/dt*exp(-dt/tau) with dt = 0.001 in every neuron, as only Rockpool exports them
// GIVEN: snn.network @rockpool clock(step 2.000000e-03) compute(f32) attributes
// GIVEN: snn.neuron "cuba" {{.*}} rule(<update = euler, spike = above, reset = value>)

nir.graph @rockpool {
  %x = nir.input "x" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %cuba = nir.cuba_lif "cuba" (%x) tau_syn(dense<[0.01, 0.02, 0.03]> : tensor<3xf32>) tau_mem(dense<[0.019999999552965164, 0.009999999776482582, 0.004999999888241291]> : tensor<3xf32>)
    r(dense<[19.024587631225586, 9.04837417602539, 4.093653678894043]> : tensor<3xf32>) v_leak(dense<0.0> : tensor<3xf32>) v_threshold(dense<1.0> : tensor<3xf32>) w_in(dense<1.0> : tensor<3xf32>)
    : (tensor<3xf32>) -> tensor<3xf32>
  %lif = nir.lif "lif" (%cuba) tau(dense<0.029999999329447746> : tensor<f32>) r(dense<29.016483306884766> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<3xf32>) -> tensor<3xf32>
  nir.output "y" (%lif) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}
