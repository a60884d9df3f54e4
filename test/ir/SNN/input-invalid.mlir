// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.network @input_c1 clock(event) compute(f64) {
  // expected-error @+1 {{'snn.input' op C1: node 'x': the result has element type 'f64', under clock(event) it is i1}}
  %x = snn.input "x" : tensor<2xf64>
}
