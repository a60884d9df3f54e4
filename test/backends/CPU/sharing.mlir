// RUN: snn-opt %s --kernel-to-loops=shared-work=0 | FileCheck %s
// RUN: snn-opt %s --kernel-to-loops=shared-work=0 --loops-to-llvm | FileCheck %s --check-prefix=LLVM
// RUN: snn-opt %s --kernel-to-loops | FileCheck %s --check-prefix=SMALL

// A network as small as this one is not worth several threads.
// SMALL-LABEL: func.func @net_run(
// SMALL-NOT:   shared

// CHECK-LABEL: func.func @net_run(
// CHECK:         %[[NONE:.*]] = llvm.mlir.zero
// CHECK:         call @net_run_shared({{.*}}, %c0, %c1, %[[NONE]], %[[NONE]])
// CHECK-LABEL: func.func @net_run_shared(
// CHECK-SAME:    %[[STEPS:[a-z0-9]*]]: index, %[[THREAD:[a-z0-9]*]]: index, %[[THREADS:[a-z0-9]*]]: index, %[[WAIT:[a-z0-9]*]]: !llvm.ptr, %[[BARRIER:[a-z0-9]*]]: !llvm.ptr)
// Nobody runs before all have read the counter of steps.
// CHECK:         llvm.call %[[WAIT]](%[[BARRIER]])
// CHECK:         scf.for
// Events, listed from the data of the run: each thread has its rows of the block.
// CHECK-NOT:       llvm.call
// CHECK:           func.call @net_run.1.events({{.*}}, %[[THREAD]], %[[THREADS]])
// CHECK:           llvm.call
// CHECK:           scf.for
// Tiles of targets; the neurons of a tile are those of the same thread, so that it need not wait.
// CHECK:             func.call @net_run.2.rows({{.*}}, %[[THREAD]], %[[THREADS]])
// CHECK-NOT:         llvm.call
// CHECK:             func.call @net_run.3.integrate({{.*}}, %[[THREAD]], %[[THREADS]])
// What is done row by row is not divided.
// CHECK:             llvm.call
// CHECK:             %[[FIRST:.*]] = arith.cmpi eq, %[[THREAD]]
// CHECK:             scf.if %[[FIRST]] {
// CHECK-NEXT:          func.call @net_run.4.scale({{[^,]*}}, {{[^,]*}}, {{[^,]*}}, {{[^,]*}})
// The end of the step, the output, the end of the block.
// CHECK:             llvm.call
// CHECK:           func.call @net_run.5.output
// CHECK:           llvm.call
// CHECK:         arith.cmpi eq, %[[THREAD]]
// CHECK:         memref.store

// Both kernels have the units of tiles, 64 places.
// CHECK-LABEL: func.func private @net_run.2.rows
// CHECK:         %[[TILES:.*]] = arith.constant 2 : index
// CHECK:         %[[BEFORE:.*]] = arith.muli %[[TILES]], %{{.*}}
// CHECK:         arith.divui %[[BEFORE]]
// CHECK:         arith.muli %{{.*}}, %c64
// CHECK-LABEL: func.func private @net_run.3.integrate
// CHECK:         arith.muli %{{.*}}, %c64
// CHECK:       llvm.mlir.global external constant @net_run_shared_steps(0 : i64)

// LLVM: llvm.func @net_run_shared(%{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr)
kernel.program @net compute(f32) block(4) arena(32768) cleared(1024) weights(8192) {
  %x = kernel.buffer at(1024) : !kernel.signal<3xf32>
  %list = kernel.buffer at(2048) : !kernel.events<3xf32, values>
  %i = kernel.buffer at(4096) : !kernel.signal<128xf32>
  %z = kernel.buffer at(8192) : !kernel.signal<128xf32>
  %y = kernel.buffer at(16384) : !kernel.signal<128xf32>
  %v = kernel.buffer at(64) : !kernel.array<128xf32>
  %w = kernel.weights at(0) : !kernel.array<384xf32>
  %c = kernel.weights at(2048) : !kernel.array<1xf32>
  kernel.stage <block> {
    kernel.input "x" index(0) as(<number>) to %x : !kernel.signal<3xf32>
    kernel.events %x to %list : !kernel.signal<3xf32>, !kernel.events<3xf32, values>
  }
  kernel.stage <step> {
    kernel.rows %list with %w to %i tile(64) : !kernel.events<3xf32, values>, !kernel.array<384xf32>, !kernel.signal<128xf32>
    kernel.integrate (%i) state %v decay(%c : !kernel.array<1xf32>) gain(%c : !kernel.array<1xf32>) threshold(%c : !kernel.array<1xf32>) to %z
      <scaled> <above> <subtract> <same> : (!kernel.signal<128xf32>) -> !kernel.signal<128xf32>, !kernel.array<128xf32>
    kernel.scale %z by %c to %y : !kernel.signal<128xf32>, !kernel.array<1xf32>
  }
  kernel.stage <block> {
    kernel.output "y" index(0) (%y) : !kernel.signal<128xf32>
  }
}
