// RUN: snn-opt %s --snn-to-kernel="block=8 data=false" --split-input-file | FileCheck %s
// RUN: snn-opt %s --snn-to-kernel="block=8 record=true" --split-input-file | FileCheck %s --check-prefix=RECORD

// Layer by layer: each kernel handles all rows of the block.
// CHECK-LABEL: kernel.program @feedforward compute(f32) block(8)
// CHECK-NOT:     data(
// CHECK:         kernel.stage <block> {
// CHECK-NEXT:      kernel.input "x" index(0) as(<spike>) to %[[X:.*]] : !kernel.signal<3xf32>
// CHECK-NEXT:      kernel.events %[[X]] to %[[LIST:.*]] : !kernel.signal<3xf32>, !kernel.events<3xf32>
// CHECK-NEXT:      kernel.rows %[[LIST]] with %{{.*}} to %[[I:.*]] tile(16) exact(i16) unit(5.000000e-01) reason("sums of |k| are at most 24") : !kernel.events<3xf32>, !kernel.array<48xi8>,
// CHECK-NEXT:      kernel.integrate(%[[I]]) state %{{.*}} decay(%{{.*}}) gain(%{{.*}}) threshold(%{{.*}}) reset(%{{.*}}) to %[[Z:.*]] <scaled> <above> <value> <same>
// CHECK-NEXT:      kernel.output "z" index(0) (%[[Z]]) : !kernel.signal<2xf32>
// CHECK-NEXT:    }
// CHECK-NEXT:  }
// RECORD-LABEL: kernel.program @feedforward
// RECORD-SAME:    data(dense_resource<
// RECORD:         kernel.integrate({{.*}} trace(%[[V:.*]] : !kernel.signal<2xf32>)
// RECORD:         kernel.record "lif" "spikes" index(0)
// RECORD-NEXT:    kernel.record "lif" "v" index(1) %[[V]]
snn.network @feedforward clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xi1>
  %i = snn.linear "fc" (%x) weight(dense<[[0.5, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>) : (tensor<3xi1>) -> tensor<2xf32>
  %z = snn.neuron "lif" ports[(%i) #snn.port<none>] tau(dense<1.0e-2> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_threshold(dense<1.0> : tensor<f64>)
    rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  snn.output "z" (%z) : tensor<2xi1>
}

// -----

// A cycle is a stage of its own, row by row; what leads into it and out of it is not part of it.
// CHECK-LABEL: kernel.program @cycle
// CHECK:         kernel.stage <block> {
// CHECK-NEXT:      kernel.input
// CHECK-NEXT:      kernel.scale
// CHECK-NEXT:    }
// CHECK-NEXT:    kernel.stage <step> {
// CHECK-NEXT:      kernel.pull %[[RING:.*]] by(1) to %[[D:.*]] : !kernel.ring<2 x !kernel.signal<2xf32>>, !kernel.signal<2xf32>
// CHECK-NEXT:      kernel.scale %[[D]]
// CHECK-NEXT:      kernel.integrate
// CHECK-NEXT:      kernel.push %{{.*}} to %[[RING]]
// CHECK-NEXT:    }
// CHECK-NEXT:    kernel.stage <block> {
// CHECK-NEXT:      kernel.output
snn.network @cycle clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  %i = snn.scale "in" (%x) factor(dense<[2.0, 3.0]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %d = snn.delay (%z) steps(dense<1> : tensor<i64>) : (tensor<2xi1>) -> tensor<2xi1>
  %r = snn.scale "rec" (%d) factor(dense<-1.0> : tensor<f32>) : (tensor<2xi1>) -> tensor<2xf32>
  %z = snn.neuron "lif" ports[(%i, %r) #snn.port<none>] tau(dense<1.0e-2> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_threshold(dense<1.0> : tensor<f64>)
    rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  snn.output "z" (%z) : tensor<2xi1>
}

// -----

// A neuron that spikes from its old state delivers first and takes its input later.
// CHECK-LABEL: kernel.program @old_state
// CHECK:         kernel.stage <step> {
// CHECK-NEXT:      kernel.deliver %[[V:.*]] above %{{.*}} to %[[Z:.*]] :
// CHECK-NEXT:      kernel.scale %[[Z]]
// CHECK-NEXT:      kernel.integrate({{.*}}) state %[[V]] {{.*}} to %[[Z]] <scaled> <above_old> <subtract> <after> quiet
snn.network @old_state clock(step 1.0e-3) compute(f64) {
  %x = snn.input "x" : tensor<2xf64>
  %r = snn.scale "rec" (%z) factor(dense<-1.0> : tensor<f32>) : (tensor<2xi1>) -> tensor<2xf64>
  %z = snn.neuron "lif" ports[(%x, %r) #snn.port<none>] tau(dense<1.0e-2> : tensor<f64>) r(dense<1.0> : tensor<f64>) v_threshold(dense<1.0> : tensor<f64>)
    rule(<update = euler, spike = above_old, reset = subtract, when = after>) : (tensor<2xf64>, tensor<2xf64>) -> tensor<2xi1>
  snn.output "z" (%z) : tensor<2xi1>
}

// -----

// Channels stay together from a convolution to the next list of events.
// CHECK-LABEL: kernel.program @image
// CHECK:         kernel.convolve %{{.*}} to %[[C:.*]] channels(2) extent [4, 4] taps(9) groups(1) {{.*}} !kernel.signal<48xf32, channels 3, pitch 4>
// CHECK-NEXT:    kernel.pool <average> %[[C]] to %[[P:.*]] extent [4, 4] result [2, 2] kernel [2, 2] stride [2, 2] padding [0, 0]
// CHECK-NEXT:    kernel.events %[[P]] to %[[LIST:.*]] marks %{{.*}} : !kernel.array<1xi64>, : !kernel.signal<12xf32, channels 3, pitch 4>, !kernel.events<12xf32, values>
// CHECK-NEXT:    kernel.rows %[[LIST]]
snn.network @image clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2x4x4xi1>
  %c = snn.conv "conv" (%x) weight(dense<0.1> : tensor<3x2x3x3xf32>) stride [1, 1] before [1, 1] after [1, 1] dilation [1, 1] groups 1 : (tensor<2x4x4xi1>) -> tensor<3x4x4xf32>
  %p = snn.pool "pool" (%c) kind(<average>) kernel [2, 2] stride [2, 2] padding [0, 0] : (tensor<3x4x4xf32>) -> tensor<3x2x2xf32>
  %f = snn.reshape "flat" (%p) : (tensor<3x2x2xf32>) -> tensor<12xf32>
  %y = snn.linear "fc" (%f) weight(dense<0.5> : tensor<2x12xf32>) : (tensor<12xf32>) -> tensor<2xf32>
  snn.output "y" (%y) : tensor<2xf32>
}

// -----

// Delays of a connection: of the sources before it, of the targets behind it (the bias is there from the start), of each
// synapse as sources that are late.
// CHECK-LABEL: kernel.program @delays
// CHECK:         kernel.push %[[X:.*]] to %[[A:.*]] : !kernel.signal<2xf32>, !kernel.ring<10 x !kernel.signal<2xf32>>
// CHECK-NEXT:    kernel.pull %[[A]] delays(%{{.*}} : !kernel.array<16xi32>) to %[[LATE:.*]] :
// CHECK-NEXT:    kernel.events %[[LATE]]
// CHECK-NEXT:    kernel.rows
// CHECK:         kernel.rows {{.*}} to %[[Y:.*]] tile(16)
// CHECK-NEXT:    kernel.push %[[Y]] to %[[B:.*]] :
// CHECK-NEXT:    kernel.pull %[[B]] delays(%{{.*}}) before(%{{.*}} : !kernel.array<16xf32>) to
// CHECK:         kernel.push %[[X]] to %[[C:.*]] : !kernel.signal<2xf32>, !kernel.ring<11 x !kernel.signal<2xf32>>
// CHECK-NEXT:    kernel.pull %[[C]] delays(%{{.*}}) sources(%{{.*}}) to %[[EACH:.*]] : !kernel.ring<11 x !kernel.signal<2xf32>>, !kernel.signal<3xf32>
// CHECK-NEXT:    kernel.events %[[EACH]]
// CHECK-NEXT:    kernel.synapses
snn.network @delays clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  %a = snn.linear "a" (%x) weight(dense<0.5> : tensor<2x2xf32>) delays(<source, dense<[1, 2]> : tensor<2xi64>>) : (tensor<2xf32>) -> tensor<2xf32>
  %b = snn.linear "b" (%x) weight(dense<0.5> : tensor<2x2xf32>) bias(dense<0.1> : tensor<2xf32>) delays(<target, dense<[1, 2]> : tensor<2xi64>>) : (tensor<2xf32>) -> tensor<2xf32>
  %c = snn.linear "c" (%x) weight(dense<0.5> : tensor<2x2xf32>) delays(<synapse, dense<[[3, 0], [3, 1]]> : tensor<2x2xi64>>) : (tensor<2xf32>) -> tensor<2xf32>
  snn.output "y" (%a, %b, %c) : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}

// -----

// Weights that are no small multiples of one power of 2 stay as they are.
// CHECK-LABEL: kernel.program @wide
// CHECK:         kernel.rows %{{.*}} with %{{.*}} to %{{.*}} tile(16) : !kernel.events<2xf32>, !kernel.array<32xf32>
// CHECK:         kernel.rows %{{.*}} with %{{.*}} to %{{.*}} tile(16) : !kernel.events<2xf32, values>, !kernel.array<32xf32>
snn.network @wide clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xi1>
  %a = snn.linear "fc" (%x) weight(dense<[[0.1, 1.0], [0.3, 2.0]]> : tensor<2x2xf32>) : (tensor<2xi1>) -> tensor<2xf32>
  %b = snn.linear "analog" (%a) weight(dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  snn.output "b" (%b) : tensor<2xf32>
}

// -----

// Integers: counts of at most 31, then a current whose products may leave 16 bits.
// CHECK-LABEL: kernel.program @integers compute(i16)
// CHECK:         kernel.input "x" index(0) as(<spike>)
// CHECK:         kernel.rows %{{.*}} with %{{.*}} to %[[I:.*]] tile(32) exact(i16) pairs(32) reason("sums are -20 to 50") : !kernel.events<2xi16>, !kernel.array<64xi8>, !kernel.signal<2xi16>
// CHECK:         kernel.shift_current(%[[I]]) state %{{.*}} dash(%{{.*}} : !kernel.array<1xi16>) to %[[C:.*]] :
// CHECK:         kernel.shift_membrane(%[[C]]) state %{{.*}} dash(%{{.*}}) threshold(%{{.*}}) to %[[Z:.*]] <repeated> <subtract> most(31)
// CHECK:         kernel.rows %{{.*}} with %{{.*}} to %[[J:.*]] tile(32) reason("sums are -62000 to 62000, they may be cut") : !kernel.events<2xi16, values>, !kernel.array<64xi16>
// CHECK:         kernel.rows %{{.*}} with %{{.*}} to %{{.*}} tile(32) limit(8191) reason("sums are -196608 to 196602, they may be cut") : !kernel.events<2xi16, values>, !kernel.array<64xi8>
// RECORD-LABEL: kernel.program @integers
// RECORD:         kernel.record "n" "i"
// RECORD-NEXT:    kernel.record "n" "spikes"
// RECORD-NEXT:    kernel.record "n" "v"
snn.network @integers clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<2xi1>
  %i = snn.linear "in" (%x) weight(dense<[[10, -20], [20, 30]]> : tensor<2x2xi8>) : (tensor<2xi1>) -> tensor<2xi16>
  %z = snn.neuron "n" ports[(%i) #snn.port<shift, dash = dense<3> : tensor<i8>>] v_threshold(dense<30> : tensor<i16>) dash(dense<2> : tensor<i8>)
    rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<2xi16>) -> tensor<2xi32>
  %j = snn.linear "counts" (%z) weight(dense<[[1000, 1000], [-1000, -1000]]> : tensor<2x2xi16>) : (tensor<2xi32>) -> tensor<2xi16>
  %k = snn.linear "currents" (%j) weight(dense<[[4, 2], [1, 1]]> : tensor<2x2xi16>) : (tensor<2xi16>) -> tensor<2xi16>
  snn.output "k" (%k) : tensor<2xi16>
}

// -----

// Weights of 0 have no place in a list, unless a source may be infinite. What is left is held in bytes where the sums are exact.
// CHECK-LABEL: kernel.program @lists
// CHECK:         kernel.synapses %{{.*}} exact(i32) unit(5.000000e-01) reason("sums of |k| are at most 3") : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<2xi16>, !kernel.array<2xi8>, !kernel.signal<2xf32>
// CHECK:         kernel.synapses %{{.*}} with %{{.*}} to %{{[0-9]+}} : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<2xi16>, !kernel.array<2xf32>, !kernel.signal<2xf32>
// CHECK:         kernel.synapses %{{.*}} exact(i32) unit(5.000000e-01) reason("sums of |k| are at most 3") : !kernel.events<3xf32, values>, !kernel.array<4xi32>, !kernel.array<6xi16>, !kernel.array<6xi8>, !kernel.signal<2xf32>
// CHECK:         kernel.synapses %{{.*}} : !kernel.events<3xf32>, !kernel.array<4xi32>, !kernel.array<1xi16>, !kernel.array<1xi8>, !kernel.signal<2xf32>
snn.network @lists clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xi1>
  %u = snn.input "u" : tensor<3xf32>
  %a = snn.linear "a" (%x) weight(dense<[[0.5, 0.0, -1.0], [0.0, 0.0, 0.0]]> : tensor<2x3xf32>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<3xi1>) -> tensor<2xf32>
  %b = snn.linear "b" (%x) weight(dense<[[0.1, 0.0, -1.0], [0.0, 0.0, 0.0]]> : tensor<2x3xf32>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<3xi1>) -> tensor<2xf32>
  %c = snn.linear "c" (%u) weight(dense<[[0.5, 0.0, -1.0], [0.0, 0.0, 0.0]]> : tensor<2x3xf32>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<3xf32>) -> tensor<2xf32>
  %d = snn.sparse "d" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[1, 1]> : tensor<2xi32>) weight(dense<[0.0, 3.0]> : tensor<2xf32>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<3xi1>) -> tensor<2xf32>
  snn.output "y" (%a, %b, %c, %d) : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}

// -----

// The list of nine gets three zeros, that of two none.
// CHECK-LABEL: kernel.program @padded
// CHECK:         kernel.synapses %{{.*}} exact(i32) unit(1.000000e+00) {{.*}} !kernel.array<14xi16>, !kernel.array<14xi8>
// CHECK:         kernel.synapses %{{.*}} !kernel.array<11xi16>, !kernel.array<11xf32>
snn.network @padded clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<2xi1>
  %u = snn.input "u" : tensor<2xf32>
  %a = snn.sparse "a" (%x) sources(dense<[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]> : tensor<11xi32>) targets(dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1]> : tensor<11xi32>) weight(dense<1.0> : tensor<11xf32>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<2xi1>) -> tensor<9xf32>
  %b = snn.sparse "b" (%u) sources(dense<[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]> : tensor<11xi32>) targets(dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1]> : tensor<11xi32>) weight(dense<0.3> : tensor<11xf32>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<2xf32>) -> tensor<9xf32>
  snn.output "y" (%a, %b) : tensor<9xf32>, tensor<9xf32>
}

// -----

// Of integers, too: cut after each synapse, or where no sum leaves 16 bits added as they are.
// CHECK-LABEL: kernel.program @chip_lists
// CHECK:         kernel.synapses %{{.*}} with %{{.*}} to %{{[0-9]+}} : !kernel.events<2xi16>, !kernel.array<3xi32>, !kernel.array<3xi16>, !kernel.array<3xi16>, !kernel.signal<2xi16>
// CHECK:         kernel.synapses %{{.*}} with %{{.*}} to %{{[0-9]+}} exact(i16) reason("sums are 0 to 5") : !kernel.events<2xi16>, !kernel.array<3xi32>, !kernel.array<1xi16>, !kernel.array<1xi8>, !kernel.signal<2xi16>
snn.network @chip_lists clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<2xi1>
  %a = snn.linear "a" (%x) weight(dense<[[32767, 7], [0, 1]]> : tensor<2x2xi16>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<2xi1>) -> tensor<2xi16>
  %b = snn.linear "b" (%x) weight(dense<[[0, 5], [0, 0]]> : tensor<2x2xi16>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<2xi1>) -> tensor<2xi16>
  snn.output "y" (%a, %b) : tensor<2xi16>, tensor<2xi16>
}
