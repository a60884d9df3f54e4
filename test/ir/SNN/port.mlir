// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

module attributes {
  // CHECK: snn.p1 = #snn.port<factor, tau = dense<2.000000e-03> : tensor<4xf32>, w_in = dense<1.000000e+00> : tensor<f32>>
  snn.p1 = #snn.port<factor, tau = dense<2.0e-3> : tensor<4xf32>, w_in = dense<1.0> : tensor<f32>>,
  // CHECK-SAME: snn.p2 = #snn.port<none>
  snn.p2 = #snn.port<none>,
  // CHECK-SAME: snn.p3 = #snn.port<none, name = "direct">
  snn.p3 = #snn.port<none, name = "direct">,
  // CHECK-SAME: snn.p4 = #snn.port<shift, name = "synapse 2", dash = dense<4> : tensor<i8>>
  snn.p4 = #snn.port<shift, dash = dense<4> : tensor<i8>, name = "synapse 2">,
  // CHECK-SAME: snn.p5 = #snn.port<factor, name = "excitatory", tau = dense_resource<port_tau> : tensor<3xf64>>
  snn.p5 = #snn.port<factor, name = "excitatory", tau = dense_resource<port_tau> : tensor<3xf64>>
} {
}

// A blob within a port goes with it, in bytecode too.
// CHECK: port_tau: "0x08000000000000000000F03F00000000000000400000000000000840"

{-#
  dialect_resources: {
    builtin: {
      port_tau: "0x08000000000000000000F03F00000000000000400000000000000840"
    }
  }
#-}
