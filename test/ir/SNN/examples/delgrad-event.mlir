// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// A DelGrad layer: exact spike times, each synapse with a delay of its own, each neuron fires once.
//
// - `clock(event)`: there is no step. A spike is an instant; the input is one spike time a channel, in seconds.
// - The delay of synapse (j, i) is added to the time at which the spike of input i reaches neuron j.
// - Between arrivals the states follow tau_syn*I' = -I and tau*v' = -v + r*I exactly. A spike is a pulse of area 1 and adds (w_in/tau_syn)*w
//   to I: with w_in = tau_syn it adds the weight.
// - tau_mem = 2 tau_syn, r = tau_mem/tau_syn = 1/g_leak: one of the two ratios with a closed form. One arrival of weight w at time s gives
//   v(s + d) = 2*w*(exp(-d/2) - exp(-d)), which rises above 1 at d = -2*ln((1 + sqrt(1 - 2/w))/2) if w > 2.
// - `once`: after its spike a neuron is silent for the rest of the run.
//
// Expected, for input times 0.1, 0.3, 0.6:
//
//   neuron   arrivals (time: weight)               first spike
//   0        0.5: 3     1.2: 1.5    1.6: -2        0.5 + 0.4748015723032385 = 0.9748015723032385 (the others come too late to matter)
//   1        0.6: 1     0.6: 2      1.6: 3         0.6 + 0.4748015723032385 = 1.0748015723032385 (the delays bring two together)
//   2        0.1: 1     0.3: -1     0.6: 0         never: one arrival of weight 1 reaches 0.5

// CHECK-LABEL: snn.network @delgrad clock(event) compute(f64) convention("fastanddeep") {
snn.network @delgrad clock(event) compute(f64) convention("fastanddeep") {
  %in = snn.input "input" : tensor<3xi1>
  // CHECK: %layer0.synapses = snn.linear "layer0.synapses"(%input) weight({{.*}}) delays(<synapse, dense<{{.*}}> : tensor<3x3xf64>>) : (tensor<3xi1>) -> tensor<3xf64>
  %i = snn.linear "layer0.synapses" (%in) weight(dense<[[3.0, 1.5, -2.0], [1.0, 2.0, 3.0], [1.0, -1.0, 0.0]]> : tensor<3x3xf64>)
      delays(<synapse, dense<[[0.4, 0.9, 1.0], [0.5, 0.3, 1.0], [0.0, 0.0, 0.0]]> : tensor<3x3xf64>>) : (tensor<3xi1>) -> tensor<3xf64>
  // CHECK: snn.neuron "layer0" ports[(%layer0.synapses) #snn.port<factor, tau = dense<1.000000e+00> : tensor<f64>, w_in = dense<1.000000e+00> : tensor<f64>>]
  // CHECK-SAME: rule(<update = exact, spike = above, reset = value, once = true>) : (tensor<3xf64>) -> tensor<3xi1>
  %z = snn.neuron "layer0" ports[(%i) #snn.port<factor, tau = dense<1.0> : tensor<f64>, w_in = dense<1.0> : tensor<f64>>]
      tau(dense<2.0> : tensor<f64>) r(dense<2.0> : tensor<f64>) v_threshold(dense<1.0> : tensor<3xf64>)
      rule(<update = exact, spike = above, reset = value, once = true>) : (tensor<3xf64>) -> tensor<3xi1>
  snn.output "output" (%z) : tensor<3xi1>
}
