// What a model makes impossible or doubtful once there is a step.
// RUN: snn-opt %s --split-input-file --nir-infer-shapes --snn-discretize="dt=1e-3" --verify-diagnostics=only-expected

nir.graph @above_tau {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning@+1 {{dt: node 'flips': dt is 0.001, above tau = 6e-4; under forward Euler the state changes sign from step to step; take a smaller dt or --integrator exact}}
  %a = nir.li "flips" (%x) tau(dense<[0.02, 0.0006]> : tensor<2xf32>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  // expected-warning@+2 {{dt: node 'grows': dt is 0.001, above tau_syn = 4e-4; under forward Euler the state diverges; take a smaller dt or --integrator exact}}
  // expected-warning@+1 {{dt: node 'grows': dt is 0.001, above tau_mem = 9e-4; under forward Euler the state changes sign from step to step; take a smaller dt or --integrator exact}}
  %b = nir.cuba_li "grows" (%a) tau_syn(dense<0.0004> : tensor<f64>) tau_mem(dense<0.0009> : tensor<f64>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  // The step itself is no finding.
  %c = nir.li "equal" (%b) tau(dense<0.001> : tensor<f64>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%c) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_off_the_grid {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  // expected-warning@+1 {{delay: node 'd': the delay is rounded to whole steps of dt 0.001, the largest rounding error is 0.0004}}
  %d = nir.delay "d" (%x) delay(dense<[0.0012, 0.0026]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  // Off by less than a millionth of a step: no finding.
  %e = nir.delay "e" (%d) delay(dense<0.0020000000005> : tensor<f64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%e) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

nir.graph @delay_of_years {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  // expected-error@+1 {{delay: node 'd': a delay of 3e6 is 3e9 steps of dt 0.001, allowed are 0 to 2147483647; check the unit of the delay}}
  %d = nir.delay "d" (%x) delay(dense<3000000.0> : tensor<f32>) : (tensor<1xf32>) -> tensor<1xf32>
  // expected-error@+1 {{delay: node 'e': a delay of inf is inf steps of dt 0.001, allowed are 0 to 2147483647; check the unit of the delay}}
  %e = nir.delay "e" (%d) delay(dense<0x7FF0000000000000> : tensor<1xf64>) : (tensor<1xf32>) -> tensor<1xf32>
  nir.output "y" (%e) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}

// -----

// A Delay of less than half a step is none.
// expected-error@+1 {{stateless-cycle: node 'd': the cycle of 'd', 'w' passes neither a neuron nor a delay of a step or more, so it has no meaning in time; put a neuron or a Delay into it, or take a smaller dt}}
nir.graph @stateless_cycle {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %w = nir.linear "w" (%d, %x) weight(dense<0.5> : tensor<1x1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  // expected-warning@+1 {{the largest rounding error is 4e-4}}
  %d = nir.delay "d" (%w) delay(dense<0.0004> : tensor<1xf64>) : (tensor<1xf32>) -> tensor<1xf32>
  nir.output "y" (%w) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}

// -----

nir.graph @shape {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  // expected-error@+1 {{shape: node 'd': its shape is not known; run nir-infer-shapes and nir-check first}}
  %d = nir.delay "d" (%d) delay(dense<0.001> : tensor<f64>) : (tensor<*xf32>) -> tensor<*xf32>
  nir.output "y" (%x) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}
