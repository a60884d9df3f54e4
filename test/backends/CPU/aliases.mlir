// Spikes that neurons repeat, at most 5 each, of which the ones that were too many are given back to the membrane; then some
// that are only added. Worked out by hand: in the first step neuron 1 gets 2 on top of its 4, neuron 2 the 2 and the 5 on top of its 3.
// RUN: rm -rf %t && mkdir %t && cd %t && printf '2,4,3,1\n0,0,1,9\n' >x.csv
// RUN: snnc run %s --input x.csv -o out/ --quiet
// RUN: %python %S/../../tools/snnc/Inputs/arrays.py rows out/earlier.npy | FileCheck %s --check-prefix=EARLIER
// RUN: %python %S/../../tools/snnc/Inputs/arrays.py rows out/membrane.npy | FileCheck %s --check-prefix=MEMBRANE
// RUN: %python %S/../../tools/snnc/Inputs/arrays.py rows out/later.npy | FileCheck %s --check-prefix=LATER
// REQUIRES: peer-nir

// EARLIER:       {{^}}2.0 5.0 5.0 1.0{{$}}
// EARLIER-NEXT:  {{^}}0.0 0.0 1.0 5.0{{$}}
// MEMBRANE:      {{^}}0.0 100.0 300.0 0.0{{$}}
// MEMBRANE-NEXT: {{^}}0.0 100.0 300.0 0.0{{$}}
// LATER:         {{^}}3.0 5.0 5.0 1.0{{$}}
// LATER-NEXT:    {{^}}5.0 0.0 1.0 5.0{{$}}

// A table that leads elsewhere is refused.
// RUN: sed 's/kernel.weights at(128)/kernel.weights at(384)/' %s >%t/targets.mlir && not snnc run %t/targets.mlir --input %t/x.csv 2>&1 | FileCheck %s --check-prefix=TARGETS
// TARGETS: error: kernel.aliases: targets holds 100, allowed are 0 to 3
// RUN: sed 's/kernel.weights at(64)/kernel.weights at(384)/' %s >%t/sources.mlir && not snnc run %t/sources.mlir --input %t/x.csv 2>&1 | FileCheck %s --check-prefix=SOURCES
// SOURCES: error: kernel.aliases: sources holds 100, allowed are 0 to 3
// RUN: sed 's/kernel.weights at(0)/kernel.weights at(384)/' %s >%t/starts.mlir && not snnc run %t/starts.mlir --input %t/x.csv 2>&1 | FileCheck %s --check-prefix=STARTS
// STARTS: error: kernel.aliases: starts does not ascend
kernel.program @repeaters compute(i16) block(1) arena(1024) cleared(128) weights(448) data(dense<"0x00000000010000000300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000100000002000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000030000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000064000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"> : tensor<448xi8>) {
  %v = kernel.buffer at(64) : !kernel.array<32xi16>
  %x = kernel.buffer at(128) : !kernel.signal<4xi16>
  %y = kernel.buffer at(192) : !kernel.signal<4xi16>
  %z = kernel.buffer at(256) : !kernel.signal<4xi16>
  %u = kernel.buffer at(320) : !kernel.signal<4xi16>
  %from = kernel.weights at(0) : !kernel.array<3xi32>
  %of = kernel.weights at(64) : !kernel.array<3xi32>
  %j = kernel.weights at(128) : !kernel.array<2xi32>
  %from_later = kernel.weights at(192) : !kernel.array<2xi32>
  %of_later = kernel.weights at(256) : !kernel.array<1xi32>
  %j_later = kernel.weights at(320) : !kernel.array<1xi32>
  %t = kernel.weights at(384) : !kernel.array<1xi16>
  kernel.stage <block> {
    kernel.input "x" index(0) as(<number>) most(5) to %x : !kernel.signal<4xi16>
  }
  kernel.stage <step> {
    kernel.aliases %x starts %from sources %of targets %j state %v : !kernel.array<32xi16>, threshold %t : !kernel.array<1xi16>, to %y trace(%u : !kernel.signal<4xi16>) most(5) : !kernel.signal<4xi16>, !kernel.array<3xi32>, !kernel.array<3xi32>, !kernel.array<2xi32>, !kernel.signal<4xi16>
  }
  kernel.stage <block> {
    kernel.aliases %y starts %from_later sources %of_later targets %j_later to %z most(5) : !kernel.signal<4xi16>, !kernel.array<2xi32>, !kernel.array<1xi32>, !kernel.array<1xi32>, !kernel.signal<4xi16>
    kernel.output "earlier" index(0) (%y) : !kernel.signal<4xi16>
    kernel.output "later" index(1) (%z) : !kernel.signal<4xi16>
    kernel.record "n" "v" index(0) %u : !kernel.signal<4xi16>
    kernel.output "membrane" index(2) (%u) : !kernel.signal<4xi16>
  }
}
