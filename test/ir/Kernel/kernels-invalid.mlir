// RUN: snn-opt %s --split-input-file --verify-diagnostics

kernel.program @input_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  kernel.stage <block> {
    // expected-error @+1 {{'kernel.input' op C1: the signal is '!kernel.signal<8xf32, channels 2, pitch 4>', expected one without channels}}
    kernel.input "in" index(0) as(<spike>) to %x : !kernel.signal<8xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @output_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<4xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: a signal is '!kernel.signal<4xf32>', expected '!kernel.signal<3xf32>'}}
    kernel.output "out" index(0) (%x, %y) : !kernel.signal<3xf32>, !kernel.signal<4xf32>
  }
}

// -----

kernel.program @output_c1_none compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {

  kernel.stage <block> {
    // expected-error @+1 {{C1: 0 signals, there is at least 1}}
    "kernel.output"() <{name = "out", index = 0 : i64}> : () -> ()
  }
}

// -----

kernel.program @record_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: the variable is 'u', expected 'v', 'i', 'i2' or 'spikes'}}
    kernel.record "lif" "u" index(0) %x : !kernel.signal<3xf32>
  }
}

// -----

kernel.program @input_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C2: the index is -1, expected 0 to 1048575}}
    kernel.input "in" index(-1) as(<spike>) to %x : !kernel.signal<3xf32>
  }
}

// -----

kernel.program @output_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C2: the index is 1048576, expected 0 to 1048575}}
    kernel.output "out" index(1048576) (%x) : !kernel.signal<3xf32>
  }
}

// -----

kernel.program @record_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C2: the index is -1, expected 0 to 1048575}}
    kernel.record "lif" "i" index(-1) %x : !kernel.signal<3xf32>
  }
}

// -----

kernel.program @sum_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<4xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: a signal is '!kernel.signal<4xf32>', expected '!kernel.signal<3xf32>'}}
    kernel.sum (%x, %y) to %x : (!kernel.signal<3xf32>, !kernel.signal<4xf32>) -> !kernel.signal<3xf32>
  }
}

// -----

kernel.program @relayout_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  kernel.stage <block> {
    // expected-error @+1 {{C1: the signal has 3 elements, the result 8}}
    kernel.relayout %x to %y : !kernel.signal<3xf32> -> !kernel.signal<8xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @scale_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %f = kernel.weights at(0) : !kernel.array<2xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: factor has 2 numbers of 'f32', expected 1 or 16 of 'f32'}}
    kernel.scale %x by %f to %x : !kernel.signal<3xf32>, !kernel.array<2xf32>
  }
}

// -----

kernel.program @threshold_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %f = kernel.weights at(0) : !kernel.array<1xi32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: threshold has 1 numbers of 'i32', expected 1 or 16 of 'f32'}}
    kernel.threshold %x above %f to %x : !kernel.signal<3xf32>, !kernel.array<1xi32>
  }
}

// -----

kernel.program @pool_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  %y = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  kernel.stage <block> {
    // expected-error @+1 {{C1: kernel is [0, 1], expected two entries >= 1}}
    kernel.pool <sum> %x to %y extent [2, 2] result [2, 2] kernel [0, 1] stride [1, 1] padding [0, 0] : !kernel.signal<8xf32, channels 2, pitch 4> -> !kernel.signal<8xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @pool_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32, channels 3, pitch 4>
  kernel.stage <block> {
    // expected-error @+2 {{C2: the result is '!kernel.signal<3xf32, channels 3, pitch 4>', expected channels with 4 positions}}
    // expected-error @+1 {{C2: the input has 2 channels with pitch 4, the result 3 with pitch 4}}
    kernel.pool <sum> %x to %y extent [2, 2] result [2, 2] kernel [1, 1] stride [1, 1] padding [0, 0] : !kernel.signal<8xf32, channels 2, pitch 4> -> !kernel.signal<3xf32, channels 3, pitch 4>
  }
}

// -----

kernel.program @events_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<4xf32>
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: the signal has 4 elements, the list 3}}
    kernel.events %x to %e : !kernel.signal<4xf32>, !kernel.events<3xf32>
  }
}

// -----

kernel.program @events_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  %e = kernel.buffer at(32768) : !kernel.events<8xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C2: there are no marks for a signal with channels}}
    kernel.events %x to %e : !kernel.signal<8xf32, channels 2, pitch 4>, !kernel.events<8xf32>
  }
}

// -----

kernel.program @events_c2_size compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  %e = kernel.buffer at(32768) : !kernel.events<8xf32>
  %m = kernel.buffer at(64) : !kernel.array<2xi64>
  kernel.stage <block> {
    // expected-error @+1 {{C2: marks has 2 numbers of 'i64', expected 1 of 'i64'}}
    kernel.events %x to %e marks %m : !kernel.array<2xi64>, : !kernel.signal<8xf32, channels 2, pitch 4>, !kernel.events<8xf32>
  }
}

// -----

kernel.program @dense_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(40960) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: a tile of 8 elements into '!kernel.signal<3xf32>'; it is 1 to 8 times 16 elements of a signal without channels}}
    kernel.dense %x with %w to %y tile(8) : !kernel.signal<3xf32>, !kernel.array<48xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @dense_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(40960) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<96xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C2: 1 tiles of 32 elements, a row has 16}}
    kernel.dense %x with %w to %y tile(32) : !kernel.signal<3xf32>, !kernel.array<96xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @dense_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(40960) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<47xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C3: weight has 47 numbers of 'f32', expected 48 of 'f32'}}
    kernel.dense %x with %w to %y tile(16) : !kernel.signal<3xf32>, !kernel.array<47xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @dense_c4 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(40960) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xf32>
  kernel.stage <step> {
    // expected-error @+1 {{C4: it stands in a stage of single steps, expected a stage of blocks}}
    kernel.dense %x with %w to %y tile(16) : !kernel.signal<3xf32>, !kernel.array<48xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @dense_c5 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(40960) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xi8>
  kernel.stage <block> {
    // expected-error @+1 {{C5: weights of 'i8' in a program of 'f32', expected floats of one type}}
    kernel.dense %x with %w to %y tile(16) : !kernel.signal<3xf32>, !kernel.array<48xi8>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @rows_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: a tile of 8 elements into '!kernel.signal<3xf32>'; it is 1 to 8 times 16 elements of a signal without channels}}
    kernel.rows %e with %w to %y tile(8) : !kernel.events<3xf32>, !kernel.array<48xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @rows_c2_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xf32>
  kernel.stage <block> {
    // expected-error @+2 {{C2: 1 tiles of 32 elements, a row has 16}}
    // expected-error @+1 {{C3: weight has 48 numbers of 'f32', expected 96 of 'f32'}}
    kernel.rows %e with %w to %y tile(32) : !kernel.events<3xf32>, !kernel.array<48xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @synapses_c1_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<8xf32, channels 2, pitch 4>
  %s = kernel.weights at(0) : !kernel.array<4xi32>
  %t = kernel.weights at(0) : !kernel.array<9xi32>
  %w = kernel.weights at(0) : !kernel.array<9xf32>
  %f = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+2 {{C1: the result is '!kernel.signal<8xf32, channels 2, pitch 4>', expected one without channels}}
    // expected-error @+1 {{C3: bias has 1 numbers of 'f32', expected 16 of 'f32'}}
    kernel.synapses %e starts %s targets %t with %w bias %f : !kernel.array<1xf32>, to %y : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.array<9xf32>, !kernel.signal<8xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @synapses_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %t = kernel.weights at(0) : !kernel.array<8xi32>
  %w = kernel.weights at(0) : !kernel.array<9xf32>
  kernel.stage <block> {
    // expected-error @+2 {{C2: starts has 3 numbers of 'i32', expected 4 of 'i32'}}
    // expected-error @+1 {{C2: targets has 8 numbers of 'i32', expected 9 of 'i32'}}
    kernel.synapses %e starts %s targets %t with %w to %y : !kernel.events<3xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<9xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @synapses_short compute(f32) block(1) arena(1048576) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(65536) : !kernel.signal<65537xf32>
  %s = kernel.weights at(0) : !kernel.array<4xi32>
  %t = kernel.weights at(0) : !kernel.array<9xi16>
  %w = kernel.weights at(0) : !kernel.array<9xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C2: targets has 9 numbers of 'i16', expected 9 of 'i32'}}
    kernel.synapses %e starts %s targets %t with %w to %y : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<9xi16>, !kernel.array<9xf32>, !kernel.signal<65537xf32>
  }
}

// -----

kernel.program @synapses_c3_c4_c5 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %s = kernel.weights at(0) : !kernel.array<4xi32>
  %t = kernel.weights at(0) : !kernel.array<9xi16>
  %w = kernel.weights at(0) : !kernel.array<9xf32>
  kernel.stage <block> {
    // expected-error @+3 {{C4: sums of 'i16' in a program of 'f32', expected i32}}
    // expected-error @+2 {{C3: weights of 'f32' in a program of 'f32'; expected integers, at most as wide}}
    // expected-error @+1 {{C5: there is no unit in a program of 'f32' with exact}}
    kernel.synapses %e starts %s targets %t with %w to %y exact(i16) : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<9xi16>, !kernel.array<9xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @synapses_unit compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %s = kernel.weights at(0) : !kernel.array<4xi32>
  %t = kernel.weights at(0) : !kernel.array<9xi16>
  %w = kernel.weights at(0) : !kernel.array<9xi8>
  kernel.stage <block> {
    // expected-error @+1 {{C5: the unit is 3, expected a power of 2}}
    kernel.synapses %e starts %s targets %t with %w to %y exact(i32) unit(3.0) : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<9xi16>, !kernel.array<9xi8>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @synapses_superfluous compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %s = kernel.weights at(0) : !kernel.array<4xi32>
  %t = kernel.weights at(0) : !kernel.array<9xi16>
  %w = kernel.weights at(0) : !kernel.array<9xi8>
  kernel.stage <block> {
    // expected-error @+2 {{C3: weight has 9 numbers of 'i8', expected 9 of 'f32'}}
    // expected-error @+1 {{C5: there is a superfluous unit in a program of 'f32' without exact}}
    kernel.synapses %e starts %s targets %t with %w to %y unit(0.5) : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<9xi16>, !kernel.array<9xi8>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @convolve_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<6xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<12xf32, channels 2, pitch 4>
  %w = kernel.weights at(0) : !kernel.array<36xf32>
  %rs = kernel.weights at(0) : !kernel.array<3xi32>
  %rt = kernel.weights at(0) : !kernel.array<8xi32>
  %cs = kernel.weights at(0) : !kernel.array<4xi32>
  %ct = kernel.weights at(0) : !kernel.array<9xi32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: 2 channels of [2, 3] in 1 groups to 2 channels, with events of 6 elements}}
    kernel.convolve %e with %w rows %rs, %rt columns %cs, %ct to %y channels(2) extent [2, 3] taps(9) groups(1) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @convolve_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<6xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<12xf32>
  %w = kernel.weights at(0) : !kernel.array<36xf32>
  %rs = kernel.weights at(0) : !kernel.array<3xi32>
  %rt = kernel.weights at(0) : !kernel.array<8xi32>
  %cs = kernel.weights at(0) : !kernel.array<4xi32>
  %ct = kernel.weights at(0) : !kernel.array<9xi32>
  kernel.stage <block> {
    // expected-error @+1 {{C2: the result is '!kernel.signal<12xf32>', expected one with channels}}
    kernel.convolve %e with %w rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32>
  }
}

// -----

kernel.program @convolve_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<6xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<12xf32, channels 2, pitch 4>
  %w = kernel.weights at(0) : !kernel.array<36xf32>
  %rs = kernel.weights at(0) : !kernel.array<2xi32>
  %rt = kernel.weights at(0) : !kernel.array<7xi32>
  %cs = kernel.weights at(0) : !kernel.array<4xi32>
  %ct = kernel.weights at(0) : !kernel.array<9xi32>
  kernel.stage <block> {
    // expected-error @+2 {{C3: row_starts has 2 numbers of 'i32', expected 3 of 'i32'}}
    // expected-error @+1 {{C3: row_taps has 7 numbers of 'i32', expected pairs of i32}}
    kernel.convolve %e with %w rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) : !kernel.events<6xf32>, !kernel.array<36xf32>, !kernel.array<2xi32>, !kernel.array<7xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @convolve_c4 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<6xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<12xf32, channels 2, pitch 4>
  %w = kernel.weights at(0) : !kernel.array<35xf32>
  %rs = kernel.weights at(0) : !kernel.array<3xi32>
  %rt = kernel.weights at(0) : !kernel.array<8xi32>
  %cs = kernel.weights at(0) : !kernel.array<4xi32>
  %ct = kernel.weights at(0) : !kernel.array<9xi32>
  kernel.stage <block> {
    // expected-error @+1 {{C4: weight has 35 numbers of 'f32', expected 36 of 'f32'}}
    kernel.convolve %e with %w rows %rs, %rt columns %cs, %ct to %y channels(1) extent [2, 3] taps(9) groups(1) : !kernel.events<6xf32>, !kernel.array<35xf32>, !kernel.array<3xi32>, !kernel.array<8xi32>, !kernel.array<4xi32>, !kernel.array<9xi32>, !kernel.signal<12xf32, channels 2, pitch 4>
  }
}

// -----

kernel.program @integrate_c1_c2 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<4xf32>
  %z = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<1xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+2 {{C1: a signal is '!kernel.signal<4xf32>', expected '!kernel.signal<3xf32>'}}
    // expected-error @+1 {{C2: state has 1 numbers of 'f32', expected 16 of 'f32'}}
    kernel.integrate (%x) state %v decay(%a : !kernel.array<1xf32>) to %z <added> <none> <none> <same> : (!kernel.signal<4xf32>) -> !kernel.signal<3xf32>, !kernel.array<1xf32>
  }
}

// -----

kernel.program @integrate_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %z = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+3 {{C3: there is no gain for scaled, above, value, same}}
    // expected-error @+2 {{C3: there is no threshold for scaled, above, value, same}}
    // expected-error @+1 {{C3: there is no reset for scaled, above, value, same}}
    kernel.integrate (%x) state %v decay(%a : !kernel.array<1xf32>) to %z <scaled> <above> <value> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
}

// -----

kernel.program @integrate_c3_filtered compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %z = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C3: there is no decay for filtered, none, none, same}}
    kernel.integrate (%x) state %v  to %z <filtered> <none> <none> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
}

// -----

kernel.program @integrate_c4 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %z = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C4: there is no earlier for added, above, value, before}}
    kernel.integrate (%x) state %v threshold(%a : !kernel.array<1xf32>) reset(%a : !kernel.array<1xf32>) to %z <added> <above> <value> <before> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
}

// -----

kernel.program @integrate_c5 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %z = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C5: spike none with reset value at same has no meaning}}
    kernel.integrate (%x) state %v reset(%a : !kernel.array<1xf32>) to %z <added> <none> <value> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
}

// -----

kernel.program @integrate_c6 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %z = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C6: spent with spike floor_ratio, it goes with above and above_old}}
    kernel.integrate (%x) state %v threshold(%a : !kernel.array<1xf32>) spent(%v : !kernel.array<16xf32>) to %z <added> <floor_ratio> <subtract> <same> : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
}

// -----

kernel.program @deliver_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %z = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<1xf32>
  %a = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: state has 1 numbers of 'f32', expected 16 of 'f32'}}
    kernel.deliver %v above %a to %z : !kernel.array<1xf32>, !kernel.array<1xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @push_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<4xf32>
  %r = kernel.buffer at(64) : !kernel.ring<2 x !kernel.signal<3xf32>>
  kernel.stage <block> {
    // expected-error @+1 {{C1: the ring is '!kernel.ring<2 x !kernel.signal<3xf32>>', the signal '!kernel.signal<4xf32>'}}
    kernel.push %x to %r : !kernel.signal<4xf32>, !kernel.ring<2 x !kernel.signal<3xf32>>
  }
}

// -----

kernel.program @pull_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %r = kernel.buffer at(64) : !kernel.ring<2 x !kernel.signal<3xf32>>
  kernel.stage <block> {
    // expected-error @+1 {{C1: there are neither delays nor steps, expected one of them}}
    kernel.pull %r to %x : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @pull_c1_depth compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %r = kernel.buffer at(64) : !kernel.ring<2 x !kernel.signal<3xf32>>
  kernel.stage <block> {
    // expected-error @+1 {{C1: steps is 2, the ring has depth 2}}
    kernel.pull %r by(2) to %x : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @pull_c2_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<4xf32>
  %r = kernel.buffer at(64) : !kernel.ring<2 x !kernel.signal<3xf32>>
  %d = kernel.weights at(0) : !kernel.array<16xf32>
  kernel.stage <block> {
    // expected-error @+2 {{C2: delays has 16 numbers of 'f32', expected 16 of 'i32'}}
    // expected-error @+1 {{C3: the ring is '!kernel.ring<2 x !kernel.signal<3xf32>>', the result '!kernel.signal<4xf32>'}}
    kernel.pull %r delays(%d : !kernel.array<16xf32>) to %x : !kernel.ring<2 x !kernel.signal<3xf32>>, !kernel.signal<4xf32>
  }
}

// -----

kernel.program @bitmap_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(40960) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<3xi32>
  %n = kernel.weights at(64) : !kernel.array<4xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: a tile of 48 elements into '!kernel.signal<3xf32>'; it is a multiple of 32 from 32 to 256 elements of a signal without channels}}
    kernel.bitmap %e with %w numbers %n to %y tile(48) weight(1.0) : !kernel.events<3xf32>, !kernel.array<3xi32>, !kernel.array<4xf32>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @bitmap_c2_c3 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(40960) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<2xi32>
  %n = kernel.weights at(64) : !kernel.array<3xf32>
  kernel.stage <block> {
    // expected-error @+2 {{C2: bits has 2 numbers of 'i32', expected 3 of 'i32'}}
    // expected-error @+1 {{C3: numbers has 3 numbers of 'f32', expected 4 of 'f32'}}
    kernel.bitmap %e with %w numbers %n to %y tile(32) weight(1.0) : !kernel.events<3xf32>, !kernel.array<2xi32>, !kernel.array<3xf32>, !kernel.signal<3xf32>
  }
}
