// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+2 {{expected ::ganglion::snn::DelayAxis to be one of: uniform, source, target, synapse}}
// expected-error @+1 {{failed to parse SNN_DelaysAttr parameter 'axis'}}
module attributes {snn.test = #snn.delays<row, dense<1> : tensor<2xi64>>} {
}

// -----

// expected-error @+2 {{invalid kind of attribute specified}}
// expected-error @+1 {{failed to parse SNN_DelaysAttr parameter 'values'}}
module attributes {snn.test = #snn.delays<uniform, 1 : i64>} {
}
