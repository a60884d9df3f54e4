// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @relay clock(step 1.000000e-03) compute(f32) {
snn.network @relay clock(step 1.000000e-03) compute(f32) {
  // CHECK-NEXT: %[[X:.*]] = snn.input "in" : tensor<3xf32>
  %x = snn.input "in" : tensor<3xf32>
  // CHECK-NEXT: snn.output "out"(%[[X]]) : tensor<3xf32>
  snn.output "out" (%x) : tensor<3xf32>
}

// What had to be decided stands in the network.
// CHECK-LABEL: snn.network @decided clock(step 1.000000e-04) compute(f64) convention("snntorch")
// CHECK-SAME: attributes {choices = [#snn.choice<"", "dt", "0.0001", "given by --dt">, #snn.choice<"lif1", "reset", "subtract", "default of convention snntorch">]}
snn.network @decided clock(step 1.0e-4) compute(f64) convention("snntorch")
    attributes {choices = [#snn.choice<"", "dt", "0.0001", "given by --dt">,
                           #snn.choice<"lif1", "reset", "subtract", "default of convention snntorch">]} {
}

// CHECK-LABEL: snn.network @times clock(event) compute(f64) {
snn.network @times clock(event) compute(f64) {
}

// The smallest positive step that f64 holds comes back unchanged.
// CHECK-LABEL: snn.network @tiny clock(step 4.940656e-324) compute(f32) {
snn.network @tiny clock(step 4.9406564584124654e-324) compute(f32) {
}

// Steps that six decimals do not hold.
// CHECK-LABEL: snn.network @long_step clock(step 0.0012345678) compute(f32) {
snn.network @long_step clock(step 0.0012345678) compute(f32) {
}
// CHECK-LABEL: snn.network @short_step clock(step 3.0000000000000004e-7) compute(f32) {
snn.network @short_step clock(step 3.0000000000000004e-7) compute(f32) {
}
// CHECK-LABEL: snn.network @microsecond clock(step 1.000000e-06) compute(f32) {
snn.network @microsecond clock(step 1.0e-6) compute(f32) {
}

// CHECK-LABEL: snn.network @integers16 clock(step 1.000000e-03) compute(i16) {
snn.network @integers16 clock(step 1.0e-3) compute(i16) {
}
// CHECK-LABEL: snn.network @integers32 clock(step 1.000000e-03) compute(i32) {
snn.network @integers32 clock(step 1.0e-3) compute(i32) {
}

// The body is a graph region: a use may stand before its definition. Text names a result after its node.
// CHECK-LABEL: snn.network @cycle
snn.network @cycle clock(step 1.0e-3) compute(f32) {
  // CHECK: %lif1.lif = snn.neuron "lif1.lif" ports[(%lif1.w_rec) #snn.port<none>]
  %z = snn.neuron "lif1.lif" ports[(%r) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  // CHECK: %[[D:.*]] = snn.delay(%lif1.lif)
  %d = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<2xi1>) -> tensor<2xi1>
  // CHECK: %lif1.w_rec = snn.linear "lif1.w_rec"(%[[D]])
  %r = snn.linear "lif1.w_rec" (%d) weight(dense<0.5> : tensor<2x2xf32>) : (tensor<2xi1>) -> tensor<2xf32>
}

// Inputs, outputs and neurons may share a name with each other; so may connections (a node that is evaluated twice).
// CHECK-LABEL: snn.network @names
snn.network @names clock(step 1.0e-3) compute(f32) {
  %x = snn.input "a" : tensor<2xf32>
  %i = snn.linear "a" (%x) weight(dense<1.0> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %j = snn.linear "a" (%z) weight(dense<1.0> : tensor<2x2xf32>) : (tensor<2xi1>) -> tensor<2xf32>
  %z = snn.neuron "a" ports[(%i) #snn.port<none>] r(dense<1.0> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  snn.output "a" (%j) : tensor<2xf32>
}
