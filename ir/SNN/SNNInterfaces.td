//===- SNNInterfaces.td ---------------------------------------------------===//
#ifndef GANGLION_IR_SNN_SNNINTERFACES_TD
#define GANGLION_IR_SNN_SNNINTERFACES_TD

include "mlir/IR/OpBase.td"

def SNN_StatelessOpInterface : OpInterface<"StatelessOpInterface"> {
  let cppNamespace = "::ganglion::snn";
  let description = [{
    An op whose result in a step follows from its operands of that step alone: connections without `delays`,
    `snn.scale`, `snn.threshold`, `snn.reshape`, `snn.sum`, `snn.pool`, `snn.output`. All operands are summed before the
    op is applied. A connection with `delays` also reads its operands of earlier steps.
  }];
  let methods = [
    InterfaceMethod<"The operands, which are summed.", "::mlir::OperandRange", "getInputs">,
    InterfaceMethod<"The node's name, empty if it has none.", "::llvm::StringRef", "getNodeName">,
    InterfaceMethod<"Shape that the sum of the operands must have.", "::llvm::SmallVector<int64_t>", "getInputShape">,
  ];
}

#endif // GANGLION_IR_SNN_SNNINTERFACES_TD
