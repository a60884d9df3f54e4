// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @sum_pool2d_c1 {
  %x = nir.input "x" shape(dense<[36]> : tensor<1xi64>) : () -> tensor<36xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [36], expected is [?, ?, ?] by a pool over channels, height and width}}
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<36xf32>) -> tensor<*xf32>
}

// -----

nir.graph @sum_pool2d_c1_edges_disagree {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  %y = nir.input "y" shape(dense<[2, 7, 6]> : tensor<3xi64>) : () -> tensor<2x7x6xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'y' brings [2, 7, 6], the edge from 'x' brings [2, 6, 7], but edges into one node add up}}
  %n = nir.sum_pool2d "n" (%x, %y) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<2x6x7xf32>, tensor<2x7x6xf32>) -> tensor<2x3x3xf32>
}

// -----

nir.graph @sum_pool2d_c2 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+3 {{C2: node 'n': kernel_size has the shape [3], allowed is 1 or 2 entries}}
  // expected-error @+2 {{C2: node 'n': stride has the shape [1, 2], allowed is 1 or 2 entries}}
  // expected-error @+1 {{C2: node 'n': padding has the shape [0], allowed is 1 or 2 entries}}
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<2> : tensor<3xi64>) stride(dense<1> : tensor<1x2xi64>)
    padding(dense<> : tensor<0xi64>) : (tensor<2x6x7xf32>) -> tensor<*xf32>
}

// -----

nir.graph @sum_pool2d_c3 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{C3: node 'n': kernel_size has element type f32, allowed are integers}}
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<2.0> : tensor<2xf32>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
}

// -----

nir.graph @sum_pool2d_c4 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{C4: node 'n': stride is a vector<2xi64>, allowed is a tensor}}
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : vector<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<2x6x7xf32>) -> tensor<2x3x3xf32>
}

// -----

nir.graph @sum_pool2d_c5 {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [2, 3, 4], expected is [2, 3, 3]}}
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<2x6x7xf32>) -> tensor<2x3x4xf32>
}

// -----

nir.graph @sum_pool2d_c5_per_axis {
  %x = nir.input "x" shape(dense<[2, 6, 7]> : tensor<3xi64>) : () -> tensor<2x6x7xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [2, 6, 6], expected is [2, 6, 2]}}
  %n = nir.sum_pool2d "n" (%x) kernel_size(dense<[3, 2]> : tensor<2xi64>)
    stride(dense<[1, 3]> : tensor<2xi64>) padding(dense<[1, 0]> : tensor<2xi64>)
    : (tensor<2x6x7xf32>) -> tensor<2x6x6xf32>
}
