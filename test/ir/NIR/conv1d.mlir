// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @conv1d_example
nir.graph @conv1d_example {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // CHECK:      nir.conv1d "conv" (%x) input_shape(dense<8> : tensor<i64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>) padding("same")
  // CHECK-SAME:   dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %y = nir.conv1d "conv" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding("same") dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// Files before NIR 1.0 have no input_shape; a bias may be missing.
// CHECK-LABEL: nir.graph @conv1d_no_input_shape
nir.graph @conv1d_no_input_shape {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // CHECK:      nir.conv1d "n" (%x) weight(dense<5.000000e-01> : tensor<4x2x3xf32>)
  // CHECK-SAME:   stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
  // CHECK-SAME:   groups(dense<1> : tensor<i64>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %n = nir.conv1d "n" (%x) weight(dense<0.5> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>)
    padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
    : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// Nothing is known of the input.
// CHECK-LABEL: nir.graph @conv1d_unknown_input
nir.graph @conv1d_unknown_input {
  // CHECK:      nir.conv1d "n" (%n) weight(dense<5.000000e-01> : tensor<4x2x3xf32>)
  // CHECK-SAME:   stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
  // CHECK-SAME:   groups(dense<1> : tensor<i64>) bias(dense<0.000000e+00> : tensor<4xf32>)
  // CHECK-SAME:   : (tensor<*xf32>) -> tensor<*xf32>
  %n = nir.conv1d "n" (%n) weight(dense<0.5> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>)
    padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<*xf32>) -> tensor<*xf32>
}

// The input has (weight dimension 1) * groups channels.
// CHECK-LABEL: nir.graph @conv1d_groups
nir.graph @conv1d_groups {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // CHECK:      nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<4x1x3xf32>) stride(dense<1> : tensor<i64>)
  // CHECK-SAME:   padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<2> : tensor<1xi64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x1x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<2> : tensor<1xi64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// `valid` does not pad.
// CHECK-LABEL: nir.graph @conv1d_valid
nir.graph @conv1d_valid {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // CHECK:      nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>) padding("valid")
  // CHECK-SAME:   dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x6xf32>
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding("valid") dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x6xf32>
}

// `same` keeps the size, also with an even kernel and a dilation.
// CHECK-LABEL: nir.graph @conv1d_same_even_kernel
nir.graph @conv1d_same_even_kernel {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // CHECK:      nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<4x2x4xf32>) stride(dense<1> : tensor<i64>) padding("same")
  // CHECK-SAME:   dilation(dense<2> : tensor<i64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x4xf32>)
    stride(dense<1> : tensor<i64>) padding("same") dilation(dense<2> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// (8 + 2 * 2 - 2 * (3 - 1) - 1) / 3 + 1 = 3, rounded down.
// CHECK-LABEL: nir.graph @conv1d_stride_dilation
nir.graph @conv1d_stride_dilation {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // CHECK:      nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<4x2x3xf32>) stride(dense<3> : tensor<i64>)
  // CHECK-SAME:   padding(dense<2> : tensor<1xi64>) dilation(dense<2> : tensor<i64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x3xf32>
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<3> : tensor<i64>) padding(dense<2> : tensor<1xi64>) dilation(dense<2> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x3xf32>
}
