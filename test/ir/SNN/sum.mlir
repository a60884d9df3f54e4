// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @sums
snn.network @sums clock(step 1.0e-3) compute(f32) {
  %a = snn.input "a" : tensor<4xi1>
  %b = snn.input "b" : tensor<4xf32>
  // CHECK: %[[S:.*]] = snn.sum "hidden.input"(%a, %b) : (tensor<4xi1>, tensor<4xf32>) -> tensor<4xf32>
  %s = snn.sum "hidden.input" (%a, %b) : (tensor<4xi1>, tensor<4xf32>) -> tensor<4xf32>
  // (a + b) + b: a sum is complete before it goes on.
  // CHECK: snn.sum "twice"(%[[S]], %b)
  %t = snn.sum "twice" (%s, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // One operand keeps its type or takes the compute type.
  // CHECK: snn.sum "kept"(%a) : (tensor<4xi1>) -> tensor<4xi1>
  %k = snn.sum "kept" (%a) : (tensor<4xi1>) -> tensor<4xi1>
  // CHECK: snn.sum "converted"(%a) : (tensor<4xi1>) -> tensor<4xf32>
  %c = snn.sum "converted" (%a) : (tensor<4xi1>) -> tensor<4xf32>
  // CHECK: snn.sum "zeros"() : () -> tensor<4xf32>
  %z = snn.sum "zeros" () : () -> tensor<4xf32>
}
