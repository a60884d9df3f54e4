//===- NIRConnections.td - weights, pools and delays ----------------------===//
#ifndef GANGLION_IR_NIR_NIRCONNECTIONS_TD
#define GANGLION_IR_NIR_NIRCONNECTIONS_TD

include "ir/NIR/NIRDialect.td"

defvar weightRow = NIR_Rule<"V3", "warning: a value that is nan, infinite or beyond the range of f32">.row;
defvar windowRow = NIR_Rule<"V5",
    "strides, dilations, kernel sizes and groups are at least 1, paddings at least 0; a padding word is `same` (with "
    "stride 1) or `valid`">.row;
defvar poolWindowRow = NIR_Rule<"V5", "kernel sizes and strides are at least 1, paddings at least 0">.row;
defvar fitRow = NIR_Rule<"V6", "the kernel fits the padded input, and the output's size fits 64 bits">.row;

def NIR_LinearOp : NIR_Node<"linear", "Linear", "MatrixRules", [NIR_Weight<"weight">]> {
  let summary = "a matrix (NIR node type Linear)";
  let description = [{
    With x the sum of the edges into the node:

    ```
    y = W x
    ```

    `weight` has the shape (..., M, N): the input is (..., N), the output (..., M). NIR leaves open: nothing but the
    step at which a recurrent value arrives, which concerns every node.

  }] # NIR_Rules<[NIR_Rule<"C2", "`weight` has rank 2 or more">.row], [weightRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %y = nir.linear "fc" (%x) weight(dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>)
      : (tensor<3xf32>) -> tensor<2xf32>
    ```
  }];
}

def NIR_AffineOp : NIR_Node<"affine", "Affine", "MatrixRules", [NIR_Weight<"weight">, NIR_Weight<"bias">]> {
  let summary = "a matrix and a bias (NIR node type Affine)";
  let description = [{
    With x the sum of the edges into the node:

    ```
    y = W x + b
    ```

    `weight` has the shape (..., M, N), `bias` (..., M): the input is (..., N), the output (..., M). NIR leaves open:
    whether the bias of recurrent weights already acts in the first step.

  }] # NIR_Rules<[NIR_Rule<"C2", "`weight` has rank 2 or more, `bias` its shape without the last dimension">.row],
                  [weightRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %y = nir.affine "fc1" (%x) weight(dense<0.5> : tensor<38x12xf32>) bias(dense<0.0> : tensor<38xf32>)
      : (tensor<12xf32>) -> tensor<38xf32>
    ```
  }];
}

def NIR_ScaleOp : NIR_Node<"scale", "Scale", "ElementwiseRules", [NIR_Weight<"scale">]> {
  let summary = "a factor per element (NIR node type Scale)";
  let description = [{
    Per element, with x the sum of the edges into the node:

    ```
    y = scale * x
    ```

    NIR leaves open: nothing.

  }] # NIR_Rules<[NIR_Rule<"C2", "`scale` has any shape; of rank 0, it holds for every element">.row],
                  [weightRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %y = nir.scale "gain" (%x) scale(dense<[0.5, 2.0]> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
    ```
  }];
}

def NIR_DelayOp : NIR_Node<"delay", "Delay", "ElementwiseRules", [NIR_Time<"delay">]> {
  let summary = "a delay per element (NIR node type Delay)";
  let description = [{
    Per element, with x the sum of the edges into the node:

    ```
    y(t) = x(t - delay)
    ```

    NIR leaves open: the unit of `delay`, how it is rounded to time steps, and what y is before t = delay.

  }] # NIR_Rules<[NIR_Rule<"C2", "`delay` has any shape; of rank 0, it holds for every element">.row],
                  [NIR_Rule<"V4", "every delay is finite and at least 0">.row, reshapeRow]>.text # [{
    Example:

    ```mlir
    %y = nir.delay "axons" (%x) delay(dense<[1.0e-3, 2.5e-3]> : tensor<2xf64>) : (tensor<2xf32>) -> tensor<2xf32>
    ```
  }];
}

defvar convRow = NIR_Rule<"C2",
    "`weight` is (Cout, Cin/groups, kernel...), `bias` (Cout), `groups` one integer that divides Cout; `stride`, "
    "`padding` and `dilation` have one entry or one per axis, `input_shape` one per axis">.row;

def NIR_Conv1dOp : NIR_Node<"conv1d", "Conv1d", "ConvolutionRules", [
    NIR_Integers<"input_shape", 1>, NIR_Weight<"weight">, NIR_Integers<"stride">, NIR_Padding<"padding">,
    NIR_Integers<"dilation">, NIR_Integers<"groups">, NIR_Weight<"bias", 1>]> {
  let summary = "a convolution over one axis (NIR node type Conv1d)";
  let description = [{
    The cross-correlation of deep learning, with x the sum of the edges into the node, of shape (Cin, L):

    ```
    y[o, l] = bias[o] + sum over c, k of weight[o, c, k] * x[first(o) + c, l * stride + k * dilation - padding]
    ```

    first(o) is the first input channel of the group of o. Outside of x stand zeros. The output is (Cout, L') with
    L' = floor((L + 2 * padding - dilation * (K - 1) - 1) / stride) + 1. `same` pads so that the output has the input's
    length, the odd column at the end, and goes with stride 1 only; `valid` does not pad. `input_shape` is L; without
    it (files before NIR 1.0) the edges tell. NIR leaves open: the side of the odd column.

  }] # NIR_Rules<[convRow], [weightRow, windowRow, fitRow, shapeRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %y = nir.conv1d "conv" (%x) input_shape(dense<8> : tensor<i64>) weight(dense<0.5> : tensor<4x2x3xf32>)
      stride(dense<1> : tensor<i64>) padding("same") dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>)
      bias(dense<0.0> : tensor<4xf32>) : (tensor<2x8xf32>) -> tensor<4x8xf32>
    ```
  }];
}

def NIR_Conv2dOp : NIR_Node<"conv2d", "Conv2d", "ConvolutionRules", [
    NIR_Integers<"input_shape", 1>, NIR_Weight<"weight">, NIR_Integers<"stride">, NIR_Padding<"padding">,
    NIR_Integers<"dilation">, NIR_Integers<"groups">, NIR_Weight<"bias", 1>]> {
  let summary = "a convolution over two axes (NIR node type Conv2d)";
  let description = [{
    As `nir.conv1d`, with the axes (H, W): x is (Cin, H, W) and y (Cout, H', W'), where per axis

    ```
    size' = floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    ```

    The reference implementation takes the kernel's height for both axes, ignores `groups` in the input's shape and the
    stride with `same`. Here each axis has its own kernel size, the input has (weight dimension 1) * groups channels,
    and `same` with a stride other than 1 is refused. NIR leaves open what it leaves open for `nir.conv1d`.

  }] # NIR_Rules<[convRow], [weightRow, windowRow, fitRow, shapeRow, reshapeRow]>.text # [{
    Example:

    ```mlir
    %y = nir.conv2d "0" (%x) input_shape(dense<34> : tensor<2xi64>) weight(dense<0.5> : tensor<16x2x5x5xf32>)
      stride(dense<2> : tensor<2xi64>) padding(dense<1> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>)
      groups(dense<1> : tensor<i64>) bias(dense<0.0> : tensor<16xf32>) : (tensor<2x34x34xf32>) -> tensor<16x16x16xf32>
    ```
  }];
}

class NIR_Pool<string mnemonic, string nodeType>
    : NIR_Node<mnemonic, nodeType, "PoolRules", [
        NIR_Integers<"kernel_size">, NIR_Integers<"stride">, NIR_Integers<"padding">]>;

defvar poolRow = NIR_Rule<"C2", "`kernel_size`, `stride` and `padding` have one entry or one per axis">.row;

def NIR_SumPool2dOp : NIR_Pool<"sum_pool2d", "SumPool2d"> {
  let summary = "sums over windows of an image (NIR node type SumPool2d)";
  let description = [{
    x, the sum of the edges into the node, is (C, H, W), the output (C, H', W'), per axis
    size' = floor((size + 2 * padding - kernel) / stride) + 1:

    ```
    y[c, i, j] = sum over the kernel's positions (k, l) of x[c, i * stride + k - padding, j * stride + l - padding]
    ```

    Outside of x stand zeros; there is no dilation, and a rest that fills no window is dropped. NIR leaves open:
    nothing.

  }] # NIR_Rules<[poolRow], [poolWindowRow, fitRow]>.text # [{
    Example:

    ```mlir
    %y = nir.sum_pool2d "4" (%x) kernel_size(dense<2> : tensor<2xi64>) stride(dense<2> : tensor<2xi64>)
      padding(dense<0> : tensor<2xi64>) : (tensor<16x16x16xf32>) -> tensor<16x8x8xf32>
    ```
  }];
}

def NIR_AvgPool2dOp : NIR_Pool<"avg_pool2d", "AvgPool2d"> {
  let summary = "means over windows of an image (NIR node type AvgPool2d)";
  let description = [{
    The sum of `nir.sum_pool2d` divided by the number of positions in the kernel:

    ```
    y[c, i, j] = sum over the kernel's positions of x / (kernel height * kernel width)
    ```

    NIR leaves open: whether positions in the padding count. Here they do.

  }] # NIR_Rules<[poolRow], [poolWindowRow, fitRow]>.text # [{
    Example:

    ```mlir
    %y = nir.avg_pool2d "pool" (%x) kernel_size(dense<[2, 3]> : tensor<2xi64>) stride(dense<2> : tensor<i64>)
      padding(dense<[0, 1]> : tensor<2xi64>) : (tensor<8x6x7xf32>) -> tensor<8x3x4xf32>
    ```
  }];
}

#endif // GANGLION_IR_NIR_NIRCONNECTIONS_TD
