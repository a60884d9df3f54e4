//===- SNNDialect.td - the snn dialect: dialect, base class, types --------===//
#ifndef GANGLION_IR_SNN_SNNDIALECT_TD
#define GANGLION_IR_SNN_SNNDIALECT_TD

include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/OpBase.td"

def SNN_Dialect : Dialect {
  let name = "snn";
  let summary = "spiking networks as executable programs with a clock";
  let description = [{
    A `snn.network` is a spiking network in which nothing is left open: the clock, the integrator, the comparison, the
    reset and every delay stand in the IR. One evaluation of the body is one time step (`clock(step dt)`), or the
    body relates exact spike times (`clock(event)`).

    The body is a graph region: the order of ops has no meaning, a use may stand before its definition, and each cycle
    passes a `snn.delay` of at least one step in every element (or a neuron whose spike depends on its old state only).

    **Signals.** Spikes are `tensor<...xi1>`, spike counts `tensor<...xi32>`, currents and potentials tensors of the
    network's compute type. Wherever an op takes several operands they are converted to the compute type and summed from
    left to right; the order of operands is the order of summation. No tensor has a batch or a time axis. Under
    `clock(event)` a spike is an instant, and a current the sum of pulses that arrive at an instant.

    **Arithmetic.** Every product and every sum is rounded on its own to the compute type. Coefficients are computed in
    f64 from the parameters as they stand in the file and rounded once. Products with a source value of 0 are not added.
    The sign of zero is not specified.

    In a network of integers (compute type i16 or i32) parameters are integers, and each sum is cut to the range of the
    compute type (it saturates); a product is exact until it is added or put out. A count is cut to the compute type
    where it is summed. The engines run networks whose parameters are integers of the compute type (a `dash`: any number
    >= 0), and neurons that spike by `none`, `above` or `repeated` with a reset in the same step, without `clip` and `once`.

    **Parameters** keep the file's numbers and types; coefficients follow from them, the clock and the rule, through
    `ir/SNN/Coefficients.h`.
  }];
  let cppNamespace = "::ganglion::snn";
  let useDefaultAttributePrinterParser = 1;
  let useDefaultTypePrinterParser = 0;
  let extraClassDeclaration = "void registerAttributes();";
}

def SNN_Signal : Type<CPred<"::ganglion::snn::isSignal($_self)">,
                      "ranked tensor of i1 (spikes), i32 (counts) or the compute type", "::mlir::RankedTensorType">;

class SNN_Op<string mnemonic, list<Trait> traits = []> : Op<SNN_Dialect, mnemonic, traits>;

// An op of a network's body with one result; text names the result after the node.
class SNN_ValueOp<string mnemonic, list<Trait> traits = []>
    : SNN_Op<mnemonic, !listconcat([HasParent<"NetworkOp">,
                                    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>], traits)> {
  let results = (outs SNN_Signal:$output);
  let extraClassDefinition = [{
    void $cppClass::getAsmResultNames(::mlir::OpAsmSetValueNameFn setName) { setName(getOutput(), nodeName(*this)); }
  }];
}

#endif // GANGLION_IR_SNN_SNNDIALECT_TD
