// RUN: snn-opt %s --split-input-file --verify-diagnostics

kernel.program @repeats_c1_none compute(f32) block(1) arena(65536) cleared(32768) weights(0) {
  %same = kernel.buffer at(64) : !kernel.repeats
  kernel.stage <block> {
    // expected-error @+1 {{'kernel.repeats' op C1: 0 signals, there is at least 1}}
    "kernel.repeats"(%same) : (!kernel.repeats) -> ()
  }
}

// -----

kernel.program @repeats_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(0) {
  %x = kernel.buffer at(64) : !kernel.signal<8xf32, channels 2, pitch 4>
  %same = kernel.buffer at(128) : !kernel.repeats
  kernel.stage <block> {
    // expected-error @+1 {{C1: a signal is '!kernel.signal<8xf32, channels 2, pitch 4>', expected one without channels}}
    kernel.repeats (%x) to %same : !kernel.signal<8xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @repeats_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  kernel.stage <step> {
    // expected-error @+1 {{'kernel.repeats' op C2: there are repeats in a stage of single steps, expected a stage of blocks}}
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
  }
}

// -----

kernel.program @events_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xf32>
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
  }
  kernel.stage <step> {
    // expected-error @+1 {{'kernel.events' op C3: there are repeats in a stage of single steps, expected a stage of blocks}}
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32>
  }
}

// -----

kernel.program @rows_c9_step compute(f32) block(1) arena(65536) cleared(32768) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xf32>
  %y = kernel.buffer at(4096) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<1120xf32>
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32>
  }
  kernel.stage <step> {
    // expected-error @+1 {{'kernel.rows' op C9: there are repeats in a stage of single steps, expected a stage of blocks}}
    kernel.rows %list with %w to %y tile(16) repeats(%same) : !kernel.events<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @bitmap_c4 compute(f32) block(1) arena(65536) cleared(32768) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xf32>
  %y = kernel.buffer at(4096) : !kernel.signal<3xf32>
  %bits = kernel.weights at(0) : !kernel.array<70xi32>
  %n = kernel.weights at(320) : !kernel.array<71xf32>
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32>
  }
  kernel.stage <step> {
    // expected-error @+1 {{'kernel.bitmap' op C4: there are repeats in a stage of single steps, expected a stage of blocks}}
    kernel.bitmap %list with %bits numbers %n to %y tile(32) weight(1.0) repeats(%same) : !kernel.events<70xf32>, !kernel.array<70xi32>, !kernel.array<71xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @synapses_c6 compute(f32) block(1) arena(65536) cleared(32768) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xf32>
  %y = kernel.buffer at(4096) : !kernel.signal<3xf32>
  %s = kernel.weights at(4480) : !kernel.array<71xi32>
  %t = kernel.weights at(4800) : !kernel.array<9xi32>
  %v = kernel.weights at(4864) : !kernel.array<9xf32>
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32>
  }
  kernel.stage <step> {
    // expected-error @+1 {{'kernel.synapses' op C6: there are repeats in a stage of single steps, expected a stage of blocks}}
    kernel.synapses %list starts %s targets %t with %v to %y repeats(%same) : !kernel.events<70xf32>, !kernel.array<71xi32>, !kernel.array<9xi32>, !kernel.array<9xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @convolve_c5 compute(f32) block(4) arena(4096) cleared(64) weights(1024) {
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
  }
  kernel.stage <step> {
    // expected-error @+1 {{'kernel.convolve' op C5: there are repeats in a stage of single steps}}
    kernel.convolve %list with %w rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) repeats(%same) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @rows_c9 compute(i16) block(1) arena(65536) cleared(32768) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xi16>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xi16>
  %y = kernel.buffer at(4096) : !kernel.signal<3xi16>
  %i = kernel.buffer at(8192) : !kernel.array<32xi16>
  %w = kernel.weights at(0) : !kernel.array<2240xi8>
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<70xi16>
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xi16>, !kernel.events<70xi16>
    // expected-error @+1 {{C9: there are both repeats and start, expected one of them}}
    kernel.rows %list with %w start(%i : !kernel.array<32xi16>) to %y tile(32) repeats(%same) : !kernel.events<70xi16>, !kernel.array<2240xi8>, !kernel.signal<3xi16>
  }
}

// -----

// expected-error @+1 {{C8: the repeats at 1024 are filled by 0 kernels, expected 1}}
kernel.program @program_c8_none compute(f32) block(1) arena(65536) cleared(32768) weights(0) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xf32>
  kernel.stage <block> {
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32>
  }
}

// -----

// expected-error @+1 {{C8: the repeats at 1024 are used by kernel.events before they are filled}}
kernel.program @program_c8_late compute(f32) block(1) arena(65536) cleared(32768) weights(0) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xf32>
  kernel.stage <block> {
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32>
  }
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
  }
}

// -----

// expected-error @+1 {{C8: the list at 2048 is used by kernel.rows and kernel.events with different repeats, expected the same}}
kernel.program @program_c8_list compute(f32) block(1) arena(65536) cleared(32768) weights(8192) {
  %x = kernel.buffer at(64) : !kernel.signal<70xf32>
  %same = kernel.buffer at(1024) : !kernel.repeats
  %list = kernel.buffer at(2048) : !kernel.events<70xf32>
  %y = kernel.buffer at(4096) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<1120xf32>
  kernel.stage <block> {
    kernel.repeats (%x) to %same : !kernel.signal<70xf32>
    kernel.events %x to %list repeats(%same) : !kernel.signal<70xf32>, !kernel.events<70xf32>
    kernel.rows %list with %w to %y tile(16) : !kernel.events<70xf32>, !kernel.array<1120xf32>, !kernel.signal<3xf32>
  }
}
