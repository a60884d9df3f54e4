// Graphs that no NIR file can hold.
// RUN: rm -rf %t && split-file %s %t
// DEFINE: %{refused} = not snn-translate --export-nir -o %t/out.nir

// RUN: %{refused} %t/order.mlir 2>&1 | FileCheck %s --check-prefix=ORDER --implicit-check-not=error:
// ORDER: order.mlir:5:{{.*}}: error: edge: node 'y': operand 'b' stands after 'c', a NIR file keeps no order of edges: three or more operands must be in ascending order of names
// RUN: %{refused} %t/twice.mlir 2>&1 | FileCheck %s --check-prefix=TWICE --implicit-check-not=error:
// TWICE: error: edge: node 'y': the edge from 'a' stands twice, a NIR file has an edge once
// RUN: %{refused} %t/name.mlir 2>&1 | FileCheck %s --check-prefix=NAME --implicit-check-not=error:
// NAME-DAG: error: name: node 'a/b': a node name in a NIR file has at least one character, is not '.', and has no '/'; rename the node
// NAME-DAG: error: name: node '.': a node name in a NIR file has at least one character
// RUN: %{refused} %t/shape.mlir 2>&1 | FileCheck %s --check-prefix=SHAPE --implicit-check-not=error:
// SHAPE-DAG: error: shape: node 'x': field 'shape' is missing and its value is not known
// SHAPE-DAG: error: shape: node 'c': field 'input_shape' is missing and its value is not known
// RUN: %{refused} %t/metadata.mlir 2>&1 | FileCheck %s --check-prefix=METADATA --implicit-check-not=error:
// METADATA: error: metadata: node 'x': metadata 'a' is neither text, number, array of these nor group, or it has no numbers
// METADATA: error: metadata: node 'x': metadata 'b' is neither text
// METADATA: error: metadata: node 'x': metadata 'c' is neither text
// RUN: %{refused} %t/two.mlir 2>&1 | FileCheck %s --check-prefix=TWO --implicit-check-not=error:
// TWO: two.mlir: error: export: the module has 2 nir.graph, a NIR file holds exactly one
// RUN: %{refused} %t/none.mlir 2>&1 | FileCheck %s --check-prefix=NONE --implicit-check-not=error:
// NONE: error: export: the module has 0 nir.graph, a NIR file holds exactly one
// RUN: not ls %t/out.nir

// Two operands commute; their order is free.
// RUN: snn-translate --export-nir -o %t/out.nir %t/pair.mlir

//--- order.mlir
nir.graph @order {
  %a = nir.input "a" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %b = nir.input "b" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %c = nir.input "c" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %y = nir.output "y" (%a, %c, %b) : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
}
//--- pair.mlir
nir.graph @pair {
  %a = nir.input "a" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %b = nir.input "b" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %y = nir.output "y" (%b, %a) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
}
//--- twice.mlir
nir.graph @twice {
  %a = nir.input "a" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %y = nir.output "y" (%a, %a) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
}
//--- name.mlir
nir.graph @name {
  %a = nir.input "a/b" shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
  %b = nir.input "." shape(dense<1> : tensor<1xi64>) : () -> tensor<1xf32>
}
//--- shape.mlir
nir.graph @shape {
  %x = nir.input "x" : () -> tensor<*xf32>
  %c = nir.conv1d "c" (%x) weight(dense<0.5> : tensor<4x2x3xf32>) stride(dense<1> : tensor<i64>) padding("same")
    dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<4xf32>)
    : (tensor<*xf32>) -> tensor<*xf32>
}
//--- metadata.mlir
nir.graph @metadata {
  %x = nir.input "x" shape(dense<1> : tensor<1xi64>) {metadata = {a = unit, b = ["a", 1], c = dense_resource<absent> : tensor<99xf32>}}
    : () -> tensor<1xf32>
}
//--- two.mlir
nir.graph @one { }
nir.graph @two { }
//--- none.mlir
module { }
