// RUN: snn-opt %s --kernel-to-loops --loops-to-llvm | FileCheck %s

// Pointers as C passes them; kernels are not visible from outside.
// CHECK-LABEL: llvm.func @net_run(%{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: i64)
// CHECK:         llvm.call @net_run.0.sum
// CHECK-LABEL: llvm.func internal @net_run.0.sum
// CHECK:         llvm.fadd %{{[^{]*}} : vector<8xf64>
kernel.program @net compute(f64) block(4) arena(16384) cleared(1024) weights(0) {
  %x = kernel.buffer at(1024) : !kernel.signal<3xf64>
  %y = kernel.buffer at(4096) : !kernel.signal<3xf64>
  kernel.stage <block> {
    kernel.sum (%x, %x) to %y : (!kernel.signal<3xf64>, !kernel.signal<3xf64>) -> !kernel.signal<3xf64>
  }
}
