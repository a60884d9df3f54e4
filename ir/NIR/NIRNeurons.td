//===- NIRNeurons.td - nodes with a state, and the threshold --------------===//
#ifndef GANGLION_IR_NIR_NIRNEURONS_TD
#define GANGLION_IR_NIR_NIRNEURONS_TD

include "ir/NIR/NIRDialect.td"

class NIR_Neuron<string mnemonic, string nodeType, list<NIR_Field> fields>
    : NIR_Node<mnemonic, nodeType, "ElementwiseRules", fields>;

defvar commonShapeRow = NIR_Rule<"C2",
    "all fields have one shape, that of the neurons; a field of rank 0 holds for every neuron, and if all are of "
    "rank 0, the edges give the shape">.row;
defvar timeConstantRow = NIR_Rule<"V1",
    "every time constant is above 0; warning: an infinite one, with which the state never moves">.row;
defvar realRow = NIR_Rule<"V2",
    "no other field has a nan; warning: an infinite value or one beyond the range of f32">.row;
defvar resetRow = NIR_Rule<"V10",
    "warning: a `v_reset` above `v_threshold`, with which a neuron can fire without input">.row;

def NIR_IOp : NIR_Neuron<"i", "I", [NIR_Real<"r">]> {
  let summary = "integrators (NIR node type I)";
  let description = [{
    Per neuron, with x the sum of the edges into the node and v the output:

    ```
    dv/dt = r * x
    ```

    NIR leaves open: the initial state, dt and the integrator.

  }] # NIR_Rules<[commonShapeRow], [realRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %v = nir.i "sum" (%x) r(dense<2.0> : tensor<3xf32>) : (tensor<3xf32>) -> tensor<3xf32>
    ```
  }];
}

def NIR_IFOp : NIR_Neuron<"if", "IF", [NIR_Real<"r">, NIR_Real<"v_threshold">, NIR_Real<"v_reset", 1>]> {
  let summary = "integrate-and-fire neurons (NIR node type IF)";
  let description = [{
    Per neuron, with x the sum of the edges into the node and z in {0, 1} the output:

    ```
    dv/dt = r * x
    z = 1 and v is set to v_reset where v > v_threshold, else z = 0
    ```

    Files from before NIR 1.0.6 have no `v_reset`: it then counts as 0, but the text of that time subtracted the
    threshold instead, and the file does not say which was meant. NIR leaves open: the initial state, dt, the
    integrator, how an instantaneous spike is represented, and so `>` or `>=` at a step's end.

  }] # NIR_Rules<[commonShapeRow], [realRow, resetRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %z = nir.if "1" (%x) r(dense<1.0> : tensor<16x4x4xf32>) v_threshold(dense<1.0> : tensor<16x4x4xf32>)
      : (tensor<16x4x4xf32>) -> tensor<16x4x4xf32>
    ```
  }];
}

def NIR_LIOp : NIR_Neuron<"li", "LI", [NIR_TimeConstant<"tau">, NIR_Real<"r">, NIR_Real<"v_leak">]> {
  let summary = "leaky integrators (NIR node type LI)";
  let description = [{
    Per neuron, with x the sum of the edges into the node and v the output:

    ```
    tau * dv/dt = (v_leak - v) + r * x
    ```

    NIR leaves open: the unit of `tau` (seconds, milliseconds and time steps all occur), the initial state, dt and the
    integrator.

  }] # NIR_Rules<[commonShapeRow], [timeConstantRow, realRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %v = nir.li "readout" (%x) tau(dense<0.1> : tensor<3xf64>) r(dense<1> : tensor<3xi64>)
      v_leak(dense<0> : tensor<3xi64>) : (tensor<3xf32>) -> tensor<3xf32>
    ```
  }];
}

def NIR_LIFOp : NIR_Neuron<"lif", "LIF", [
    NIR_TimeConstant<"tau">, NIR_Real<"r">, NIR_Real<"v_leak">, NIR_Real<"v_threshold">, NIR_Real<"v_reset", 1>]> {
  let summary = "leaky integrate-and-fire neurons (NIR node type LIF)";
  let description = [{
    Per neuron, with x the sum of the edges into the node and z in {0, 1} the output:

    ```
    tau * dv/dt = (v_leak - v) + r * x
    z = 1 and v is set to v_reset where v > v_threshold, else z = 0
    ```

    An absent `v_reset` means 0, with the doubt that `nir.if` describes. NIR leaves open: the unit of `tau`, the initial
    state, dt, the integrator, `>` or `>=` at a step's end; there is no refractory time.

  }] # NIR_Rules<[commonShapeRow], [timeConstantRow, realRow, resetRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %z = nir.lif "lif" (%x) tau(dense<[0.02, 0.01]> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
      v_leak(dense<0.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<2xf32>) v_reset(dense<0.0> : tensor<2xf32>)
      : (tensor<2xf32>) -> tensor<2xf32>
    ```
  }];
}

def NIR_CubaLIOp : NIR_Neuron<"cuba_li", "CubaLI", [
    NIR_TimeConstant<"tau_syn">, NIR_TimeConstant<"tau_mem">, NIR_Real<"r">, NIR_Real<"v_leak">, NIR_Real<"w_in", 1>]> {
  let summary = "leaky integrators with a synaptic current (NIR node type CubaLI)";
  let description = [{
    Per neuron, with x the sum of the edges into the node and v the output:

    ```
    tau_syn * dI/dt = -I + w_in * x
    tau_mem * dv/dt = (v_leak - v) + r * I
    ```

    An absent `w_in` means 1. NIR leaves open: the unit of the time constants, the initial states, dt, the integrator,
    and whether a step's new current already enters the voltage.

  }] # NIR_Rules<[commonShapeRow], [timeConstantRow, realRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %v = nir.cuba_li "readout" (%x) tau_syn(dense<5.0e-3> : tensor<2xf32>) tau_mem(dense<1.0e-2> : tensor<2xf32>)
      r(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) w_in(dense<1.0> : tensor<f32>)
      : (tensor<2xf32>) -> tensor<2xf32>
    ```
  }];
}

def NIR_CubaLIFOp : NIR_Neuron<"cuba_lif", "CubaLIF", [
    NIR_TimeConstant<"tau_syn">, NIR_TimeConstant<"tau_mem">, NIR_Real<"r">, NIR_Real<"v_leak">,
    NIR_Real<"v_threshold">, NIR_Real<"v_reset", 1>, NIR_Real<"w_in", 1>]> {
  let summary = "leaky integrate-and-fire neurons with a synaptic current (NIR node type CubaLIF)";
  let description = [{
    Per neuron, with x the sum of the edges into the node and z in {0, 1} the output:

    ```
    tau_syn * dI/dt = -I + w_in * x
    tau_mem * dv/dt = (v_leak - v) + r * I
    z = 1 and v is set to v_reset where v > v_threshold, else z = 0
    ```

    A spike leaves the current I as it is. An absent `w_in` means 1 and an absent `v_reset` means 0, with the doubt that
    `nir.if` describes. NIR leaves open what it leaves open for `nir.lif` and `nir.cuba_li`.

  }] # NIR_Rules<[commonShapeRow], [timeConstantRow, realRow, resetRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %z = nir.cuba_lif "lif1.lif" (%fc1, %rec) tau_syn(dense<2.2222e-4> : tensor<38xf64>)
      tau_mem(dense<1.0e-3> : tensor<38xf64>) r(dense<10.0> : tensor<38xf64>) v_leak(dense<0.0> : tensor<38xf64>)
      v_threshold(dense<1.0> : tensor<38xf64>) w_in(dense<2.2222> : tensor<38xf64>)
      : (tensor<38xf32>, tensor<38xf32>) -> tensor<38xf32>
    ```
  }];
}

def NIR_ThresholdOp : NIR_Neuron<"threshold", "Threshold", [NIR_Real<"threshold">]> {
  let summary = "a step function per element (NIR node type Threshold)";
  let description = [{
    Per element, with x the sum of the edges into the node; there is no state:

    ```
    z = 1 where x > threshold, else 0
    ```

    NIR leaves open: nothing.

  }] # NIR_Rules<[commonShapeRow], [realRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %z = nir.threshold "fire" (%v) threshold(dense<[0.5, 1.0]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    ```
  }];
}

#endif // GANGLION_IR_NIR_NIRNEURONS_TD
