// RUN: snn-opt %s --split-input-file --nir-canonicalise | FileCheck %s
// A second time changes nothing.
// RUN: snn-opt %s --split-input-file --nir-canonicalise --nir-canonicalise | FileCheck %s

// Nested graphs are put in place, names get dots, ports with one edge disappear.
// CHECK-LABEL: @nested
// CHECK-NEXT: %[[X:.*]] = nir.input "input" {{.*}} {merged = ["sub.in", "sub.deep.in"]}
// CHECK-NEXT: %[[N:.*]] = nir.i "sub.deep.n" (%[[X]]) {{.*}} {merged = ["sub.deep.out", "sub.out"]}
// CHECK-NEXT: nir.output "output" (%[[N]])
// CHECK-NEXT: }
nir.graph @nested {
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %sub = nir.subgraph "sub" (%input) {
    %in = nir.input "in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
    %deep = nir.subgraph "deep" (%in) {
      %out = nir.output "out" (%n) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
      %n = nir.i "n" (%x) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
      %x = nir.input "in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
    } : (tensor<3xf32>) -> tensor<3xf32>
    %out = nir.output "out" (%deep) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  } : (tensor<3xf32>) -> tensor<3xf32>
  %output = nir.output "output" (%sub) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

// Several edges at a port are summed before they go on: (a + b) + c. So is what no edge brings: 0.
// CHECK-LABEL: @sums
// CHECK-DAG: %[[IN:.*]] = nir.scale "sub.in" (%[[A:.*]], %[[B:.*]]) scale(dense<1.000000e+00> : tensor<3xf32>)
// CHECK-DAG: %[[A]] = nir.input "a"
// CHECK-DAG: %[[B]] = nir.input "b"
// CHECK-DAG: %[[N:.*]] = nir.i "sub.n" (%[[C:.*]], %[[IN]])
// CHECK-DAG: %[[C]] = nir.i "sub.c" (%[[IN]])
// CHECK-DAG: %[[OUT:.*]] = nir.scale "sub.out" (%[[C]], %[[N]]) scale(dense<1.000000e+00> : tensor<3xf32>)
// CHECK-DAG: nir.output "output" (%[[OUT]])
// CHECK-DAG: nir.scale "quiet.in" scale(dense<1.000000e+00> : tensor<3xf32>) {{.*}}: () -> tensor<3xf32>
nir.graph @sums {
  %a = nir.input "a" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %b = nir.input "b" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %sub = nir.subgraph "sub" (%a, %b) {
    %in = nir.input "in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
    %n = nir.i "n" (%c, %in) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %c = nir.i "c" (%in) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
    %out = nir.output "out" (%c, %n) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  } : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  %output = nir.output "output" (%sub) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  %quiet = nir.subgraph "quiet" {
    %in = nir.input "in" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
    %n = nir.i "n" (%in) r(dense<1.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
    %out = nir.output "out" (%n) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
  } : () -> tensor<3xf32>
  %rest = nir.output "rest" (%quiet) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// -----

// A port that gives its signal another shape stays, for nodes without a shape of their own.
// CHECK-LABEL: @reshaping_port
// CHECK: %[[IN:.*]] = nir.scale "sub.in" (%input) {{.*}} : (tensor<2x2xf32>) -> tensor<4xf32>
// CHECK: nir.i "sub.n" (%[[IN]]) {{.*}} : (tensor<4xf32>) -> tensor<4xf32>
nir.graph @reshaping_port {
  %input = nir.input "input" shape(dense<2> : tensor<2xi64>) : () -> tensor<2x2xf32>
  %sub = nir.subgraph "sub" (%input) {
    %in = nir.input "in" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
    %n = nir.i "n" (%in) r(dense<1.0> : tensor<f32>) : (tensor<4xf32>) -> tensor<4xf32>
    %out = nir.output "out" (%n) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
  } : (tensor<2x2xf32>) -> tensor<4xf32>
  %output = nir.output "output" (%sub) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
}

// -----

// A nested graph in a cycle with itself.
// CHECK-LABEL: @own_cycle
// CHECK: %[[IN:.*]] = nir.scale "sub.in" (%input, %[[N:.*]]) scale
// CHECK: %[[N]] = nir.i "sub.n" (%[[IN]])
nir.graph @own_cycle {
  %input = nir.input "input" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
  %sub = nir.subgraph "sub" (%input, %sub) {
    %in = nir.input "in" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
    %n = nir.i "n" (%in) r(dense<1.0> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xf32>
    %out = nir.output "out" (%n) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
  } : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %output = nir.output "output" (%sub) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
}

// -----

// A nested graph that passes its input on, and one that nobody reads.
// CHECK-LABEL: @wires
// CHECK: %[[X:.*]] = nir.input "input"
// CHECK: %[[N:.*]] = nir.i "unread.n" (%[[X]])
// CHECK: nir.output "output" (%[[X]])
// CHECK-NOT: nir.subgraph
nir.graph @wires {
  %input = nir.input "input" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
  %unread = nir.subgraph "unread" (%input) {
    %in = nir.input "in" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
    %n = nir.i "n" (%in) r(dense<1.0> : tensor<4xf32>) : (tensor<4xf32>) -> tensor<4xf32>
  } : (tensor<4xf32>) -> tensor<4xf32>
  %wire = nir.subgraph "wire" (%input) {
    %in = nir.input "in" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
    %out = nir.output "out" (%in) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
  } : (tensor<4xf32>) -> tensor<4xf32>
  %output = nir.output "output" (%wire) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
}

// -----

// A Scale by exactly 1 and a Delay of exactly 0 do nothing.
// CHECK-LABEL: @idle
// CHECK: %[[X:.*]] = nir.input "input" {{.*}} {merged = ["one"]}
// CHECK: %[[N:.*]] = nir.i "n" (%[[X]]) {{.*}} {merged = ["zero"]}
// CHECK: nir.scale "near" (%[[N]])
// CHECK: nir.delay "late"
// CHECK: nir.output "output"
nir.graph @idle {
  %input = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %one = nir.scale "one" (%input) scale(dense<1> : tensor<i64>) : (tensor<2xf32>) -> tensor<2xf32>
  %n = nir.i "n" (%one) r(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %zero = nir.delay "zero" (%n) delay(dense<[0.0, -0.0]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %near = nir.scale "near" (%zero) scale(dense<[1.0, 0x3F800001]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %late = nir.delay "late" (%near) delay(dense<[0.0, 1.0e-30]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %output = nir.output "output" (%late) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// -----

// What does nothing stays where it sums, where it changes a shape, where a consumer would have an edge twice, and
// between an Input and an Output.
// CHECK-LABEL: @needed
// CHECK: nir.scale "sum"
// CHECK: nir.scale "shape"
// CHECK: nir.scale "twice"
// CHECK: nir.scale "wire"
nir.graph @needed {
  %a = nir.input "a" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
  %b = nir.input "b" shape(dense<4> : tensor<1xi64>) : () -> tensor<4xf32>
  %sum = nir.scale "sum" (%a, %b) scale(dense<1.0> : tensor<f32>) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %n = nir.i "n" (%sum, %shape) r(dense<1.0> : tensor<4xf32>) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %c = nir.input "c" shape(dense<2> : tensor<2xi64>) : () -> tensor<2x2xf32>
  %shape = nir.scale "shape" (%c) scale(dense<1.0> : tensor<4xf32>) : (tensor<2x2xf32>) -> tensor<4xf32>
  %twice = nir.scale "twice" (%n) scale(dense<1.0> : tensor<f32>) : (tensor<4xf32>) -> tensor<4xf32>
  %out = nir.output "out" (%n, %twice) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %wire = nir.scale "wire" (%a) scale(dense<1.0> : tensor<f32>) : (tensor<4xf32>) -> tensor<4xf32>
  %raw = nir.output "raw" (%wire) shape(dense<4> : tensor<1xi64>) : (tensor<4xf32>) -> tensor<4xf32>
}
