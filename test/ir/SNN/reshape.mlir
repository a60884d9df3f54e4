// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @reshape
snn.network @reshape clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x3x4xi1>
  // Spikes stay spikes.
  // CHECK: %flat = snn.reshape "flat"(%x) : (tensor<2x3x4xi1>) -> tensor<24xi1>
  %f = snn.reshape "flat" (%x) : (tensor<2x3x4xi1>) -> tensor<24xi1>
  // A sum of several has the compute type.
  // CHECK: snn.reshape "two"(%x, %x) : (tensor<2x3x4xi1>, tensor<2x3x4xi1>) -> tensor<6x4xf32>
  %t = snn.reshape "two" (%x, %x) : (tensor<2x3x4xi1>, tensor<2x3x4xi1>) -> tensor<6x4xf32>
  // An edge whose ends differ in shape has no name.
  // CHECK: snn.reshape(%x) : (tensor<2x3x4xi1>) -> tensor<1x24xi1>
  %e = snn.reshape (%x) : (tensor<2x3x4xi1>) -> tensor<1x24xi1>
}
