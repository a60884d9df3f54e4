kernel.program @shared compute(f32) block(4) arena(320) cleared(64) weights(64) data(dense<0> : tensor<64xi8>) {
  %x = kernel.buffer at(64) : !kernel.signal<3xf32>
  %two = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    kernel.sum () to %x : () -> !kernel.signal<3xf32>
    kernel.scale %x by %two to %x : !kernel.signal<3xf32>, !kernel.array<1xf32>
    kernel.output "out" index(0) (%x) : !kernel.signal<3xf32>
  }
}
