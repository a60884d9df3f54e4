// RUN: snn-opt %s --split-input-file --nir-infer-shapes | FileCheck %s
// What is inferred is what nir-check and the verifier expect; running it again changes nothing.
// RUN: snn-opt %s --split-input-file --nir-infer-shapes --nir-infer-shapes | FileCheck %s

// CHECK-LABEL: @chain
// CHECK: nir.conv2d "conv" {{.*}} : (tensor<2x6x6xf32>) -> tensor<3x4x6xf32>
// CHECK: nir.sum_pool2d "pool" {{.*}} : (tensor<3x4x6xf32>) -> tensor<3x2x3xf32>
// CHECK: nir.flatten "flat" {{.*}} : (tensor<3x2x3xf32>) -> tensor<18xf32>
// CHECK: nir.linear "fc" {{.*}} : (tensor<18xf32>) -> tensor<5xf32>
// CHECK: nir.lif "lif" {{.*}} : (tensor<5xf32>) -> tensor<5xf32>
// CHECK: nir.output "output" {{.*}} : (tensor<5xf32>) -> tensor<5xf32>
nir.graph @chain {
  %input = nir.input "input" shape(dense<[2, 6, 6]> : tensor<3xi64>) : () -> tensor<*xf32>
  %conv = nir.conv2d "conv" (%input) weight(dense<1.0> : tensor<3x2x5x3xf32>) stride(dense<1> : tensor<2xi64>)
    padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>)
    bias(dense<0.0> : tensor<3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %pool = nir.sum_pool2d "pool" (%conv) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<*xf32>) -> tensor<*xf32>
  %flat = nir.flatten "flat" (%pool) start_dim(dense<0> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
    : (tensor<*xf32>) -> tensor<*xf32>
  %fc = nir.linear "fc" (%flat) weight(dense<1.0> : tensor<5x18xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %lif = nir.lif "lif" (%fc) tau(dense<1.0> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<*xf32>) -> tensor<*xf32>
  %output = nir.output "output" (%lif) : (tensor<*xf32>) -> tensor<*xf32>
}

// -----

// The order of ops means nothing, and a cycle resolves from any node with a shape of its own.
// CHECK-LABEL: @cycle
// CHECK: nir.output "output" {{.*}} -> tensor<3xf32>
// CHECK: nir.delay "late" {{.*}} : (tensor<3xf32>) -> tensor<3xf32>
// CHECK: nir.scale "gain" (%input, %late) {{.*}} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
// CHECK: nir.threshold "fire" {{.*}} -> tensor<3xf32>
nir.graph @cycle {
  %output = nir.output "output" (%fire) : (tensor<*xf32>) -> tensor<*xf32>
  %late = nir.delay "late" (%fire) delay(dense<1.0> : tensor<f32>) : (tensor<*xf32>) -> tensor<*xf32>
  %gain = nir.scale "gain" (%input, %late) scale(dense<2.0> : tensor<f32>) : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  %fire = nir.threshold "fire" (%gain) threshold(dense<[1.0, 2.0, 3.0]> : tensor<3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<*xf32>
}

// -----

// Into nested graphs and out of them.
// CHECK-LABEL: @nested
// CHECK: nir.subgraph "sub" (%{{.*}}) {
// CHECK:   nir.input "in" : () -> tensor<2x2xf32>
// CHECK:   nir.subgraph "inner" (%{{.*}}) {
// CHECK:     nir.input "in" : () -> tensor<2x2xf32>
// CHECK:     nir.output "out" {{.*}} : (tensor<4xf32>) -> tensor<4xf32>
// CHECK:   } : (tensor<2x2xf32>) -> tensor<4xf32>
// CHECK: } : (tensor<2x2xf32>) -> tensor<4xf32>
// CHECK: nir.output "output" {{.*}} : (tensor<4xf32>) -> tensor<4xf32>
nir.graph @nested {
  %input = nir.input "input" shape(dense<[2, 2]> : tensor<2xi64>) : () -> tensor<*xf32>
  %sub = nir.subgraph "sub" (%input) {
    %in = nir.input "in" : () -> tensor<*xf32>
    %inner = nir.subgraph "inner" (%in) {
      %x = nir.input "in" : () -> tensor<*xf32>
      %flat = nir.flatten "flat" (%x) start_dim(dense<0> : tensor<i64>) : (tensor<*xf32>) -> tensor<*xf32>
      %y = nir.output "out" (%flat) : (tensor<*xf32>) -> tensor<*xf32>
    } : (tensor<*xf32>) -> tensor<*xf32>
    %out = nir.output "out" (%inner) : (tensor<*xf32>) -> tensor<*xf32>
  } : (tensor<*xf32>) -> tensor<*xf32>
  %output = nir.output "output" (%sub) : (tensor<*xf32>) -> tensor<*xf32>
}

// -----

// An Input without a shape takes the one that its consumers expect.
// CHECK-LABEL: @backwards
// CHECK: nir.input "input" : () -> tensor<3xf32>
// CHECK: nir.output "raw" {{.*}} -> tensor<3xf32>
// CHECK: nir.input "two" : () -> tensor<*xf32>
nir.graph @backwards {
  %input = nir.input "input" : () -> tensor<*xf32>
  %raw = nir.output "raw" (%input) : (tensor<*xf32>) -> tensor<*xf32>
  %a = nir.linear "a" (%input) weight(dense<1.0> : tensor<5x3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %b = nir.linear "b" (%input) weight(dense<1.0> : tensor<4x3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %two = nir.input "two" : () -> tensor<*xf32>
  %c = nir.linear "c" (%two) weight(dense<1.0> : tensor<5x3xf32>) : (tensor<*xf32>) -> tensor<*xf32>
  %d = nir.linear "d" (%two) weight(dense<1.0> : tensor<4x2xf32>) : (tensor<*xf32>) -> tensor<*xf32>
}

// -----

// What cannot be inferred stays open, and nothing behind it is guessed.
// CHECK-LABEL: @open
// CHECK: nir.scale "a" {{.*}} : (tensor<*xf32>) -> tensor<*xf32>
// CHECK: nir.flatten "huge" {{.*}} -> tensor<*xf32>
nir.graph @open {
  %a = nir.scale "a" (%a) scale(dense<2.0> : tensor<f32>) : (tensor<*xf32>) -> tensor<*xf32>
  %x = nir.input "x" shape(dense<8589934592> : tensor<2xi64>) : () -> tensor<*xf32>
  %huge = nir.flatten "huge" (%x) start_dim(dense<0> : tensor<i64>) : (tensor<*xf32>) -> tensor<*xf32>
}
