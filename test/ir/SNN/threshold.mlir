// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @threshold
snn.network @threshold clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<4xf32>
  // CHECK: %act = snn.threshold "act"(%x) threshold(dense<5.000000e-01> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xi1>
  %z = snn.threshold "act" (%x) threshold(dense<0.5> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xi1>
  // CHECK: snn.threshold "all"(%x, %act) threshold(dense<1> : tensor<i8>) : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xi1>
  %a = snn.threshold "all" (%x, %z) threshold(dense<1> : tensor<i8>) : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xi1>
}
