// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @sum_pool2d_example
nir.graph @sum_pool2d_example {
  %x = nir.input "x" shape(dense<[16, 16, 16]> : tensor<3xi64>) : () -> tensor<16x16x16xf32>
  // CHECK:      nir.sum_pool2d "4" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
  // CHECK-SAME:   padding(dense<0> : tensor<2xi64>) : (tensor<16x16x16xf32>) -> tensor<16x8x8xf32>
  %y = nir.sum_pool2d "4" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<16x16x16xf32>) -> tensor<16x8x8xf32>
}

// One entry holds for both axes; a rest that fills no window is dropped: (7 - 2) / 2 + 1 = 3.
// CHECK-LABEL: nir.graph @sum_pool2d_scalars
nir.graph @sum_pool2d_scalars {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // CHECK:      nir.sum_pool2d "n" (%x) kernel_size(dense<2> : tensor<i64>) stride(dense<2> : tensor<1xi64>)
  // CHECK-SAME:   padding(dense<0> : tensor<i64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<2> : tensor<i64>) stride(dense<2> : tensor<1xi64>)
    padding(dense<0> : tensor<i64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
}

// Each axis has its own: (6 + 2 - 3) / 1 + 1 = 6, (7 + 0 - 2) / 3 + 1 = 2.
// CHECK-LABEL: nir.graph @sum_pool2d_per_axis
nir.graph @sum_pool2d_per_axis {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // CHECK:      nir.sum_pool2d "n" (%x) kernel_size(dense<[3, 2]> : tensor<2xi64>)
  // CHECK-SAME:   stride(dense<[1, 3]> : tensor<2xi64>) padding(dense<[1, 0]> : tensor<2xi64>)
  // CHECK-SAME:   : (tensor<2x6x7xf32>) -> tensor<2x6x2xf32>
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<[3, 2]> : tensor<2xi64>)
    stride(dense<[1, 3]> : tensor<2xi64>) padding(dense<[1, 0]> : tensor<2xi64>)
    : (tensor<2x6x7xf32>) -> tensor<2x6x2xf32>
}

// The shape of its input is not known.
// CHECK-LABEL: nir.graph @sum_pool2d_unknown
nir.graph @sum_pool2d_unknown {
  // CHECK:      nir.sum_pool2d "n" (%n) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
  // CHECK-SAME:   padding(dense<0> : tensor<2xi64>) : (tensor<*xf32>) -> tensor<*xf32>
  %n = nir.sum_pool2d "n" (%n) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<*xf32>) -> tensor<*xf32>
}
