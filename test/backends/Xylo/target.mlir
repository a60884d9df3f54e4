// A chip that names no target gets one from the option.
// RUN: snn-opt %s --xylo-verify-loadable="target=xylo-a2" | FileCheck %s
// CHECK: xylo.chip @nobody {
// RUN: snn-opt %s --xylo-quantize="target=xylo-a2 scaling=none" | FileCheck %s --check-prefix=NAMED
// NAMED: xylo.chip @nobody target("xylo-a2") {
// RUN: not snn-opt %s --xylo-verify-loadable 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: error: chip 'nobody' names no target; give one with the option target
// RUN: not snn-opt %s --xylo-verify-loadable="target=xylo-9" 2>&1 | FileCheck %s --check-prefix=WHICH
// WHICH: error: {{.*}}'xylo-9'
// RUN: not snn-opt %s --xylo-verify-loadable="target=xylo-a2 allow=shift" 2>&1 | FileCheck %s --check-prefix=RULE
// RULE: error: {{.*}}there is no rule 'shift' that can be allowed; the findings name the rules
// RUN: not snn-opt %s --xylo-verify-loadable="target=xylo-a2 compat=brian" 2>&1 | FileCheck %s --check-prefix=COMPAT
// COMPAT: error: compat is 'brian', allowed is rockpool
xylo.chip @nobody {
  xylo.control shifts [0, 0, 0]
  xylo.channels 1
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<2> : tensor<2xi32>) threshold(dense<[9, 9]> : tensor<2xi32>)
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<[9]> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[1, 1]]> : tensor<1x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0], [0, 0]]> : tensor<2x2xi32>)
  xylo.weights <output> synapse(1) values(dense<[[1], [1]]> : tensor<2x1xi32>)
}
