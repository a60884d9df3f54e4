//===- SNNDialect.h - the snn dialect -------------------------------------===//
#ifndef GANGLION_IR_SNN_SNNDIALECT_H
#define GANGLION_IR_SNN_SNNDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/RegionKindInterface.h"
#include "mlir/IR/SymbolTable.h"

namespace ganglion::snn {
/// Whether a type can be a signal: a static ranked tensor of i1, i16, i32, f32 or f64 whose number of elements fits an
/// int64_t.
bool isSignal(mlir::Type type);
/// The op's `name`, empty if it has none.
llvm::StringRef nodeName(mlir::Operation *op);
} // namespace ganglion::snn

#include "ir/SNN/SNNDialect.h.inc"
#include "ir/SNN/SNNEnums.h.inc"
#include "ir/SNN/SNNInterfaces.h.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/SNN/SNNAttrs.h.inc"
#define GET_OP_CLASSES
#include "ir/SNN/SNNOps.h.inc"

namespace ganglion::snn {
/// The network that an op stands in; null outside of one.
NetworkOp networkOf(mlir::Operation *op);
} // namespace ganglion::snn

#endif // GANGLION_IR_SNN_SNNDIALECT_H
