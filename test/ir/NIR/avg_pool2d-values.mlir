// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @avg_pool2d_v5_kernel {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': kernel_size is [0, 2], allowed is 1 or more}}
  %n = nir.avg_pool2d "n" (%x) kernel_size(dense<[0, 2]> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
  %out = nir.output "output" (%n) : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
}

// -----

nir.graph @avg_pool2d_v5_stride {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': stride is [2, 0], allowed is 1 or more}}
  %n = nir.avg_pool2d "n" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<[2, 0]> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
  %out = nir.output "output" (%n) : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
}

// -----

nir.graph @avg_pool2d_v5_padding {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': padding is [0, -1], allowed is 0 or more}}
  %n = nir.avg_pool2d "n" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<[0, -1]> : tensor<2xi64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
  %out = nir.output "output" (%n) : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
}

// -----

nir.graph @avg_pool2d_v6 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V6: node 'n': the kernel covers a width of 9, the padded input has 7}}
  %n = nir.avg_pool2d "n" (%x) kernel_size(dense<[2, 9]> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
  %out = nir.output "output" (%n) : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
}

// -----

nir.graph @avg_pool2d_v6_overflow {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V6: node 'n': the height does not fit 64 bits (kernel 2, dilation 1, padding 9223372036854775807)}}
  %n = nir.avg_pool2d "n" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<9223372036854775807> : tensor<i64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
  %out = nir.output "output" (%n) : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
}
