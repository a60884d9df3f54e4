// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @scale
snn.network @scale clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<4xf32>
  %z = snn.input "z" : tensor<4xi1>
  // CHECK: %gain = snn.scale "gain"(%x) factor(dense<2.000000e+00> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xf32>
  %s = snn.scale "gain" (%x) factor(dense<2.0> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xf32>
  // One factor for all; a sum of operands.
  // CHECK: snn.scale "all"(%x, %z) factor(dense<-3> : tensor<i64>) : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
  %a = snn.scale "all" (%x, %z) factor(dense<-3> : tensor<i64>) : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
}
