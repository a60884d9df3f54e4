// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @conv1d_c1_channels {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [2, 8], expected is [5, 8] by input_shape, weight and groups}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x5x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c1_input_shape {
  %x = nir.input "x" shape(dense<[2, 9]> : tensor<2xi64>) : () -> tensor<2x9xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [2, 9], expected is [2, 8] by input_shape, weight and groups}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x9xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c1_no_input_shape {
  %x = nir.input "x" shape(dense<[5, 8]> : tensor<2xi64>) : () -> tensor<5x8xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [5, 8], expected is [2, ?] by weight and groups}}
  %n = nir.conv1d "n" (%x) weight(dense<0.5> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>)
    padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<5x8xf32>) -> tensor<*xf32>
}

// -----

nir.graph @conv1d_c1_flat {
  %x = nir.input "x" shape(dense<[16]> : tensor<1xi64>) : () -> tensor<16xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [16], expected is [2, ?] by weight and groups}}
  %n = nir.conv1d "n" (%x) weight(dense<0.5> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>)
    padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<16xf32>) -> tensor<*xf32>
}

// -----

nir.graph @conv1d_c1_edges_disagree {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  %y = nir.input "y" shape(dense<[2, 9]> : tensor<2xi64>) : () -> tensor<2x9xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'y' brings [2, 9], the edge from 'x' brings [2, 8], but edges into one node add up}}
  %n = nir.conv1d "n" (%x, %y) weight(dense<0.5> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>)
    padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>, tensor<2x9xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c2_weight {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C2: node 'n': weight has the shape [4, 2], expected is rank 3 (channels out, channels in per group, length)}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c2_bias {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C2: node 'n': bias has the shape [2], expected is [4] for a weight of shape [4, 2, 3]}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<2xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c2_groups {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C2: node 'n': groups is 3, it must divide the 4 output channels of weight, whose shape is [4, 2, 3]}}
  %n = nir.conv1d "n" weight(dense<0.5> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>)
    padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>) groups(dense<3> : tensor<i64>)
    bias(dense<0.0> : tensor<4xf32>) : () -> tensor<*xf32>
}

// -----

nir.graph @conv1d_c2_two_groups {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C2: node 'n': groups has the shape [2], allowed is 1 entry}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<2xi64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c2_entries {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+3 {{C2: node 'n': stride has the shape [3], allowed is 1 entry}}
  // expected-error @+2 {{C2: node 'n': padding has the shape [3]}}
  // expected-error @+1 {{C2: node 'n': dilation has the shape [1, 1]}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<3xi64>) padding(dense<1> : tensor<3xi64>) dilation(dense<1> : tensor<1x1xi64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c2_input_shape {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C2: node 'n': input_shape has the shape [2], allowed is 1 entry}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<2xi64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c3 {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+3 {{C3: node 'n': weight has element type i1, allowed are f16, f32, f64 and integers}}
  // expected-error @+2 {{C3: node 'n': stride has element type f32, allowed are integers}}
  // expected-error @+1 {{C3: node 'n': padding has element type f64, allowed are integers}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<true> : tensor<4x2x3xi1>)
    stride(dense<1.0> : tensor<f32>) padding(dense<1.0> : tensor<f64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c4 {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C4: node 'n': groups is a vector<1xi64>, allowed is a tensor}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : vector<1xi64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c5 {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [4, 7], expected is [4, 8]}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>) dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x7xf32>
}

// -----

nir.graph @conv1d_c5_valid {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [4, 8], expected is [4, 6]}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
    stride(dense<1> : tensor<i64>) padding("valid") dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
}

// -----

nir.graph @conv1d_c5_same {
  %x = nir.input "x" shape(dense<[2, 8]> : tensor<2xi64>) : () -> tensor<2x8xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [4, 7], expected is [4, 8]}}
  %n = nir.conv1d "n" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x4xf32>)
    stride(dense<1> : tensor<i64>) padding("same") dilation(dense<1> : tensor<i64>)
    groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x7xf32>
}
