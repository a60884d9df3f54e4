// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @pool
snn.network @pool clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x6x6xi1>
  %n = snn.input "n" : tensor<1x5x7xi32>
  // CHECK: %pool = snn.pool "pool"(%x) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xi1>) -> tensor<2x3x3xf32>
  %p = snn.pool "pool" (%x) kind(<sum>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<2x6x6xi1>) -> tensor<2x3x3xf32>
  // Rows and columns differ; windows that do not fit at the end are left out.
  // CHECK: snn.pool "odd"(%n) kind(<average>) kernel [3, 2] stride [1, 3] padding [1, 0] : (tensor<1x5x7xi32>) -> tensor<1x5x2xf32>
  %o = snn.pool "odd" (%n) kind(<average>) kernel [3, 2] stride [1, 3] padding [1, 0] : (tensor<1x5x7xi32>) -> tensor<1x5x2xf32>
  // CHECK: snn.pool "two"(%x, %x) kind(<average>)
  %t = snn.pool "two" (%x, %x) kind(<average>) kernel [6, 6] stride [1, 1] padding [0, 0]
      : (tensor<2x6x6xi1>, tensor<2x6x6xi1>) -> tensor<2x1x1xf32>
}
