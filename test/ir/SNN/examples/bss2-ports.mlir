// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// A BrainScaleS-2 neuron: an excitatory and an inhibitory synaptic input, each with a time constant of its own.
//
// - Each port filters the sum of its connections into a current; the membrane takes the sum of both currents.
// - The sign belongs to the port: a row of synapses on the chip is excitatory or inhibitory as a whole. The excitatory weights are >= 0,
//   the inhibitory ones <= 0.
// - w_in = tau_syn/dt: a spike adds its weight to the current.
// - The parameters are those of the model (seconds, model units). The chip's 6-bit weights, its 10-bit targets and its refractory period come
//   with the bss2 dialect.
//
// Coefficients: excitatory a_s = 1 - 1/2 = 0.5, w_in*g_s = 1; inhibitory a_s = 0.75, w_in*g_s = 1; membrane a = 0.75, r*g = 0.25, v_leak*g = 0.0625.
// All numbers below are exact in f32.
//
// Expected, for one excitatory and one inhibitory source (I after its update, v after the reset):
//
//   t   exc inh   I exc       I inh           v             z
//   0    1   0    3           0               0.8125        0
//   1    1   0    4.5         0              -0.5           1
//   2    0   1    2.25       -2              -0.25          0
//   3    0   0    1.125      -1.5            -0.21875       0
//   4    1   1    3.5625     -3.125           0.0078125     0
//   5    1   0    4.78125    -2.34375         0.677734375   0
//   6    1   0    5.390625   -1.7578125      -0.5           1
//   7    0   0    2.6953125  -1.318359375     0.03173828125 0
//
// Step 1: V = (0.75*0.8125 + 0.25*4.5) + 0.0625 = 1.796875 > 1, so that z = 1 and v = v_reset.

// CHECK-LABEL: snn.network @bss2 clock(step 1.000000e-06) compute(f32) {
snn.network @bss2 clock(step 1.0e-6) compute(f32) {
  %e = snn.input "exc" : tensor<1xi1>
  %i = snn.input "inh" : tensor<1xi1>
  %ie = snn.linear "w.exc" (%e) weight(dense<3.0> : tensor<1x1xf32>) : (tensor<1xi1>) -> tensor<1xf32>
  %ii = snn.linear "w.inh" (%i) weight(dense<-2.0> : tensor<1x1xf32>) : (tensor<1xi1>) -> tensor<1xf32>
  // CHECK: %cuba = snn.neuron "cuba" ports[(%w.exc) #snn.port<factor, name = "excitatory", tau = dense<2.000000e-06> : tensor<f64>, w_in = dense<2.000000e+00> : tensor<f64>>,
  // CHECK-SAME: (%w.inh) #snn.port<factor, name = "inhibitory", tau = dense<4.000000e-06> : tensor<f64>, w_in = dense<4.000000e+00> : tensor<f64>>]
  %z = snn.neuron "cuba" ports[(%ie) #snn.port<factor, name = "excitatory", tau = dense<2.0e-6> : tensor<f64>, w_in = dense<2.0> : tensor<f64>>,
                               (%ii) #snn.port<factor, name = "inhibitory", tau = dense<4.0e-6> : tensor<f64>, w_in = dense<4.0> : tensor<f64>>]
      tau(dense<4.0e-6> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_leak(dense<0.25> : tensor<f64>) v_threshold(dense<1.0> : tensor<f64>)
      v_reset(dense<-0.5> : tensor<f64>) rule(<update = euler, spike = above, reset = value>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xi1>
  snn.output "output" (%z) : tensor<1xi1>
}
