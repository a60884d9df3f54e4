// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.system @pair {
snn.system @pair {
  // CHECK: snn.network @first clock(step 1.000000e-03) compute(f32) {
  snn.network @first clock(step 1.000000e-03) compute(f32) {
    %x = snn.input "in" : tensor<2xf32>
    snn.output "out" (%x) : tensor<2xf32>
  }
  // CHECK: snn.network @second clock(step 1.000000e-03) compute(f32) {
  snn.network @second clock(step 1.000000e-03) compute(f32) {
    %x = snn.input "in" : tensor<2xf32>
    snn.output "out" (%x) : tensor<2xf32>
  }
  // CHECK: snn.link @first "out" to @second "in" delay(1) payload(<graded>) channels({{\[\[}}0, 2, 0, 2{{\]\]}})
  snn.link @first "out" to @second "in" delay(1) payload(<graded>) channels([[0, 2, 0, 2]])
}

// One shard, no link.
// CHECK-LABEL: snn.system @alone {
snn.system @alone {
  snn.network @only clock(event) compute(f64) {
  }
}
