//===- NodeToSNN.h - one NIR node as an op of `snn` -----------------------===//
#ifndef GANGLION_PASSES_DISCRETISE_NODETOSNN_H
#define GANGLION_PASSES_DISCRETISE_NODETOSNN_H

#include "ir/NIR/NIRDialect.h"
#include "ir/SNN/SNNDialect.h"
#include "mlir/IR/Builders.h"

namespace ganglion {

/// Makes the op of a stateless node, without operands. `compute` is the type of sums; shapes are those of the node.
mlir::Operation *makeStateless(mlir::OpBuilder &builder, nir::NodeOpInterface node, llvm::StringRef name,
                               mlir::Type compute);

/// Makes the op of a neuron node, without operands, all parameters as they stand in the file.
snn::NeuronOp makeNeuron(mlir::OpBuilder &builder, nir::NodeOpInterface node, llvm::StringRef name, mlir::Type compute,
                         snn::RuleAttr rule);

/// Makes a delay of whole steps, without operands; `delay` is the file's seconds.
snn::DelayOp makeDelay(mlir::OpBuilder &builder, nir::DelayOp node, llvm::StringRef name, mlir::Type compute,
                       mlir::ElementsAttr steps);

/// The shape that the sum of a node's inputs has: from its fields, or from its first edge, or its own.
llvm::SmallVector<int64_t> inputShapeOf(nir::NodeOpInterface node);

} // namespace ganglion

#endif // GANGLION_PASSES_DISCRETISE_NODETOSNN_H
