// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @linear
snn.network @linear clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<3xf32>
  %z = snn.input "z" : tensor<3xi1>
  %n = snn.input "n" : tensor<2x3xi32>
  // CHECK: %fc1 = snn.linear "fc1"(%x) weight(dense<5.000000e-01> : tensor<4x3xf32>) bias(dense<0.000000e+00> : tensor<4xf32>) : (tensor<3xf32>) -> tensor<4xf32>
  %i = snn.linear "fc1" (%x) weight(dense<0.5> : tensor<4x3xf32>) bias(dense<0.0> : tensor<4xf32>) : (tensor<3xf32>) -> tensor<4xf32>
  // Operands of several types are summed in the compute type; the parameters keep the file's types.
  // CHECK: snn.linear "mixed"(%z, %x) weight(dense<2> : tensor<4x3xi8>) bias(dense<1.500000e+00> : tensor<f64>) : (tensor<3xi1>, tensor<3xf32>) -> tensor<4xf32>
  %m = snn.linear "mixed" (%z, %x) weight(dense<2> : tensor<4x3xi8>) bias(dense<1.5> : tensor<f64>)
      : (tensor<3xi1>, tensor<3xf32>) -> tensor<4xf32>
  // A matrix for each leading index. The bias [M] serves all of them.
  // CHECK: snn.linear "leading"(%n) weight(dense<1.000000e+00> : tensor<2x4x3xf16>) bias(dense<1.000000e+00> : tensor<4xf32>) : (tensor<2x3xi32>) -> tensor<2x4xf32>
  %l = snn.linear "leading" (%n) weight(dense<1.0> : tensor<2x4x3xf16>) bias(dense<1.0> : tensor<4xf32>) : (tensor<2x3xi32>) -> tensor<2x4xf32>
  // Nothing arrives: the bias.
  // CHECK: snn.linear "bias"() weight(dense<1.000000e+00> : tensor<1x3xf32>) bias(dense<2.000000e+00> : tensor<1xf32>) : () -> tensor<1xf32>
  %b = snn.linear "bias" () weight(dense<1.0> : tensor<1x3xf32>) bias(dense<2.0> : tensor<1xf32>) : () -> tensor<1xf32>
  // Large weights are blobs.
  // CHECK: snn.linear "large"(%x) weight(dense_resource<large_weight> : tensor<2x3xf32>)
  %w = snn.linear "large" (%x) weight(dense_resource<large_weight> : tensor<2x3xf32>) : (tensor<3xf32>) -> tensor<2xf32>
}

// CHECK-LABEL: snn.network @linear_integers
snn.network @linear_integers clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<3xi32>
  // CHECK: snn.linear "fc1"(%x) weight(dense<-7> : tensor<4x3xi8>) bias(dense<100> : tensor<i16>) : (tensor<3xi32>) -> tensor<4xi16>
  %i = snn.linear "fc1" (%x) weight(dense<-7> : tensor<4x3xi8>) bias(dense<100> : tensor<i16>) : (tensor<3xi32>) -> tensor<4xi16>
}

// CHECK: large_weight: "0x040000000000803F0000004000004040000080400000A0400000C040"
{-#
  dialect_resources: {
    builtin: {
      large_weight: "0x040000000000803F0000004000004040000080400000A0400000C040"
    }
  }
#-}
