// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

module attributes {
  // CHECK: snn.c1 = #snn.choice<"", "dt", "0.0001", "given by --dt">
  snn.c1 = #snn.choice<"", "dt", "0.0001", "given by --dt">,
  // Texts come from files: any bytes.
  // CHECK-SAME: snn.c2 = #snn.choice<"a\22b\0A\FF", "reset", "value", "">
  snn.c2 = #snn.choice<"a\"b\n\FF", "reset", "value", "">
} {
}
