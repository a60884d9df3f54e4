// Where the last neurons alone can have output weights, those of an input layer that drive an output make room for others: A stands behind B.
// RUN: snn-opt %s --snn-to-xylo | FileCheck %s
// CHECK: xylo.neurons <hidden> {{.*}} sources [#xylo.source<"B", at = [0], size = [60], from = [0]>, #xylo.source<"A", at = [60], size = [60], from = [0]>, #xylo.source<"C", at = [120], size = [20], from = [0], latency = 1>]
snn.network @room clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %in = snn.input "in" : tensor<2xf32>
  %wa = snn.linear "wa" (%in) weight(dense<0.1> : tensor<60x2xf32>) : (tensor<2xf32>) -> tensor<60xf32>
  %A = snn.neuron "A" ports[(%wa) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<60xf32>) -> tensor<60xi32>
  %wy = snn.linear "wy" (%A) weight(dense<0.1> : tensor<1x60xf32>) : (tensor<60xi32>) -> tensor<1xf32>
  %Y = snn.neuron "Y" ports[(%wy) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  %wb = snn.linear "wb" (%in) weight(dense<0.1> : tensor<60x2xf32>) : (tensor<2xf32>) -> tensor<60xf32>
  %B = snn.neuron "B" ports[(%wb) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<60xf32>) -> tensor<60xi32>
  %wc = snn.linear "wc" (%B) weight(dense<0.1> : tensor<20x60xf32>) : (tensor<60xi32>) -> tensor<20xf32>
  %C = snn.neuron "C" ports[(%wc) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<20xf32>) -> tensor<20xi32>
  %wz = snn.linear "wz" (%C) weight(dense<0.1> : tensor<1x20xf32>) : (tensor<20xi32>) -> tensor<1xf32>
  %Z = snn.neuron "Z" ports[(%wz) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "y" (%Y) : tensor<1xi32>
  snn.output "z" (%Z) : tensor<1xi32>
}
