// RUN: snn-opt %s --split-input-file --verify-diagnostics

nir.graph @linear_c1 {
  %x = nir.input "x" shape(dense<[5]> : tensor<1xi64>) : () -> tensor<5xf32>
  // expected-error @+1 {{C1: node 'n': the edge from 'x' brings [5], expected is [3] by the columns of weight}}
  %n = nir.linear "n" (%x) weight(dense<0.5> : tensor<2x3xf32>) : (tensor<5xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_c1_every_edge {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  %y = nir.input "y" shape(dense<[2]> : tensor<1xi64>) : () -> tensor<2xf32>
  %z = nir.input "z" shape(dense<[6]> : tensor<1xi64>) : () -> tensor<6xf32>
  // expected-error @+2 {{C1: node 'n': the edge from 'y' brings [2], expected is [3] by the columns of weight}}
  // expected-error @+1 {{C1: node 'n': the edge from 'z' brings [6], expected is [3] by the columns of weight}}
  %n = nir.linear "n" (%x, %y, %z) weight(dense<0.5> : tensor<2x3xf32>)
    : (tensor<3xf32>, tensor<2xf32>, tensor<6xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_c2 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C2: node 'n': weight has the shape [3], a matrix has rank 2 or more}}
  %n = nir.linear "n" (%x) weight(dense<0.5> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<*xf32>
}

// -----

nir.graph @linear_c2_rank_0 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C2: node 'n': weight has the shape [], a matrix has rank 2 or more}}
  %n = nir.linear "n" (%x) weight(dense<0.5> : tensor<f32>) : (tensor<3xf32>) -> tensor<*xf32>
}

// -----

nir.graph @linear_c3 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C3: node 'n': weight has element type complex<f32>, allowed are f16, f32, f64 and integers}}
  %n = nir.linear "n" (%x) weight(dense<(1.0, 0.0)> : tensor<2x3xcomplex<f32>>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_c3_bool {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C3: node 'n': weight has element type i1, allowed are f16, f32, f64 and integers}}
  %n = nir.linear "n" (%x) weight(dense<true> : tensor<2x3xi1>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_c4 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C4: node 'n': weight: neither dense<> nor dense_resource<>}}
  %n = nir.linear "n" (%x) weight(sparse<[[0, 1]], [1.0]> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_c4_blob {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C4: node 'n': weight: the blob 'short' has 4 bytes, its shape [2, 3] needs 6 x 4}}
  %n = nir.linear "n" (%x) weight(dense_resource<short> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}
{-# dialect_resources: { builtin: { short: "0x040000000000803F" } } #-}

// -----

nir.graph @linear_c4_elided {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C4: node 'n': weight: the blob 'gone' is not in this file (written with --elide?)}}
  %n = nir.linear "n" (%x) weight(dense_resource<gone> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

nir.graph @linear_c5 {
  %x = nir.input "x" shape(dense<[3]> : tensor<1xi64>) : () -> tensor<3xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [3], expected is [2]}}
  %n = nir.linear "n" (%x) weight(dense<0.5> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

nir.graph @linear_c5_batched {
  %x = nir.input "x" shape(dense<[4, 3]> : tensor<2xi64>) : () -> tensor<4x3xf32>
  // expected-error @+1 {{C5: node 'n': the result has the shape [2], expected is [4, 2]}}
  %n = nir.linear "n" (%x) weight(dense<0.5> : tensor<4x2x3xf32>) : (tensor<4x3xf32>) -> tensor<2xf32>
}
