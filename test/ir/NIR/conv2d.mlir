// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @conv2d_example
nir.graph @conv2d_example {
  %x = nir.input "x" shape(dense<[2, 34, 34]> : tensor<3xi64>) : () -> tensor<2x34x34xf32>
  // CHECK:      nir.conv2d "0" (%x) input_shape(dense<34> : tensor<2xi64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<16x2x5x5xf32>) stride(dense<2> : tensor<2xi64>)
  // CHECK-SAME:   padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   groups(dense<1> : tensor<i64>) bias(dense<0.000000e+00> : tensor<16xf32>)
  // CHECK-SAME:   : (tensor<2x34x34xf32>) -> tensor<16x16x16xf32>
  %y = nir.conv2d "0" (%x) input_shape(dense<34> : tensor<2xi64>) weight(dense<0.5> : tensor<16x2x5x5xf32>)
    stride(dense<2> : tensor<2xi64>) padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<16xf32>) : (tensor<2x34x34xf32>) -> tensor<16x16x16xf32>
}

// Files before NIR 1.0 have no input_shape; a bias may be missing.
// CHECK-LABEL: nir.graph @conv2d_no_input_shape
nir.graph @conv2d_no_input_shape {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // CHECK:      nir.conv2d "n" (%x) weight(dense<5.000000e-01> : tensor<3x2x3x3xf32>)
  // CHECK-SAME:   stride(dense<1> : tensor<2xi64>) padding(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %n = nir.conv2d "n" (%x) weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
}

// Nothing is known of the input.
// CHECK-LABEL: nir.graph @conv2d_unknown_input
nir.graph @conv2d_unknown_input {
  // CHECK:      nir.conv2d "n" (%n) weight(dense<5.000000e-01> : tensor<3x2x3x3xf32>)
  // CHECK-SAME:   stride(dense<1> : tensor<2xi64>) padding(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %n = nir.conv2d "n" (%n) weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
}

// The input has (weight dimension 1) * groups channels.
// CHECK-LABEL: nir.graph @conv2d_groups
nir.graph @conv2d_groups {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // CHECK:      nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<4x1x3x3xf32>) stride(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   groups(dense<2> : tensor<1xi64>) bias(dense<0.000000e+00> : tensor<4xf32>)
  // CHECK-SAME:   : (tensor<2x6x7xf32>) -> tensor<4x6x7xf32>
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<4x1x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<2> : tensor<1xi64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<2x6x7xf32>) -> tensor<4x6x7xf32>
}

// `valid` does not pad.
// CHECK-LABEL: nir.graph @conv2d_valid
nir.graph @conv2d_valid {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // CHECK:      nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   padding("valid") dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x4x5xf32>
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>) padding("valid")
    dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<3xf32>)
    : (tensor<2x6x7xf32>) -> tensor<3x4x5xf32>
}

// `same` keeps the size, also with an even kernel and a dilation.
// CHECK-LABEL: nir.graph @conv2d_same_even_kernel
nir.graph @conv2d_same_even_kernel {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // CHECK:      nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<3x2x2x4xf32>) stride(dense<1> : tensor<2xi64>)
  // CHECK-SAME:   padding("same") dilation(dense<2> : tensor<i64>) groups(dense<1> : tensor<i64>)
  // CHECK-SAME:   bias(dense<0.000000e+00> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x2x4xf32>) stride(dense<1> : tensor<2xi64>) padding("same")
    dilation(dense<2> : tensor<i64>) groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<3xf32>)
    : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
}

// Each axis has its own kernel, stride, padding and dilation: (6 + 2 - 2 - 1) / 2 + 1 = 3, (7 + 4 - 8 - 1) / 1 + 1 = 3.
// CHECK-LABEL: nir.graph @conv2d_not_square
nir.graph @conv2d_not_square {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // CHECK:      nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
  // CHECK-SAME:   weight(dense<5.000000e-01> : tensor<3x2x3x5xf32>) stride(dense<[2, 1]> : tensor<2xi64>)
  // CHECK-SAME:   padding(dense<[1, 2]> : tensor<2xi64>) dilation(dense<[1, 2]> : tensor<2xi64>)
  // CHECK-SAME:   groups(dense<1> : tensor<i64>) bias(dense<0.000000e+00> : tensor<3xf32>)
  // CHECK-SAME:   : (tensor<2x6x7xf32>) -> tensor<3x3x3xf32>
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x5xf32>) stride(dense<[2, 1]> : tensor<2xi64>)
    padding(dense<[1, 2]> : tensor<2xi64>) dilation(dense<[1, 2]> : tensor<2xi64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x3x3xf32>
}
