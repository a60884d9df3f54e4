// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: kernel.program @repeats
kernel.program @repeats compute(f32) block(4) arena(16384) cleared(64) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %u = kernel.buffer at(2112) : !kernel.signal<70xf32>
  // CHECK: %[[SAME:.*]] = kernel.buffer at(4160) : !kernel.repeats
  %same = kernel.buffer at(4160) : !kernel.repeats
  %both = kernel.buffer at(4352) : !kernel.repeats
  %y = kernel.buffer at(4544) : !kernel.signal<3xf32>
  %list = kernel.buffer at(5120) : !kernel.events<70xf32, values>
  %w = kernel.weights at(0) : !kernel.array<1120xf32>
  %s = kernel.weights at(4480) : !kernel.array<71xi32>
  %t = kernel.weights at(4800) : !kernel.array<9xi32>
  %v = kernel.weights at(4864) : !kernel.array<9xf32>
  kernel.stage <block> {
    // CHECK: kernel.repeats(%{{.*}}) to %[[SAME]] : !kernel.signal<70xf32>
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
    // CHECK: kernel.repeats(%{{.*}}, %{{.*}}) to %{{.*}} : !kernel.signal<70xf32>, !kernel.signal<70xf32>
    kernel.repeats (%x, %u) to %both : !kernel.signal<70xf32>, !kernel.signal<70xf32>
    // CHECK: kernel.events %{{.*}} to %{{.*}} repeats(%[[SAME]]) :
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32, values>
    // CHECK: kernel.rows %{{.*}} with %{{.*}} to %{{.*}} tile(16) repeats(%[[SAME]]) :
    kernel.rows %list with %w to %y tile(16) repeats(%same) : !kernel.events<70xf32, values>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.dense %{{.*}} with %{{.*}} to %{{.*}} tile(16) repeats(%[[SAME]]) :
    kernel.dense %x with %w to %y tile(16) repeats(%same) : !kernel.signal<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.synapses %{{.*}} to %{{.*}} repeats(%[[SAME]]) :
    kernel.synapses %list starts %s targets %t with %v to %y repeats(%same) : !kernel.events<70xf32, values>, !kernel.array<71xi32>, !kernel.array<9xi32>, !kernel.array<9xf32>, !kernel.signal<3xf32>
  }
}

// CHECK-LABEL: kernel.program @convolve
kernel.program @convolve compute(f32) block(4) arena(4096) cleared(64) weights(1024) {
  %x = kernel.buffer at(64) : !kernel.signal<6xf32>
  %same = kernel.buffer at(320) : !kernel.repeats
  %list = kernel.buffer at(512) : !kernel.events<6xf32>
  %y = kernel.buffer at(1024) : !kernel.signal<12xf32, channels 2, pitch 4>
  %w = kernel.weights at(0) : !kernel.array<36xf32>
  %rs = kernel.weights at(192) : !kernel.array<3xi32>
  %rt = kernel.weights at(256) : !kernel.array<8xi32>
  %cs = kernel.weights at(320) : !kernel.array<4xi32>
  %ct = kernel.weights at(384) : !kernel.array<9xi32>
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<6xf32>
    kernel.events %x to %list repeats(%same) : !kernel.signal<6xf32>, !kernel.events<6xf32>
    // CHECK: kernel.convolve {{.*}} groups(1) repeats(%{{.*}}) :
    kernel.convolve %list with %w rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) repeats(%same) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
  }
}
