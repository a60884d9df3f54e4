// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @delay_c1 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [3], expected is [2] by delay}}
  %n = nir.delay "n" (%x) delay(dense<0.001> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_c1_every_edge {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %y = nir.input "y" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  %z = nir.input "z" shape(dense<[2, 2]> : tensor<2xi64>) : () -> tensor<2x2xf32>
  // expected-error @+2 {{C1: node 'n': the edge from 'y' brings [3], expected is [2] by delay}}
  // expected-error @+1 {{C1: node 'n': the edge from 'z' brings [2, 2], expected is [2] by delay}}
  %n = nir.delay "n" (%x, %y, %z) delay(dense<0.001> : tensor<2xf32>)
    : (tensor<2xf32>, tensor<3xf32>, tensor<2x2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_c1_edges_disagree {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %y = nir.input "y" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'y' brings [3], the edge from 'x' brings [2], but edges into one node add up}}
  %n = nir.delay "n" (%x, %y) delay(dense<0.001> : tensor<f32>) : (tensor<2xf32>, tensor<3xf32>) -> tensor<*xf32>
}

// -----

nir.graph @delay_c3_bool {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C3: node 'n': delay has element type i1, allowed are f16, f32, f64 and integers}}
  %n = nir.delay "n" (%x) delay(dense<true> : tensor<2xi1>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_c3_complex {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C3: node 'n': delay has element type complex<f32>, allowed are f16, f32, f64 and integers}}
  %n = nir.delay "n" (%x) delay(dense<(1.0, 0.0)> : tensor<2xcomplex<f32>>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_c4 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C4: node 'n': delay is a vector<2xf32>, allowed is a tensor}}
  %n = nir.delay "n" (%x) delay(dense<1.0> : vector<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_c5 {
  %x = nir.input "x" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [3], expected is [2]}}
  %n = nir.delay "n" (%x) delay(dense<0.001> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
}
