// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @conv2d_v3 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-warning @+1 {{V3: node 'n': bias[0] is nan (and 2 more of 3 values), not finite}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0x7FC00000> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_stride {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': stride is [0, 1], allowed is 1 or more}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<[0, 1]> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_stride_negative {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': stride is [1, -1], allowed is 1 or more}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<[1, -1]> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_dilation {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': dilation is [0, 0], allowed is 1 or more}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<0> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_padding {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': padding is [-2, 0], allowed is 0 or more}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<[-2, 0]> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_groups {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': groups is 0, allowed is 1 or more}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<0> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_kernel {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': the kernel size (from weight) is [3, 0], allowed is 1 or more}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>) weight(dense<> : tensor<3x2x3x0xf32>)
    stride(dense<1> : tensor<2xi64>) padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_padding_word {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': padding is 'reflect', allowed are 'same', 'valid' and integers}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>) padding("reflect")
    dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<3xf32>)
    : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v5_same_strided {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V5: node 'n': padding is 'same' with stride [1, 2], 'same' is defined for stride 1 only}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<[1, 2]> : tensor<2xi64>) padding("same")
    dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<3xf32>)
    : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v6 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V6: node 'n': the kernel covers a height of 20, the padded input has 8}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x20x20xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v6_overflow {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V6: node 'n': the height does not fit 64 bits (kernel 3, dilation 9223372036854775807, padding 1)}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<9223372036854775807> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v7 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{V7: node 'n': input_shape is [6, -7], every dimension is at least 0}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, -7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<2x6x7xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}

// -----

nir.graph @conv2d_v9 {
  %x = nir.input "x" shape(dense<[84]> : tensor<1xi64>) : () -> tensor<84xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [84], it is reshaped to [2, 6, 7]}}
  %n = nir.conv2d "n" (%x) input_shape(dense<[6, 7]> : tensor<2xi64>)
    weight(dense<0.5> : tensor<3x2x3x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<84xf32>) -> tensor<3x6x7xf32>
  %out = nir.output "output" (%n) : (tensor<3x6x7xf32>) -> tensor<3x6x7xf32>
}
