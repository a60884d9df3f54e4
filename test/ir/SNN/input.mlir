// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @inputs
snn.network @inputs clock(step 1.0e-3) compute(f32) {
  // CHECK: %input = snn.input "input" : tensor<12xf32>
  %x = snn.input "input" : tensor<12xf32>
  // Declared spikes and counts.
  // CHECK: snn.input "dvs" : tensor<2x128x128xi1>
  %dvs = snn.input "dvs" : tensor<2x128x128xi1>
  // CHECK: snn.input "counts" : tensor<16xi32>
  %counts = snn.input "counts" : tensor<16xi32>
  // A single value, and no value at all.
  // CHECK: snn.input "scalar" : tensor<f32>
  %scalar = snn.input "scalar" : tensor<f32>
  // CHECK: snn.input "none" : tensor<0xf32>
  %none = snn.input "none" : tensor<0xf32>
  // Any name.
  // CHECK: snn.input "a \22quoted\22 name" : tensor<1xf32>
  %odd = snn.input "a \"quoted\" name" : tensor<1xf32>
}

// Spike times.
// CHECK-LABEL: snn.network @times
snn.network @times clock(event) compute(f64) {
  // CHECK: snn.input "input" : tensor<5xi1>
  %x = snn.input "input" : tensor<5xi1>
}
