// What readers of older releases do not know is left out where nothing is lost, and refused otherwise.
// REQUIRES: peer-nir
// RUN: split-file %s %t
// DEFINE: %{export} = snn-translate --export-nir -o %t/out.nir --nir-version=
// DEFINE: %{members} = %python -c "import h5py, sys; f = h5py.File(sys.argv[1]); print(f['version'].asstr()[()], sorted(f['node']), {n: sorted(v) for n, v in sorted(f['node/nodes'].items())})" %t/out.nir

// RUN: %{export}1.0.8 %t/reset.mlir && %{members} | FileCheck %s --check-prefix=NEW
// NEW: 1.0.8 ['edges', 'metadata', 'nodes', 'type'] {'n': ['metadata', 'r', 'type', 'v_reset', 'v_threshold'], 'x': ['metadata', 'shape', 'type']}
// RUN: %{export}1.0.5 %t/reset.mlir && %{members} | FileCheck %s --check-prefix=OLDER
// OLDER: 1.0.5 ['edges', 'metadata', 'nodes', 'type'] {'n': ['metadata', 'r', 'type', 'v_threshold'], 'x': ['metadata', 'shape', 'type']}
// RUN: %{export}1.0.4 %t/reset.mlir 2>&1 | FileCheck %s --check-prefix=WARN4 && %{members} | FileCheck %s --check-prefix=OLD4
// WARN4: reset.mlir:2:{{.*}}: warning: version: node 'x': metadata is left out, nir 1.0.4 knows none here
// OLD4: 1.0.4 ['edges', 'metadata', 'nodes', 'type'] {'n': ['metadata', 'r', 'type', 'v_threshold'], 'x': ['shape', 'type']}
// RUN: %{export}1.0 %t/reset.mlir 2>&1 | FileCheck %s --check-prefix=WARN0 && %{members} | FileCheck %s --check-prefix=OLD0
// WARN0-DAG: reset.mlir:2:{{.*}}: warning: version: node 'x': metadata is left out, nir 1.0 knows none here
// WARN0-DAG: reset.mlir:3:{{.*}}: warning: version: node 'n': metadata is left out, nir 1.0 knows none here
// WARN0-DAG: reset.mlir:1:{{.*}}: warning: version: metadata is left out, nir 1.0 knows none here
// OLD0: 1.0 ['edges', 'nodes', 'type'] {'n': ['r', 'type', 'v_threshold'], 'x': ['shape', 'type']}

// RUN: rm %t/out.nir
// RUN: not %{export}1.0.5 %t/lost.mlir 2>&1 | FileCheck %s --check-prefix=LOST5 --implicit-check-not=error:
// LOST5: lost.mlir:{{.*}}: error: version: node 'n': v_reset is not 0, nir 1.0.5 has no v_reset; write for nir 1.0.6 or later
// RUN: not %{export}1.0.1 %t/lost.mlir 2>&1 | FileCheck %s --check-prefix=LOST1 --implicit-check-not=error:
// LOST1: error: version: node 'c': nir 1.0.1 has no CubaLI
// LOST1: error: version: node 'n': v_reset is not 0, nir 1.0.1 has no v_reset
// LOST1: error: version: node 'p': nir 1.0.1 has no AvgPool2d
// RUN: not ls %t/out.nir

// RUN: not %{export}2.0 %t/lost.mlir 2>&1 | FileCheck %s --check-prefix=FUTURE
// FUTURE: error: --nir-version is '2.0', allowed are 1.0 to 1.0.8
// RUN: not %{export}0.2 %t/lost.mlir 2>&1 | FileCheck %s --check-prefix=PAST
// PAST: error: --nir-version is '0.2', allowed are 1.0 to 1.0.8

//--- reset.mlir
nir.graph @reset attributes {metadata = {by = "hand"}} {
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) {metadata = {a = "b"}} : () -> tensor<2xf32>
  %n = nir.if "n" (%x) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>)
    v_reset(dense<0.0> : tensor<2xf32>) {metadata = {c = 1.0 : f64, d = 3 : i64}} : (tensor<2xf32>) -> tensor<2xf32>
}
//--- lost.mlir
nir.graph @lost {
  %x = nir.input "x" shape(dense<[1, 2, 2]> : tensor<3xi64>) : () -> tensor<1x2x2xf32>
  %p = nir.avg_pool2d "p" (%x) kernel_size(dense<1> : tensor<2xi64>) stride(dense<1> : tensor<2xi64>)
    padding(dense<0> : tensor<2xi64>) : (tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  %n = nir.if "n" (%p) r(dense<1.0> : tensor<1x2x2xf32>) v_threshold(dense<1.0> : tensor<1x2x2xf32>)
    v_reset(dense<0.5> : tensor<1x2x2xf32>) : (tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  %c = nir.cuba_li "c" (%n) tau_syn(dense<1.0> : tensor<f32>) tau_mem(dense<1.0> : tensor<f32>) r(dense<1.0> : tensor<f32>)
    v_leak(dense<0.0> : tensor<f32>) : (tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
}
