//===- XyloDialect.h - the xylo dialect -----------------------------------===//
#ifndef GANGLION_IR_XYLO_XYLODIALECT_H
#define GANGLION_IR_XYLO_XYLODIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"

namespace ganglion::xylo {
/// Channels, hidden or output neurons of one chip: matrices of weights are dense, and chips have 1000. Larger ones are
/// refused before memory is taken for them.
inline constexpr int64_t mostNeurons = 8192;
} // namespace ganglion::xylo

#include "ir/Xylo/XyloDialect.h.inc"
#include "ir/Xylo/XyloEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/Xylo/XyloAttrs.h.inc"
#define GET_OP_CLASSES
#include "ir/Xylo/XyloOps.h.inc"

#endif // GANGLION_IR_XYLO_XYLODIALECT_H
