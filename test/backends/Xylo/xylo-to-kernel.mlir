// RUN: snn-opt %s --xylo-to-kernel="target=xylo-a3 record=true block=2" | FileCheck %s
// RUN: snn-opt %s --xylo-to-kernel=target=xylo-1 | FileCheck %s --check-prefix=FIRST --implicit-check-not=kernel.record --implicit-check-not=trace
// RUN: not snn-opt %s --xylo-to-kernel 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: sed 's/xylo.chip @relay/xylo.chip @relay target("xylo-a2")/' %s >%t.mlir && not snn-opt %t.mlir --xylo-to-kernel=target=xylo-1 2>&1 | FileCheck %s --check-prefix=OTHER
// RUN: not snn-opt %root/test/ir/Xylo/chip.mlir --xylo-to-kernel 2>&1 | FileCheck %s --check-prefix=FLOATS

// NONE:   error: chip 'relay' names no target; give one with the option target
// OTHER:  error: the target of chip 'relay' is 'xylo-a2', the option says 'xylo-1'
// FLOATS: error: its numbers are floats, integers are needed; quantise it

// Weights of the recurrent synapses do not fit bytes once they are shifted, and 31 of them not 16 bits: products are limited.
// The first input is taken as up to 15 spikes; all events come on top of the state; spikes are those of the step before.
// CHECK-LABEL: kernel.program @relay compute(i16) block(2)
// CHECK: kernel.stage <block>
// CHECK-NEXT: kernel.input "input" index(0) as(<number>) most(15) to %[[X:.*]] : !kernel.signal<2xi16>
// CHECK-NEXT: kernel.events %[[X]] to %[[XS:[0-9]+]]
// CHECK: kernel.stage <step>
// CHECK-NEXT: kernel.pull %[[RING:.*]] by(1) to %[[EARLIER:[0-9]+]]
// CHECK-NEXT: kernel.events %[[EARLIER]] to %[[SPIKES:[0-9]+]]
// CHECK-NEXT: kernel.rows %[[XS]] with %{{.*}} start(%[[I:.*]] : !kernel.array<32xi16>) to %[[SUM:[0-9]+]] tile(32) : {{.*}} !kernel.array<64xi8>
// CHECK-NEXT: kernel.rows %[[SPIKES]] with %{{.*}} start(%[[SUM]] : !kernel.signal<3xi16>) to %[[ALL:[0-9]+]] tile(32) limit(14) : {{.*}} !kernel.array<96xi16>
// CHECK-NEXT: kernel.shift_current(%[[ALL]]) state %[[I]] dash(%{{.*}}) to %[[CURRENT:[0-9]+]] replace
// CHECK-NEXT: kernel.shift_membrane(%[[CURRENT]]) state %[[V:.*]] dash(%{{.*}}) bias(%{{.*}}) threshold(%[[THRESHOLD:[0-9]+]] : {{.*}}) to %[[OWN:[0-9]+]] <repeated> <subtract> most(31) :
// CHECK-NEXT: kernel.aliases %[[OWN]] starts {{.*}} state %[[V]] : !kernel.array<32xi16>, threshold %[[THRESHOLD]] : {{.*}} to %[[FIRED:[0-9]+]] trace(%[[TRACE:[0-9]+]] : {{.*}}) most(31)
// CHECK-NEXT: kernel.push %[[FIRED]] to %[[RING]]
// CHECK-NEXT: kernel.rows %[[SPIKES]] with %{{.*}} start(%[[IO:.*]] : !kernel.array<32xi16>)
// CHECK-NEXT: kernel.shift_current({{.*}}) state %[[IO]]
// CHECK-NEXT: kernel.shift_membrane({{.*}} to %[[OUT:[0-9]+]] trace({{.*}}) <repeated> <subtract> most(1)
// CHECK: kernel.output "output" index(0) (%[[OUT]])
// CHECK-NEXT: kernel.record "hidden" "i" index(0) %[[CURRENT]]
// CHECK-NEXT: kernel.record "hidden" "v" index(1) %[[TRACE]]
// CHECK-NEXT: kernel.record "hidden" "spikes" index(2) %[[FIRED]]
// CHECK-NEXT: kernel.record "output" "i" index(3)
// CHECK-NEXT: kernel.record "output" "v" index(4)
// CHECK-NEXT: kernel.record "output" "spikes" index(5) %[[OUT]]

// Xylo 1 has no biases and one sum.
// FIRST: kernel.shift_membrane(%{{.*}}) state %{{.*}} dash(%{{.*}}) threshold(%{{.*}}) to %{{.*}} <repeated> <subtract> most(31) joined :
// FIRST: kernel.shift_membrane(%{{.*}}) {{.*}} most(1) joined :
xylo.chip @relay dt(1.0e-3) {
  xylo.control shifts [0, 5, 0] bias alias
  xylo.channels 2 sources [#xylo.source<"in", at = [0], size = [2], from = [0]>]
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<3xi32>) dash_syn(dense<2> : tensor<3xi32>) threshold(dense<[90, 90, 80]> : tensor<3xi32>)
      bias(dense<[0, 0, 4]> : tensor<3xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[20, -4], [0, 127]]> : tensor<2x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0, 9], [0, 0, -70], [0, 0, 0]]> : tensor<3x3xi32>)
  xylo.weights <output> synapse(1) values(dense<[[100]]> : tensor<1x1xi32>)
  xylo.aliases from [0] to [2]
}
