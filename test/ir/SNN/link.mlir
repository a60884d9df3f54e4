// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.system @links {
snn.system @links {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<2x3xi1>
    %y = snn.input "more" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<2x3xi1>
    snn.output "sums" (%y, %y) : tensor<2xf32>, tensor<2xf32>
  }
  snn.network @b clock(step 1.0e-3) compute(f32) {
    %x = snn.input "spikes" : tensor<8xi1>
    %y = snn.input "sums" : tensor<2xf32>
    snn.output "out" (%x) : tensor<8xi1>
  }
  // Channels are counted in C order; several ranges, in any order, with channels of the input left over (they are 0).
  // CHECK: snn.link @a "spikes" to @b "spikes" delay(0) payload(<spike>) channels({{\[\[}}4, 6, 0, 2], [0, 3, 5, 8{{\]\]}})
  snn.link @a "spikes" to @b "spikes" delay(0) payload(<spike>) channels([[4, 6, 0, 2], [0, 3, 5, 8]])
  // Spikes can also be sent as numbers, to an input of the compute type; a channel may go to several places.
  // CHECK: snn.link @a "spikes" to @b "sums" delay(2) payload(<graded>) channels({{\[\[}}0, 1, 1, 2{{\]\]}})
  snn.link @a "spikes" to @b "sums" delay(2) payload(<graded>) channels([[0, 1, 1, 2]])
  // A second link may drive other channels of the same input.
  // CHECK: snn.link @a "sums" to @b "sums" delay(1) payload(<graded>) channels({{\[\[}}1, 2, 0, 1{{\]\]}})
  snn.link @a "sums" to @b "sums" delay(1) payload(<graded>) channels([[1, 2, 0, 1]])
}

// Shards may form a ring, and a shard may send to itself.
// CHECK-LABEL: snn.system @ring {
snn.system @ring {
  snn.network @a clock(event) compute(f64) {
    %x = snn.input "in" : tensor<2xi1>
    snn.output "out" (%x) : tensor<2xi1>
  }
  // CHECK: snn.link @a "out" to @a "in" delay(0) payload(<spike>) channels({{\[\[}}0, 2, 0, 2{{\]\]}})
  snn.link @a "out" to @a "in" delay(0) payload(<spike>) channels([[0, 2, 0, 2]])
}
