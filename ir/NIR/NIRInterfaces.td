//===- NIRInterfaces.td - what all nodes have in common -------------------===//
#ifndef GANGLION_IR_NIR_NIRINTERFACES_TD
#define GANGLION_IR_NIR_NIRINTERFACES_TD

include "mlir/IR/OpBase.td"

def NIR_NodeOpInterface : OpInterface<"NodeOpInterface"> {
  let cppNamespace = "::ganglion::nir";
  let description = [{
    A node of a NIR graph, nested graphs included. The shape functions may be called on an op that was not verified yet;
    they never trust a field.
  }];
  let methods = [
    InterfaceMethod<"The node's name in its own graph.", "::llvm::StringRef", "getNodeName", (ins), [{
      return $_op.getName();
    }]>,
    InterfaceMethod<"NIR's name of the node's type, such as CubaLIF.", "::llvm::StringRef", "getNodeType", (ins), [{
      return ConcreteOp::getNodeTypeName();
    }]>,
    InterfaceMethod<"The fields that this node type has, in NIR's order.", "::llvm::ArrayRef<::ganglion::nir::Field>",
                    "getFields", (ins), [{
      return ConcreteOp::getFieldTable();
    }]>,
    InterfaceMethod<"The fields that are present, under NIR's names, in NIR's order.",
                    "::llvm::SmallVector<std::pair<::llvm::StringRef, ::mlir::Attribute>>", "getParameters", (ins), [{
      return detail::presentFields($_op, ConcreteOp::getFieldTable());
    }]>,
    InterfaceMethod<"One operand for each edge into the node; they add up.",
                    "::mlir::OperandRange", "getInputs", (ins), [{
      return $_op.getInputs();
    }]>,
    InterfaceMethod<"What the edges out of the node carry.", "::mlir::Value", "getOutput", (ins), [{
      return $_op.getOutput();
    }]>,
    InterfaceMethod<"The node's metadata, null if it has none.", "::mlir::DictionaryAttr", "getNodeMetadata", (ins), [{
      return $_op.getMetadataAttr();
    }]>,
    InterfaceMethod<[{
      Adds a finding for every violated C rule of this node (not of the nodes inside a nested graph). Reads no weight.
      This is what the verifier runs.
    }], "void", "collectStructure", (ins "::ganglion::Findings &":$findings)>,
    InterfaceMethod<[{
      Adds a finding for every violated V rule of this node (not of the nodes inside a nested graph). Reads all values;
      the op has passed the verifier.
    }], "void", "collectValues", (ins "::ganglion::Findings &":$findings)>,
    InterfaceMethod<[{
      The shape of the sum of the inputs as far as the fields alone determine it; nothing if it depends on the edges.
    }], "std::optional<::llvm::SmallVector<int64_t>>", "getExpectedInputShape", (ins)>,
    InterfaceMethod<[{
      The shape of the output. `input` is the shape of what the edges bring, nothing if that is not known or if there
      are none. On failure `reason` is set to a sentence without the node's name, such as "the shape of its input is
      not known".
    }], "::llvm::FailureOr<::llvm::SmallVector<int64_t>>", "inferOutputShape",
        (ins "std::optional<::llvm::ArrayRef<int64_t>>":$input, "std::string &":$reason)>,
  ];
  // With regions: the nodes inside a nested graph are verified before the graph itself.
  let verify = [{ return detail::verifyNode($_op); }];
  let verifyWithRegions = 1;
}

#endif // GANGLION_IR_NIR_NIRINTERFACES_TD
