// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @delays
snn.network @delays clock(step 1.0e-3) compute(f32) {
  %z = snn.input "z" : tensor<38xi1>
  %x = snn.input "x" : tensor<3xf32>
  // The step that an edge takes which closes a cycle: no name.
  // CHECK: snn.delay(%z) steps(dense<1> : tensor<i64>) : (tensor<38xi1>) -> tensor<38xi1>
  %zd = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<38xi1>) -> tensor<38xi1>
  // A node of the file: steps by element, the file's seconds beside them.
  // CHECK: %wait = snn.delay "wait"(%x, %x) steps(dense<[0, 2, 5]> : tensor<3xi32>) delay(dense<[0.000000e+00, 2.000000e-03, 5.000000e-03]> : tensor<3xf64>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %d = snn.delay "wait" (%x, %x) steps(dense<[0, 2, 5]> : tensor<3xi32>) delay(dense<[0.0, 2.0e-3, 5.0e-3]> : tensor<3xf64>)
      : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  // CHECK: snn.delay "zeros"() steps(dense<1> : tensor<3xi64>) : () -> tensor<3xf32>
  %e = snn.delay "zeros" () steps(dense<1> : tensor<3xi64>) : () -> tensor<3xf32>
  // CHECK: snn.delay "converted"(%z) steps(dense<1> : tensor<i64>) : (tensor<38xi1>) -> tensor<38xf32>
  %f = snn.delay "converted" (%z) steps(dense<1> : tensor<i64>) : (tensor<38xi1>) -> tensor<38xf32>
}

// Exact times: seconds only.
// CHECK-LABEL: snn.network @times
snn.network @times clock(event) compute(f64) {
  %z = snn.input "z" : tensor<3xi1>
  // CHECK: snn.delay "axonal"(%z) delay(dense<[0.000000e+00, 1.300000e-02, 2.500000e-01]> : tensor<3xf64>) : (tensor<3xi1>) -> tensor<3xi1>
  %d = snn.delay "axonal" (%z) delay(dense<[0.0, 0.013, 0.25]> : tensor<3xf64>) : (tensor<3xi1>) -> tensor<3xi1>
}
