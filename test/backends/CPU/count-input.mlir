// An input of counts is read as whole numbers: cut towards 0, to the range of i32, NaN as 0. Both engines do.
// RUN: snn-opt %s --snn-to-kernel | FileCheck %s
// RUN: printf '1.75,-2.5,3e9,nan\n-3e9,0.5,7,-0.5\n' >%t.csv
// RUN: snnc diff %s %s --engine-a reference --input %t.csv --quiet
// RUN: snnc run %s --input %t.csv -o %t.npy && %python %S/../../tools/snnc/Inputs/arrays.py rows %t.npy | FileCheck %s --check-prefix=ROWS
// REQUIRES: peer-nir

// CHECK: kernel.input "x" index(0) as(<count>) to
// ROWS:      {{^}}1.0 -2.0 2147483648.0 0.0{{$}}
// ROWS-NEXT: {{^}}-2147483648.0 0.0 7.0 {{-?}}0.0{{$}}
snn.network @count clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<4xi32>
  snn.output "y" (%x) : tensor<4xi32>
}
