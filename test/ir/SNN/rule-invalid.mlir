// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{C1: no rule spikes `above` with reset `subtract` when `before`; the table of #snn.rule lists what there is}}
module @rule_c1 attributes {snn.test = #snn.rule<update = euler, spike = above, reset = subtract, when = before>} {
}

// -----

// expected-error @+1 {{C1: no rule spikes `none` with reset `value` when `same`}}
module @rule_c1_none attributes {snn.test = #snn.rule<update = euler, spike = none, reset = value>} {
}

// -----

// expected-error @+1 {{C1: no rule spikes `above` with reset `none` when `same`}}
module @rule_c1_no_reset attributes {snn.test = #snn.rule<update = euler, spike = above>} {
}

// -----

// expected-error @+1 {{C1: no rule spikes `above` with reset `value` when `corrected`}}
module @rule_c1_corrected attributes {snn.test = #snn.rule<update = euler, spike = above, reset = value, when = corrected>} {
}

// -----

// expected-error @+1 {{C1: no rule spikes `above_old` with reset `value` when `same`}}
module @rule_c1_old attributes {snn.test = #snn.rule<update = euler, spike = above_old, reset = value>} {
}

// -----

// expected-error @+1 {{C1: no rule spikes `floor_ratio` with reset `value` when `same`}}
module @rule_c1_ratio attributes {snn.test = #snn.rule<update = impulse, spike = floor_ratio, reset = value>} {
}

// -----

// expected-error @+1 {{C1: no rule spikes `repeated` with reset `subtract` when `after`}}
module @rule_c1_repeated attributes {snn.test = #snn.rule<update = shift, spike = repeated, reset = subtract, when = after, most = 1>} {
}

// -----

// expected-error @+1 {{C2: `clip` with spike `none`; it needs a threshold}}
module @rule_c2 attributes {snn.test = #snn.rule<update = euler, spike = none, clip = true>} {
}

// -----

// expected-error @+1 {{C3: `most` is 0 with spike `repeated`; it is 1 to 2147483647 for `repeated` and 0 for all others}}
module @rule_c3 attributes {snn.test = #snn.rule<update = shift, spike = repeated, reset = subtract>} {
}

// -----

// expected-error @+1 {{C3: `most` is 1 with spike `above`}}
module @rule_c3_above attributes {snn.test = #snn.rule<update = euler, spike = above, reset = value, most = 1>} {
}

// -----

// expected-error @+1 {{C3: `most` is 2147483648 with spike `repeated`}}
module @rule_c3_large attributes {snn.test = #snn.rule<update = shift, spike = repeated, reset = subtract, most = 2147483648>} {
}

// -----

// expected-error @+1 {{C3: `most` is -1 with spike `above`}}
module @rule_c3_negative attributes {snn.test = #snn.rule<update = euler, spike = above, reset = value, most = -1>} {
}

// -----

// expected-error @+1 {{C4: `once` with spike `none`; only `above` and `above_old` may have it}}
module @rule_c4 attributes {snn.test = #snn.rule<update = euler, spike = none, once = true>} {
}

// -----

// expected-error @+1 {{C4: `once` with spike `trunc_ratio`}}
module @rule_c4_counts attributes {snn.test = #snn.rule<update = decay, spike = trunc_ratio, reset = subtract, once = true>} {
}

// -----

// Words that are not in the list. The parser adds where it was.
// expected-error @+2 {{expected ::ganglion::snn::Update to be one of: euler, exact, exact_membrane, leak_both, unscaled, impulse, impulse_filter, decay, shift}}
// expected-error @+1 {{failed to parse SNN_RuleAttr parameter 'update'}}
module attributes {snn.test = #snn.rule<update = heun, spike = none>} {
}
