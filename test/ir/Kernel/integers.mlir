// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// Bytes in a program of floats.
// CHECK-LABEL: kernel.program @narrow compute(f32)
kernel.program @narrow compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %y = kernel.buffer at(2048) : !kernel.signal<3xf32>
  %list = kernel.buffer at(3072) : !kernel.events<70xf32>
  %w = kernel.weights at(0) : !kernel.array<1120xi8>
  %bias = kernel.weights at(2048) : !kernel.array<16xi16>
  kernel.stage <block> {
    // CHECK: kernel.rows %{{.*}} with %{{.*}} to %{{.*}} tile(16) exact(i16) unit(2.500000e-01) reason("sums of |k| are at most 8890") :
    kernel.rows %list with %w to %y tile(16) exact(i16) unit(2.500000e-01) reason("sums of |k| are at most 8890") : !kernel.events<70xf32>, !kernel.array<1120xi8>, !kernel.signal<3xf32>
    // CHECK: kernel.rows %{{.*}} with %{{.*}} bias %{{.*}} : !kernel.array<16xi16>, to %{{.*}} tile(16) exact(i16) unit(5.000000e-01) :
    kernel.rows %list with %w bias %bias : !kernel.array<16xi16>, to %y tile(16) exact(i16) unit(0.5) : !kernel.events<70xf32>, !kernel.array<1120xi8>, !kernel.signal<3xf32>
  }
}

// CHECK-LABEL: kernel.program @chip compute(i16)
kernel.program @chip compute(i16) block(1) arena(16384) cleared(1024) weights(8192) {
  %x = kernel.buffer at(2048) : !kernel.signal<3xi16>
  %y = kernel.buffer at(2112) : !kernel.signal<3xi16>
  %z = kernel.buffer at(2176) : !kernel.signal<3xi16>
  %list = kernel.buffer at(3072) : !kernel.events<70xi16, values>
  %i = kernel.buffer at(64) : !kernel.array<32xi16>
  %v = kernel.buffer at(128) : !kernel.array<32xi16>
  %w = kernel.weights at(0) : !kernel.array<2240xi8>
  %n = kernel.weights at(4096) : !kernel.array<1xi16>
  %t = kernel.weights at(4160) : !kernel.array<1xi16>
  %all = kernel.weights at(4224) : !kernel.array<32xi16>
  %from = kernel.weights at(4352) : !kernel.array<3xi32>
  %of = kernel.weights at(4416) : !kernel.array<2xi32>
  %j = kernel.weights at(4480) : !kernel.array<2xi32>
  kernel.stage <block> {
    // CHECK: kernel.input "in" index(0) as(<number>) most(15) to
    kernel.input "in" index(0) as(<number>) most(15) to %x : !kernel.signal<3xi16>
    // CHECK: kernel.record "lif" "i2" index(0)
    kernel.record "lif" "i2" index(0) %x : !kernel.signal<3xi16>
  }
  kernel.stage <step> {
    // CHECK: kernel.rows %{{.*}} with %{{.*}} start(%{{.*}} : !kernel.array<32xi16>) to %{{.*}} tile(32) limit(258) :
    kernel.rows %list with %w start(%i : !kernel.array<32xi16>) to %y tile(32) limit(258) : !kernel.events<70xi16, values>, !kernel.array<2240xi8>, !kernel.signal<3xi16>
    // CHECK: kernel.rows %{{.*}} with %{{.*}} start(%{{.*}} : !kernel.signal<3xi16>) to
    kernel.rows %list with %w start(%y : !kernel.signal<3xi16>) to %x tile(32) : !kernel.events<70xi16, values>, !kernel.array<2240xi8>, !kernel.signal<3xi16>
    // CHECK: kernel.shift_current(%{{.*}}) state %{{.*}} dash(%{{.*}} : !kernel.array<1xi16>) to %{{.*}} : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    kernel.shift_current (%x) state %i dash(%n : !kernel.array<1xi16>) to %y : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    // CHECK: kernel.shift_current(%{{.*}}) state %{{.*}} dash(%{{.*}} : !kernel.array<32xi16>) to %{{.*}} replace :
    kernel.shift_current (%x) state %i dash(%all : !kernel.array<32xi16>) to %y replace : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    // CHECK: kernel.shift_membrane(%{{.*}}) state %{{.*}} dash(%{{.*}}) threshold(%{{.*}}) to %{{.*}} <repeated> <subtract> most(31) :
    kernel.shift_membrane (%x) state %v dash(%n : !kernel.array<1xi16>) threshold(%t : !kernel.array<1xi16>) to %z <repeated> <subtract> most(31) : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    // CHECK: kernel.shift_membrane(%{{.*}}) state %{{.*}} <repeated> <subtract> most(31) joined wraps :
    kernel.shift_membrane (%x) state %v dash(%n : !kernel.array<1xi16>) threshold(%t : !kernel.array<1xi16>) to %z <repeated> <subtract> most(31) joined wraps : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    // CHECK: kernel.aliases %{{.*}} starts %{{.*}} sources %{{.*}} targets %{{.*}} state %{{.*}} : !kernel.array<32xi16>, threshold %{{.*}} : !kernel.array<1xi16>, to %{{.*}} most(31) :
    kernel.aliases %z starts %from sources %of targets %j state %v : !kernel.array<32xi16>, threshold %t : !kernel.array<1xi16>, to %y most(31) : !kernel.signal<3xi16>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
    // CHECK: kernel.aliases %{{.*}} starts %{{.*}} sources %{{.*}} targets %{{.*}} to %{{.*}} most(31) :
    kernel.aliases %z starts %from sources %of targets %j to %y most(31) : !kernel.signal<3xi16>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
    // CHECK: kernel.shift_membrane(%{{.*}}, %{{.*}}) state %{{.*}} bias(%{{.*}}) threshold(%{{.*}}) reset(%{{.*}}) to %{{.*}} trace(%{{.*}}) <above> <value> :
    kernel.shift_membrane (%x, %y) state %v bias(%all : !kernel.array<32xi16>) threshold(%t : !kernel.array<1xi16>) reset(%t : !kernel.array<1xi16>) to %z trace(%y : !kernel.signal<3xi16>) <above> <value> : (!kernel.signal<3xi16>, !kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}
