//===- NIRStructure.td - graphs, their ports, and reshaping ---------------===//
#ifndef GANGLION_IR_NIR_NIRSTRUCTURE_TD
#define GANGLION_IR_NIR_NIRSTRUCTURE_TD

include "ir/NIR/NIRDialect.td"
include "mlir/IR/RegionKindInterface.td"
include "mlir/IR/SymbolInterfaces.td"

defvar namesRow = NIR_Rule<"C6", "the names of the nodes in the graph are distinct and not empty">.row;
defvar nodesRow = NIR_Rule<"C7", "the graph holds nodes only">.row;

def NIR_GraphOp : NIR_Op<"graph", !listconcat(GraphRegionNoTerminator.traits, [
    IsolatedFromAbove, Symbol, HasParent<"::mlir::ModuleOp">])> {
  let summary = "a model: the root graph of a NIR file";
  let description = [{
    Holds the nodes of the file's root graph in any order; an edge is the use of a node's result. `sym_name` names the
    model (NIR does not), `version` is the version string of the file, absent if the file has none, `metadata` the
    metadata of the root graph: a dictionary of strings, numbers, tensors and dictionaries.

    NIR leaves open: dt, which is in the file at most as metadata, and the step at which a value in a cycle arrives.

    C: structure, checked by the verifier.

    | | rule |
    |---|---|
}] # NIR_Rows<[namesRow, nodesRow]>.text # [{
    Example:

    ```mlir
    nir.graph @relay version("1.0.8") {
      %in = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
      %out = nir.output "output" (%in) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, OptionalAttr<StrAttr>:$version,
                       OptionalAttr<DictionaryAttr>:$metadata);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name (`version` `(` $version^ `)`)? attr-dict-with-keyword $body";
  let hasRegionVerifier = 1;
}

defvar portsRow = NIR_Rule<"V11",
    "if edges enter the node, there is one Input inside; if edges leave it, there is one Output inside">.row;

def NIR_SubgraphOp : NIR_NodeBase<"subgraph", "NIRGraph", "SubgraphRules", [],
    !listconcat(GraphRegionNoTerminator.traits, [IsolatedFromAbove, ParentOneOf<["GraphOp", "SubgraphOp"]>])> {
  let summary = "a graph within a graph (NIR node type NIRGraph)";
  let description = [{
    A node that is a graph of its own, to any depth. The edges into it arrive at its `nir.input`, the edges out of it
    leave its `nir.output`:

    ```
    inner input = sum of the edges into the node;  output = inner output
    ```

    NIR leaves open: which Input or Output is meant if there are several, for edges have no ports.

    C: structure, checked by the verifier. V: values, checked by `nir-check`.

    | | rule |
    |---|---|
    | C1 | every edge brings as many elements as the only Input inside expects |
    | C5 | the result has the shape of the only Output inside, or `*` |
}] # NIR_Rows<[namesRow, nodesRow, reshapeRow, portsRow]>.text # [{
    Example:

    ```mlir
    %sub = nir.subgraph "hidden" (%x) {
      %in = nir.input "input" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
      %y = nir.scale "gain" (%in) scale(dense<2.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
      %out = nir.output "output" (%y) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
    } : (tensor<2xf32>) -> tensor<2xf32>
    ```
  }];
  let arguments = (ins Variadic<NIR_Signal>:$inputs, StrAttr:$name, OptionalAttr<DictionaryAttr>:$metadata);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $name (` ` `(` $inputs^ `)`)? attr-dict-with-keyword $body `:` functional-type($inputs, $output)
  }];
}

class NIR_Port<string mnemonic, string nodeType>
    : NIR_Node<mnemonic, nodeType, "PortRules", [NIR_Integers<"shape", 1>]>;
defvar portRow = NIR_Rule<"C2", "`shape` has rank 1">.row;

def NIR_InputOp : NIR_Port<"input", "Input"> {
  let summary = "where data enter a graph (NIR node type Input)";
  let description = [{
    ```
    y = x
    ```

    x is the data of the model, or the sum of the edges into the nested graph. `shape` is the shape of x without batch
    and time axis; old files have none. A malformed file may have edges into an Input: they are operands here. NIR
    leaves open: what the data are, spikes or currents.

  }] # NIR_Rules<[portRow], [shapeRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %in = nir.input "input" shape(dense<[2, 34, 34]> : tensor<3xi64>) : () -> tensor<2x34x34xf32>
    ```
  }];
}

def NIR_OutputOp : NIR_Port<"output", "Output"> {
  let summary = "where results leave a graph (NIR node type Output)";
  let description = [{
    ```
    y = sum of the edges into the node
    ```

    The result of the op stands for edges that leave the Output, which only a malformed file has; a nested graph's own
    result is what its Output receives. NIR leaves open: nothing.

  }] # NIR_Rules<[portRow], [shapeRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %out = nir.output "output" (%x) shape(dense<10> : tensor<1xi64>) : (tensor<10xf32>) -> tensor<10xf32>
    ```
  }];
}

defvar dimensionsRow = NIR_Rule<"V8",
    "`start_dim` and `end_dim` are dimensions of the input, in this order, and what they span fits 64 bits">.row;

def NIR_FlattenOp : NIR_Node<"flatten", "Flatten", "FlattenRules", [
    NIR_Integers<"input_type", 1>, NIR_Integers<"start_dim", 1>, NIR_Integers<"end_dim", 1>]> {
  let summary = "several dimensions become one (NIR node type Flatten)";
  let description = [{
    The dimensions from `start_dim` to `end_dim`, both included, become one; the elements keep their (C) order:

    ```
    y[..., flat, ...] = x[..., d_start, ..., d_end, ...]
    ```

    A negative number counts from the end. Absent, `start_dim` is 1 and `end_dim` is -1. There is no batch dimension.
    `input_type` is the shape of x (the name is NIR's); without it the edges tell. NIR leaves open: nothing.

  }] # NIR_Rules<[NIR_Rule<"C2", "`input_type` has rank 1, `start_dim` and `end_dim` are one integer each">.row],
                  [shapeRow, dimensionsRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %flat = nir.flatten "8" (%x) input_type(dense<[8, 4, 4]> : tensor<3xi64>) start_dim(dense<0> : tensor<i64>)
      end_dim(dense<-1> : tensor<i64>) : (tensor<8x4x4xf32>) -> tensor<128xf32>
    ```
  }];
}

#endif // GANGLION_IR_NIR_NIRSTRUCTURE_TD
