// RUN: snn-opt %s --kernel-to-loops | FileCheck %s
// RUN: snn-opt %s --kernel-to-loops=record=true | FileCheck %s --check-prefix=RECORD

// CHECK-LABEL: func.func @net_run(
// CHECK-SAME:    %[[ARENA:.*]]: memref<16384xi8>, %[[WEIGHTS:.*]]: memref<8192xi8>, %[[IN:.*]]: memref<1xmemref<?xf32>>, %[[OUT:.*]]: memref<1xmemref<?xf32>>, %{{.*}}: memref<1xmemref<?xf32>>, %[[STEPS:.*]]: index)
// The loop over blocks of 4 steps, and the loop over the rows of a stage `step`.
// CHECK:         scf.for %{{.*}} to %[[STEPS]] step %{{.*}} {
// CHECK:           func.call @net_run.1.events(%[[ARENA]], %[[WEIGHTS]], %{{.*}}, %[[IN]],
// CHECK:           scf.for
// CHECK:             func.call @net_run.2.rows
// CHECK:             func.call @net_run.3.integrate
// CHECK:           func.call @net_run.4.output(%[[ARENA]], %[[WEIGHTS]], %{{.*}}, %[[OUT]],
// CHECK-NOT:       record
// RECORD-LABEL: func.func @net_run_recording(
// RECORD:         func.call @net_run_recording.4.record

// The sums of a tile stay in registers while events come in; no op may be contracted or re-associated.
// CHECK-LABEL: func.func private @net_run.2.rows
// CHECK:         scf.for {{.*}} iter_args(%[[SUM:.*]] = %{{.*}}) -> (vector<16xf32>) {
// CHECK:           %[[W:.*]] = vector.load %{{.*}} : memref<1x3x16xf32>, vector<16xf32>
// CHECK-NEXT:      %[[PRODUCT:.*]] = arith.mulf %[[W]], %{{.*}} : vector<16xf32>
// CHECK-NEXT:      %[[NEXT:.*]] = arith.addf %[[SUM]], %[[PRODUCT]] : vector<16xf32>
// CHECK-NEXT:      scf.yield %[[NEXT]] : vector<16xf32>

// Spikes and resets are selections.
// CHECK-LABEL: func.func private @net_run.3.integrate
// CHECK:         %[[V:.*]] = arith.addf
// CHECK:         %[[Z:.*]] = arith.cmpf ogt, %[[V]]
// CHECK:         arith.select %[[Z]]
kernel.program @net compute(f32) block(4) arena(16384) cleared(1024) weights(8192) {
  %x = kernel.buffer at(1024) : !kernel.signal<3xf32>
  %list = kernel.buffer at(2048) : !kernel.events<3xf32, values>
  %i = kernel.buffer at(3072) : !kernel.signal<5xf32>
  %z = kernel.buffer at(4096) : !kernel.signal<5xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %w = kernel.weights at(0) : !kernel.array<48xf32>
  %c = kernel.weights at(192) : !kernel.array<1xf32>
  kernel.stage <block> {
    kernel.input "x" index(0) as(<number>) to %x : !kernel.signal<3xf32>
    kernel.events %x to %list : !kernel.signal<3xf32>, !kernel.events<3xf32, values>
  }
  kernel.stage <step> {
    kernel.rows %list with %w to %i tile(16) : !kernel.events<3xf32, values>, !kernel.array<48xf32>, !kernel.signal<5xf32>
    kernel.integrate (%i) state %v decay(%c : !kernel.array<1xf32>) gain(%c : !kernel.array<1xf32>) threshold(%c : !kernel.array<1xf32>) to %z
      <scaled> <above> <subtract> <same> : (!kernel.signal<5xf32>) -> !kernel.signal<5xf32>, !kernel.array<16xf32>
  }
  kernel.stage <block> {
    kernel.record "z" "spikes" index(0) %z : !kernel.signal<5xf32>
    kernel.output "z" index(0) (%z) : !kernel.signal<5xf32>
  }
}
