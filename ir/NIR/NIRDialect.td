//===- NIRDialect.td - the nir dialect, its signal type and its op base ---===//
#ifndef GANGLION_IR_NIR_NIRDIALECT_TD
#define GANGLION_IR_NIR_NIRDIALECT_TD

include "ir/NIR/NIRInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/OpBase.td"

def NIR_Dialect : Dialect {
  let name = "nir";
  let summary = "graphs of the Neuromorphic Intermediate Representation, node for node";
  let description = [{
    One op per node type of NIR 1.x, with NIR's parameter names and the file's data types. A `nir.graph` holds the
    nodes in a graph region: their order means nothing and a cycle is a use before the definition.

    - An edge is an operand. Several edges into one node are several operands; they add up.
    - A signal is a `tensor<...xf32>` without batch and time axis, or `tensor<*xf32>` while its shape is not known. It
      carries a shape only: `f32` stands for "real", whatever the types of the parameters are.
    - A node reads `nir.<type> "name" (edges) field(value) ... {metadata = {...}} : (input types) -> output type`; the
      fields may come in any order and are printed in NIR's.
    - Time is continuous. What NIR leaves open (dt, integrator, `>` or `>=`, kind of reset, delay of a recurrent edge)
      stays open here; `snn-discretize` decides it.
    - Rules are numbered. C rules concern structure, shapes and storage: the verifier checks them and never reads a
      weight. V rules concern values: `nir-check` reports them. A number means the same on every op; each op lists
      those it has.
  }];
  let cppNamespace = "::ganglion::nir";
}

def NIR_Signal : Type<And<[
    IsTensorTypePred, CPred<"::llvm::cast<::mlir::TensorType>($_self).getElementType().isF32()">,
    Or<[IsUnrankedTensorTypePred, HasStaticShapePred]>]>,
    "signal (f32 tensor of static or unknown shape)", "::mlir::TensorType">;

def NIR_PaddingAttr : AnyAttrOf<[ElementsAttr, StrAttr], "padding per axis, or \"same\" or \"valid\"">;

class NIR_Op<string mnemonic, list<Trait> traits = []> : Op<NIR_Dialect, mnemonic, traits>;

//===----------------------------------------------------------------------===//
// Fields: what the datasets of a node are
//===----------------------------------------------------------------------===//

class NIR_Field<string fieldName, Attr required, string fieldKind, bit isOptional> {
  string name = fieldName;
  string kind = fieldKind;
  bit optional = isOptional;
  Attr constraint = !if(isOptional, OptionalAttr<required>, required);
  string declaration = "{\"" # name # "\", FieldKind::" # kind # ", " # !if(isOptional, "true", "false") # "}";
}

class NIR_TimeConstant<string name> : NIR_Field<name, ElementsAttr, "TimeConstant", 0>;
class NIR_Real<string name, bit optional = 0> : NIR_Field<name, ElementsAttr, "Real", optional>;
class NIR_Weight<string name, bit optional = 0> : NIR_Field<name, ElementsAttr, "Weight", optional>;
class NIR_Time<string name> : NIR_Field<name, ElementsAttr, "Time", 0>;
class NIR_Integers<string name, bit optional = 0> : NIR_Field<name, ElementsAttr, "Integers", optional>;
class NIR_Padding<string name> : NIR_Field<name, NIR_PaddingAttr, "Padding", 0>;

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

// Every op but nir.graph. `rules` is the C++ class in ir/NIR/Rules.h with the rules of its family.
class NIR_NodeBase<string mnemonic, string nodeType, string rules, list<NIR_Field> nodeFields, list<Trait> traits>
    : NIR_Op<mnemonic, !listconcat(traits, [
        DeclareOpInterfaceMethods<NIR_NodeOpInterface>,
        DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>])> {
  let results = (outs NIR_Signal:$output);
  let extraClassDeclaration = [{
    static ::llvm::StringRef getNodeTypeName() { return "}] # nodeType # [{"; }
    static ::llvm::ArrayRef<Field> getFieldTable();
  }];
  string methods = [{
    ::llvm::ArrayRef<Field> $cppClass::getFieldTable() {
      static constexpr std::array<Field, }] # !size(nodeFields) # [{> table{{}] #
      !interleave(!foreach(item, nodeFields, item.declaration), ", ") # [{}};
      return table;
    }
    void $cppClass::getAsmResultNames(::mlir::OpAsmSetValueNameFn setNameFn) { nameResult(*this, setNameFn); }
    void $cppClass::collectStructure(::ganglion::Findings &findings) {
      collectStructureBy<}] # rules # [{>(*this, findings);
    }
    void $cppClass::collectValues(::ganglion::Findings &findings) {
      collectValuesBy<}] # rules # [{>(*this, findings);
    }
    std::optional<::llvm::SmallVector<int64_t>> $cppClass::getExpectedInputShape() {
      return expectedInputBy<}] # rules # [{>(*this);
    }
    ::llvm::FailureOr<::llvm::SmallVector<int64_t>> $cppClass::inferOutputShape(
        std::optional<::llvm::ArrayRef<int64_t>> input, std::string &reason) {
      return outputShapeBy<}] # rules # [{>(*this, input, reason);
    }
  }];
  let extraClassDefinition = methods;
}

// A node without a region. The fields may be written in any order and are printed in NIR's.
class NIR_Node<string mnemonic, string nodeType, string rules, list<NIR_Field> fields>
    : NIR_NodeBase<mnemonic, nodeType, rules, fields, [ParentOneOf<["GraphOp", "SubgraphOp"]>]> {
  let arguments = !con((ins Variadic<NIR_Signal>:$inputs, StrAttr:$name),
                       !dag(ins, !foreach(item, fields, item.constraint), !foreach(item, fields, item.name)),
                       (ins OptionalAttr<DictionaryAttr>:$metadata));
  // "name" (edges) field(value) ... {metadata = ...} : functional type
  let hasCustomAssemblyFormat = 1;
  let extraClassDefinition = methods # [{
    ::mlir::ParseResult $cppClass::parse(::mlir::OpAsmParser &parser, ::mlir::OperationState &result) {
      return parseNode(parser, result, getFieldTable());
    }
    void $cppClass::print(::mlir::OpAsmPrinter &printer) { printNode(printer, *this); }
  }];
}

//===----------------------------------------------------------------------===//
// Rows of the rule tables. A number means the same wherever it stands.
//===----------------------------------------------------------------------===//

class NIR_Rule<string number, string sentence> {
  string row = "    | " # number # " | " # sentence # " |\n";
}

defvar shapeRow = NIR_Rule<"V7", "every dimension is at least 0 and the number of elements fits 64 bits">.row;
defvar reshapeRow = NIR_Rule<"V9", "warning: an edge brings the right number of elements in another shape">.row;

// For the root and for nested graphs.
class NIR_Rows<list<string> rows> {
  string text = !interleave(rows, "") # "\n";
}

// For a node with fields.
class NIR_Rules<list<string> structure, list<string> values> {
  string text = [{
    C: structure, checked by the verifier. V: values, checked by `nir-check`.

    | | rule |
    |---|---|
    | C1 | every edge brings as many elements as the node expects; edges agree where they give the node its shape |
}] # !interleave(structure, "") # [{    | C3 | real fields are f16, f32, f64 or integers, integer fields are integers |
    | C4 | every field is a tensor of static shape whose storage has the size that its type needs |
    | C5 | the result has the shape that follows from the fields and the edges, or `*` |
}] # !interleave(values, "") # "\n";
}

#endif // GANGLION_IR_NIR_NIRDIALECT_TD
