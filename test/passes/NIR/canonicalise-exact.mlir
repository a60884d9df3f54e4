// Before and after: the same values to the last bit, under every convention. The graph has a nested graph in a cycle, ports
// with several edges (sums whose order shows in f32), idle nodes in the cycle and beside it, and a bias on the closing edge.
// REQUIRES: snnc
// RUN: split-file %s %t
// RUN: snn-opt %t/model.mlir --nir-canonicalise -o %t/flat.mlir && not grep -E 'nir.subgraph|nir.* "[a-z.]*idle2?" [(]' %t/flat.mlir
// DEFINE: %{convention} =
// DEFINE: %{run} = --engine reference --dt 1e-3 --input %t/x.csv --record sub.deep.lif.v --record sub.deep.lif.spikes --record late.i %{convention}
// DEFINE: %{compare} = mkdir -p %t/a %t/b && snnc run %t/model.mlir %{run} -o %t/a/ 2>/dev/null && snnc run %t/flat.mlir %{run} -o %t/b/ 2>/dev/null && diff -r %t/a %t/b && rm -r %t/a %t/b

// RUN: %{compare}
// REDEFINE: %{convention} = --reset subtract --integrator exact
// RUN: %{compare}
// REDEFINE: %{convention} = --convention snntorch
// RUN: %{compare}
// REDEFINE: %{convention} = --convention norse
// RUN: %{compare}
// REDEFINE: %{convention} = --convention rockpool
// RUN: %{compare}
// REDEFINE: %{convention} = --convention sinabs
// RUN: %{compare}
// REDEFINE: %{convention} = --convention nengo
// RUN: %{compare}
// REDEFINE: %{convention} = --convention spyx
// RUN: %{compare}

//--- model.mlir
nir.graph @nested {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  %a = nir.linear "a" (%x) weight(dense<[[1.1, 0.3], [0.7, 1.3]]> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %b = nir.affine "b" (%x) weight(dense<[[0.01, 3.0], [16.7, -0.9]]> : tensor<2x2xf32>) bias(dense<[0.1, -0.3]> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
  %idle = nir.scale "idle" (%sub) scale(dense<1.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %w = nir.affine "w" (%idle) weight(dense<[[-0.4, 0.9], [0.6, 0.2]]> : tensor<2x2xf32>) bias(dense<[0.7, 0.2]> : tensor<2xf32>)
    : (tensor<2xf32>) -> tensor<2xf32>
  %sub = nir.subgraph "sub" (%a, %b, %w) {
    %in = nir.input "in" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
    %gain = nir.scale "gain" (%in) scale(dense<[0.3, 1.7]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    %deep = nir.subgraph "deep" (%gain, %in, %gain2) {
      %port = nir.input "in" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
      %lif = nir.lif "lif" (%port) tau(dense<[0.01, 0.02]> : tensor<2xf64>) r(dense<[9.0, 21.0]> : tensor<2xf64>)
        v_leak(dense<0.0> : tensor<2xf64>) v_threshold(dense<1.0> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
      %sum = nir.output "out" (%lif) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
    } : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %gain2 = nir.scale "gain2" (%in) scale(dense<[0.1, 0.7]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    %none = nir.delay "idle" (%deep) delay(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    %leaky = nir.li "leaky" (%in) tau(dense<0.013> : tensor<2xf64>) r(dense<7.0> : tensor<2xf64>)
      v_leak(dense<0.1> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
    %out = nir.output "out" (%leaky, %none) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  } : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %idle2 = nir.scale "idle2" (%sub) scale(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  %late = nir.cuba_lif "late" (%idle2) tau_syn(dense<[0.004, 0.003]> : tensor<2xf64>) tau_mem(dense<[0.01, 0.02]> : tensor<2xf64>)
    r(dense<[10.0, 20.0]> : tensor<2xf64>) v_leak(dense<0.0> : tensor<2xf64>) v_threshold(dense<1.0> : tensor<2xf64>)
    w_in(dense<[4.0, 3.0]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
  %y = nir.output "y" (%late) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
//--- x.csv
0.31,0
0,0.77
1,1
0.123,0.456
0,0
0.9,0.1
-0.2,0.8
0,0
0.33,0.66
1,0
