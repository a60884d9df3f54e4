//===- NIRDialect.cpp - the dialect, node types, names and shapes ---------===//
#include "ir/NIR/NIRDialect.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

#include "ir/NIR/NIRDialect.cpp.inc"

namespace ganglion::nir {

void NIRDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "ir/NIR/NIROps.cpp.inc"
      >();
}

template <typename... Ops> static auto makeNodeTypes() {
  return std::array<NodeType, sizeof...(Ops)>{
      NodeType{Ops::getNodeTypeName(), Ops::getOperationName(), Ops::getFieldTable()}...};
}

ArrayRef<NodeType> nodeTypes() {
  static const auto types =
      makeNodeTypes<InputOp, OutputOp, SubgraphOp, AffineOp, LinearOp, ScaleOp, Conv1dOp, Conv2dOp, SumPool2dOp,
                    AvgPool2dOp, FlattenOp, DelayOp, ThresholdOp, IOp, IFOp, LIOp, LIFOp, CubaLIOp, CubaLIFOp>();
  return types;
}

const NodeType *findNodeType(StringRef name) {
  const NodeType *found = llvm::find_if(nodeTypes(), [&](const NodeType &type) { return type.name == name; });
  return found == nodeTypes().end() ? nullptr : found;
}

std::string fullNodeName(Operation *op) {
  SmallVector<StringRef> names;
  for (; op && isa<NodeOpInterface>(op); op = op->getParentOp())
    if (auto name = op->getAttrOfType<StringAttr>("name"))
      names.push_back(name.getValue());
  return llvm::join(llvm::reverse(names), ".");
}

std::optional<SmallVector<int64_t>> shapeOf(Value signal) {
  auto type = dyn_cast<RankedTensorType>(signal.getType());
  if (!type)
    return std::nullopt;
  return SmallVector<int64_t>(type.getShape());
}

TensorType signalType(MLIRContext *context, std::optional<ArrayRef<int64_t>> shape) {
  Type real = Float32Type::get(context);
  if (!shape)
    return UnrankedTensorType::get(real);
  return RankedTensorType::get(*shape, real);
}

std::optional<int64_t> elementCount(ArrayRef<int64_t> shape) {
  if (llvm::any_of(shape, [](int64_t size) { return size < 0; }))
    return std::nullopt;
  if (llvm::is_contained(shape, 0))
    return 0;
  int64_t count = 1;
  for (int64_t size : shape)
    if (llvm::MulOverflow(count, size, count))
      return std::nullopt;
  return count;
}

} // namespace ganglion::nir
