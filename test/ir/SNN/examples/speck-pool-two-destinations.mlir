// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// A layer as Speck holds it in one core: convolution, integrate-and-fire, and pooling on the way out, into two destinations with a
// pooling factor of their own each. A destination is another core.
//
// - The neurons have no leak. They reset by subtraction and never fall below -threshold (Sinabs' min_v_mem).
// - Pooling is of events: the chip divides the coordinates of an event by the factor and keeps the event. In a step this is the sum over
//   a window. `average` would be a factor for the weights of the destination.
// - One core feeds two: two pools read the same neurons. Nothing is computed twice.
//
// In a step all events are summed first, then a neuron fires as often as the threshold fits (`trunc_ratio`, as Sinabs trains it). The chip has no
// step: it takes one event at a time, and a neuron fires at most once for each. The speck dialect has that meaning.
//
// Expected, for one input event at row 1, column 1 in step 0, one at row 2, column 2 in step 1, none in step 2. `if1` has two features of 4 x 4;
// only what is not 0 is listed, as row,column=value:
//
//   t   if1 spikes, feature 0      feature 1    pool.a, feature 0   feature 1   pool.b   if.a                     if.b
//   0   -                          1,1=2        -                   0,0=2       0  2     0,0=1                    0
//   1   1,1=1 1,2=1 2,1=1 2,2=1    2,2=1        all 1               1,1=1       4  1     all 1                    2
//   2   -                          -            -                   -           0  0     -                        0
//
// v after step 0: if1, feature 0: 0.5 in rows and columns 0 to 2, else 0; feature 1: 0.5 at 1,1 (2.5 less 2), -1 at its eight neighbours (-1.5,
// cut). if.a: 0 (1 less 1). if.b: 0.5. After step 1: if1, feature 1 at 2,2: -1 + 2.5 = 1.5, less 1; at 1,1: 0.5 - 1.5 = -1. if.a: 0.5 at 1,1, else 0.
// if.b: 0.5 + 2.25 = 2.75, less 2. These stay in step 2.

// CHECK-LABEL: snn.network @speck clock(step 1.000000e-03) compute(f32) convention("sinabs") {
snn.network @speck clock(step 1.0e-3) compute(f32) convention("sinabs") {
  %in = snn.input "dvs" : tensor<1x4x4xi1>
  %c = snn.conv "conv1" (%in) weight(dense<[[[[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]],
                                            [[[-1.5, -1.5, -1.5], [-1.5, 2.5, -1.5], [-1.5, -1.5, -1.5]]]]> : tensor<2x1x3x3xf32>)
      stride [1, 1] before [1, 1] after [1, 1] dilation [1, 1] groups 1 : (tensor<1x4x4xi1>) -> tensor<2x4x4xf32>
  // CHECK: %if1 = snn.neuron "if1" ports[(%conv1) #snn.port<none>]
  // CHECK-SAME: rule(<update = decay, spike = trunc_ratio, reset = subtract, clip = true>) : (tensor<2x4x4xf32>) -> tensor<2x4x4xi32>
  %z = snn.neuron "if1" ports[(%c) #snn.port<none>] v_threshold(dense<1.0> : tensor<2x4x4xf32>)
      rule(<update = decay, spike = trunc_ratio, reset = subtract, clip = true>) : (tensor<2x4x4xf32>) -> tensor<2x4x4xi32>

  // Destination a: windows of 2 x 2, then another convolution.
  // CHECK: %pool.a = snn.pool "pool.a"(%if1) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x4x4xi32>) -> tensor<2x2x2xf32>
  %pa = snn.pool "pool.a" (%z) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x4x4xi32>) -> tensor<2x2x2xf32>
  %ca = snn.conv "conv.a" (%pa) weight(dense<[[[[1.0]], [[0.5]]]]> : tensor<1x2x1x1xf32>) stride [1, 1] before [0, 0] after [0, 0]
      dilation [1, 1] groups 1 : (tensor<2x2x2xf32>) -> tensor<1x2x2xf32>
  %za = snn.neuron "if.a" ports[(%ca) #snn.port<none>] v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = decay, spike = trunc_ratio, reset = subtract, clip = true>) : (tensor<1x2x2xf32>) -> tensor<1x2x2xi32>
  snn.output "a" (%za) : tensor<1x2x2xi32>

  // Destination b: one window of 4 x 4, then all to all.
  // CHECK: %pool.b = snn.pool "pool.b"(%if1) kind(<sum>) kernel [4, 4] stride [4, 4] padding [0, 0] : (tensor<2x4x4xi32>) -> tensor<2x1x1xf32>
  %pb = snn.pool "pool.b" (%z) kind(<sum>) kernel [4, 4] stride [4, 4] padding [0, 0] : (tensor<2x4x4xi32>) -> tensor<2x1x1xf32>
  %fb = snn.reshape "flat.b" (%pb) : (tensor<2x1x1xf32>) -> tensor<2xf32>
  %ib = snn.linear "fc.b" (%fb) weight(dense<[[0.5, 0.25]]> : tensor<1x2xf32>) : (tensor<2xf32>) -> tensor<1xf32>
  %zb = snn.neuron "if.b" ports[(%ib) #snn.port<none>] v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = decay, spike = trunc_ratio, reset = subtract, clip = true>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "b" (%zb) : tensor<1xi32>
}
