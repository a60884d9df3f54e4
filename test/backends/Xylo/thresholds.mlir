// Factors of a calibration multiply the thresholds of a node before anything is scaled: here that of 'b' from 2 to 1.
// RUN: snn-opt %s --xylo-quantize="thresholds=b=0.5" 2>/dev/null | FileCheck %s
// RUN: not snn-opt %s --xylo-quantize="thresholds=c=0.5" 2>&1 | FileCheck %s --check-prefix=NODE
// NODE: error: there is no node 'c' whose thresholds could have a factor
// RUN: not snn-opt %s --xylo-quantize="thresholds=b=-1" 2>&1 | FileCheck %s --check-prefix=FACTOR
// FACTOR: error: an entry of thresholds is 'b=-1', allowed is NODE=FACTOR with a number above 0

// CHECK: xylo.neurons <hidden> {{.*}} threshold(dense<[127, 254, 127]> : tensor<3xi32>)
xylo.chip @factors target("xylo-a3") {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3.0> : tensor<3xf64>) dash_syn(dense<2.0> : tensor<3xf64>) threshold(dense<[1.0, 2.0, 2.0]> : tensor<3xf64>)
      sources [#xylo.source<"a", at = [0], size = [2], from = [0]>, #xylo.source<"b", at = [2], size = [1], from = [0]>]
  xylo.neurons <output> dash_mem(dense<3.0> : tensor<1xf64>) dash_syn(dense<2.0> : tensor<1xf64>) threshold(dense<1.0> : tensor<1xf64>)
  xylo.weights <input> synapse(1) values(dense<1.0> : tensor<1x3xf64>)
  xylo.weights <recurrent> synapse(1) values(dense<0.0> : tensor<3x3xf64>)
  xylo.weights <output> synapse(1) values(dense<1.0> : tensor<3x1xf64>)
}
