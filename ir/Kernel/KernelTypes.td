//===- KernelTypes.td - buffers and the choices of kernels ----------------===//
#ifndef GANGLION_IR_KERNEL_KERNELTYPES_TD
#define GANGLION_IR_KERNEL_KERNELTYPES_TD

include "ir/Kernel/KernelDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

class Kernel_Type<string name, string typeMnemonic> : TypeDef<Kernel_Dialect, name> {
  let mnemonic = typeMnemonic;
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Kernel_SignalType : Kernel_Type<"Signal", "signal"> {
  let summary = "a row of numbers for each step of a block";
  let description = [{
    `elements` numbers a row, spikes and counts included: f32, f64, i16 or i32. A plain row holds element `i` at place `i`. With `channels C, pitch Q` element
    `c*P + p` (channel c of P = elements/C positions) lies at place `p*Q + c`, so that the channels of a position are neighbours.
    A row takes whole vectors of 64 bytes: 1, 2 or 4 of them, or a multiple of 4.

    Examples: `!kernel.signal<784xf32>`, `!kernel.signal<4624xf32, channels 16, pitch 16>`.
  }];
  let parameters = (ins "int64_t":$elements, "::mlir::Type":$element, "int64_t":$channels, "int64_t":$pitch);
  let builders = [TypeBuilderWithInferredContext<(ins "int64_t":$elements, "::mlir::Type":$element), [{
    return $_get(element.getContext(), elements, element, 0, 0);
  }]>];
  let extraClassDeclaration = [{
    bool isPlain() const { return getChannels() == 0; }
    /// Positions of a channel; 1 for a plain row.
    int64_t getPositions() const { return isPlain() ? 1 : getElements() / getChannels(); }
    /// Numbers that a row takes in memory, padding included.
    int64_t getRowElements() const;
    int64_t getRowBytes() const;
    /// Place of an element in the row.
    int64_t place(int64_t element) const;
  }];
}

def Kernel_ArrayType : Kernel_Type<"Array", "array"> {
  let summary = "numbers without a time axis: a state, coefficients, packed weights, a table";
  let description = [{
    Elements are f32, f64, i8, i16, i32 or i64. Where an op takes an array per element of a signal, it has either one number for all or the places
    of the signal's row.

    Examples: `!kernel.array<1xf32>`, `!kernel.array<512xi32>`.
  }];
  let parameters = (ins "int64_t":$elements, "::mlir::Type":$element);
  let extraClassDeclaration = "int64_t getBytes() const;";
}

def Kernel_EventsType : Kernel_Type<"Events", "events"> {
  let summary = "for each step of a block, which elements of a signal are not 0";
  let description = [{
    Canonical indices in ascending order, and their number. With `values` the numbers themselves are kept, too, and for each row whether one of them
    is not 1; without, they are 1.

    Examples: `!kernel.events<784xf32>`, `!kernel.events<784xf32, values>`.
  }];
  let parameters = (ins "int64_t":$elements, "::mlir::Type":$element, "bool":$values);
  let extraClassDeclaration = [{
    /// Bytes of the parts for `block` rows: the numbers of events, which rows have another value than 1 (0 without
    /// values), the indices, the values (0 without).
    int64_t getCountBytes(int64_t block) const;
    int64_t getFlagBytes(int64_t block) const;
    int64_t getIndexBytes(int64_t block) const;
    int64_t getValueBytes(int64_t block) const;
  }];
}

def Kernel_RingType : Kernel_Type<"Ring", "ring"> {
  let summary = "the last rows of a signal";
  let description = [{
    Row `t mod depth` is the signal of step t.

    Example: `!kernel.ring<65 x !kernel.signal<38xf32>>`.
  }];
  let parameters = (ins "int64_t":$depth, "::ganglion::kernel::SignalType":$row);
}

def Kernel_RepeatsType : TypeDef<Kernel_Dialect, "Repeats"> {
  let mnemonic = "repeats";
  let summary = "for each step of a block, whether signals are what they were in the step before";
  let description = [{
    For each row whether it repeats. Where a `kernel.dense` uses them, also how many rows do not, and which these are, ascending.

    Example: `!kernel.repeats`.
  }];
  let extraClassDeclaration = [{
    /// Bytes of the parts for `block` rows: the number of rows that do not repeat, a flag for each row, those rows.
    int64_t getCountBytes() const;
    int64_t getFlagBytes(int64_t block) const;
    int64_t getRowBytes(int64_t block) const;
  }];
}

class Kernel_Enum<string name, string summary, list<I32EnumAttrCase> cases> : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::ganglion::kernel";
  let genSpecializedAttr = 0;
}
class Kernel_EnumAttr<EnumInfo info, string attrMnemonic, string text> : EnumAttr<Kernel_Dialect, info, attrMnemonic> {
  let summary = text;
  let assemblyFormat = "`<` $value `>`";
}

def Kernel_Order : Kernel_Enum<"Order", "how a stage goes over rows", [
  I32EnumAttrCase<"Block", 0, "block">, I32EnumAttrCase<"Step", 1, "step">]>;
def Kernel_OrderAttr : Kernel_EnumAttr<Kernel_Order, "order", "`block`: kernel by kernel; `step`: row by row">;

def Kernel_Conversion : Kernel_Enum<"Conversion", "how the data of an input are read", [
  I32EnumAttrCase<"Number", 0, "number">, I32EnumAttrCase<"Spike", 1, "spike">, I32EnumAttrCase<"Count", 2, "count">]>;
def Kernel_ConversionAttr : Kernel_EnumAttr<Kernel_Conversion, "conversion", "`number`, `spike` or `count`">;

def Kernel_Pooling : Kernel_Enum<"Pooling", "what a window computes", [
  I32EnumAttrCase<"Sum", 0, "sum">, I32EnumAttrCase<"Average", 1, "average">]>;
def Kernel_PoolingAttr : Kernel_EnumAttr<Kernel_Pooling, "pooling", "`sum` or `average`">;

def Kernel_Integration : Kernel_Enum<"Integration", "how a state takes its input", [
  I32EnumAttrCase<"Scaled", 0, "scaled">, I32EnumAttrCase<"Added", 1, "added">,
  I32EnumAttrCase<"Filtered", 2, "filtered">]>;
def Kernel_IntegrationAttr : Kernel_EnumAttr<Kernel_Integration, "integration", "`scaled`, `added` or `filtered`">;

def Kernel_Spike : Kernel_Enum<"Spike", "what an integrator puts out", [
  I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"Above", 1, "above">,
  I32EnumAttrCase<"AboveOld", 2, "above_old">, I32EnumAttrCase<"FloorRatio", 3, "floor_ratio">,
  I32EnumAttrCase<"TruncRatio", 4, "trunc_ratio">, I32EnumAttrCase<"Repeated", 5, "repeated">]>;
def Kernel_SpikeAttr : Kernel_EnumAttr<Kernel_Spike, "spike", "what an integrator puts out">;

def Kernel_Reset : Kernel_Enum<"Reset", "what a spike does to the state", [
  I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"Value", 1, "value">,
  I32EnumAttrCase<"Subtract", 2, "subtract">]>;
def Kernel_ResetAttr : Kernel_EnumAttr<Kernel_Reset, "reset", "what a spike does to the state">;

def Kernel_When : Kernel_Enum<"When", "when the reset takes effect", [
  I32EnumAttrCase<"Same", 0, "same">, I32EnumAttrCase<"Before", 1, "before">,
  I32EnumAttrCase<"After", 2, "after">, I32EnumAttrCase<"Corrected", 3, "corrected">]>;
def Kernel_WhenAttr : Kernel_EnumAttr<Kernel_When, "when", "when the reset takes effect">;

def Kernel_Form : Kernel_Enum<"Form", "how a connection is computed", [
  I32EnumAttrCase<"Rows", 0, "rows">, I32EnumAttrCase<"Dense", 1, "dense">, I32EnumAttrCase<"Scatter", 2, "scatter">,
  I32EnumAttrCase<"Synapses", 3, "synapses">, I32EnumAttrCase<"Bitmap", 4, "bitmap">]>;

def Kernel_ChoiceAttr : AttrDef<Kernel_Dialect, "Choice"> {
  let mnemonic = "choice";
  let summary = "which kernel computes a connection, and why";
  let description = [{
    Stands as `kernel.choice` on the connections of a network: `snn-choose-kernels` sets it, `snn-to-kernel` obeys. All forms give the same bits.

    | form | kernel | fits |
    |---|---|---|
    | `rows` | `kernel.rows`: for each event a row of packed weights is added | all-to-all connections; sparse ones of finite sources whose pairs have one synapse at most |
    | `dense` | `kernel.dense`: every product, several steps at a time | all-to-all connections whose sources are rarely 0, outside of cycles |
    | `scatter` | `kernel.convolve`: for each event the weights of all windows that see it are added | convolutions, blocks of one matrix |
    | `synapses` | `kernel.synapses`: for each event a list of targets, without weights of 0 where sources are finite | every connection; the only form of synapses with delays of their own |
    | `bitmap` | `kernel.bitmap`: for each event a bit for each target is counted | all-to-all connections and sparse ones of finite sources whose weights are one number or 0, whose pairs have one synapse at most, and whose biases are equal |

    `activity`, a number from 0 to 1 on the same op, is the measured share of sources that are not 0 in a step.

    ```mlir
    snn.linear "fc1" (%x) weight(dense<1.0> : tensor<3x2xf32>) {kernel.activity = 0.9 : f64, kernel.choice = #kernel.choice<dense, "activity 0.9">} : (tensor<2xf32>) -> tensor<3xf32>
    ```
  }];
  let parameters = (ins "::ganglion::kernel::Form":$form, StringRefParameter<"why">:$reason);
  let assemblyFormat = "`<` $form `,` $reason `>`";
}

#endif // GANGLION_IR_KERNEL_KERNELTYPES_TD
