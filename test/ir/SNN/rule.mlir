// RUN: snn-opt %s | snn-opt | FileCheck %s
// RUN: snn-opt %s --mlir-print-op-generic | snn-opt | FileCheck %s
// RUN: snn-opt %s --emit-bytecode | snn-opt | FileCheck %s

// Every row of the table of #snn.rule, as an attribute of its own. What is the default is not printed.
module attributes {
  // CHECK: snn.r01 = #snn.rule<update = euler, spike = above, reset = value>
  snn.r01 = #snn.rule<update = euler, spike = above, reset = value>,
  // CHECK-SAME: snn.r02 = #snn.rule<update = exact, spike = none>
  snn.r02 = #snn.rule<update = exact, spike = none>,
  // CHECK-SAME: snn.r03 = #snn.rule<update = exact_membrane, spike = above, reset = subtract>
  snn.r03 = #snn.rule<update = exact_membrane, spike = above, reset = subtract, when = same>,
  // CHECK-SAME: snn.r04 = #snn.rule<update = leak_both, spike = above, reset = value, when = before>
  snn.r04 = #snn.rule<update = leak_both, spike = above, reset = value, when = before>,
  // CHECK-SAME: snn.r05 = #snn.rule<update = unscaled, spike = above, reset = value, when = after>
  snn.r05 = #snn.rule<update = unscaled, spike = above, reset = value, when = after>,
  // CHECK-SAME: snn.r06 = #snn.rule<update = euler, spike = above, reset = subtract, when = after>
  snn.r06 = #snn.rule<update = euler, spike = above, reset = subtract, when = after>,
  // CHECK-SAME: snn.r07 = #snn.rule<update = euler, spike = above, reset = subtract, when = corrected>
  snn.r07 = #snn.rule<update = euler, spike = above, reset = subtract, when = corrected>,
  // CHECK-SAME: snn.r08 = #snn.rule<update = euler, spike = above_old, reset = subtract, when = before>
  snn.r08 = #snn.rule<update = euler, spike = above_old, reset = subtract, when = before>,
  // CHECK-SAME: snn.r09 = #snn.rule<update = euler, spike = above_old, reset = subtract, when = after>
  snn.r09 = #snn.rule<update = euler, spike = above_old, reset = subtract, when = after>,
  // CHECK-SAME: snn.r10 = #snn.rule<update = euler, spike = above_old, reset = value, when = before>
  snn.r10 = #snn.rule<update = euler, spike = above_old, reset = value, when = before>,
  // CHECK-SAME: snn.r11 = #snn.rule<update = impulse, spike = floor_ratio, reset = subtract>
  snn.r11 = #snn.rule<update = impulse, spike = floor_ratio, reset = subtract>,
  // CHECK-SAME: snn.r12 = #snn.rule<update = impulse_filter, spike = none>
  snn.r12 = #snn.rule<update = impulse_filter, spike = none>,
  // CHECK-SAME: snn.r13 = #snn.rule<update = decay, spike = trunc_ratio, reset = subtract, clip = true>
  snn.r13 = #snn.rule<update = decay, spike = trunc_ratio, reset = subtract, clip = true>,
  // CHECK-SAME: snn.r14 = #snn.rule<update = shift, spike = repeated, reset = subtract, most = 31>
  snn.r14 = #snn.rule<update = shift, spike = repeated, reset = subtract, most = 31>,
  // CHECK-SAME: snn.r15 = #snn.rule<update = exact, spike = above, reset = value, once = true>
  snn.r15 = #snn.rule<update = exact, spike = above, reset = value, once = true>,
  // The order of the fields is free.
  // CHECK-SAME: snn.r16 = #snn.rule<update = shift, spike = repeated, reset = subtract, most = 2147483647>
  snn.r16 = #snn.rule<most = 2147483647, reset = subtract, spike = repeated, update = shift>
} {
}
