// Floats become the integers of a chip. The numbers of GLOBAL are worked out by hand: 127/1 = 127 for the hidden neurons, 127/0.3 for the outputs, halves to even.
// RUN: snn-opt %s --xylo-quantize 2>%t.err | FileCheck %s --check-prefixes=CHECK,GLOBAL
// RUN: FileCheck %s --input-file=%t.err --check-prefix=TOLD
// RUN: snn-opt %s --xylo-quantize="scaling=channel" 2>/dev/null | FileCheck %s --check-prefixes=CHECK,CHANNEL
// RUN: snn-opt %s --xylo-quantize="compat=rockpool target=xylo-a3" 2>/dev/null | FileCheck %s --check-prefixes=CHECK,COMPAT
// RUN: snn-opt %s --xylo-quantize="scaling=global fuzzy-scaling=true" 2>/dev/null | FileCheck %s --check-prefixes=CHECK,FUZZY
// RUN: not snn-opt %s --xylo-quantize="scaling=channel fuzzy-scaling=true" 2>&1 | FileCheck %s --check-prefix=BOTH
// BOTH: error: fuzzy-scaling goes with scaling=global, found scaling=channel
// RUN: not snn-opt %s --xylo-quantize="scaling=int4" 2>&1 | FileCheck %s --check-prefix=METHOD
// METHOD: error: the quantiser is 'int4', allowed are none, global and channel
// RUN: not snn-opt %s --xylo-quantize="target=xylo-a2" 2>&1 | FileCheck %s --check-prefix=OTHER
// OTHER: error: the target of chip 'golden' is 'xylo-a3', the option says 'xylo-a2'
// RUN: snn-opt %s --xylo-quantize="scaling=none" | FileCheck %s --check-prefix=NONE
// NONE: xylo.weights <input> synapse(1) values(dense<{{\[\[}}5.000000e-01,

// CHECK-LABEL: xylo.chip @golden target("xylo-a3") {
// CHECK:       xylo.neurons <hidden> dash_mem(dense<[4, 2, 3]> : tensor<3xi32>) dash_syn(dense<[4, 2, 3]> : tensor<3xi32>)
// GLOBAL-SAME:   threshold(dense<[127, 127, 254]> : tensor<3xi32>) bias(dense<[13, 0, -25]> : tensor<3xi32>)
// CHANNEL-SAME:  threshold(dense<[127, 169, 635]> : tensor<3xi32>) bias(dense<[13, 0, -64]> : tensor<3xi32>)
// GLOBAL:      xylo.neurons <output> {{.*}} threshold(dense<[423, 212]> : tensor<2xi32>) bias(dense<[21, 0]> : tensor<2xi32>)
// COMPAT:      xylo.neurons <output> {{.*}} threshold(dense<[423, 212]> : tensor<2xi32>) bias(dense<[6, 0]> : tensor<2xi32>)
// GLOBAL:      xylo.weights <input> synapse(1) values(dense<{{\[\[}}64, -32, 13], [127, 95, -38]]> : tensor<2x3xi32>)
// CHANNEL:     xylo.weights <input> synapse(1) values(dense<{{\[\[}}64, -42, 32], [127, 127, -95]]> : tensor<2x3xi32>)
// FUZZY:       xylo.weights <input> synapse(1) values(dense<{{\[\[}}54, -27, 11], [107, 80, -32]]> : tensor<2x3xi32>)
// GLOBAL:      xylo.weights <output> synapse(1) values(dense<{{\[\[}}127, -42], [21, 85], [-64, 0]]> : tensor<3x2xi32>)
// TOLD: remark: weights_in: relative error {{[0-9.]+}}, at most {{[0-9.]+}} of a step, 0 became 0
xylo.chip @golden target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 2
  xylo.neurons <hidden> dash_mem(dense<[4.321928094887363, 2.321928094887362, 3.485426827170242]> : tensor<3xf64>) dash_syn(dense<[4.321928094887363, 2.321928094887362, 3.498250867527829]> : tensor<3xf64>) threshold(dense<[1.0, 1.0, 2.0]> : tensor<3xf64>) bias(dense<[0.1, 0.0, -0.2]> : tensor<3xf64>)
  xylo.neurons <output> dash_mem(dense<3.0> : tensor<2xf64>) dash_syn(dense<2.0> : tensor<2xf64>) threshold(dense<[1.0, 0.5]> : tensor<2xf64>) bias(dense<[0.05, 0.0]> : tensor<2xf64>)
  xylo.weights <input> synapse(1) values(dense<[[0.5, -0.25, 0.1], [1.0, 0.75, -0.3]]> : tensor<2x3xf64>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0.0, 0.2, 0.0], [0.0, 0.0, -0.4], [0.6, 0.0, 0.0]]> : tensor<3x3xf64>)
  xylo.weights <output> synapse(1) values(dense<[[0.3, -0.1], [0.05, 0.2], [-0.15, 0.0]]> : tensor<3x2xf64>)
}
