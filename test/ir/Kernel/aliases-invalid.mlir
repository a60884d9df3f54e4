// RUN: snn-opt %s --split-input-file --verify-diagnostics

kernel.program @input_c3 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <block> {
    // expected-error @+1 {{C3: most is 0, expected 1 to 32767}}
    kernel.input "in" index(0) as(<number>) most(0) to %x : !kernel.signal<3xi16>
  }
}

// -----

kernel.program @input_c3_floats compute(f32) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %y = kernel.buffer at(32768) : !kernel.signal<3xf32>
  %f = kernel.buffer at(32768) : !kernel.signal<4xf32>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <block> {
    // expected-error @+1 {{C3: most is 15 of '!kernel.signal<3xf32>', expected a signal of integers}}
    kernel.input "in" index(0) as(<number>) most(15) to %x : !kernel.signal<3xf32>
  }
}

// -----

kernel.program @shift_membrane_c5 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <step> {
    // expected-error @+1 {{C5: there is a bias in a sum that is joined, expected none}}
    kernel.shift_membrane (%x) state %v bias(%t : !kernel.array<1xi16>) to %y <none> <none> joined : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @shift_membrane_c6 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <step> {
    // expected-error @+1 {{C6: spike none with differences that wrap, expected repeated}}
    kernel.shift_membrane (%x) state %v to %y <none> <none> wraps : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
}

// -----

kernel.program @aliases_c1 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <step> {
    // expected-error @+1 {{C1: a signal is '!kernel.signal<4xi16>', expected '!kernel.signal<3xi16>'}}
    kernel.aliases %f starts %s sources %i targets %i to %y most(31) : !kernel.signal<4xi16>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @aliases_c2 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <step> {
    // expected-error @+1 {{C2: starts has 2 numbers of 'i32', expected 3 of 'i32'}}
    kernel.aliases %x starts %i sources %i targets %i to %y most(31) : !kernel.signal<3xi16>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @aliases_c3 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <step> {
    // expected-error @+1 {{C3: most is 32768, expected 1 to 32767}}
    kernel.aliases %x starts %s sources %i targets %i to %y most(32768) : !kernel.signal<3xi16>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @aliases_c4 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <step> {
    // expected-error @+1 {{C4: state, threshold and trace are there without each other, expected state and threshold, with or without trace, or none of them}}
    kernel.aliases %x starts %s sources %i targets %i state %v : !kernel.array<32xi16>, to %y most(31) : !kernel.signal<3xi16>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
  }
}

// -----

kernel.program @aliases_c5 compute(i16) block(1) arena(65536) cleared(32768) weights(65536) {
  %x = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %y = kernel.buffer at(32768) : !kernel.signal<3xi16>
  %f = kernel.buffer at(32768) : !kernel.signal<4xi16>
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %t = kernel.weights at(0) : !kernel.array<1xi16>
  %s = kernel.weights at(0) : !kernel.array<3xi32>
  %i = kernel.weights at(0) : !kernel.array<2xi32>
  kernel.stage <block> {
    // expected-error @+1 {{C5: it changes a state in a stage of blocks, expected a stage of single steps}}
    kernel.aliases %x starts %s sources %i targets %i state %v : !kernel.array<32xi16>, threshold %t : !kernel.array<1xi16>, to %y most(31) : !kernel.signal<3xi16>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.array<2xi32>, !kernel.signal<3xi16>
  }
}
