// RUN: snn-opt %s --split-input-file --snn-verify-executable --verify-diagnostics -o /dev/null

// Nothing to find: every cycle passes a delay or a neuron that spikes from its old state.
snn.network @sound clock(step 1.0e-03) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  %d = snn.delay (%a) steps(dense<1> : tensor<i64>) : (tensor<2xi1>) -> tensor<2xi1>
  %w = snn.linear "w" (%d) weight(dense<0.5> : tensor<2x2xf32>) delays(#snn.delays<source, dense<[0, 3]> : tensor<2xi64>>) : (tensor<2xi1>) -> tensor<2xf32>
  %a = snn.neuron "a" ports[(%x, %w) #snn.port<none>] tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  %b = snn.neuron "b" ports[(%a, %b) #snn.port<none>] tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    rule(<update = euler, spike = above_old, reset = subtract, when = after>) : (tensor<2xi1>, tensor<2xi1>) -> tensor<2xi1>
  %s = snn.sparse "s" (%b) sources(dense<[0, 1]> : tensor<2xi64>) targets(dense<[2, 0]> : tensor<2xi64>) weight(dense<1.0> : tensor<2xf32>) : (tensor<2xi1>) -> tensor<3xf32>
  snn.output "y" (%s) : tensor<3xf32>
}

// -----

// A cycle needs a delay of a step in every element.
// expected-error@+1 {{V2: node 'a': the cycle of 'a', 'd', 'w' passes no delay, it needs one of at least a step}}
snn.network @network_v2 clock(step 1.0e-03) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  %w = snn.linear "w" (%d) weight(dense<0.5> : tensor<2x2xf32>) : (tensor<2xi1>) -> tensor<2xf32>
  %d = snn.delay "d" (%a) steps(dense<[0, 3]> : tensor<2xi64>) : (tensor<2xi1>) -> tensor<2xi1>
  %a = snn.neuron "a" ports[(%x, %w) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  snn.output "y" (%a) : tensor<2xi1>
}

// -----

// Delays of a connection do not cut a cycle.
// expected-error@+1 {{V2: node 'a': the cycle of 'a', 'w' passes no delay, it needs one of at least a step}}
snn.network @connection_delays clock(step 1.0e-03) compute(f32) {
  %w = snn.linear "w" (%a) weight(dense<0.5> : tensor<2x2xf32>) delays(#snn.delays<uniform, dense<5> : tensor<i64>>) : (tensor<2xf32>) -> tensor<2xf32>
  %a = snn.neuron "a" ports[(%w) #snn.port<none>] r(dense<1.0> : tensor<f32>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  snn.output "y" (%a) : tensor<2xf32>
}

// -----

// All findings at once.
snn.network @delay_v1 clock(step 1.0e-03) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // expected-error@+1 {{V1: node 'd': the smallest delay is -2 steps, it must be >= 0}}
  %d = snn.delay "d" (%x) steps(dense<[1, -2]> : tensor<2xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  // expected-error@+1 {{V1: node 'splat': the smallest delay is -1 steps, it must be >= 0}}
  %e = snn.delay "splat" (%d) steps(dense<-1> : tensor<2xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  snn.output "y" (%e) : tensor<2xf32>
}

snn.network @neuron_v1 clock(step 1.0e-03) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // expected-error@+2 {{V1: node 'cuba': tau is -0.1 at index 1, it must be > 0}}
  // expected-error@+1 {{V1: node 'cuba': tau of a port is 0 at index 0, it must be > 0}}
  %a = snn.neuron "cuba" ports[(%x) #snn.port<factor, tau = dense<[0.0, -1.0]> : tensor<2xf32>>] tau(dense<[0.1, -0.1]> : tensor<2xf32>)
    r(dense<1.0> : tensor<f32>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  // expected-error@+1 {{V1: node 'nan': tau is nan at index 0, it must be > 0}}
  %b = snn.neuron "nan" ports[(%a) #snn.port<none>] tau(dense<0x7FF8000000000000> : tensor<2xf64>)
    r(dense<1.0> : tensor<f32>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  snn.output "y" (%b) : tensor<2xf32>
}

snn.network @sparse_v1 clock(step 1.0e-03) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // expected-error@+2 {{V1: node 's': sources holds 2 at position 1, allowed are 0 to 1}}
  // expected-error@+1 {{V1: node 's': targets holds -1 at position 0, allowed are 0 to 2}}
  %s = snn.sparse "s" (%x) sources(dense<[0, 2]> : tensor<2xi64>) targets(dense<[-1, 3]> : tensor<2xi32>) weight(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  snn.output "y" (%s) : tensor<3xf32>
}

// -----

// Delays of connections, whatever the axis.
snn.network @delays_v1 clock(step 1.0e-03) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  // expected-error@+1 {{V1: node 'uniform': delays hold -1 at index 0, it must be >= 0}}
  %a = snn.linear "uniform" (%x) weight(dense<0.5> : tensor<2x2xf32>) delays(#snn.delays<uniform, dense<-1> : tensor<i64>>) : (tensor<2xf32>) -> tensor<2xf32>
  // expected-error@+1 {{V1: node 'synapse': delays hold -4 at index 3, it must be >= 0}}
  %b = snn.linear "synapse" (%a) weight(dense<0.5> : tensor<2x2xf32>) delays(#snn.delays<synapse, dense<[[1, 0], [2, -4]]> : tensor<2x2xi64>>) : (tensor<2xf32>) -> tensor<2xf32>
  // expected-error@+1 {{V1: node 'sparse': delays hold -3 at index 1, it must be >= 0}}
  %s = snn.sparse "sparse" (%b) sources(dense<[0, 1]> : tensor<2xi64>) targets(dense<[0, 1]> : tensor<2xi64>) weight(dense<1.0> : tensor<2xf32>)
    delays(#snn.delays<synapse, dense<[1, -3]> : tensor<2xi64>>) : (tensor<2xf32>) -> tensor<2x1xf32>
  // expected-error@+1 {{V1: node 'conv': delays hold -2 at index 1, it must be >= 0}}
  %c = snn.conv "conv" (%s) weight(dense<1.0> : tensor<2x2x1xf32>) stride [1] before [0] after [0] dilation [1] groups 1
    delays(#snn.delays<source, dense<[[0], [-2]]> : tensor<2x1xi64>>) : (tensor<2x1xf32>) -> tensor<2x1xf32>
  snn.output "y" (%c) : tensor<2x1xf32>
}

// -----

// With exact times delays are seconds, and a cycle needs none.
snn.network @event clock(event) compute(f64) {
  %x = snn.input "x" : tensor<2xi1>
  // expected-error@+1 {{V1: node 'w': delays hold -1e-4 at index 1, it must be >= 0}}
  %w = snn.linear "w" (%x, %a) weight(dense<0.5> : tensor<2x2xf32>) delays(#snn.delays<source, dense<[0.0, -0.0001]> : tensor<2xf32>>) : (tensor<2xi1>, tensor<2xi1>) -> tensor<2xf64>
  %a = snn.neuron "a" ports[(%w) #snn.port<none>] tau(dense<0.02> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    rule(<update = exact, spike = above, reset = value>) : (tensor<2xf64>) -> tensor<2xi1>
  snn.output "y" (%a) : tensor<2xi1>
}

// -----

// Networks of a system are looked at too.
snn.system @system {
  snn.network @shard clock(step 1.0e-03) compute(f32) {
    %x = snn.input "x" : tensor<2xf32>
    // expected-error@+1 {{V1: node 'd': the smallest delay is -1 steps, it must be >= 0}}
    %d = snn.delay "d" (%x) steps(dense<-1> : tensor<i64>) : (tensor<2xf32>) -> tensor<2xf32>
    snn.output "y" (%d) : tensor<2xf32>
  }
}
