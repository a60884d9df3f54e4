// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: kernel.program @double compute(f32) block(4) arena(1088) cleared(64) weights(64) {
// CHECK:         %[[X:.*]] = kernel.buffer at(64) : !kernel.signal<3xf32>
// CHECK:         %[[Y:.*]] = kernel.buffer at(320) : !kernel.signal<3xf32>
// CHECK:         %[[TWO:.*]] = kernel.weights at(0) : !kernel.array<1xf32>
// CHECK:         kernel.stage <block> {
// CHECK:           kernel.input "in" index(0) as(<number>) to %[[X]] : !kernel.signal<3xf32>
// CHECK:           kernel.scale %[[X]] by %[[TWO]] to %[[Y]] : !kernel.signal<3xf32>, !kernel.array<1xf32>
// CHECK:           kernel.output "out" index(0) (%[[Y]]) : !kernel.signal<3xf32>
kernel.program @double compute(f32) block(4) arena(1088) cleared(64) weights(64) {
  %x = kernel.buffer at(64) : !kernel.signal<3xf32>
  %y = kernel.buffer at(320) : !kernel.signal<3xf32>
  %two = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    kernel.input "in" index(0) as(<number>) to %x : !kernel.signal<3xf32>
    kernel.scale %x by %two to %y : !kernel.signal<3xf32>, !kernel.array<1xf32>
    kernel.output "out" index(0) (%y) : !kernel.signal<3xf32>
  }
}

// The weights may stand in the program.
// CHECK-LABEL: kernel.program @packed
// CHECK-SAME:    data(dense<1> : tensor<4xi8>)
kernel.program @packed compute(f64) block(1) arena(64) cleared(64) weights(4) data(dense<1> : tensor<4xi8>) {
}

// CHECK-LABEL: kernel.program @signals
kernel.program @signals compute(f32) block(1) arena(8192) cleared(4096) weights(4096) {
  %a = kernel.buffer at(4096) : !kernel.signal<3xf32>
  %b = kernel.buffer at(4160) : !kernel.signal<3xf32>
  %y = kernel.buffer at(4224) : !kernel.signal<3xf32>
  %v = kernel.buffer at(4288) : !kernel.signal<3xf32>
  %half = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // CHECK: kernel.sum(%{{.*}}, %{{.*}}) to %{{.*}} : (!kernel.signal<3xf32>, !kernel.signal<3xf32>) -> !kernel.signal<3xf32>
    kernel.sum (%a, %b) to %y : (!kernel.signal<3xf32>, !kernel.signal<3xf32>) -> !kernel.signal<3xf32>
    // CHECK: kernel.sum() to %{{.*}} : () -> !kernel.signal<3xf32>
    kernel.sum () to %y : () -> !kernel.signal<3xf32>
    // CHECK: kernel.threshold %{{.*}} above %{{.*}} to %{{.*}} : !kernel.signal<3xf32>, !kernel.array<1xf32>
    kernel.threshold %a above %half to %y : !kernel.signal<3xf32>, !kernel.array<1xf32>
    // CHECK: kernel.record "lif" "v" index(0) %{{.*}} : !kernel.signal<3xf32>
    kernel.record "lif" "v" index(0) %v : !kernel.signal<3xf32>
  }
}

// The examples of the documentation, as they stand there.
// CHECK-LABEL: kernel.program @examples
kernel.program @examples compute(f32) block(1) arena(16384) cleared(8192) weights(8192) {
  %x = kernel.buffer at(8192) : !kernel.signal<3xf32>
  %y = kernel.buffer at(8192) : !kernel.signal<3xf32>
  %z = kernel.buffer at(8192) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %ring = kernel.buffer at(128) : !kernel.ring<2 x !kernel.signal<3xf32>>
  %half = kernel.weights at(0) : !kernel.array<1xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  %g = kernel.weights at(0) : !kernel.array<1xf32>
  %t = kernel.weights at(0) : !kernel.array<1xf32>
  %r = kernel.weights at(0) : !kernel.array<1xf32>
  // CHECK: kernel.stage <step>
  // CHECK:   kernel.pull %{{.*}} by(1) to %{{.*}} : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
  // CHECK:   kernel.push %{{.*}} to %{{.*}} : !kernel.signal<3xf32>, !kernel.ring<2 x !kernel.signal<3xf32>>
  kernel.stage <step> {
    kernel.pull %ring by(1) to %z : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
    kernel.push %x to %ring : !kernel.signal<3xf32>, !kernel.ring<2 x !kernel.signal<3xf32>>
  }
  kernel.stage <block> {
    kernel.threshold %x above %half to %y : !kernel.signal<3xf32>, !kernel.array<1xf32>
    // CHECK: kernel.integrate(%{{.*}}) state %{{.*}} decay(%{{.*}} : !kernel.array<1xf32>) gain(%{{.*}} : !kernel.array<1xf32>) threshold(%{{.*}} : !kernel.array<1xf32>) reset(%{{.*}} : !kernel.array<1xf32>) to %{{.*}} <scaled> <above> <value> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
    kernel.integrate (%x) state %v decay(%a : !kernel.array<1xf32>) gain(%g : !kernel.array<1xf32>) threshold(%t : !kernel.array<1xf32>) reset(%r : !kernel.array<1xf32>) to %z <scaled> <above> <value> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
    // CHECK: kernel.deliver %{{.*}} above %{{.*}} to %{{.*}} : !kernel.array<16xf32>, !kernel.array<1xf32>, !kernel.signal<3xf32>
    kernel.deliver %v above %t to %z : !kernel.array<16xf32>, !kernel.array<1xf32>, !kernel.signal<3xf32>
  }
}

// All parts of an integrator.
// CHECK-LABEL: kernel.program @integrators
kernel.program @integrators compute(f32) block(1) arena(16384) cleared(8192) weights(8192) {
  %x = kernel.buffer at(8192) : !kernel.signal<3xf32>
  %z = kernel.buffer at(8192) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %p = kernel.buffer at(128) : !kernel.array<16xf32>
  %s = kernel.buffer at(192) : !kernel.array<16xf32>
  %c = kernel.weights at(0) : !kernel.array<16xf32>
  kernel.stage <block> {
    // CHECK: kernel.integrate(%{{.*}}, %{{.*}}) state %{{.*}} decay(%{{.*}} : !kernel.array<16xf32>) gain(%{{.*}}) leak(%{{.*}}) threshold(%{{.*}}) earlier(%{{.*}} : !kernel.array<16xf32>) spent(%{{.*}} : !kernel.array<16xf32>) to %{{.*}} trace(%{{.*}} : !kernel.signal<3xf32>) <scaled> <above> <subtract> <after> clip
    kernel.integrate (%x, %x) state %v decay(%c : !kernel.array<16xf32>) gain(%c : !kernel.array<16xf32>) leak(%c : !kernel.array<16xf32>)
        threshold(%c : !kernel.array<16xf32>) earlier(%p : !kernel.array<16xf32>) spent(%s : !kernel.array<16xf32>) to %z trace(%x : !kernel.signal<3xf32>)
        <scaled> <above> <subtract> <after> clip : (!kernel.signal<3xf32>, !kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
  kernel.stage <step> {
    // CHECK: kernel.deliver %{{.*}} above %{{.*}} spent(%{{.*}} : !kernel.array<16xf32>) to
    kernel.deliver %v above %c spent(%s : !kernel.array<16xf32>) to %z : !kernel.array<16xf32>, !kernel.array<16xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.integrate() state %{{.*}} threshold(%{{.*}}) spent(%{{.*}}) to %{{.*}} <added> <above_old> <subtract> <before> quiet
    kernel.integrate () state %v threshold(%c : !kernel.array<16xf32>) spent(%s : !kernel.array<16xf32>) to %z
        <added> <above_old> <subtract> <before> quiet : () -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
}

// Every delay with a number of its own, taken from sources of its own, with something else than 0 before the first step.
// CHECK-LABEL: kernel.program @delays
kernel.program @delays compute(f64) block(2) arena(16384) cleared(8192) weights(8192) {
  %x = kernel.buffer at(8192) : !kernel.signal<3xf64>
  %y = kernel.buffer at(8192) : !kernel.signal<5xf64>
  %ring = kernel.buffer at(128) : !kernel.ring<6 x !kernel.signal<3xf64>>
  %d = kernel.weights at(0) : !kernel.array<8xi32>
  %b = kernel.weights at(64) : !kernel.array<8xf64>
  kernel.stage <block> {
    kernel.push %x to %ring : !kernel.signal<3xf64>, !kernel.ring<6 x !kernel.signal<3xf64>>
    // CHECK: kernel.pull %{{.*}} delays(%{{.*}} : !kernel.array<8xi32>) sources(%{{.*}} : !kernel.array<8xi32>) before(%{{.*}} : !kernel.array<8xf64>) to
    kernel.pull %ring delays(%d : !kernel.array<8xi32>) sources(%d : !kernel.array<8xi32>) before(%b : !kernel.array<8xf64>) to %y : !kernel.ring<6 x !kernel.signal<3xf64>>, !kernel.signal<5xf64>
  }
}
