//===- KernelOps.td - all ops of the kernel dialect -----------------------===//
#ifndef GANGLION_IR_KERNEL_KERNELOPS_TD
#define GANGLION_IR_KERNEL_KERNELOPS_TD

include "ir/Kernel/KernelStructure.td"
include "ir/Kernel/KernelSignals.td"
include "ir/Kernel/KernelSynapses.td"
include "ir/Kernel/KernelNeurons.td"
include "ir/Kernel/KernelIntegers.td"

#endif // GANGLION_IR_KERNEL_KERNELOPS_TD
