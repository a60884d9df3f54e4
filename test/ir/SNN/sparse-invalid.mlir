// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @sparse_c1 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.sparse' op C1: node 'tree': sources has shape [3], weight [2]}}
  %i = snn.sparse "tree" (%x) sources(dense<0> : tensor<3xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<0.5> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

snn.network @sparse_c1_rank clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C1: node 'tree': weight has shape [2, 1], its rank must be 1}}
  %i = snn.sparse "tree" (%x) sources(dense<0> : tensor<2x1xi32>) targets(dense<0> : tensor<2x1xi32>) weight(dense<0.5> : tensor<2x1xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

snn.network @sparse_c1_type clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C1: node 'tree': targets has element type 'f32', expected an integer type}}
  %i = snn.sparse "tree" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1.0> : tensor<2xf32>) weight(dense<0.5> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

snn.network @sparse_c2 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.sparse' op C2: node 'tree': it has no operand, at least 1 is needed}}
  %i = snn.sparse "tree" () sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<0.5> : tensor<2xf32>) : () -> tensor<2xf32>
}

// -----

snn.network @sparse_c2_shapes clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  %y = snn.input "y" : tensor<2xf32>
  // expected-error @+1 {{C2: node 'tree': operand 1 has shape [2], expected [3]}}
  %i = snn.sparse "tree" (%x, %y) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<0.5> : tensor<2xf32>) : (tensor<3xf32>, tensor<2xf32>) -> tensor<2xf32>
}

// -----

snn.network @sparse_c3 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.sparse' op C3: node 'tree': bias has shape [3], expected [2] or []}}
  %i = snn.sparse "tree" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<0.5> : tensor<2xf32>) bias(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

snn.network @sparse_c4 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.sparse' op C4: node 'tree': delays per synapse have shape [3], expected [2]}}
  %i = snn.sparse "tree" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<0.5> : tensor<2xf32>) delays(<synapse, dense<1> : tensor<3xi64>>) : (tensor<3xf32>) -> tensor<2xf32>
}

// -----

snn.network @sparse_c5 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+2 {{'snn.sparse' op C5: node 'tree': sources: the blob 'short_weight' has 4 bytes, its shape [2] needs 2 x 4}}
  // expected-error @+1 {{C5: node 'tree': weight: the blob 'short_weight' has 4 bytes, its shape [2] needs 2 x 4}}
  %i = snn.sparse "tree" (%x) sources(dense_resource<short_weight> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense_resource<short_weight> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

{-#
  dialect_resources: { builtin: { short_weight: "0x040000000000803F" } }
#-}

// -----

snn.network @sparse_c5_integers clock(step 1.0e-3) compute(i16) {
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{C5: node 'tree': weight has element type 'f32', expected an integer type in a network of 'i16'}}
  %i = snn.sparse "tree" (%z) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<0.5> : tensor<2xf32>) : (tensor<3xi1>) -> tensor<2xi16>
}

// -----

snn.network @sparse_c6 clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  // expected-error @+1 {{'snn.sparse' op C6: node 'tree': the result has element type 'i32', expected the compute type 'f32'}}
  %i = snn.sparse "tree" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<1> : tensor<2xi32>) weight(dense<0.5> : tensor<2xf32>) : (tensor<3xf32>) -> tensor<2xi32>
}
