// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// The example of the reference.
// CHECK-LABEL: nir.graph @relay version("1.0.8") {
// CHECK-NEXT:    %input = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
// CHECK-NEXT:    %output = nir.output "output" (%input) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
// CHECK-NEXT:  }
nir.graph @relay version("1.0.8") {
  %in = nir.input "input" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  %out = nir.output "output" (%in) shape(dense<3> : tensor<1xi64>) : (tensor<3xf32>) -> tensor<3xf32>
}

// No version, no node.
// CHECK-LABEL: nir.graph @empty {
// CHECK-NEXT:  }
nir.graph @empty {}

// CHECK-LABEL: nir.graph @"a \22model\22 \FF" version("") attributes {metadata = {}} {
nir.graph @"a \22model\22 \FF" version("") attributes {metadata = {}} {}

// Metadata are a dictionary of any depth, with any keys.
// CHECK-LABEL: nir.graph @metadata attributes
// CHECK-SAME:    {metadata = {"a key" = {deeper = {none = {}}}, dt = 1.000000e-04 : f64, names = ["a", "b"],
// CHECK-SAME:     samples = dense<[true, false]> : tensor<2xi1>}} {
nir.graph @metadata attributes {metadata = {dt = 1.0e-4, "a key" = {deeper = {none = {}}}, names = ["a", "b"],
                                            samples = dense<[true, false]> : tensor<2xi1>}} {
}

// Order means nothing: a cycle is a use before the definition. Two edges into `lif` add up; a node may feed itself.
// CHECK-LABEL: nir.graph @recurrent
// CHECK:         %lif = nir.li "lif" (%fc, %w_rec, %lif)
// CHECK:         %w_rec = nir.linear "w_rec" (%lif)
// CHECK:         %fc = nir.scale "fc"
nir.graph @recurrent {
  %a = nir.li "lif" (%c, %b, %a) tau(dense<1.0> : tensor<f32>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %b = nir.linear "w_rec" (%a) weight(dense<0.5> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %c = nir.scale "fc" scale(dense<2.0> : tensor<2xf32>) : () -> tensor<2xf32>
}

// A node may have any name. What an SSA name cannot hold is replaced there, and long names are cut.
// CHECK-LABEL: nir.graph @names
// CHECK-NEXT:    %lif1.lif = nir.input "lif1.lif" : () -> tensor<*xf32>
// CHECK-NEXT:    %_250 = nir.input "%0" : () -> tensor<*xf32>
// CHECK-NEXT:    %_0 = nir.input "0" : () -> tensor<*xf32>
// CHECK-NEXT:    %{{[^ ]+}} = nir.input "two words" : () -> tensor<*xf32>
// CHECK-NEXT:    %{{[^ ]+}} = nir.input "a \22quote\22 and \\" : () -> tensor<*xf32>
// CHECK-NEXT:    %{{[^ ]+}} = nir.input "line\0Abreak\00" : () -> tensor<*xf32>
// CHECK-NEXT:    %{{[^ ]+}} = nir.input "n\C3\A4chste \E5\B1\A4" : () -> tensor<*xf32>
// CHECK-NEXT:    %{{[^ ]+}} = nir.input "\FF\FE is not UTF-8" : () -> tensor<*xf32>
// CHECK-NEXT:    %abcdefghijklmnopqrstuvwxyzabcdef = nir.input "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz" :
// CHECK-NEXT:    %abcdefghijklmnopqrstuvwxyzabcdef_0 = nir.input "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz2" :
// CHECK-NEXT:    nir.output "output" (%lif1.lif, %_250, %_0) :
nir.graph @names {
  %0 = nir.input "lif1.lif" : () -> tensor<*xf32>
  %1 = nir.input "%0" : () -> tensor<*xf32>
  %2 = nir.input "0" : () -> tensor<*xf32>
  %3 = nir.input "two words" : () -> tensor<*xf32>
  %4 = nir.input "a \"quote\" and \\" : () -> tensor<*xf32>
  %5 = nir.input "line\nbreak\00" : () -> tensor<*xf32>
  %6 = nir.input "nächste 層" : () -> tensor<*xf32>
  %7 = nir.input "\FF\FE is not UTF-8" : () -> tensor<*xf32>
  %8 = nir.input "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz" : () -> tensor<*xf32>
  %9 = nir.input "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz2" : () -> tensor<*xf32>
  %10 = nir.output "output" (%0, %1, %2) : (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
}

// The fields may come in any order and are printed in NIR's; edges may be an empty list.
// CHECK-LABEL: nir.graph @any_order
// CHECK:         nir.cuba_li "n" tau_syn({{.*}}) tau_mem({{.*}}) r({{.*}}) v_leak({{.*}}) w_in({{.*}}) : () -> tensor<2xf32>
nir.graph @any_order {
  %n = nir.cuba_li "n" () w_in(dense<1.0> : tensor<2xf32>) v_leak(dense<0.0> : tensor<2xf32>) r(dense<1.0> : tensor<2xf32>)
    tau_mem(dense<0.02> : tensor<2xf32>) tau_syn(dense<0.01> : tensor<2xf32>) : () -> tensor<2xf32>
}
