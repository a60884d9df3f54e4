// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{'snn.network' op C1: network 'network_c1': the step is 0 s, it must be > 0 and finite}}
snn.network @network_c1 clock(step 0.0) compute(f32) {
}

// -----

// expected-error @+1 {{C1: network 'network_c1_negative': the step is -0.001 s, it must be > 0 and finite}}
snn.network @network_c1_negative clock(step -1.0e-3) compute(f32) {
}

// -----

// expected-error @+1 {{C1: network 'network_c1_infinite': the step is inf s, it must be > 0 and finite}}
snn.network @network_c1_infinite clock(step 0x7FF0000000000000) compute(f32) {
}

// -----

// expected-error @+1 {{C1: network 'network_c1_nan': the step is nan s, it must be > 0 and finite}}
snn.network @network_c1_nan clock(step 0x7FF8000000000000) compute(f32) {
}

// -----

// expected-error @+1 {{'snn.network' op C2: network 'network_c2': the compute type is 'f16', allowed are f32, f64, i16 and i32}}
snn.network @network_c2 clock(step 1.0e-3) compute(f16) {
}

// -----

// expected-error @+1 {{C2: network 'network_c2_event': the compute type is 'i16', allowed are f32 and f64 under clock(event)}}
snn.network @network_c2_event clock(event) compute(i16) {
}

// -----

// expected-error @+2 {{C1: network 'network_c1_c2': the step is 0 s}}
// expected-error @+1 {{C2: network 'network_c1_c2': the compute type is 'i64'}}
snn.network @network_c1_c2 clock(step 0.0) compute(i64) {
}

// -----

snn.network @network_c3 clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{'snn.input' op C3: node 'x': the result has element type 'f64', allowed are i1, i32 and the compute type 'f32'}}
  %x = snn.input "x" : tensor<2xf64>
}

// -----

snn.network @network_c3_i16 clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{'snn.input' op C3: node 'x': the result has element type 'i16', allowed are i1, i32 and the compute type 'f32'}}
  %x = snn.input "x" : tensor<2xi16>
}

// -----

// expected-error @+1 {{'snn.network' op C4: network 'network_c4_inputs': it has two inputs 'x', their names must differ}}
snn.network @network_c4_inputs clock(step 1.0e-3) compute(f32) {
  // expected-note @+1 {{the first one is here}}
  %x = snn.input "x" : tensor<2xf32>
  // expected-note @+1 {{the second one is here}}
  %y = snn.input "x" : tensor<2xf32>
}

// -----

// expected-error @+1 {{C4: network 'network_c4_outputs': it has two outputs 'y', their names must differ}}
snn.network @network_c4_outputs clock(step 1.0e-3) compute(f32) {
  // expected-note @+1 {{the first one is here}}
  snn.output "y" () shape [1]
  // expected-note @+1 {{the second one is here}}
  snn.output "y" () shape [2]
}

// -----

// expected-error @+1 {{C4: network 'network_c4_neurons': it has two neurons 'n', their names must differ}}
snn.network @network_c4_neurons clock(step 1.0e-3) compute(f32) {
  // expected-note @+1 {{the first one is here}}
  %a = snn.neuron "n" ports[() #snn.port<none>] r(dense<1.0> : tensor<f32>) rule(<update = euler, spike = none>) : () -> tensor<2xf32>
  // expected-note @+1 {{the second one is here}}
  %b = snn.neuron "n" ports[() #snn.port<none>] r(dense<1.0> : tensor<f32>) rule(<update = euler, spike = none>) : () -> tensor<2xf32>
}

// -----

// expected-error @+1 {{'snn.network' op C5: network 'network_c5': the body holds 'builtin.module', allowed are inputs, outputs, neurons, delays, sums and connections}}
snn.network @network_c5 clock(step 1.0e-3) compute(f32) {
  builtin.module {
  }
}

// -----

// expected-error @+2 {{'snn.network' op symbol's parent must have the SymbolTable trait}}
snn.network @network_c5_nested clock(step 1.0e-3) compute(f32) {
  snn.network @inner clock(step 1.0e-3) compute(f32) {
  }
}

// -----

// expected-error @+1 {{C5: network 'network_c5_arguments': the body has 1 arguments, data enter by snn.input}}
"snn.network"() <{compute = f32, step = 1.0e-3 : f64, sym_name = "network_c5_arguments"}> ({
^bb0(%x: tensor<2xf32>):
  "snn.output"(%x) <{name = "y"}> : (tensor<2xf32>) -> ()
}) : () -> ()

// -----

// expected-error @+1 {{'snn.network' op C6: network 'network_c6': a choice is "dt", expected #snn.choice<...>}}
snn.network @network_c6 clock(step 1.0e-3) compute(f32) attributes {choices = ["dt"]} {
}

// -----

// An op of the body alone.
// expected-error @+1 {{'snn.input' op expects parent op 'snn.network'}}
%x = snn.input "x" : tensor<2xf32>

// -----

// What is no signal.
snn.network @not_a_signal clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{'snn.input' op result #0 must be ranked tensor of i1 (spikes), i32 (counts) or the compute type, but got 'tensor<2xi8>'}}
  %x = snn.input "x" : tensor<2xi8>
}

// -----

snn.network @not_static clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{'snn.input' op result #0 must be ranked tensor of i1}}
  %x = snn.input "x" : tensor<?xf32>
}

// -----

snn.network @not_countable clock(step 1.0e-3) compute(f32) {
  // expected-error @+1 {{'snn.input' op result #0 must be ranked tensor of i1}}
  %x = snn.input "x" : tensor<4294967296x4294967296xf32>
}

// -----

// expected-error @+1 {{expected 'step'}}
snn.network @no_clock clock(fast) compute(f32) {
}
