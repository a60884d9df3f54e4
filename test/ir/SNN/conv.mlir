// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @conv
snn.network @conv clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xi1>
  %s = snn.input "s" : tensor<4x10xf32>
  // CHECK: %conv = snn.conv "conv"(%x) weight(dense<1.000000e-01> : tensor<3x2x3x3xf32>) stride [1, 1] before [1, 1] after [1, 1] dilation [1, 1] groups 1 : (tensor<2x6x6xi1>) -> tensor<3x6x6xf32>
  %c = snn.conv "conv" (%x) weight(dense<0.1> : tensor<3x2x3x3xf32>) stride [1, 1] before [1, 1] after [1, 1] dilation [1, 1] groups 1 : (tensor<2x6x6xi1>) -> tensor<3x6x6xf32>
  // Rows and columns differ in everything: rows floor((6 + 0 + 1 - 1*(2-1) - 1)/2) + 1 = 3, columns (6 + 2 + 1 - 2*(3-1) - 1)/1 + 1 = 5.
  // CHECK: snn.conv "odd"(%x) weight(dense<1.000000e-01> : tensor<4x2x2x3xf64>) bias(dense<0.000000e+00> : tensor<4xf64>) stride [2, 1] before [0, 2] after [1, 1] dilation [1, 2] groups 1
  %o = snn.conv "odd" (%x) weight(dense<0.1> : tensor<4x2x2x3xf64>) bias(dense<0.0> : tensor<4xf64>) stride [2, 1] before [0, 2]
      after [1, 1] dilation [1, 2] groups 1 : (tensor<2x6x6xi1>) -> tensor<4x3x5xf32>
  // Depth-wise: as many groups as channels.
  // CHECK: snn.conv "depth"(%x, %x) weight(dense<1.000000e+00> : tensor<2x1x6x6xf32>) bias(dense<1.000000e+00> : tensor<f32>) {{.*}} groups 2
  %d = snn.conv "depth" (%x, %x) weight(dense<1.0> : tensor<2x1x6x6xf32>) bias(dense<1.0> : tensor<f32>) stride [1, 1]
      before [0, 0] after [0, 0] dilation [1, 1] groups 2 : (tensor<2x6x6xi1>, tensor<2x6x6xi1>) -> tensor<2x1x1xf32>
  // One axis.
  // CHECK: snn.conv "line"(%s) weight(dense<1.000000e+00> : tensor<8x4x3xf32>) stride [3] before [0] after [0] dilation [1] groups 1 : (tensor<4x10xf32>) -> tensor<8x3xf32>
  %l = snn.conv "line" (%s) weight(dense<1.0> : tensor<8x4x3xf32>) stride [3] before [0] after [0] dilation [1] groups 1
      : (tensor<4x10xf32>) -> tensor<8x3xf32>
  // CHECK: snn.conv "late"(%s) {{.*}} groups 1 delays(<uniform, dense<4> : tensor<i64>>)
  %e = snn.conv "late" (%s) weight(dense<1.0> : tensor<8x4x3xf32>) stride [3] before [0] after [0] dilation [1] groups 1
      delays(<uniform, dense<4> : tensor<i64>>) : (tensor<4x10xf32>) -> tensor<8x3xf32>
}
