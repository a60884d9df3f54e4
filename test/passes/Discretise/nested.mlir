// RUN: snn-opt %s --nir-infer-shapes --snn-discretize="dt=1e-3" 2>/dev/null | FileCheck %s

// Nested graphs are flattened, names are joined by dots; a port with one edge is that edge, one with several a sum.
// CHECK-LABEL: snn.network @nested
// CHECK-DAG:   %[[A:.*]] = snn.input "a" : tensor<2xf32>
// CHECK-DAG:   %[[B:.*]] = snn.input "b" : tensor<2xf32>
// CHECK:       %[[SUM:.*]] = snn.sum "outer.in"(%[[A]], %[[B]]) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
// CHECK:       %[[GAIN:.*]] = snn.scale "outer.inner.gain"(%[[SUM]])
// CHECK:       %[[Z:.*]] = snn.neuron "outer.inner.lif" ports[(%[[GAIN]]) #snn.port<none>]
// Two edges into the inner Output are summed there, before what comes to the consumer from elsewhere is added: a + (b + c).
// CHECK:       %[[OUT:.*]] = snn.sum "outer.inner.out"(%[[GAIN]], %[[Z]]) : (tensor<2xf32>, tensor<2xi1>) -> tensor<2xf32>
// CHECK:       snn.output "y"(%[[A]], %[[OUT]]) : tensor<2xf32>, tensor<2xf32>
nir.graph @nested {
  %a = nir.input "a" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %b = nir.input "b" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %outer = nir.subgraph "outer" (%a, %b) {
    %in = nir.input "in" : () -> tensor<*xf32>
    %inner = nir.subgraph "inner" (%in) {
      %port = nir.input "in" : () -> tensor<*xf32>
      %gain = nir.scale "gain" (%port) scale(dense<2.0> : tensor<2xf32>) : (tensor<*xf32>) -> tensor<2xf32>
      %lif = nir.lif "lif" (%gain) tau(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
        v_threshold(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
      %sum = nir.output "out" (%gain, %lif) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    } : (tensor<*xf32>) -> tensor<2xf32>
    %out = nir.output "out" (%inner) : (tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%a, %outer) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
}

// snnTorch's recurrent layer: the cycle lies inside the nested graph; spikes that pass ports stay spikes.
// CHECK-LABEL: snn.network @recurrent
// CHECK-NEXT:  %[[LATE:.*]] = snn.delay(%[[Z:.*]]) steps(dense<1> : tensor<i64>) : (tensor<2xi1>) -> tensor<2xi1>
// CHECK-NEXT:  %[[X:.*]] = snn.input "x"
// CHECK-NEXT:  %[[W:.*]] = snn.linear "lif1.w_rec"(%[[LATE]])
// CHECK-NEXT:  %[[Z]] = snn.neuron "lif1.lif" ports[(%[[X]], %[[W]]) #snn.port<none>]
// CHECK-NEXT:  snn.output "y"(%[[Z]]) : tensor<2xi1>
nir.graph @recurrent {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %layer = nir.subgraph "lif1" (%x) {
    %in = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    %lif = nir.lif "lif" (%in, %w) tau(dense<0.02> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>)
      v_threshold(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %w = nir.linear "w_rec" (%lif) weight(dense<0.5> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    %out = nir.output "output" (%lif) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%layer) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// A graph that passes its input on, and an Output that others read.
// CHECK-LABEL: snn.network @ports
// CHECK-NEXT:  %[[X:.*]] = snn.input "x"
// CHECK-NEXT:  snn.output "through"(%[[X]]) : tensor<2xf32>
// CHECK-NEXT:  %[[Y:.*]] = snn.sum "y"(%[[X]], %[[X]])
// CHECK-NEXT:  snn.output "y"(%[[Y]])
// CHECK-NEXT:  %[[G:.*]] = snn.scale "gain"(%[[Y]])
// CHECK-NEXT:  snn.output "z"(%[[G]])
nir.graph @ports {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %p = nir.subgraph "pass" (%x) {
    %in = nir.input "in" : () -> tensor<*xf32>
    %out = nir.output "out" (%in) : (tensor<*xf32>) -> tensor<*xf32>
  } : (tensor<2xf32>) -> tensor<*xf32>
  nir.output "through" (%p) shape(dense<2> : tensor<1xi64>) : (tensor<*xf32>) -> tensor<2xf32>
  %y = nir.output "y" (%p, %x) shape(dense<2> : tensor<1xi64>) : (tensor<*xf32>, tensor<2xf32>) -> tensor<2xf32>
  %g = nir.scale "gain" (%y) scale(dense<2.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "z" (%g) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
