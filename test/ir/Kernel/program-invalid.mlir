// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{'kernel.program' op C1: the compute type is 'i8', expected f32, f64, i16 or i32}}
kernel.program @program_c1 compute(i8) block(1) arena(64) cleared(64) weights(0) {
}

// -----

// expected-error @+1 {{'kernel.program' op C2: block 0, cleared 64, arena 64; expected 1 <= block <= 1048576 and 64 <= cleared <= arena}}
kernel.program @program_c2 compute(f32) block(0) arena(64) cleared(64) weights(0) {
}

// -----

// expected-error @+1 {{C3: the body holds builtin.module, allowed are buffers, weights and stages}}
kernel.program @program_c3 compute(f32) block(1) arena(64) cleared(64) weights(0) {
  builtin.module {
  }
}

// -----

// expected-error @+3 {{C4: a buffer of 128 bytes at 128; it starts at a multiple of 64 >= 64 and the arena has 192}}
// expected-error @+2 {{C4: a buffer of 128 bytes at 0; it starts at}}
// expected-error @+1 {{C4: weights of 80 bytes at 32; they start at a multiple of 64 and there are 80}}
kernel.program @program_c4 compute(f32) block(2) arena(192) cleared(64) weights(80) {
  %0 = kernel.buffer at(128) : !kernel.signal<3xf32>
  %1 = kernel.buffer at(0) : !kernel.signal<3xf32>
  %2 = kernel.weights at(32) : !kernel.array<10xi64>
}

// -----

// expected-error @+2 {{C4: a buffer of type 'i32', expected a type of this dialect}}
// expected-error @+1 {{C5: a buffer of type '!kernel.signal<3xf64>', the compute type is 'f32'}}
kernel.program @program_c4_c5 compute(f32) block(1) arena(192) cleared(64) weights(0) {
  %0 = kernel.buffer at(64) : i32
  %1 = kernel.buffer at(64) : !kernel.signal<3xf64>
}

// -----

// expected-error @+1 {{C6: data has 3 elements of 'i8', expected 4 of i8}}
kernel.program @program_c6 compute(f32) block(1) arena(64) cleared(64) weights(4) data(dense<0> : tensor<3xi8>) {
}

// -----

// expected-error @+1 {{C7: a state of 64 bytes at 128, the cleared part ends at 128}}
kernel.program @program_c7 compute(f32) block(1) arena(192) cleared(128) weights(0) {
  %0 = kernel.buffer at(128) : !kernel.array<16xf32>
}

// -----

kernel.program @stage_c1 compute(f32) block(1) arena(64) cleared(64) weights(0) {
  // expected-error @+1 {{'kernel.stage' op C1: the body holds builtin.module, allowed are kernels}}
  kernel.stage <block> {
    builtin.module {
    }
  }
}

// -----

kernel.program @stage_c2 compute(f32) block(1) arena(128) cleared(64) weights(0) {
  %x = kernel.buffer at(64) : !kernel.signal<3xf32>
  // expected-error @+1 {{C2: kernel.output in a stage `step`, it stands in a stage `block`}}
  kernel.stage <step> {
    kernel.output "out" index(0) (%x) : !kernel.signal<3xf32>
  }
}

// -----

// expected-error @+1 {{a signal of 'i8'; signals are f32, f64, i16 or i32}}
!signal_element = !kernel.signal<3xi8>

// -----

// expected-error @+1 {{7 elements in 2 channels with pitch 4; channels divide the elements, and the pitch is at least their number}}
!signal_channels = !kernel.signal<7xf32, channels 2, pitch 4>

// -----

// expected-error @+1 {{an array of 'i1'; arrays are f32, f64, i8, i16, i32 or i64}}
!array_element = !kernel.array<3xi1>

// -----

// expected-error @+1 {{events of 4294967296 elements; indices have 31 bits}}
!events_elements = !kernel.events<4294967296xf32>

// -----

// expected-error @+1 {{a ring of depth 0; it is 1 to 2147483647}}
!ring_depth = !kernel.ring<0 x !kernel.signal<3xf32>>
