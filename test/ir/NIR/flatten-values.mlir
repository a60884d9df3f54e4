// RUN: snn-opt %s --nir-check --split-input-file --verify-diagnostics

nir.graph @flatten_v7 {
  %x = nir.input "x" shape(dense<[6]> : tensor<1xi64>) : () -> tensor<6xf32>
  // expected-error @+1 {{V7: node 'n': input_type is [2, -3], every dimension is at least 0}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, -3]> : tensor<2xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<6xf32>) -> tensor<6xf32>
  %out = nir.output "output" (%n) : (tensor<6xf32>) -> tensor<6xf32>
}

// -----

nir.graph @flatten_v7_overflow {
  %x = nir.input "x" shape(dense<[6]> : tensor<1xi64>) : () -> tensor<6xf32>
  // expected-error @+1 {{V7: node 'n': input_type is [8589934592, 8589934592], allowed are at most 2^63 - 1 elements}}
  %n = nir.flatten "n" (%x) input_type(dense<8589934592> : tensor<2xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<6xf32>) -> tensor<6xf32>
  %out = nir.output "output" (%n) : (tensor<6xf32>) -> tensor<6xf32>
}

// -----

nir.graph @flatten_v8_start {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{V8: node 'n': start_dim is 3, allowed are -3 to 2 for an input of rank 3}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<3> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
  %out = nir.output "output" (%n) : (tensor<24xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_v8_end {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{V8: node 'n': end_dim is 7, allowed are -3 to 2 for an input of rank 3}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<7> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
  %out = nir.output "output" (%n) : (tensor<24xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_v8_negative {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{V8: node 'n': start_dim is -4, allowed are -3 to 2 for an input of rank 3}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<-4> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
  %out = nir.output "output" (%n) : (tensor<24xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_v8_order {
  %x = nir.input "x" shape(dense<[2, 3, 4]> : tensor<3xi64>) : () -> tensor<2x3x4xf32>
  // expected-error @+1 {{V8: node 'n': start_dim is dimension 2, end_dim is dimension 1: the first must not come after the second}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<2> : tensor<i64>)
    end_dim(dense<-2> : tensor<i64>) : (tensor<2x3x4xf32>) -> tensor<24xf32>
  %out = nir.output "output" (%n) : (tensor<24xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_v8_absent {
  %x = nir.input "x" shape(dense<[24]> : tensor<1xi64>) : () -> tensor<24xf32>
  // expected-error @+1 {{V8: node 'n': start_dim is absent, which means 1, allowed are -1 to 0 for an input of rank 1}}
  %n = nir.flatten "n" (%x) : (tensor<24xf32>) -> tensor<24xf32>
  %out = nir.output "output" (%n) : (tensor<24xf32>) -> tensor<24xf32>
}

// -----

nir.graph @flatten_v9 {
  %x = nir.input "x" shape(dense<[4, 6]> : tensor<2xi64>) : () -> tensor<4x6xf32>
  // expected-warning @+1 {{V9: node 'n': the edge from 'x' brings [4, 6], it is reshaped to [2, 3, 4]}}
  %n = nir.flatten "n" (%x) input_type(dense<[2, 3, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
    end_dim(dense<-1> : tensor<i64>) : (tensor<4x6xf32>) -> tensor<24xf32>
  %out = nir.output "output" (%n) : (tensor<24xf32>) -> tensor<24xf32>
}
