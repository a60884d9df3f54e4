// RUN: snn-opt %s --snn-choose-kernels | FileCheck %s
// RUN: snn-opt %s --snn-choose-kernels="choose=fc=dense,tree=synapses" | FileCheck %s --check-prefix=WISH
// RUN: snn-opt %s --snn-choose-kernels --snn-to-kernel | FileCheck %s --check-prefix=KERNEL
// RUN: not snn-opt %s --snn-choose-kernels="choose=fc=scatter,rec=dense,nobody=rows" 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not snn-opt %s --snn-choose-kernels="choose=fc=fast" 2>&1 | FileCheck %s --check-prefix=FORM

// ERROR-DAG: node 'fc': the kernel scatter does not fit, possible are rows, dense, synapses
// ERROR-DAG: node 'rec': the kernel dense does not fit, possible are rows, synapses
// ERROR-DAG: kernel of 'nobody': the network has no connection of this name
// FORM: kernel 'fc=fast': expected NODE=FORM with one of rows, dense, scatter, synapses

snn.network @choices clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<4xf32>
  %spikes = snn.input "spikes" : tensor<4xi1>
  // CHECK: snn.linear "fc"{{.*}} {kernel.choice = #kernel.choice<rows, "activity not measured">}
  // WISH: snn.linear "fc"{{.*}} {kernel.choice = #kernel.choice<dense, "asked for">}
  // KERNEL: kernel.rows
  %a = snn.linear "fc" (%x) weight(dense<0.3> : tensor<2x4xf32>) : (tensor<4xf32>) -> tensor<2xf32>
  // CHECK: snn.linear "busy"{{.*}} {kernel.activity = 9.000000e-01 : f64, kernel.choice = #kernel.choice<dense, "activity 90 %, at least 35 %">}
  // KERNEL: kernel.dense
  %b = snn.linear "busy" (%x) weight(dense<0.3> : tensor<2x4xf32>) {kernel.activity = 0.9 : f64} : (tensor<4xf32>) -> tensor<2xf32>
  // CHECK: snn.linear "quiet"{{.*}} #kernel.choice<rows, "activity 10 %, less than 35 %">}
  // KERNEL: kernel.rows
  %c = snn.linear "quiet" (%x) weight(dense<0.3> : tensor<2x4xf32>) {kernel.activity = 0.1 : f64} : (tensor<4xf32>) -> tensor<2xf32>
  // A choice that stands there already is kept.
  // CHECK: snn.linear "kept"{{.*}} #kernel.choice<synapses, "by hand">}
  // KERNEL: kernel.synapses
  %d = snn.linear "kept" (%x) weight(dense<0.3> : tensor<2x4xf32>) {kernel.choice = #kernel.choice<synapses, "by hand">} : (tensor<4xf32>) -> tensor<2xf32>
  // CHECK: snn.sparse "tree"{{.*}} #kernel.choice<rows, "25 % of 8 pairs have a synapse">}
  // WISH: snn.sparse "tree"{{.*}} #kernel.choice<synapses, "asked for">}
  // KERNEL: kernel.rows
  %e = snn.sparse "tree" (%spikes) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[1, 0]> : tensor<2xi32>) weight(dense<[0.5, -1.0]> : tensor<2xf32>) : (tensor<4xi1>) -> tensor<2xf32>
  // CHECK: snn.sparse "double"{{.*}} #kernel.choice<synapses, "several synapses join one pair">}
  // KERNEL: kernel.synapses
  %f = snn.sparse "double" (%spikes) sources(dense<[0, 0]> : tensor<2xi32>) targets(dense<[1, 1]> : tensor<2xi32>) weight(dense<[0.5, -1.0]> : tensor<2xf32>) : (tensor<4xi1>) -> tensor<2xf32>
  // CHECK: snn.sparse "few"{{.*}} #kernel.choice<synapses, "2.5 % of 80 pairs have a synapse">}
  // KERNEL: kernel.synapses
  %h = snn.sparse "few" (%spikes) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[1, 0]> : tensor<2xi32>) weight(dense<[0.5, -1.0]> : tensor<2xf32>) : (tensor<4xi1>) -> tensor<20xf32>
  snn.output "few" (%h) : tensor<20xf32>
  // A packed row would multiply infinity by the zeros of pairs without a synapse.
  // CHECK: snn.sparse "data"{{.*}} #kernel.choice<synapses, "a source may be infinite">}
  // KERNEL: kernel.synapses
  %m = snn.sparse "data" (%x) sources(dense<[0, 2]> : tensor<2xi32>) targets(dense<[1, 0]> : tensor<2xi32>) weight(dense<[0.5, -1.0]> : tensor<2xf32>) : (tensor<4xf32>) -> tensor<2xf32>
  snn.output "data" (%m) : tensor<2xf32>
  // CHECK: snn.linear "late"{{.*}} #kernel.choice<synapses, "each synapse has a delay of its own">}
  // KERNEL: kernel.synapses
  %g = snn.linear "late" (%x) weight(dense<0.3> : tensor<2x4xf32>) delays(<synapse, dense<1> : tensor<2x4xi32>>) : (tensor<4xf32>) -> tensor<2xf32>
  // CHECK: snn.linear "rec"{{.*}} #kernel.choice<rows, "a step of a cycle at a time">}
  // KERNEL: kernel.stage <step>
  %r = snn.linear "rec" (%z) weight(dense<0.3> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %s = snn.sum "all" (%a, %b, %c, %d, %e, %f, %g, %r) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %z = snn.delay (%s) steps(dense<1> : tensor<i64>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK: snn.conv "conv"{{.*}} #kernel.choice<scatter, "only windows that see an event are computed">}
  %i = snn.reshape "image" (%x) : (tensor<4xf32>) -> tensor<1x2x2xf32>
  %k = snn.conv "conv" (%i) weight(dense<1.0> : tensor<2x1x2x2xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1 : (tensor<1x2x2xf32>) -> tensor<2x1x1xf32>
  snn.output "y" (%s) : tensor<2xf32>
  snn.output "image" (%k) : tensor<2x1x1xf32>
}
