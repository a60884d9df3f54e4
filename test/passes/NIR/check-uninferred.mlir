// RUN: snn-opt %s --nir-check --verify-diagnostics
// Without nir-infer-shapes before it.

nir.graph @not_inferred {
  // expected-error @+1 {{shape: node 'input': its shape is not known; run nir-infer-shapes first}}
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<*xf32>
  %output = nir.output "output" (%input) : (tensor<*xf32>) -> tensor<*xf32>
}
