//===- NIROps.td - all ops of the nir dialect, by theme -------------------===//
#ifndef GANGLION_IR_NIR_NIROPS_TD
#define GANGLION_IR_NIR_NIROPS_TD

include "ir/NIR/NIRDialect.td"
include "ir/NIR/NIRStructure.td"
include "ir/NIR/NIRConnections.td"
include "ir/NIR/NIRNeurons.td"

#endif // GANGLION_IR_NIR_NIROPS_TD
