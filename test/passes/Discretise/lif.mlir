// RUN: snn-opt %s --snn-discretize="dt=1e-3" --verify-diagnostics | FileCheck %s
// RUN: snn-opt %s --snn-discretize="dt=1e-3" 2>/dev/null | snn-opt --snn-verify-executable | FileCheck %s

// Each choice is a remark and stays with the network; parameters and names are the file's.
// CHECK:      snn.network @lif clock(step 1.000000e-03) compute(f32) attributes {choices = [
// CHECK-SAME:   #snn.choice<"", "convention", "none", "forward Euler, spike when v > v_threshold, closing edges a step late; --convention names another">,
// CHECK-SAME:   #snn.choice<"", "dt", "0.001", "given by --dt">,
// CHECK-SAME:   #snn.choice<"", "integrator", "euler", "default; --integrator changes it">,
// CHECK-SAME:   #snn.choice<"", "reset", "value", "default; --reset changes it">,
// CHECK-SAME:   #snn.choice<"", "reset-delay", "0", "default; --reset-delay changes it">]} {
// CHECK-NEXT:   %[[X:.*]] = snn.input "input" : tensor<2xf32>
// CHECK-NEXT:   %[[I:.*]] = snn.linear "fc"(%[[X]]) weight(dense<{{\[\[}}5.000000e-01, 1.000000e+00], [2.500000e-01, -1.000000e+00], [1.000000e+00, 0.000000e+00]]> : tensor<3x2xf32>)
// CHECK-SAME:     bias(dense<[0.000000e+00, 1.250000e-01, -1.250000e-01]> : tensor<3xf32>) : (tensor<2xf32>) -> tensor<3xf32>
// CHECK-NEXT:   %[[Z:.*]] = snn.neuron "lif" ports[(%[[I]]) #snn.port<none>] tau(dense<[2.000000e-02, 1.000000e-02, 5.000000e-03]> : tensor<3xf64>)
// CHECK-SAME:     r(dense<1.000000e+00> : tensor<3xf32>) v_leak(dense<0> : tensor<3xi64>) v_threshold(dense<5.000000e-01> : tensor<3xf32>)
// CHECK-SAME:     v_reset(dense<-1.250000e-01> : tensor<3xf32>) rule(<update = euler, spike = above, reset = value>) : (tensor<3xf32>) -> tensor<3xi1>
// CHECK-NEXT:   snn.output "output"(%[[Z]]) : tensor<3xi1>
// CHECK-NEXT: }
// CHECK-NOT:  nir
// expected-remark@+5 {{convention: none (forward Euler, spike when v > v_threshold, closing edges a step late; --convention names another)}}
// expected-remark@+4 {{dt: 0.001 (given by --dt)}}
// expected-remark@+3 {{integrator: euler (default; --integrator changes it)}}
// expected-remark@+2 {{reset: value (default; --reset changes it)}}
// expected-remark@+1 {{reset-delay: 0 (default; --reset-delay changes it)}}
nir.graph @lif {
  %x = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %i = nir.affine "fc" (%x) weight(dense<[[0.5, 1.0], [0.25, -1.0], [1.0, 0.0]]> : tensor<3x2xf32>)
    bias(dense<[0.0, 0.125, -0.125]> : tensor<3xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %z = nir.lif "lif" (%i) tau(dense<[0.02, 0.01, 0.005]> : tensor<3xf64>) r(dense<1.0> : tensor<3xf32>)
    v_leak(dense<0> : tensor<3xi64>) v_threshold(dense<0.5> : tensor<3xf32>) v_reset(dense<-0.125> : tensor<3xf32>)
    : (tensor<3xf32>) -> tensor<3xf32>
  %o = nir.output "output" (%z) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}
