// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @input_c1 {
  %x = nir.input "x" shape(dense<[4]> : tensor<1xi64>) : () -> tensor<4xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [4], expected is [2, 3] by its shape}}
  %n = nir.input "n" (%x) shape(dense<[2, 3]> : tensor<2xi64>) : (tensor<4xf32>) -> tensor<2x3xf32>
}

// -----

nir.graph @input_c1_edges_disagree {
  %x = nir.input "x" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<2x3xf32>
  %y = nir.input "y" shape(dense<[4]> : tensor<1xi64>) : () -> tensor<4xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'y' brings [4], the edge from 'x' brings [2, 3], but edges into one node add up}}
  %n = nir.input "n" (%x, %y) : (tensor<2x3xf32>, tensor<4xf32>) -> tensor<2x3xf32>
}

// -----

nir.graph @input_c2 {
  // expected-error @+1 {{C2: node 'n': shape has the shape [1, 2], expected is rank 1 with at most 64 entries}}
  %n = nir.input "n" shape(dense<2> : tensor<1x2xi64>) : () -> tensor<*xf32>
}

// -----

nir.graph @input_c2_rank_0 {
  // expected-error @+1 {{C2: node 'n': shape has the shape [], expected is rank 1 with at most 64 entries}}
  %n = nir.input "n" shape(dense<2> : tensor<i64>) : () -> tensor<*xf32>
}

// -----

nir.graph @input_c2_long {
  // expected-error @+1 {{C2: node 'n': shape has the shape [65], expected is rank 1 with at most 64 entries}}
  %n = nir.input "n" shape(dense<1> : tensor<65xi64>) : () -> tensor<*xf32>
}

// -----

nir.graph @input_c3 {
  // expected-error @+1 {{C3: node 'n': shape has element type f64, allowed are integers}}
  %n = nir.input "n" shape(dense<2.5> : tensor<1xf64>) : () -> tensor<*xf32>
}

// -----

nir.graph @input_c4 {
  // expected-error @+1 {{C4: node 'n': shape is a vector<1xi64>, allowed is a tensor}}
  %n = nir.input "n" shape(dense<2> : vector<1xi64>) : () -> tensor<*xf32>
}

// -----

nir.graph @input_c5 {
  // expected-error @+1 {{C5: node 'n': the result has the shape [6], expected is [2, 3]}}
  %n = nir.input "n" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<6xf32>
}

// -----

nir.graph @input_c5_no_shape {
  %x = nir.input "x" shape(dense<[2, 3]> : tensor<2xi64>) : () -> tensor<2x3xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [6], expected is [2, 3]}}
  %n = nir.input "n" (%x) : (tensor<2x3xf32>) -> tensor<6xf32>
}
