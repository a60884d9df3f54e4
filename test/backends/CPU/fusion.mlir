// RUN: snn-opt %s --split-input-file --kernel-to-loops | FileCheck %s
// RUN: snn-opt %s --split-input-file --kernel-to-loops=record=true | FileCheck %s --check-prefix=RECORD

// A filter goes into the membrane that alone uses it, the row that a ring keeps is stored at once, and what was kept is
// listed where it lies.
// CHECK-LABEL: func.func @net_run(
// CHECK-NOT:     call @net_run.0
// CHECK:         call @net_run.1.events(
// CHECK:         call @net_run.2.rows(
// CHECK-NOT:     call @net_run.3
// CHECK:         call @net_run.4.integrate(
// CHECK-NOT:     call @net_run.5
// CHECK:         return
// CHECK-LABEL: func.func private @net_run.1.events(
// CHECK:         memref.view {{.*}} to memref<2x16xf32>
// The current is neither stored nor loaded; the spikes are stored twice.
// CHECK-LABEL: func.func private @net_run.4.integrate(
// CHECK-DAG:     %[[SPIKES:.*]] = memref.view {{.*}} to memref<4x16xf32>
// CHECK-DAG:     %[[RING:.*]] = memref.view {{.*}} to memref<2x16xf32>
// CHECK:         vector.store %[[Z:.*]], %[[SPIKES]]
// CHECK:         vector.store %[[Z]], %[[RING]]
// CHECK-NOT:     memref<4x16xf32>, vector
// CHECK:         return

// A current that is recorded has to be in memory.
// RECORD-LABEL: func.func @net_run_recording(
// RECORD:         call @net_run_recording.3.integrate(
// RECORD:         call @net_run_recording.4.integrate(
kernel.program @net compute(f32) block(4) arena(16384) cleared(1024) weights(8192) {
  %ring = kernel.buffer at(64) : !kernel.ring<2 x !kernel.signal<3xf32>>
  %i = kernel.buffer at(256) : !kernel.array<16xf32>
  %v = kernel.buffer at(320) : !kernel.array<16xf32>
  %late = kernel.buffer at(1024) : !kernel.signal<3xf32>
  %list = kernel.buffer at(2048) : !kernel.events<3xf32>
  %x = kernel.buffer at(3072) : !kernel.signal<3xf32>
  %current = kernel.buffer at(4096) : !kernel.signal<3xf32>
  %z = kernel.buffer at(5120) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xf32>
  %c = kernel.weights at(192) : !kernel.array<1xf32>
  kernel.stage <step> {
    kernel.pull %ring by(1) to %late : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
    kernel.events %late to %list : !kernel.signal<3xf32>, !kernel.events<3xf32>
    kernel.rows %list with %w to %x tile(16) : !kernel.events<3xf32>, !kernel.array<48xf32>, !kernel.signal<3xf32>
    kernel.integrate (%x) state %i decay(%c : !kernel.array<1xf32>) gain(%c : !kernel.array<1xf32>) to %current <scaled> <none> <none> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
    kernel.integrate (%current) state %v decay(%c : !kernel.array<1xf32>) threshold(%c : !kernel.array<1xf32>) to %z <added> <above> <subtract> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
    kernel.push %z to %ring : !kernel.signal<3xf32>, !kernel.ring<2 x !kernel.signal<3xf32>>
  }
  kernel.stage <block> {
    kernel.record "n" "i" index(0) %current : !kernel.signal<3xf32>
  }
}

// -----

// Where buffers share bytes nothing is fused: the ring's row may be written before it is listed.
// CHECK-LABEL: func.func @overlapping_run(
// CHECK:         call @overlapping_run.0.pull(
// CHECK:         call @overlapping_run.1.events(
kernel.program @overlapping compute(f32) block(4) arena(16384) cleared(1024) weights(0) {
  %ring = kernel.buffer at(64) : !kernel.ring<2 x !kernel.signal<3xf32>>
  %late = kernel.buffer at(1024) : !kernel.signal<3xf32>
  %same = kernel.buffer at(1024) : !kernel.signal<3xf32>
  %list = kernel.buffer at(2048) : !kernel.events<3xf32>
  kernel.stage <block> {
    kernel.pull %ring by(1) to %late : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
    kernel.events %late to %list : !kernel.signal<3xf32>, !kernel.events<3xf32>
  }
}

// -----

// Two lists take the row, so it is pulled once.
// CHECK-LABEL: func.func @twice_run(
// CHECK:         call @twice_run.0.pull(
kernel.program @twice compute(f32) block(4) arena(16384) cleared(1024) weights(0) {
  %ring = kernel.buffer at(64) : !kernel.ring<2 x !kernel.signal<3xf32>>
  %late = kernel.buffer at(1024) : !kernel.signal<3xf32>
  %list = kernel.buffer at(2048) : !kernel.events<3xf32>
  %other = kernel.buffer at(3072) : !kernel.events<3xf32>
  kernel.stage <block> {
    kernel.pull %ring by(1) to %late : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
    kernel.events %late to %list : !kernel.signal<3xf32>, !kernel.events<3xf32>
    kernel.events %late to %other : !kernel.signal<3xf32>, !kernel.events<3xf32>
  }
}

// -----

// Lists of events and comparisons need no copy of the data. The last turn of 3 numbers starts with the second one: what
// stands behind an array of the run is not read.
// CHECK-LABEL: func.func @data_run(
// CHECK-SAME:    %[[IN:[a-z0-9]*]]: memref<2xmemref<?xf32>>
// CHECK-NOT:     call @data_run.0
// CHECK:         call @data_run.1.input({{.*}}, %[[IN]],
// CHECK:         call @data_run.2.repeats({{.*}}, %[[IN]],
// CHECK:         call @data_run.3.events({{.*}}, %[[IN]],
// CHECK-NOT:     %[[IN]]
// CHECK:         call @data_run.4.events(
// CHECK:         call @data_run.5.scale(
// CHECK:         return
// CHECK-LABEL: func.func private @data_run.3.events(
// CHECK:         %[[PLACE:.*]] = arith.minsi %{{.*}}, %{{.*}} : index
// CHECK-NEXT:    %[[AT:.*]] = arith.addi %{{.*}}, %[[PLACE]]
// CHECK-NEXT:    vector.load %{{.*}}[%[[AT]]] : memref<?xf32>, vector<2xf32>
// The signal of the other input is needed by another kernel, too.
// CHECK-LABEL: func.func private @data_run.4.events(
// CHECK-NOT:     memref<?xf32>
// CHECK:         return
kernel.program @data compute(f32) block(4) arena(16384) cleared(1024) weights(8192) {
  %x = kernel.buffer at(1024) : !kernel.signal<3xf32>
  %both = kernel.buffer at(2048) : !kernel.signal<3xf32>
  %same = kernel.buffer at(3072) : !kernel.repeats
  %list = kernel.buffer at(4096) : !kernel.events<3xf32, values>
  %other = kernel.buffer at(5120) : !kernel.events<3xf32, values>
  %y = kernel.buffer at(6144) : !kernel.signal<3xf32>
  %c = kernel.weights at(192) : !kernel.array<1xf32>
  kernel.stage <block> {
    kernel.input "x" index(0) as(<number>) to %x : !kernel.signal<3xf32>
    kernel.input "both" index(1) as(<number>) to %both : !kernel.signal<3xf32>
    kernel.repeats (%x) to %same : !kernel.signal<3xf32>
    kernel.events %x to %list repeats(%same) : !kernel.signal<3xf32>, !kernel.events<3xf32, values>
    kernel.events %both to %other : !kernel.signal<3xf32>, !kernel.events<3xf32, values>
    kernel.scale %both by %c to %y : !kernel.signal<3xf32>, !kernel.array<1xf32>
    kernel.output "y" index(0) (%y) : !kernel.signal<3xf32>
  }
}
