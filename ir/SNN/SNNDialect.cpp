//===- SNNDialect.cpp -----------------------------------------------------===//
#include "ir/SNN/SNNDialect.h"
#include "ir/SNN/SNNBytecode.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ganglion::snn;

#include "ir/SNN/SNNDialect.cpp.inc"
#include "ir/SNN/SNNInterfaces.cpp.inc"

void SNNDialect::initialize() {
  registerAttributes();
  addBytecodeInterface(*this);
  addOperations<
#define GET_OP_LIST
#include "ir/SNN/SNNOps.cpp.inc"
      >();
}

namespace ganglion::snn {

/// Whether the number of elements of a static shape fits an int64_t.
static bool countFits(ArrayRef<int64_t> shape) {
  int64_t count = 1;
  return llvm::none_of(shape, [&](int64_t size) { return llvm::MulOverflow(count, size, count); });
}

bool isSignal(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || !tensor.hasStaticShape() || tensor.getEncoding() || !countFits(tensor.getShape()))
    return false;
  Type element = tensor.getElementType();
  return element.isF32() || element.isF64() || element.isSignlessInteger(1) || element.isSignlessInteger(16) ||
         element.isSignlessInteger(32);
}

NetworkOp networkOf(Operation *op) { return op->getParentOfType<NetworkOp>(); }

StringRef nodeName(Operation *op) {
  auto name = op->getAttrOfType<StringAttr>("name");
  return name ? name.getValue() : StringRef();
}

} // namespace ganglion::snn
