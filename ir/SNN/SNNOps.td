//===- SNNOps.td - all ops of the snn dialect -----------------------------===//
#ifndef GANGLION_IR_SNN_SNNOPS_TD
#define GANGLION_IR_SNN_SNNOPS_TD

include "ir/SNN/SNNStructure.td"
include "ir/SNN/SNNConnections.td"
include "ir/SNN/SNNNeurons.td"

#endif // GANGLION_IR_SNN_SNNOPS_TD
