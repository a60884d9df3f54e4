// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// A layer of 4 inputs and 2 neurons, whole and cut by its inputs into two shards. The first shard sends a partial sum, the second adds its own
// and holds the neurons.
//
// - The link is graded: it carries the numbers themselves, so that nothing is lost. Its delay is one step.
// - The second shard waits one step with its own inputs (`align`), so that both halves belong to the same step of the model.
// - The bias goes with the first shard's sum: in step 0, before the first delivery, the second shard sees 0 and its neurons stay at rest.
// - So the system puts out in step t + 1 what the whole network puts out in step t, and nothing in step 0.
//
// The whole network adds the products of a row one by one, the system adds two sums of two. All numbers here are small multiples of 1/4, so
// that both are exact.
//
// Expected of the whole network (a = 1 - dt/tau = 0.5, r*g = 1; v after the reset):
//
//   t   input      link of the system (sent)   v             output
//   0   1 0 1 0    0.75  0                     0     0.75    1 0
//   1   0 1 0 1    0.5   0.25                  0.25  0       0 1
//   2   1 1 1 1    1     0.5                   0     0       1 1
//   3   0 0 0 0    0.25 -0.25                  0.25 -0.25    0 0
//   4   1 0 1 1    0.75  0                     0     0       1 1

// CHECK-LABEL: snn.network @whole
snn.network @whole clock(step 1.0e-3) compute(f32) {
  %x = snn.input "input" : tensor<4xf32>
  %i = snn.linear "fc" (%x) weight(dense<[[0.5, 0.25, 0.5, -0.25], [0.25, 0.5, 0.75, 0.5]]> : tensor<2x4xf32>)
      bias(dense<[0.25, -0.25]> : tensor<2xf32>) : (tensor<4xf32>) -> tensor<2xf32>
  %z = snn.neuron "lif" ports[(%i) #snn.port<none>] tau(dense<2.0e-3> : tensor<f64>) r(dense<2.0> : tensor<f64>)
      v_threshold(dense<1.0> : tensor<f64>) rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  snn.output "output" (%z) : tensor<2xi1>
}

// CHECK-LABEL: snn.system @cut {
snn.system @cut {
  // CHECK: snn.network @first
  snn.network @first clock(step 1.0e-3) compute(f32) {
    %x = snn.input "input.0" : tensor<2xf32>
    %i = snn.linear "fc" (%x) weight(dense<[[0.5, 0.25], [0.25, 0.5]]> : tensor<2x2xf32>) bias(dense<[0.25, -0.25]> : tensor<2xf32>)
        : (tensor<2xf32>) -> tensor<2xf32>
    // CHECK: snn.output "partial"(%fc) : tensor<2xf32>
    snn.output "partial" (%i) : tensor<2xf32>
  }
  // CHECK: snn.network @second
  snn.network @second clock(step 1.0e-3) compute(f32) {
    // CHECK: %partial = snn.input "partial" : tensor<2xf32>
    %p = snn.input "partial" : tensor<2xf32>
    %x = snn.input "input.1" : tensor<2xf32>
    %xd = snn.delay "align" (%x) steps(dense<1> : tensor<i64>) : (tensor<2xf32>) -> tensor<2xf32>
    %i = snn.linear "fc" (%xd) weight(dense<[[0.5, -0.25], [0.75, 0.5]]> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    // The order of the operands is the order of the sum: the first half, then the second.
    // CHECK: %lif = snn.neuron "lif" ports[(%partial, %fc) #snn.port<none>]
    %z = snn.neuron "lif" ports[(%p, %i) #snn.port<none>] tau(dense<2.0e-3> : tensor<f64>) r(dense<2.0> : tensor<f64>)
        v_threshold(dense<1.0> : tensor<f64>) rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
    snn.output "output" (%z) : tensor<2xi1>
  }
  // CHECK: snn.link @first "partial" to @second "partial" delay(1) payload(<graded>) channels({{\[\[}}0, 2, 0, 2{{\]\]}})
  snn.link @first "partial" to @second "partial" delay(1) payload(<graded>) channels([[0, 2, 0, 2]])
}
