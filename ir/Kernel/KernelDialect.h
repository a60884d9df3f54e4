//===- KernelDialect.h - the kernel dialect -------------------------------===//
#ifndef GANGLION_IR_KERNEL_KERNELDIALECT_H
#define GANGLION_IR_KERNEL_KERNELDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"

#include "ir/Kernel/KernelDialect.h.inc"
#include "ir/Kernel/KernelEnums.h.inc"
#define GET_TYPEDEF_CLASSES
#include "ir/Kernel/KernelTypes.h.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/Kernel/KernelAttrs.h.inc"
#define GET_OP_CLASSES
#include "ir/Kernel/KernelOps.h.inc"

namespace ganglion::kernel {

/// Every buffer starts at a multiple of this many bytes; it is also the width of the vectors that kernels work with.
constexpr int64_t vectorBytes = 64;

/// Attributes on the connections of a network: which kernel computes one, and how busy its sources were when measured.
constexpr llvm::StringLiteral choiceName = "kernel.choice", activityName = "kernel.activity";

/// Whether a program can compute in this type: f32, f64, i16 or i32.
bool isComputeType(mlir::Type type);

/// Bytes of an element of a buffer: f32, f64 or an integer of 8 to 64 bits.
int64_t elementBytes(mlir::Type type);

/// Numbers in a vector of 64 bytes.
inline int64_t vectorLanes(mlir::Type type) { return vectorBytes / elementBytes(type); }

/// `value` rounded up to a multiple of `unit`.
inline int64_t roundedUp(int64_t value, int64_t unit) { return (value + unit - 1) / unit * unit; }

} // namespace ganglion::kernel

#endif // GANGLION_IR_KERNEL_KERNELDIALECT_H
