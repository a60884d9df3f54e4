// Events on top of a state, then on top of a signal, each sum cut to 16 bits in the order of the events; the current takes
// the result over. Worked out by hand: in the second step target 0 starts at 15000, takes 150*100 and, cut at 32767,
// 100*100, loses 100*100 and gains 127 and 1; of these 22895 half is left. 300 and 400 are beyond the limit of products.
// RUN: rm -rf %t && mkdir %t && cd %t && printf '300,0,0\n150,100,100\n0,0,0\n400,300,-2\n' >x.csv && printf '0,0\n1,1\n0,0\n0,1\n' >s.csv
// RUN: snnc run %s --input x=x.csv --input s=s.csv -o out/ --quiet
// RUN: %python %S/../../tools/snnc/Inputs/arrays.py rows out/sum.npy | FileCheck %s --check-prefix=SUM
// RUN: %python %S/../../tools/snnc/Inputs/arrays.py rows out/current.npy | FileCheck %s --check-prefix=CURRENT
// REQUIRES: peer-nir

// SUM:          {{^}}30000.0 -30000.0 300.0{{$}}
// SUM-NEXT:     {{^}}22895.0 -22642.0 477.0{{$}}
// SUM-NEXT:     {{^}}11448.0 -11321.0 239.0{{$}}
// SUM-NEXT:     {{^}}32767.0 -32768.0 519.0{{$}}
// CURRENT:      {{^}}15000.0 -15000.0 150.0{{$}}
// CURRENT-NEXT: {{^}}11448.0 -11321.0 239.0{{$}}
// CURRENT-NEXT: {{^}}5724.0 -5660.0 120.0{{$}}
// CURRENT-NEXT: {{^}}16384.0 -16384.0 260.0{{$}}
kernel.program @chip compute(i16) block(1) arena(2048) cleared(128) weights(256) data(dense<"0x649c010000000000000000000000000000000000000000000000000000000000649c0000000000000000000000000000000000000000000000000000000000009c6403000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000007f7f80000000000000000000000000000000000000000000000000000000000001ff05000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"> : tensor<256xi8>) {
  %i = kernel.buffer at(64) : !kernel.array<32xi16>
  %x = kernel.buffer at(128) : !kernel.signal<3xi16>
  %s = kernel.buffer at(192) : !kernel.signal<2xi16>
  %y = kernel.buffer at(256) : !kernel.signal<3xi16>
  %z = kernel.buffer at(320) : !kernel.signal<3xi16>
  %o = kernel.buffer at(384) : !kernel.signal<3xi16>
  %a = kernel.buffer at(512) : !kernel.events<3xi16, values>
  %b = kernel.buffer at(1024) : !kernel.events<2xi16>
  %wa = kernel.weights at(0) : !kernel.array<96xi8>
  %wb = kernel.weights at(128) : !kernel.array<64xi8>
  %n = kernel.weights at(192) : !kernel.array<1xi16>
  kernel.stage <block> {
    kernel.input "x" index(0) as(<number>) to %x : !kernel.signal<3xi16>
    kernel.input "s" index(1) as(<spike>) to %s : !kernel.signal<2xi16>
  }
  kernel.stage <step> {
    kernel.events %x to %a : !kernel.signal<3xi16>, !kernel.events<3xi16, values>
    kernel.events %s to %b : !kernel.signal<2xi16>, !kernel.events<2xi16>
    kernel.rows %a with %wa start(%i : !kernel.array<32xi16>) to %y tile(32) limit(258) : !kernel.events<3xi16, values>, !kernel.array<96xi8>, !kernel.signal<3xi16>
    kernel.rows %b with %wb start(%y : !kernel.signal<3xi16>) to %z tile(32) : !kernel.events<2xi16>, !kernel.array<64xi8>, !kernel.signal<3xi16>
    kernel.shift_current (%z) state %i dash(%n : !kernel.array<1xi16>) to %o replace : (!kernel.signal<3xi16>) -> !kernel.signal<3xi16>, !kernel.array<32xi16>
  }
  kernel.stage <block> {
    kernel.output "sum" index(0) (%z) : !kernel.signal<3xi16>
    kernel.output "current" index(1) (%o) : !kernel.signal<3xi16>
  }
}
