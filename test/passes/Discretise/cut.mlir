// Which edges carry the step that a cycle needs.
// RUN: snn-opt %s --nir-infer-shapes --snn-discretize="dt=1e-3" 2>/dev/null | FileCheck %s
// RUN: snn-opt %s --nir-infer-shapes --snn-discretize="dt=1e-3" 2>/dev/null | snn-opt --snn-verify-executable -o /dev/null

// The walk starts at the Inputs in order of their names and goes on in order of names, whatever the order of text: a is reached
// first, then from it b, so the edge from b back to a closes the cycle.
// CHECK-LABEL: snn.network @names
// CHECK:       %[[LATE:.*]] = snn.delay(%b)
// CHECK-NOT:   snn.delay
// CHECK:       %a = snn.neuron "a" ports[(%[[LATE]], %x) #snn.port<none>]
// CHECK:       %b = snn.neuron "b" ports[(%a, %z) #snn.port<none>]
nir.graph @names {
  %z = nir.input "z" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %b = nir.if "b" (%a, %z) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %a = nir.if "a" (%b, %x) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  nir.output "y" (%b) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}

// Names are compared as bytes: from the Input the walk takes N10 before N9, so N9's edge back closes.
// CHECK-LABEL: snn.network @bytes
// CHECK:       %[[LATE:.*]] = snn.delay(%N9)
// CHECK-NOT:   snn.delay
// CHECK:       snn.neuron "N10" ports[(%[[LATE]], %x) #snn.port<none>]
nir.graph @bytes {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %b = nir.if "N9" (%a, %x) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %a = nir.if "N10" (%b, %x) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  nir.output "y" (%b) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}

// Depth first: from `in` over a, b to c; c's edge to a closes, so does c's edge to b; a's edge to c goes forward.
// CHECK-LABEL: snn.network @depth
// CHECK:       %[[LATE:.*]] = snn.delay(%c)
// CHECK-NOT:   snn.delay
// CHECK:       %a = snn.neuron "a" ports[(%[[LATE]], %in) #snn.port<none>]
// CHECK:       %b = snn.neuron "b" ports[(%a, %[[LATE]]) #snn.port<none>]
// CHECK:       %c = snn.neuron "c" ports[(%a, %b) #snn.port<none>]
nir.graph @depth {
  %x = nir.input "in" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %a = nir.if "a" (%c, %x) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %b = nir.if "b" (%a, %c) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %c = nir.if "c" (%a, %b) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  nir.output "y" (%c) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}

// A cycle that no Input reaches is walked too, from its first name.
// CHECK-LABEL: snn.network @unreached
// CHECK:       %[[LATE:.*]] = snn.delay(%q)
// CHECK:       %p = snn.neuron "p" ports[(%[[LATE]]) #snn.port<none>]
// CHECK:       %q = snn.neuron "q" ports[(%p) #snn.port<none>]
nir.graph @unreached {
  %q = nir.i "q" (%p) r(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %p = nir.i "p" (%q) r(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  nir.output "y" (%p, %x) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
}

// The delay belongs to the closing edge: the node on its way exists twice, the Output and the neuron behind see no delay.
// CHECK-LABEL: snn.network @shared
// CHECK:       %[[LATE:.*]] = snn.delay(%a)
// CHECK:       %[[W:.*]] = snn.linear "w"(%[[LATE]])
// CHECK:       %a = snn.neuron "a" ports[(%[[W]], %x) #snn.port<none>]
// CHECK:       %[[NOW:.*]] = snn.linear "w"(%a)
// CHECK:       %b = snn.neuron "b" ports[(%[[NOW]]) #snn.port<none>]
// CHECK:       snn.output "y"(%b, %[[NOW]])
nir.graph @shared {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %a = nir.if "a" (%w, %x) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %w = nir.linear "w" (%a) weight(dense<0.5> : tensor<1x1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %b = nir.if "b" (%w) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  nir.output "y" (%b, %w) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
}

// On one way two neurons, one of them late: the sum takes the late value of one and the current value of the other.
// CHECK-LABEL: snn.network @mixed
// CHECK:       %[[LATE:.*]] = snn.delay(%b)
// CHECK:       %[[W:.*]] = snn.linear "w"(%[[LATE]], %x)
// CHECK:       %a = snn.neuron "a" ports[(%[[W]]) #snn.port<none>]
// CHECK:       %[[NOW:.*]] = snn.linear "w"(%b, %x)
// CHECK:       snn.output "y"(%[[NOW]])
nir.graph @mixed {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %w = nir.linear "w" (%b, %x) weight(dense<0.5> : tensor<1x1xf32>) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  %a = nir.if "a" (%w) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  %b = nir.if "b" (%a) r(dense<1.0> : tensor<1xf32>) v_threshold(dense<1.0> : tensor<1xf32>) : (tensor<1xf32>) -> tensor<1xf32>
  nir.output "y" (%w) shape(dense<1> : tensor<1xi64>) : (tensor<1xf32>) -> tensor<1xf32>
}

// A Delay of a step or more in every element cuts the cycle by itself, at its own input.
// CHECK-LABEL: snn.network @line
// CHECK-NEXT:  %d = snn.delay "d"(%a) steps(dense<[1, 2]> : tensor<2xi64>) delay(dense<[1.000000e-03, 2.000000e-03]> : tensor<2xf64>)
// CHECK-NOT:   snn.delay
// CHECK:       %a = snn.neuron "a" ports[(%d, %x) #snn.port<none>]
nir.graph @line {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.if "a" (%d, %x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %d = nir.delay "d" (%a) delay(dense<[0.001, 0.002]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%a) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// One with an element of no step does not: it counts as stateless, is there once for each consumer, and its source is late.
// CHECK-LABEL: snn.network @mixed_delay
// CHECK:       %[[LATE:.*]] = snn.delay(%a) steps(dense<1> : tensor<i64>)
// CHECK:       %[[D:.*]] = snn.delay "d"(%[[LATE]]) steps(dense<[0, 2]> : tensor<2xi64>)
// CHECK:       %a = snn.neuron "a" ports[(%[[D]], %x) #snn.port<none>]
// CHECK:       %[[NOW:.*]] = snn.delay "d"(%a) steps(dense<[0, 2]> : tensor<2xi64>)
// CHECK:       snn.output "y"(%[[NOW]])
nir.graph @mixed_delay {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.if "a" (%d, %x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %d = nir.delay "d" (%a) delay(dense<[0.0, 0.002]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%d) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// A cycle through a Delay alone has a meaning; several edges into the Delay add.
// CHECK-LABEL: snn.network @echo
// CHECK-NEXT:  %d = snn.delay "d"(%g, %x) steps(dense<3> : tensor<i64>) delay(dense<3.000000e-03> : tensor<f64>)
// CHECK-NEXT:  %g = snn.scale "g"(%d)
// CHECK-NEXT:  %x = snn.input "x"
nir.graph @echo {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %d = nir.delay "d" (%g, %x) delay(dense<0.003> : tensor<f64>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %g = nir.scale "g" (%d) scale(dense<0.5> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "y" (%d) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// Whole delays are rounded half to even: 0.5 -> 0, 1.5 -> 2, 2.5 -> 2 steps; many values become a resource of their own.
// CHECK-LABEL: snn.network @rounded
// CHECK:       snn.delay "d"({{.*}}) steps(dense<[0, 2, 2]> : tensor<3xi64>) delay(dense<[5.000000e-04, 1.500000e-03, 2.500000e-03]> : tensor<3xf64>)
nir.graph @rounded {
  %x = nir.input "x" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %d = nir.delay "d" (%x) delay(dense<[0.0005, 0.0015, 0.0025]> : tensor<3xf64>) : (tensor<3xf32>) -> tensor<3xf32>
  nir.output "y" (%d) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}
