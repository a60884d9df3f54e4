// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: kernel.program @lists
kernel.program @lists compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %x = kernel.buffer at(1024) : !kernel.signal<70xf32>
  %y = kernel.buffer at(2048) : !kernel.signal<3xf32>
  %list = kernel.buffer at(3072) : !kernel.events<70xf32>
  %values = kernel.buffer at(4096) : !kernel.events<70xf32, values>
  %w = kernel.weights at(0) : !kernel.array<1120xf32>
  %bias = kernel.weights at(0) : !kernel.array<16xf32>
  kernel.stage <block> {
    // CHECK: kernel.events %{{.*}} to %{{.*}} : !kernel.signal<70xf32>, !kernel.events<70xf32>
    kernel.events %x to %list : !kernel.signal<70xf32>, !kernel.events<70xf32>
    // CHECK: kernel.events %{{.*}} to %{{.*}} : !kernel.signal<70xf32>, !kernel.events<70xf32, values>
    kernel.events %x to %values : !kernel.signal<70xf32>, !kernel.events<70xf32, values>
    // CHECK: kernel.rows %{{.*}} with %{{.*}} to %{{.*}} tile(16) : !kernel.events<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    kernel.rows %list with %w to %y tile(16) : !kernel.events<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.dense %{{.*}} with %{{.*}} to %{{.*}} tile(16) : !kernel.signal<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    kernel.dense %x with %w to %y tile(16) : !kernel.signal<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.dense %{{.*}} with %{{.*}} bias %{{.*}} : !kernel.array<16xf32>, to %{{.*}} tile(16)
    kernel.dense %x with %w bias %bias : !kernel.array<16xf32>, to %y tile(16) : !kernel.signal<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.rows %{{.*}} with %{{.*}} bias %{{.*}} : !kernel.array<16xf32>, to %{{.*}} tile(16)
    kernel.rows %values with %w bias %bias : !kernel.array<16xf32>, to %y tile(16) : !kernel.events<70xf32, values>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
  }
}

// CHECK-LABEL: kernel.program @bytes
kernel.program @bytes compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %y = kernel.buffer at(2048) : !kernel.signal<32xf32>
  %list = kernel.buffer at(3072) : !kernel.events<70xf32>
  %w = kernel.weights at(0) : !kernel.array<2240xi8>
  kernel.stage <block> {
    // CHECK: kernel.rows %{{.*}} with %{{.*}} to %{{.*}} tile(32) exact(i32) unit(1.000000e+00) carry(258) pairs(32) reason("sums of |k| are at most 40000") :
    kernel.rows %list with %w to %y tile(32) exact(i32) unit(1.000000e+00) carry(258) pairs(32) reason("sums of |k| are at most 40000") : !kernel.events<70xf32>, !kernel.array<2240xi8>, !kernel.signal<32xf32>
  }
}

// CHECK-LABEL: kernel.program @sparse
kernel.program @sparse compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %y = kernel.buffer at(2048) : !kernel.signal<3xf32>
  %list = kernel.buffer at(3072) : !kernel.events<70xf32>
  %s = kernel.weights at(0) : !kernel.array<71xi32>
  %t = kernel.weights at(512) : !kernel.array<9xi32>
  %w = kernel.weights at(576) : !kernel.array<9xf32>
  %bias = kernel.weights at(640) : !kernel.array<16xf32>
  %short = kernel.weights at(704) : !kernel.array<9xi16>
  %bytes = kernel.weights at(768) : !kernel.array<9xi8>
  kernel.stage <block> {
    // CHECK: kernel.synapses %{{.*}} starts %{{.*}} targets %{{.*}} with %{{.*}} to %{{.*}} :
    kernel.synapses %list starts %s targets %t with %w to %y : !kernel.events<70xf32>, !kernel.array<71xi32>, !kernel.array<9xi32>, !kernel.array<9xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.synapses %{{.*}} starts %{{.*}} targets %{{.*}} with %{{.*}} bias %{{.*}} : !kernel.array<16xf32>, to %{{.*}} :
    kernel.synapses %list starts %s targets %t with %w bias %bias : !kernel.array<16xf32>, to %y : !kernel.events<70xf32>, !kernel.array<71xi32>, !kernel.array<9xi32>, !kernel.array<9xf32>, !kernel.signal<3xf32>
    // CHECK: kernel.synapses %{{.*}} starts %{{.*}} targets %{{.*}} with %{{.*}} to %{{.*}} exact(i32) unit(2.500000e-01) reason("sums of |k| are at most 889") :
    kernel.synapses %list starts %s targets %short with %bytes to %y exact(i32) unit(2.500000e-01) reason("sums of |k| are at most 889") : !kernel.events<70xf32>, !kernel.array<71xi32>, !kernel.array<9xi16>, !kernel.array<9xi8>, !kernel.signal<3xf32>
  }
}

// CHECK-LABEL: kernel.program @bitmap
kernel.program @bitmap compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %y = kernel.buffer at(2048) : !kernel.signal<3xf32>
  %list = kernel.buffer at(3072) : !kernel.events<70xf32>
  %bits = kernel.weights at(0) : !kernel.array<70xi32>
  %n = kernel.weights at(320) : !kernel.array<71xf32>
  kernel.stage <block> {
    // CHECK: kernel.bitmap %{{.*}} with %{{.*}} numbers %{{.*}} to %{{.*}} tile(32) weight(1.000000e-01) :
    kernel.bitmap %list with %bits numbers %n to %y tile(32) weight(1.000000e-01) : !kernel.events<70xf32>, !kernel.array<70xi32>, !kernel.array<71xf32>, !kernel.signal<3xf32>
  }
}

// CHECK-LABEL: kernel.program @images
kernel.program @images compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %list = kernel.buffer at(1024) : !kernel.events<6xf32>
  %y = kernel.buffer at(2048) : !kernel.signal<12xf32, channels 2, pitch 4>
  %marks = kernel.buffer at(64) : !kernel.array<1xi64>
  %next = kernel.buffer at(3072) : !kernel.events<12xf32, values>
  %w = kernel.weights at(0) : !kernel.array<36xf32>
  %b = kernel.weights at(192) : !kernel.array<4xf32>
  %rs = kernel.weights at(256) : !kernel.array<3xi32>
  %rt = kernel.weights at(320) : !kernel.array<8xi32>
  %cs = kernel.weights at(384) : !kernel.array<4xi32>
  %ct = kernel.weights at(448) : !kernel.array<9xi32>
  kernel.stage <block> {
    // CHECK: kernel.convolve %{{.*}} with %{{.*}} rows %{{.*}}, %{{.*}} columns %{{.*}}, %{{.*}} to %{{.*}} channels(1) extent [2, 3] taps(9) groups(1) :
    kernel.convolve %list with %w rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
    // CHECK: kernel.convolve %{{.*}} with %{{.*}} bias %{{.*}} : !kernel.array<4xf32>, rows
    kernel.convolve %list with %w bias %b : !kernel.array<4xf32>, rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
    // CHECK: kernel.events %{{.*}} to %{{.*}} marks %{{.*}} : !kernel.array<1xi64>, : !kernel.signal<12xf32, channels 2, pitch 4>, !kernel.events<12xf32, values>
    kernel.events %y to %next marks %marks : !kernel.array<1xi64>, : !kernel.signal<12xf32, channels 2, pitch 4>, !kernel.events<12xf32, values>
  }
}

// CHECK-LABEL: kernel.program @pooling
kernel.program @pooling compute(f32) block(1) arena(16384) cleared(1024) weights(0) {
  %x = kernel.buffer at(1024) : !kernel.signal<32xf32, channels 2, pitch 4>
  %y = kernel.buffer at(2048) : !kernel.signal<8xf32, channels 2, pitch 4>
  kernel.stage <block> {
    // CHECK: kernel.pool <sum> %{{.*}} to %{{.*}} extent [4, 4] result [2, 2] kernel [2, 2] stride [2, 2] padding [0, 0] :
    kernel.pool <sum> %x to %y extent [4, 4] result [2, 2] kernel [2, 2] stride [2, 2] padding [0, 0] : !kernel.signal<32xf32, channels 2, pitch 4> -> !kernel.signal<8xf32, channels 2, pitch 4>
  }
}

// CHECK-LABEL: kernel.program @layouts
kernel.program @layouts compute(f32) block(1) arena(16384) cleared(1024) weights(0) {
  %x = kernel.buffer at(1024) : !kernel.signal<18xf32>
  %y = kernel.buffer at(2048) : !kernel.signal<18xf32, channels 2, pitch 4>
  kernel.stage <block> {
    // CHECK: kernel.relayout %{{.*}} to %{{.*}} : !kernel.signal<18xf32> -> !kernel.signal<18xf32, channels 2, pitch 4>
    kernel.relayout %x to %y : !kernel.signal<18xf32> -> !kernel.signal<18xf32, channels 2, pitch 4>
  }
}
