// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @cuba_lif_example
nir.graph @cuba_lif_example {
  %fc1 = nir.input "fc1" shape(dense<[38]> : tensor<1xi64>) : () -> tensor<38xf32>
  %rec = nir.input "rec" shape(dense<[38]> : tensor<1xi64>) : () -> tensor<38xf32>
  // CHECK:      nir.cuba_lif "lif1.lif" (%fc1, %rec) tau_syn(dense<2.222200e-04> : tensor<38xf64>)
  // CHECK-SAME:   tau_mem(dense<1.000000e-03> : tensor<38xf64>) r(dense<1.000000e+01> : tensor<38xf64>)
  // CHECK-SAME:   v_leak(dense<0.000000e+00> : tensor<38xf64>) v_threshold(dense<1.000000e+00> : tensor<38xf64>)
  // CHECK-SAME:   w_in(dense<2.222200e+00> : tensor<38xf64>) : (tensor<38xf32>, tensor<38xf32>) -> tensor<38xf32>
  %z = nir.cuba_lif "lif1.lif" (%fc1, %rec) tau_syn(dense<2.2222e-4> : tensor<38xf64>)
    tau_mem(dense<1.0e-3> : tensor<38xf64>) r(dense<10.0> : tensor<38xf64>) v_leak(dense<0.0> : tensor<38xf64>)
    v_threshold(dense<1.0> : tensor<38xf64>) w_in(dense<2.2222> : tensor<38xf64>)
    : (tensor<38xf32>, tensor<38xf32>) -> tensor<38xf32>
}

// Fields of rank 0 hold for every element; the edge gives the shape.
// CHECK-LABEL: nir.graph @cuba_lif_rank_0
nir.graph @cuba_lif_rank_0 {
  %x = nir.input "x" shape(dense<[4, 5]> : tensor<2xi64>) : () -> tensor<4x5xf32>
  // CHECK:      nir.cuba_lif "n" (%x) tau_syn(dense<0.00999999977> : tensor<f32>)
  // CHECK-SAME:   tau_mem(dense<2.000000e-02> : tensor<f32>) r(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_leak(dense<0.000000e+00> : tensor<f32>) v_threshold(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_reset(dense<0.000000e+00> : tensor<f32>) w_in(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   : (tensor<4x5xf32>) -> tensor<4x5xf32>
  %n = nir.cuba_lif "n" (%x) tau_syn(dense<0.01> : tensor<f32>) tau_mem(dense<0.02> : tensor<f32>)
    r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    v_reset(dense<0.0> : tensor<f32>) w_in(dense<1.0> : tensor<f32>) : (tensor<4x5xf32>) -> tensor<4x5xf32>
}

// Each field keeps its own type; one of rank 0 stands beside the others.
// CHECK-LABEL: nir.graph @cuba_lif_mixed
nir.graph @cuba_lif_mixed {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      nir.cuba_lif "n" (%x) tau_syn(dense<1.000000e-02> : tensor<2xf64>)
  // CHECK-SAME:   tau_mem(dense<2.000000e-02> : tensor<2xf32>) r(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   v_leak(dense<0.000000e+00> : tensor<2xf32>) v_threshold(dense<1.000000e+00> : tensor<2xf32>)
  // CHECK-SAME:   v_reset(dense<0.000000e+00> : tensor<2xf32>) w_in(dense<1.000000e+00> : tensor<f16>)
  // CHECK-SAME:   : (tensor<2xf32>) -> tensor<2xf32>
  %n = nir.cuba_lif "n" (%x) tau_syn(dense<0.01> : tensor<2xf64>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1> : tensor<2xi64>) v_leak(dense<0.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<f16>) : (tensor<2xf32>) -> tensor<2xf32>
}

// Absent optional fields stay absent (old files).
// CHECK-LABEL: nir.graph @cuba_lif_absent
nir.graph @cuba_lif_absent {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK:      nir.cuba_lif "n" (%x) tau_syn(dense<0.00999999977> : tensor<2xf32>)
  // CHECK-SAME:   tau_mem(dense<2.000000e-02> : tensor<2xf32>) r(dense<1.000000e+00> : tensor<2xf32>)
  // CHECK-SAME:   v_leak(dense<0.000000e+00> : tensor<2xf32>) v_threshold(dense<1.000000e+00> : tensor<2xf32>)
  // CHECK-NOT:    {{v_reset|w_in}}
  // CHECK-SAME:   : (tensor<2xf32>) -> tensor<2xf32>
  %n = nir.cuba_lif "n" (%x) tau_syn(dense<0.01> : tensor<2xf32>) tau_mem(dense<0.02> : tensor<2xf32>)
    r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
}

// Several edges are several operands, the node itself may be one of them; no shape is known.
// CHECK-LABEL: nir.graph @cuba_lif_edges
nir.graph @cuba_lif_edges {
  // CHECK:      nir.cuba_lif "n" (%n, %n) tau_syn(dense<0.00999999977> : tensor<f32>)
  // CHECK-SAME:   tau_mem(dense<2.000000e-02> : tensor<f32>) r(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_leak(dense<0.000000e+00> : tensor<f32>) v_threshold(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   v_reset(dense<0.000000e+00> : tensor<f32>) w_in(dense<1.000000e+00> : tensor<f32>)
  // CHECK-SAME:   {metadata = {note = "sum"}} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  %n = nir.cuba_lif "n" (%n, %n) tau_syn(dense<0.01> : tensor<f32>) tau_mem(dense<0.02> : tensor<f32>)
    r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    v_reset(dense<0.0> : tensor<f32>) w_in(dense<1.0> : tensor<f32>) {metadata = {note = "sum"}}
    : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
}
