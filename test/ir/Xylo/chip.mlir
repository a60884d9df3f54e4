// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: xylo.chip @relay target("xylo-a3") dt(1.000000e-03) {
// CHECK-NEXT: xylo.control shifts [0, 0, 0] bias alias
// CHECK-NEXT: xylo.channels 2 sources [#xylo.source<"in", at = [0], size = [2], from = [0]>]
// CHECK-NEXT: xylo.neurons <hidden> dash_mem(dense<3> : tensor<3xi32>) dash_syn(dense<2> : tensor<3xi32>) threshold(dense<[90, 90, 80]> : tensor<3xi32>) bias(dense<[0, 0, 4]> : tensor<3xi32>)
// CHECK-NEXT: xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
// CHECK-NEXT: xylo.weights <input> synapse(1) values(
// CHECK-NEXT: xylo.weights <recurrent> synapse(1) values(
// CHECK-NEXT: xylo.weights <output> synapse(1) values(
// CHECK-NEXT: xylo.aliases from [0] to [2]
xylo.chip @relay target("xylo-a3") dt(1.000000e-03) {
  xylo.control shifts [0, 0, 0] bias alias
  xylo.channels 2 sources [#xylo.source<"in", at = [0], size = [2], from = [0]>]
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<3xi32>) dash_syn(dense<2> : tensor<3xi32>) threshold(dense<[90, 90, 80]> : tensor<3xi32>)
      bias(dense<[0, 0, 4]> : tensor<3xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[20, -4], [0, 127]]> : tensor<2x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0, 9], [0, 0, -9], [0, 0, 0]]> : tensor<3x3xi32>)
  xylo.weights <output> synapse(1) values(dense<[[100]]> : tensor<1x1xi32>)
  xylo.aliases from [0] to [2]
}

// Two synapses, floats, no step; the decays of the second synapse and where the weights come from.
// CHECK-LABEL: xylo.chip @mapped target("xylo-a2") {
// CHECK: xylo.control shifts [1, 0, 0]{{$}}
// CHECK: dash_syn_2(dense<1.500000e+00> : tensor<1xf64>)
// CHECK: xylo.weights <input> synapse(2) values(dense<-1.000000e+00> : tensor<1x1xf64>) sources [#xylo.source<"fc1", at = [0, 0], size = [1, 1], from = [0, 0]>]
xylo.chip @mapped target("xylo-a2") {
  xylo.control shifts [1, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3.0> : tensor<1xf64>) dash_syn(dense<2.0> : tensor<1xf64>) dash_syn_2(dense<1.5> : tensor<1xf64>)
      threshold(dense<1.0> : tensor<1xf64>)
  xylo.neurons <output> dash_mem(dense<3.0> : tensor<1xf64>) dash_syn(dense<2.0> : tensor<1xf64>) threshold(dense<1.0> : tensor<1xf64>)
  xylo.weights <input> synapse(1) values(dense<0.5> : tensor<1x1xf64>)
  xylo.weights <recurrent> synapse(1) values(dense<0.0> : tensor<1x1xf64>)
  xylo.weights <input> synapse(2) values(dense<-1.0> : tensor<1x1xf64>) sources [#xylo.source<"fc1", at = [0, 0], size = [1, 1], from = [0, 0]>]
  xylo.weights <recurrent> synapse(2) values(dense<0.0> : tensor<1x1xf64>)
  xylo.weights <output> synapse(1) values(dense<0.5> : tensor<1x1xf64>)
}

// The examples of the resources, and sources of neurons and weights that take a part each.
// CHECK-LABEL: xylo.chip @residual {
// CHECK: xylo.control shifts [1, 0, 0] bias{{$}}
// CHECK: exports [#xylo.source<"output", at = [0], size = [1], from = [0]>]
// CHECK: xylo.aliases from [0, 1] to [2, 3]
xylo.chip @residual {
  xylo.control shifts [1, 0, 0] bias
  xylo.channels 2
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<4xi32>) dash_syn(dense<2> : tensor<4xi32>) threshold(dense<90> : tensor<4xi32>)
      sources [#xylo.source<"lif1", at = [0], size = [2], from = [0]>, #xylo.source<"lif3", at = [2], size = [2], from = [0], latency = 1>]
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
        sources [#xylo.source<"lif2", at = [0], size = [1], from = [0]>] exports [#xylo.source<"output", at = [0], size = [1], from = [0]>]
  xylo.weights <input> synapse(1) values(dense<[[20, -4], [0, 127]]> : tensor<2x2xi32>) sources [#xylo.source<"fc1", at = [0, 0], size = [2, 2], from = [0, 0]>]
  xylo.weights <recurrent> synapse(1) values(dense<0> : tensor<4x4xi32>)
  xylo.weights <output> synapse(1) values(dense<7> : tensor<2x1xi32>)
  xylo.aliases from [0, 1] to [2, 3]
}

// A population and a matrix with parts from two nodes.
// CHECK-LABEL: xylo.chip @parts {
// CHECK: sources [#xylo.source<"lif0", at = [0], size = [63], from = [0]>, #xylo.source<"lif1", at = [63], size = [40], from = [0], latency = 1>]
// CHECK: sources [#xylo.source<"fc2", at = [0, 63], size = [63, 40], from = [0, 0]>]
xylo.chip @parts {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<103xi32>) dash_syn(dense<2> : tensor<103xi32>) threshold(dense<90> : tensor<103xi32>)
      sources [#xylo.source<"lif0", at = [0], size = [63], from = [0]>,
    #xylo.source<"lif1", at = [63], size = [40], from = [0], latency = 1>
  ]
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<2> : tensor<1x63xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<1> : tensor<103x103xi32>) sources [
    #xylo.source<"fc2", at = [0, 63], size = [63, 40], from = [0, 0]>
  ]
  xylo.weights <output> synapse(1) values(dense<7> : tensor<40x1xi32>)
}
