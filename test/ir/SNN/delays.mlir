// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// Delays of a connection of 3 sources and 2 targets, by axis.
// CHECK-LABEL: snn.network @steps
snn.network @steps clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xi1>
  // CHECK: delays(<uniform, dense<2> : tensor<i64>>)
  %u = snn.linear "u" (%x) weight(dense<1.0> : tensor<2x3xf32>) delays(#snn.delays<uniform, dense<2> : tensor<i64>>) : (tensor<3xi1>) -> tensor<2xf32>
  // CHECK: delays(<source, dense<[1, 2, 3]> : tensor<3xi64>>)
  %s = snn.linear "s" (%x) weight(dense<1.0> : tensor<2x3xf32>) delays(#snn.delays<source, dense<[1, 2, 3]> : tensor<3xi64>>) : (tensor<3xi1>) -> tensor<2xf32>
  // CHECK: delays(<target, dense<[0, 7]> : tensor<2xi8>>)
  %t = snn.linear "t" (%x) weight(dense<1.0> : tensor<2x3xf32>) delays(<target, dense<[0, 7]> : tensor<2xi8>>) : (tensor<3xi1>) -> tensor<2xf32>
  // CHECK: delays(<synapse, dense<{{\[\[}}0, 1, 2], [3, 4, 5{{\]\]}}> : tensor<2x3xui16>>)
  %w = snn.linear "w" (%x) weight(dense<1.0> : tensor<2x3xf32>) delays(<synapse, dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui16>>) : (tensor<3xi1>) -> tensor<2xf32>
  // CHECK: snn.conv "c"({{.*}}) {{.*}} delays(<target, dense<1> : tensor<2x2xi64>>)
  %r = snn.reshape (%x) : (tensor<3xi1>) -> tensor<1x3xi1>
  %c = snn.conv "c" (%r) weight(dense<1.0> : tensor<2x1x2xf32>) stride [1] before [0] after [0] dilation [1] groups 1
      delays(<target, dense<1> : tensor<2x2xi64>>) : (tensor<1x3xi1>) -> tensor<2x2xf32>
}

// CHECK-LABEL: snn.network @seconds
snn.network @seconds clock(event) compute(f64) {
  %x = snn.input "x" : tensor<3xi1>
  // CHECK: delays(<source, dense<[0.000000e+00, 1.250000e-01, 2.500000e-01]> : tensor<3xf64>>)
  %s = snn.linear "s" (%x) weight(dense<1.0> : tensor<2x3xf64>) delays(<source, dense<[0.0, 0.125, 0.25]> : tensor<3xf64>>) : (tensor<3xi1>) -> tensor<2xf64>
}

// A blob within delays goes with them, in bytecode too.
// CHECK-LABEL: snn.network @blob
snn.network @blob clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xi1>
  // CHECK: delays(<source, dense_resource<delay_steps> : tensor<3xi32>>)
  %s = snn.linear "s" (%x) weight(dense<1.0> : tensor<2x3xf32>) delays(<source, dense_resource<delay_steps> : tensor<3xi32>>) : (tensor<3xi1>) -> tensor<2xf32>
}

// CHECK: delay_steps: "0x04000000010000000200000003000000"
{-#
  dialect_resources: {
    builtin: {
      delay_steps: "0x04000000010000000200000003000000"
    }
  }
#-}
