// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @flatten_c1 {
  %x = nir.input "x" shape(dense<[2, 3, 5]> : tensor<3xi64>) : () -> tensor<2x3x5xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [2, 3, 5], expected is [2, 3, 4] by input_type}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<2x3x5xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_c1_edges_disagree {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  %y = nir.input "y" shape(dense<[24]> : tensor<1xi64>) : () -> tensor<24xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'y' brings [24], the edge from 'x' brings [2, 3, 4], but edges into one node add up}}
  %n = nir.flatten "n" (%x, %y) start_dim(dense<0> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
    : (tensor<2x3x4xf32>, tensor<24xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_c2 {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+3 {{C2: node 'n': input_type has the shape [], expected is rank 1 with at most 64 entries}}
  // expected-error @+2 {{C2: node 'n': start_dim has the shape [2], allowed is 1 entry}}
  // expected-error @+1 {{C2: node 'n': end_dim has the shape [0], allowed is 1 entry}}
  %n = nir.flatten "n" (%x) input_type(dense<2> : tensor<i64>) start_dim(dense<1> : tensor<2xi64>)
    end_dim(dense<> : tensor<0xi64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_c3 {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+2 {{C3: node 'n': input_type has element type f32, allowed are integers}}
  // expected-error @+1 {{C3: node 'n': start_dim has element type i1, allowed are integers}}
  %n = nir.flatten "n" (%x) input_type(dense<2.0> : tensor<3xf32>) start_dim(dense<true> : tensor<i1>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_c4 {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{C4: node 'n': end_dim is a vector<1xi64>, allowed is a tensor}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-1> : vector<1xi64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_c5 {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [2, 12], expected is [24]}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<2x12xf32>
}

// -----

nir.graph @flatten_c5_start {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [24], expected is [2, 12]}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<1> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_c5_end {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [24], expected is [6, 4]}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-2> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_c5_defaults {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [24], expected is [2, 12]}}
  %n = nir.flatten "n" (%x) : (tensor<2x3x4xf32>) -> tensor<24xf32>
}
