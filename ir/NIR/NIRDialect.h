//===- NIRDialect.h - the nir dialect: NIR graphs, node for node ----------===//
//
// The only public header of the dialect. The ops and what they mean stand in NIROps.td.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_NIR_NIRDIALECT_H
#define GANGLION_IR_NIR_NIRDIALECT_H

#include "ir/Support/Findings.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/RegionKindInterface.h"
#include "mlir/IR/SymbolTable.h"
#include <array>
#include <optional>
#include <string>

namespace ganglion::nir {

/// What the numbers of a field mean, and so which rules hold for them.
enum class FieldKind {
  TimeConstant, ///< real, above 0
  Real,         ///< real, a parameter of a neuron
  Weight,       ///< real, one of possibly very many
  Time,         ///< real, a delay
  Integers,     ///< integers: sizes, strides, shapes
  Padding,      ///< integers, or the word "same" or "valid"
};

/// A field (dataset) of a node type, under NIR's name. The op's attribute has the same name.
struct Field {
  llvm::StringLiteral name;
  FieldKind kind;
  bool optional; ///< may be absent
};

/// A node type of NIR.
struct NodeType {
  llvm::StringRef name;   ///< NIR's name, such as CubaLIF
  llvm::StringRef opName; ///< the op's, such as nir.cuba_lif
  llvm::ArrayRef<Field> fields;
};

/// All node types, NIRGraph (a nested graph, without fields) included.
llvm::ArrayRef<NodeType> nodeTypes();

/// The node type of this name (case counts), or null.
const NodeType *findNodeType(llvm::StringRef name);

/// The node's name with those of the nested graphs around it, joined by dots: "sub.lif". Empty for any other op.
std::string fullNodeName(mlir::Operation *op);

/// The shape of a signal, or nothing while it is not known.
std::optional<llvm::SmallVector<int64_t>> shapeOf(mlir::Value signal);

/// The type of a signal of this shape; `tensor<*xf32>` if there is none.
mlir::TensorType signalType(mlir::MLIRContext *context, std::optional<llvm::ArrayRef<int64_t>> shape);

/// The number of elements of a shape, or nothing if a dimension is negative or the product does not fit 64 bits.
std::optional<int64_t> elementCount(llvm::ArrayRef<int64_t> shape);

namespace detail {
/// What the interface's methods share; call the methods instead.
llvm::SmallVector<std::pair<llvm::StringRef, mlir::Attribute>> presentFields(mlir::Operation *op,
                                                                             llvm::ArrayRef<Field> fields);
llvm::LogicalResult verifyNode(mlir::Operation *op);
} // namespace detail

} // namespace ganglion::nir

#include "ir/NIR/NIRDialect.h.inc"
#include "ir/NIR/NIRInterfaces.h.inc"
#define GET_OP_CLASSES
#include "ir/NIR/NIROps.h.inc"

#endif // GANGLION_IR_NIR_NIRDIALECT_H
