// RUN: snn-opt %s --split-input-file --verify-diagnostics

kernel.program @rows_c4 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xi8>
  %s = kernel.weights at(0) : !kernel.array<48xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C4: weights of 'i8' in a program of 'f32' without exact}}
    kernel.rows %e with %w to %y tile(16) : !kernel.events<3xf32>, !kernel.array<48xi8>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @rows_c5 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xi8>
  %s = kernel.weights at(0) : !kernel.array<48xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C5: sums of 'i8' with weights of 'i8' in a program of 'f32'; they are i16 or i32, as wide as the weights and no wider than the program's integers}}
    kernel.rows %e with %w to %y tile(16) exact(i8) unit(0.5) : !kernel.events<3xf32>, !kernel.array<48xi8>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @rows_c5_wide compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C5: sums of 'i32' with weights of 'i8' in a program of 'i16'}}
    kernel.rows %e with %w to %y tile(32) exact(i32) : !kernel.events<3xi16>, !kernel.array<96xi8>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @rows_c6 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xi8>
  %s = kernel.weights at(0) : !kernel.array<48xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C6: there is no unit in a program of 'f32' with exact}}
    kernel.rows %e with %w to %y tile(16) exact(i16) : !kernel.events<3xf32>, !kernel.array<48xi8>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @rows_c6_power compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %w = kernel.weights at(0) : !kernel.array<48xi8>
  %s = kernel.weights at(0) : !kernel.array<48xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C6: the unit is 0.3, expected a power of 2}}
    kernel.rows %e with %w to %y tile(16) exact(i16) unit(0.3) : !kernel.events<3xf32>, !kernel.array<48xi8>, !kernel.signal<3xf32>
  }
}

// -----

kernel.program @rows_c6_integers compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C6: there is a superfluous unit in a program of 'i16' with exact}}
    kernel.rows %e with %w to %y tile(32) exact(i16) unit(0.5) : !kernel.events<3xi16>, !kernel.array<96xi8>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @rows_c7 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C7: there is both start and bias, expected one of them}}
    kernel.rows %e with %w bias %b : !kernel.array<32xi16>, start(%v : !kernel.array<32xi16>) to %y tile(32) : !kernel.events<3xi16>, !kernel.array<96xi8>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @rows_c7_size compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C7: start has 1 numbers of 'i16', expected 32 of 'i16'}}
    kernel.rows %e with %w start(%n : !kernel.array<1xi16>) to %y tile(32) : !kernel.events<3xi16>, !kernel.array<96xi8>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @rows_c8 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C8: a limit of 5 in a program of 'i16' with exact; it is >= 0, for integers without exact}}
    kernel.rows %e with %w to %y tile(32) exact(i16) limit(5) : !kernel.events<3xi16>, !kernel.array<96xi8>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @rows_c10 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C10: carry after 0 events, with weights of 'i8' and sums of 'i16'; it is 1 to 32767, with exact(i32) and weights of i8 or i16}}
    kernel.rows %e with %w to %y tile(32) exact(i16) carry(0) : !kernel.events<3xi16>, !kernel.array<96xi8>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @rows_c11 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+2 {{C11: pairs in groups of 64 with tiles of 32, expected 32 or 64 that divides the tile}}
    // expected-error @+1 {{C11: pairs with weights of 'i8' and sums of 'i16'; they need i8, and exact(i16), or exact(i32) with carry}}
    kernel.rows %e with %w to %y tile(32) pairs(64) : !kernel.events<3xi16>, !kernel.array<96xi8>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @shift_current_c1 compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %v = kernel.buffer at(64) : !kernel.array<16xf32>
  %n = kernel.weights at(0) : !kernel.array<1xf32>
  kernel.stage <block> {
    // expected-error @+1 {{C1: the signal is '!kernel.signal<3xf32>', expected one of integers}}
    kernel.shift_current (%y) state %v dash(%n : !kernel.array<1xf32>) to %y : (!kernel.signal<3xf32>) -> !kernel.signal<3xf32>, !kernel.array<16xf32>
  }
}

// -----

kernel.program @shift_current_c2 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C2: state has 1 numbers of 'i16', expected 32 of 'i16'}}
    kernel.shift_current (%y) state %n dash(%n : !kernel.array<1xi16>) to %y : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<1xi16>
  }
}

// -----

kernel.program @shift_membrane_c1 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  %z = kernel.buffer at(32768) : !kernel.signal<4xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C1: a signal is '!kernel.signal<4xi16>', expected '!kernel.signal<3xi16>'}}
    kernel.shift_membrane (%z) state %v to %y <none> <none> : (!kernel.signal<4xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @shift_membrane_c2 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  %d = kernel.weights at(0) : !kernel.array<3xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C2: dash has 3 numbers of 'i16', expected 1 or 32 of 'i16'}}
    kernel.shift_membrane (%y) state %v dash(%d : !kernel.array<3xi16>) to %y <none> <none> : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @shift_membrane_c3 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+2 {{C3: there is no threshold for repeated, subtract}}
    // expected-error @+1 {{C3: there is no most for repeated, subtract}}
    kernel.shift_membrane (%y) state %v to %y <repeated> <subtract> : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @shift_membrane_c3_most compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C3: most is 32768, expected 1 to 32767}}
    kernel.shift_membrane (%y) state %v threshold(%n : !kernel.array<1xi16>) to %y <repeated> <subtract> most(32768) : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @shift_membrane_c4 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C4: spike above with reset none has no meaning}}
    kernel.shift_membrane (%y) state %v threshold(%n : !kernel.array<1xi16>) to %y <above> <none> : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @integrate_c7 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C7: the signal is '!kernel.signal<3xi16>', expected one of floats}}
    kernel.integrate (%y) state %v to %y <added> <none> <none> <same> : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @deliver_c2 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %e = kernel.buffer at(32768) : !kernel.events<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %w = kernel.weights at(0) : !kernel.array<96xi8>
  %b = kernel.weights at(0) : !kernel.array<32xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %n = kernel.weights at(0) : !kernel.array<1xi16>
  kernel.stage <block> {
    // expected-error @+1 {{C2: the signal is '!kernel.signal<3xi16>', expected one of floats}}
    kernel.deliver %v above %n to %y : !kernel.array<32xi16>, !kernel.array<1xi16>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @pool_c3 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %y = kernel.buffer at(32768) : !kernel.signal<8xi16, channels 2, pitch 2>
  %x = kernel.buffer at(32768) : !kernel.signal<32xi16, channels 2, pitch 2>
  kernel.stage <block> {
    // expected-error @+1 {{C3: the signal is '!kernel.signal<8xi16, channels 2, pitch 2>', expected one of floats}}
    kernel.pool <average> %x to %y extent [4, 4] result [2, 2] kernel [2, 2] stride [2, 2] padding [0, 0] : !kernel.signal<32xi16, channels 2, pitch 2> -> !kernel.signal<8xi16, channels 2, pitch 2>
  }
}
