//===- SNNBytecode.h - how snn attributes stand in bytecode ---------------===//
#ifndef GANGLION_IR_SNN_SNNBYTECODE_H
#define GANGLION_IR_SNN_SNNBYTECODE_H

#include "ir/SNN/SNNDialect.h"

namespace ganglion::snn {
/// Gives the dialect its own encoding of the attributes that hold parameters.
void addBytecodeInterface(SNNDialect &dialect);
} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_SNNBYTECODE_H
