// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// A network as Xylo runs it: integers of 16 bits, decays by bit shifts, several spikes a step, two synapses a neuron.
//
// - Input channels carry counts (at most 15 a step on the chip) and reach the hidden neurons in the same step.
// - Each neuron of the first layer has two synapses with time constants of their own: two ports. Both see every channel, each
//   through its own weights.
// - A hidden neuron fires up to 31 times a step (`most`), subtracts the threshold each time and keeps what is left over.
// - Between hidden neurons, and from hidden to output neurons, an event takes one step: `snn.delay`.
// - Residual connection: the second layer's events and those of the first that skip it go on as one sum. On the chip this is an
//   alias: the events of a first-layer neuron are added to its partner's in the same step. The two agree while a sum stays within 31.
// - An output neuron fires at most once a step; a surplus stays in its potential.
//
// All additions stay far from the ends of 16 bits here, so that the chip, which cuts after each event, computes the same numbers.
//
// Expected, for these counts (I of port 1 and 2, V after the step; the first layer is hidden1, `residual` its sum with hidden2):
//
//   t  input    hidden1 I1     hidden1 I2     hidden1 V   hidden1   hidden2   residual   output V   output
//   0   3  0     60   0  30      0  23  12     0 23 13     2  0 1    0 0 0     2  0 1      0   0     0 0
//   1   0  2     30  30  -5     15  18  17    15  6 23     1  2 0    1 0 1     2  2 1     25  13     0 0
//   2   1  1     35  30  -2     19  21  21     6 26  8     2  1 1    0 1 1     2  2 2     17  14     1 1
//   3   0  0     18  15  -1     15  16  16     8 21 22     1  1 0    1 1 2     2  2 2     12  43     1 1
//   4   0  0      9   8   0     12  12  12    27  6  0     0  1 1    0 1 2     0  2 3      9  79     1 1
//   5  15 15    305 229   0    122 122 122    28 26  3    14 11 4    0 1 1    14 12 5     12 126     0 1
//
// Neuron 0 of hidden1 in step 0: I1 = 0 + 40*3 = 120, less 120 >> 1 is 60; I2 = 0; G = -0 + 60 + 0 + 0; V = 60; 60 >= 30 fires,
// 30 >= 30 fires again, V = 0. Neuron 2 in step 3: I1 = -2 less (-2 >> 1 = -1) is -1, and in step 4 -1 less (-1 >> 1 = -1) is 0: the shift
// rounds down, so that a negative current decays to 0.
//
// xylosim 0.1.3 (v2 core, the skip as aliases 0 to 3, 1 to 4 and 2 to 5) gives the same numbers in every column.

// CHECK-LABEL: snn.network @xylo clock(step 1.000000e-03) compute(i16) {
snn.network @xylo clock(step 1.0e-3) compute(i16) {
  %in = snn.input "input" : tensor<2xi32>

  %fast = snn.linear "w_in.1" (%in) weight(dense<[[40, 0], [0, 30], [20, -20]]> : tensor<3x2xi8>) : (tensor<2xi32>) -> tensor<3xi16>
  %slow = snn.linear "w_in.2" (%in) weight(dense<[[0, 10], [10, 0], [5, 5]]> : tensor<3x2xi8>) : (tensor<2xi32>) -> tensor<3xi16>
  // CHECK: %hidden1 = snn.neuron "hidden1" ports[(%w_in.1) #snn.port<shift, name = "synapse 1", dash = dense<1> : tensor<3xi8>>, (%w_in.2) #snn.port<shift, name = "synapse 2", dash = dense<2> : tensor<3xi8>>]
  // CHECK-SAME: rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi16>, tensor<3xi16>) -> tensor<3xi32>
  %h1 = snn.neuron "hidden1" ports[(%fast) #snn.port<shift, name = "synapse 1", dash = dense<1> : tensor<3xi8>>,
                                   (%slow) #snn.port<shift, name = "synapse 2", dash = dense<2> : tensor<3xi8>>]
      v_threshold(dense<30> : tensor<3xi16>) dash(dense<2> : tensor<3xi8>) bias(dense<[0, 0, 1]> : tensor<3xi16>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi16>, tensor<3xi16>) -> tensor<3xi32>

  // Hidden to hidden: one step.
  // CHECK: %[[H1:.*]] = snn.delay(%hidden1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %h1d = snn.delay (%h1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  // CHECK: snn.linear "w_rec"(%[[H1]])
  %i2 = snn.linear "w_rec" (%h1d) weight(dense<[[20, -10, 0], [0, 20, 10], [15, 15, 15]]> : tensor<3x3xi8>) : (tensor<3xi32>) -> tensor<3xi16>
  %h2 = snn.neuron "hidden2" ports[(%i2) #snn.port<shift, dash = dense<1> : tensor<3xi8>>] v_threshold(dense<20> : tensor<3xi16>)
      dash(dense<1> : tensor<3xi8>) rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<3xi16>) -> tensor<3xi32>

  // The skip joins in the same step.
  // CHECK: %residual = snn.sum "residual"(%hidden1, %hidden2) : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi16>
  %r = snn.sum "residual" (%h1, %h2) : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi16>

  // Hidden to output: one step.
  %rd = snn.delay (%r) steps(dense<1> : tensor<i64>) : (tensor<3xi16>) -> tensor<3xi16>
  %io = snn.linear "w_out" (%rd) weight(dense<[[30, 0, -10], [0, 25, 25]]> : tensor<2x3xi8>) : (tensor<3xi16>) -> tensor<2xi16>
  // CHECK: snn.neuron "readout" {{.*}} rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<2xi16>) -> tensor<2xi1>
  %y = snn.neuron "readout" ports[(%io) #snn.port<shift, dash = dense<1> : tensor<2xi8>>] v_threshold(dense<40> : tensor<2xi16>)
      dash(dense<2> : tensor<2xi8>) rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<2xi16>) -> tensor<2xi1>
  snn.output "output" (%y) : tensor<2xi1>
}
