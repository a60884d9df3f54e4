//===- XyloAttrs.td - populations, matrices, sources ----------------------===//
#ifndef GANGLION_IR_XYLO_XYLOATTRS_TD
#define GANGLION_IR_XYLO_XYLOATTRS_TD

include "ir/Xylo/XyloDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

class Xylo_Enum<string name, string summary, list<I32EnumAttrCase> cases> : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::ganglion::xylo";
  let genSpecializedAttr = 0;
}
class Xylo_EnumAttr<EnumInfo info, string attrMnemonic, string text> : EnumAttr<Xylo_Dialect, info, attrMnemonic> {
  let summary = text;
  let assemblyFormat = "`<` $value `>`";
}

def Xylo_Population : Xylo_Enum<"Population", "a group of neurons", [
  I32EnumAttrCase<"Hidden", 0, "hidden">, I32EnumAttrCase<"Output", 1, "output">]>;
def Xylo_PopulationAttr : Xylo_EnumAttr<Xylo_Population, "population", "`hidden` or `output`">;

def Xylo_Matrix : Xylo_Enum<"Matrix", "a matrix of weights", [
  I32EnumAttrCase<"Input", 0, "input">, I32EnumAttrCase<"Recurrent", 1, "recurrent">, I32EnumAttrCase<"Output", 2, "output">]>;
def Xylo_MatrixAttr : Xylo_EnumAttr<Xylo_Matrix, "matrix", "`input`, `recurrent` or `output`">;

def Xylo_SourceAttr : AttrDef<Xylo_Dialect, "Source"> {
  let mnemonic = "source";
  let summary = "which part of a resource comes from which elements of a node";
  let description = [{
    `at` is the first index in the resource, `size` how many indices, `from` the first (flat) index in the node: one number each for channels and neurons,
    two for weights (source, target). `latency` is the number of steps by which neurons are later than those of the node.

    Examples:

    ```mlir
    #xylo.source<"lif1", at = [63], size = [40], from = [0], latency = 1>
    ```
    ```mlir
    #xylo.source<"fc2", at = [0, 63], size = [63, 40], from = [0, 0]>
    ```

    | | rule |
    |---|---|
    | C1 | `at`, `size` and `from` are lists of the same length, 1 or 2, of numbers >= 0 |
  }];
  let parameters = (ins "::mlir::StringAttr":$node, ArrayRefParameter<"int64_t">:$at, ArrayRefParameter<"int64_t">:$size,
                        ArrayRefParameter<"int64_t">:$from,
                        DefaultValuedParameter<"int64_t", "0">:$latency);
  let assemblyFormat = "`<` $node `,` `at` `=` `[` $at `]` `,` `size` `=` `[` $size `]` `,` `from` `=` `[` $from `]` (`,` `latency` `=` $latency^)? `>`";
  let genVerifyDecl = 1;
}

#endif // GANGLION_IR_XYLO_XYLOATTRS_TD
