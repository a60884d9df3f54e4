// Connections behind data inputs copy what they computed a step before where the data are the same.
// RUN: snn-opt %s --snn-to-kernel="block=8 data=false compared-products=0" --split-input-file | FileCheck %s
// RUN: snn-opt %s --snn-to-kernel="block=8 data=false" --split-input-file | FileCheck %s --check-prefix=SMALL
// SMALL-NOT: kernel.repeats

// Directly, and through ops without a state: both connections have the repeats of the input. One in a cycle has none.
// CHECK-LABEL: kernel.program @chain
// CHECK:         kernel.input "x" index(0) as(<number>) to %[[X:.*]] : !kernel.signal<32xf32>
// CHECK:         kernel.repeats(%[[X]]) to %[[SAME:.*]] : !kernel.signal<32xf32>
// CHECK:         kernel.events %{{.*}} to %[[LIST:.*]] repeats(%[[SAME]])
// CHECK:         kernel.convolve %[[LIST]] {{.*}} repeats(%[[SAME]])
// CHECK-NOT:     kernel.repeats(
// CHECK:         kernel.dense %{{.*}} repeats(%[[SAME]])
// CHECK:         kernel.stage <step>
// CHECK-NOT:     repeats(
snn.network @chain clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x4x4xf32>
  %s = snn.scale "s" (%x) factor(dense<2.0> : tensor<f32>) : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
  %c = snn.conv "conv" (%s) weight(dense<0.1> : tensor<3x2x3x3xf32>) stride [1, 1] before [1, 1] after [1, 1] dilation [1, 1] groups 1 : (tensor<2x4x4xf32>) -> tensor<3x4x4xf32>
  %f = snn.reshape (%c) : (tensor<3x4x4xf32>) -> tensor<48xf32>
  %i = snn.linear "fc" (%f) weight(dense<0.5> : tensor<2x48xf32>) {kernel.activity = 0.9 : f64} : (tensor<48xf32>) -> tensor<2xf32>
  %d = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<2xi1>) -> tensor<2xi1>
  %r = snn.linear "rec" (%d) weight(dense<0.25> : tensor<2x2xf32>) : (tensor<2xi1>) -> tensor<2xf32>
  %z = snn.neuron "lif" ports[(%i, %r) #snn.port<none>] tau(dense<1.0e-2> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_threshold(dense<1.0> : tensor<f64>)
    rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  snn.output "z" (%z) : tensor<2xi1>
}

// -----

// A sum of two inputs repeats where both do. What is late is another row.
// CHECK-LABEL: kernel.program @two
// CHECK:         kernel.input "a" index(0) as(<number>) to %[[A:.*]] : !kernel.signal<3xf32>
// CHECK:         kernel.input "b" index(1) as(<number>) to %[[B:.*]] : !kernel.signal<3xf32>
// CHECK:         kernel.repeats(%[[A]], %[[B]]) to %[[BOTH:.*]] : !kernel.signal<3xf32>, !kernel.signal<3xf32>
// CHECK:         kernel.rows {{.*}} repeats(%[[BOTH]])
// CHECK-NOT:     repeats(
snn.network @two clock(step 1.0e-3) compute(f32) {
  %a = snn.input "a" : tensor<3xf32>
  %b = snn.input "b" : tensor<3xf32>
  %y = snn.linear "sum" (%b, %a) weight(dense<0.5> : tensor<2x3xf32>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<2xf32>
  %l = snn.linear "late" (%a) weight(dense<0.5> : tensor<2x3xf32>) delays(<source, dense<2> : tensor<3xi32>>) : (tensor<3xf32>) -> tensor<2xf32>
  snn.output "y" (%y) : tensor<2xf32>
  snn.output "l" (%l) : tensor<2xf32>
}

// -----

// CHECK-LABEL: kernel.program @sparse
// CHECK:         kernel.events %{{.*}} repeats(%[[SAME:.*]]) :
// CHECK:         kernel.synapses {{.*}} repeats(%[[SAME]])
snn.network @sparse clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<20xi32>
  %y = snn.sparse "s" (%x) sources(dense<[0, 1]> : tensor<2xi32>) targets(dense<[1, 0]> : tensor<2xi32>) weight(dense<2> : tensor<2xi8>) : (tensor<20xi32>) -> tensor<20xi16>
  snn.output "y" (%y) : tensor<20xi16>
}
