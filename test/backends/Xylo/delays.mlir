// A synapse between neurons takes a step; a delay of one step before c is that step, so b and c are both one step late.
// RUN: snn-opt %s --snn-to-xylo=target=xylo-a3 2>/dev/null | FileCheck %s
// CHECK: xylo.chip @chain target("xylo-a3") dt(1.000000e-03) latency(1)
// CHECK: sources [#xylo.source<"a", at = [0], size = [2], from = [0]>, #xylo.source<"b", at = [2], size = [2], from = [0], latency = 1>]
// CHECK: #xylo.source<"c", at = [0], size = [2], from = [0], latency = 1>
snn.network @chain clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<1.0> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %a = snn.neuron "a" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  %fc2 = snn.linear "fc2" (%a) weight(dense<1.0> : tensor<2x2xf32>) : (tensor<2xi32>) -> tensor<2xf32>
  %b = snn.neuron "b" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  %d = snn.delay (%b) steps(dense<1> : tensor<i64>) : (tensor<2xi32>) -> tensor<2xi32>
  %fc3 = snn.linear "fc3" (%d) weight(dense<1.0> : tensor<2x2xf32>) : (tensor<2xi32>) -> tensor<2xf32>
  %c = snn.neuron "c" ports[(%fc3) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  snn.output "output" (%c) : tensor<2xi32>
}
