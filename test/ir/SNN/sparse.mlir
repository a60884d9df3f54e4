// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @sparse
snn.network @sparse clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xi1>
  // CHECK: %tree = snn.sparse "tree"(%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<[5.000000e-01, -1.000000e+00]> : tensor<2xf32>) : (tensor<3xi1>) -> tensor<2xf32>
  %i = snn.sparse "tree" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[1, 1]> : tensor<2xi32>) weight(dense<[0.5, -1.0]> : tensor<2xf32>) : (tensor<3xi1>) -> tensor<2xf32>
  // Indices are flat: source and target may have any shape. A pair may have several synapses.
  // CHECK: snn.sparse "grid"(%x) sources(dense<0> : tensor<3xi64>) targets(dense<[5, 5, 0]> : tensor<3xi64>) weight(dense<1.000000e+00> : tensor<3xf64>) bias(dense<2.500000e-01> : tensor<2x3xf32>) : (tensor<3xi1>) -> tensor<2x3xf32>
  %g = snn.sparse "grid" (%x) sources(dense<0> : tensor<3xi64>) targets(dense<[5, 5, 0]> : tensor<3xi64>)
      weight(dense<1.0> : tensor<3xf64>) bias(dense<0.25> : tensor<2x3xf32>) : (tensor<3xi1>) -> tensor<2x3xf32>
  // Each synapse with its own delay.
  // CHECK: snn.sparse "late"(%x, %x) {{.*}} bias(dense<1.000000e+00> : tensor<f32>) delays(<synapse, dense<[1, 7]> : tensor<2xi16>>)
  %l = snn.sparse "late" (%x, %x) sources(dense<[0, 1]> : tensor<2xi32>) targets(dense<[1, 0]> : tensor<2xi32>)
      weight(dense<[0.5, -1.0]> : tensor<2xf32>) bias(dense<1.0> : tensor<f32>) delays(<synapse, dense<[1, 7]> : tensor<2xi16>>)
      : (tensor<3xi1>, tensor<3xi1>) -> tensor<2xf32>
  // No synapse at all.
  // CHECK: snn.sparse "cut"(%x) sources(dense<> : tensor<0xi32>) targets(dense<> : tensor<0xi32>) weight(dense<> : tensor<0xf32>)
  %c = snn.sparse "cut" (%x) sources(dense<> : tensor<0xi32>) targets(dense<> : tensor<0xi32>) weight(dense<> : tensor<0xf32>)
      : (tensor<3xi1>) -> tensor<2xf32>
}
