// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @threshold_c1 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [3], expected is [2] by threshold}}
  %n = nir.threshold "n" (%x) threshold(dense<0.5> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

nir.graph @threshold_c1_every_edge {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %y = nir.input "y" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  %z = nir.input "z" shape(dense<[2, 2]> : tensor<2xi64>) : () -> tensor<2x2xf32>
  // expected-error @+2 {{C1: node 'n': the edge from 'y' brings [3], expected is [2] by threshold}}
  // expected-error @+1 {{C1: node 'n': the edge from 'z' brings [2, 2], expected is [2] by threshold}}
  %n = nir.threshold "n" (%x, %y, %z) threshold(dense<0.5> : tensor<2xf32>)
    : (tensor<2xf32>, tensor<3xf32>, tensor<2x2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @threshold_c1_edges_disagree {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %y = nir.input "y" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'y' brings [3], the edge from 'x' brings [2], but edges into one node add up}}
  %n = nir.threshold "n" (%x, %y) threshold(dense<0.5> : tensor<f32>)
    : (tensor<2xf32>, tensor<3xf32>) -> tensor<*xf32>
}

// -----

nir.graph @threshold_c3_bool {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C3: node 'n': threshold has element type i1, allowed are f16, f32, f64 and integers}}
  %n = nir.threshold "n" (%x) threshold(dense<true> : tensor<2xi1>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @threshold_c3_complex {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C3: node 'n': threshold has element type complex<f32>, allowed are f16, f32, f64 and integers}}
  %n = nir.threshold "n" (%x) threshold(dense<(1.0, 0.0)> : tensor<2xcomplex<f32>>)
    : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @threshold_c4 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C4: node 'n': threshold is a vector<2xf32>, allowed is a tensor}}
  %n = nir.threshold "n" (%x) threshold(dense<1.0> : vector<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @threshold_c5 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [3], expected is [2]}}
  %n = nir.threshold "n" (%x) threshold(dense<0.5> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
}
