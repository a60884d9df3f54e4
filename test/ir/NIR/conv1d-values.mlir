// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @conv1d_v3 {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-warning @+1 {{V3: node 'n': bias[0] is nan (and 3 more of 4 values), not finite}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0x7FC00000> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_stride {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': stride is 0, allowed is 1 or more}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<0> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_stride_negative {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': stride is -1, allowed is 1 or more}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<-1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_dilation {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': dilation is 0, allowed is 1 or more}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<0> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_padding {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': padding is -2, allowed is 0 or more}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<-2> : tensor<1xi64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_groups {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': groups is 0, allowed is 1 or more}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<0> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_kernel {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': the kernel size (from weight) is 0, allowed is 1 or more}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>)
    weight(dense<[[[],[]],[[],[]],[[],[]],[[],[]]]> : tensor<4x2x0xf32>) stride(dense<1> : tensor<i64>)
    padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_padding_word {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': padding is 'reflect', allowed are 'same', 'valid' and integers}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding("reflect") dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v5_same_strided {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V5: node 'n': padding is 'same' with stride 2, 'same' is defined for stride 1 only}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<2> : tensor<i64>) padding("same") dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v6 {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V6: node 'n': the kernel covers a length of 20, the padded input has 10}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x20xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v6_overflow {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V6: node 'n': the length does not fit 64 bits (kernel 3, dilation 9223372036854775807, padding 1)}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>)
    dilation(dense<9223372036854775807> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v7 {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{V7: node 'n': input_shape is [-8], every dimension is at least 0}}
  %n = nir.conv1d "n" (%x) input_shape(dense<-8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_v9 {
  %x = nir.input "x" shape(dense<[16]> : tensor<1xi64>) : () -> tensor<16xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [16], it is reshaped to [2, 8]}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<16xf32>) -> tensor<4x8xf32>
  %out = nir.output "output" (%n) : (tensor<4x8xf32>) -> tensor<4x8xf32>
}
