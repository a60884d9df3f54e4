// RUN: snn-opt %s --kernel-to-loops | FileCheck %s
// RUN: snn-opt %s --kernel-to-loops --loops-to-llvm | FileCheck %s --check-prefix=LLVM

// Bytes are widened and added in 16 bits; a row with other values than 1 takes floats.
// CHECK-LABEL: func.func private @narrow_run.0.rows
// CHECK:         scf.if
// CHECK:           arith.sitofp %{{.*}} : vector<16xi8> to vector<16xf32>
// CHECK:         } else {
// CHECK:           %[[W:.*]] = vector.load %{{.*}} : memref<1x70x16xi8>, vector<16xi8>
// CHECK-NEXT:      %[[WIDE:.*]] = arith.extsi %[[W]] : vector<16xi8> to vector<16xi16>
// CHECK-NEXT:      %[[SUM:.*]] = arith.addi %{{.*}}, %[[WIDE]] : vector<16xi16>
// CHECK-NEXT:      scf.yield %[[SUM]]
// CHECK:           arith.sitofp %{{.*}} : vector<16xi16> to vector<16xf32>
kernel.program @narrow compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %y = kernel.buffer at(2048) : !kernel.signal<3xf32>
  %list = kernel.buffer at(3072) : !kernel.events<70xf32, values>
  %w = kernel.weights at(0) : !kernel.array<1120xi8>
  kernel.stage <block> {
    kernel.rows %list with %w to %y tile(16) exact(i16) unit(0.25) : !kernel.events<70xf32, values>, !kernel.array<1120xi8>, !kernel.signal<3xf32>
  }
}

// The events of a step on top of a state, each addition cut; products beyond the limit take 32 bits.
// CHECK-LABEL: func.func private @chip_run.0.rows
// CHECK:         %[[STATE:.*]] = memref.view %{{.*}} : memref<16384xi8> to memref<32xi16>
// CHECK:         vector.load %[[STATE]][%{{.*}}] : memref<32xi16>, vector<32xi16>
// CHECK:         scf.if %{{.*}} -> (vector<32xi16>) {
// CHECK:           %[[PRODUCT:.*]] = arith.muli %{{.*}} : vector<32xi16>
// CHECK-NEXT:      llvm.intr.sadd.sat(%{{.*}}, %[[PRODUCT]]) : (vector<32xi16>, vector<32xi16>) -> vector<32xi16>
// CHECK:         } else {
// CHECK:           arith.muli %{{.*}} : vector<32xi32>
// CHECK:           arith.trunci %{{.*}} : vector<32xi32> to vector<32xi16>
// The current takes what has been summed on top of it.
// CHECK-LABEL: func.func private @chip_run.1.shift_current
// CHECK-NOT:     sadd.sat
// CHECK:         arith.shrsi
// CHECK:         arith.maxsi
// CHECK:         arith.subi
// CHECK-LABEL: func.func private @chip_run.2.shift_membrane
// CHECK:         llvm.intr.ssub.sat
// CHECK:         llvm.intr.sadd.sat
// CHECK:         scf.while
// LLVM-LABEL: llvm.func internal @chip_run.2.shift_membrane
// LLVM:         llvm.intr.sadd.sat
kernel.program @chip compute(i16) block(1) arena(16384) cleared(1024) weights(8192) {
  %y = kernel.buffer at(2112) : !kernel.signal<3xi16>
  %z = kernel.buffer at(2176) : !kernel.signal<3xi16>
  %list = kernel.buffer at(3072) : !kernel.events<70xi16, values>
  %i = kernel.buffer at(64) : !kernel.array<32xi16>
  %v = kernel.buffer at(128) : !kernel.array<32xi16>
  %w = kernel.weights at(0) : !kernel.array<2240xi8>
  %n = kernel.weights at(4096) : !kernel.array<1xi16>
  kernel.stage <step> {
    kernel.rows %list with %w start(%i : !kernel.array<32xi16>) to %y tile(32) limit(258) : !kernel.events<70xi16, values>, !kernel.array<2240xi8>, !kernel.signal<3xi16>
    kernel.shift_current (%y) state %i dash(%n : !kernel.array<1xi16>) to %y replace : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
    kernel.shift_membrane (%y) state %v dash(%n : !kernel.array<1xi16>) threshold(%n : !kernel.array<1xi16>) to %z <repeated> <subtract> most(31) : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// Four synapses a turn: what they read comes first, their sums follow one another in the row of the result, which holds integers until the end.
// CHECK-LABEL: func.func private @listed_run.0.synapses
// CHECK:         %[[SUMS:.*]] = memref.view %{{.*}} : memref<16384xi8> to memref<1x16xi32>
// CHECK:         vector.store %{{.*}}, %[[SUMS]]
// CHECK:         scf.for
// CHECK:           scf.for
// CHECK-COUNT-4:     arith.extsi %{{.*}} : i8 to i32
// CHECK:           scf.for
// CHECK:             %[[SUM:.*]] = memref.load %[[SUMS]][%{{.*}}, %[[TARGET:.*]]] : memref<1x16xi32>
// CHECK:             %[[NEXT:.*]] = arith.addi %[[SUM]]
// CHECK:             memref.store %[[NEXT]], %[[SUMS]][%{{.*}}, %[[TARGET]]]
// CHECK:         arith.sitofp %{{.*}} : vector<16xi32> to vector<16xf32>
// LLVM-LABEL: llvm.func internal @listed_run.0.synapses
kernel.program @listed compute(f32) block(1) arena(16384) cleared(1024) weights(8192) {
  %y = kernel.buffer at(2048) : !kernel.signal<3xf32>
  %list = kernel.buffer at(3072) : !kernel.events<70xf32>
  %s = kernel.weights at(0) : !kernel.array<71xi32>
  %t = kernel.weights at(512) : !kernel.array<9xi16>
  %w = kernel.weights at(576) : !kernel.array<9xi8>
  kernel.stage <block> {
    kernel.synapses %list starts %s targets %t with %w to %y exact(i32) unit(0.25) : !kernel.events<70xf32>, !kernel.array<71xi32>, !kernel.array<9xi16>, !kernel.array<9xi8>, !kernel.signal<3xf32>
  }
}
