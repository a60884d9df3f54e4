// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @flatten_example
nir.graph @flatten_example {
  %x = nir.input "x" shape(dense<[8, 4, 4]> : tensor<3xi64>) : () -> tensor<8x4x4xf32>
  // CHECK:      nir.flatten "8" (%x) input_type(dense<[8, 4, 4]> : tensor<3xi64>)
  // CHECK-SAME:   start_dim(dense<0> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
  // CHECK-SAME:   : (tensor<8x4x4xf32>) -> tensor<128xf32>
  %flat = nir.flatten "8" (%x) input_type(dense<[8, 4, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<8x4x4xf32>) -> tensor<128xf32>
}

// The dimensions from start_dim to end_dim, both included.
// CHECK-LABEL: nir.graph @flatten_middle
nir.graph @flatten_middle {
  %x = nir.input "x" shape(dense<[2, 3, 4, 5]> : tensor<4xi64>) : () -> tensor<2x3x4x5xf32>
  // CHECK:      nir.flatten "n" (%x) start_dim(dense<1> : tensor<1xi64>) end_dim(dense<-2> : tensor<1xi64>)
  // CHECK-SAME:   : (tensor<2x3x4x5xf32>) -> tensor<2x12x5xf32>
  %n = nir.flatten "n" (%x) start_dim(dense<1> : tensor<1xi64>) end_dim(dense<-2> : tensor<1xi64>)
    : (tensor<2x3x4x5xf32>) -> tensor<2x12x5xf32>
}

// One dimension stays what it is.
// CHECK-LABEL: nir.graph @flatten_nothing
nir.graph @flatten_nothing {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // CHECK:      nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>)
  // CHECK-SAME:   start_dim(dense<1> : tensor<i64>) end_dim(dense<1> : tensor<i64>)
  // CHECK-SAME:   : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<1> : tensor<i64>)
    end_dim(dense<1> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
}

// Absent, start_dim is 1 and end_dim is -1; absent fields stay absent.
// CHECK-LABEL: nir.graph @flatten_defaults
nir.graph @flatten_defaults {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // CHECK:      nir.flatten "n" (%x) : (tensor<2x3x4xf32>) -> tensor<2x12xf32>
  %n = nir.flatten "n" (%x) : (tensor<2x3x4xf32>) -> tensor<2x12xf32>
}

// A scalar becomes one element.
// CHECK-LABEL: nir.graph @flatten_scalar
nir.graph @flatten_scalar {
  %x = nir.input "x" shape(dense<[1]> : tensor<1xi64>) : () -> tensor<1xf32>
  %r = nir.output "r" (%x) shape(dense<> : tensor<0xf64>) : (tensor<1xf32>) -> tensor<f32>
  // CHECK:      nir.flatten "n" (%r) start_dim(dense<0> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
  // CHECK-SAME:   : (tensor<f32>) -> tensor<1xf32>
  %n = nir.flatten "n" (%r) start_dim(dense<0> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
    : (tensor<f32>) -> tensor<1xf32>
}

// Nothing is known of the input.
// CHECK-LABEL: nir.graph @flatten_unknown
nir.graph @flatten_unknown {
  // CHECK:      nir.flatten "n" (%n) start_dim(dense<0> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
  // CHECK-SAME:   : (tensor<*xf32>) -> tensor<*xf32>
  %n = nir.flatten "n" (%n) start_dim(dense<0> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
    : (tensor<*xf32>) -> tensor<*xf32>
}
