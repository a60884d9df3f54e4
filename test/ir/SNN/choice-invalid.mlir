// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{expected ','}}
module attributes {snn.test = #snn.choice<"lif1", "reset", "value">} {
}

// -----

// expected-error @+2 {{invalid kind of attribute specified}}
// expected-error @+1 {{failed to parse SNN_ChoiceAttr parameter 'value'}}
module attributes {snn.test = #snn.choice<"lif1", "dt", 1.0e-4, "given">} {
}
