// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// CHECK-LABEL: snn.network @outputs
snn.network @outputs clock(step 1.0e-3) compute(f32) {
  %a = snn.input "a" : tensor<7xi1>
  %b = snn.input "b" : tensor<7xf32>
  // Several edges add up, in this order.
  // CHECK: snn.output "output"(%a, %b) : tensor<7xi1>, tensor<7xf32>
  snn.output "output" (%a, %b) : tensor<7xi1>, tensor<7xf32>
  // CHECK: snn.output "spikes"(%a) : tensor<7xi1>
  snn.output "spikes" (%a) : tensor<7xi1>
  // Nothing arrives: zeros.
  // CHECK: snn.output "nothing"() shape [2, 3]{{$}}
  snn.output "nothing" () shape [2, 3]
  // A shape that is given twice is the same one.
  // CHECK: snn.output "both"(%b) shape [7] : tensor<7xf32>
  snn.output "both" (%b) shape [7] : tensor<7xf32>
  // CHECK: snn.output "scalar"() shape []{{$}}
  snn.output "scalar" () shape []
}
