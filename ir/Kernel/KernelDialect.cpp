//===- KernelDialect.cpp --------------------------------------------------===//
#include "ir/Kernel/KernelDialect.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace ganglion::kernel;

#include "ir/Kernel/KernelDialect.cpp.inc"

void KernelDialect::initialize() {
  registerTypes();
  registerAttributes();
  addOperations<
#define GET_OP_LIST
#include "ir/Kernel/KernelOps.cpp.inc"
      >();
}

LogicalResult KernelDialect::verifyOperationAttribute(Operation *op, NamedAttribute attribute) {
  StringRef name = attribute.getName().strref();
  if (name == choiceName && !isa<ChoiceAttr>(attribute.getValue()))
    return op->emitOpError() << "has '" << name << "' that is no #kernel.choice";
  auto number = dyn_cast<FloatAttr>(attribute.getValue());
  if (name == activityName && (!number || !(number.getValueAsDouble() >= 0 && number.getValueAsDouble() <= 1)))
    return op->emitOpError() << "has '" << name << "' of " << attribute.getValue() << ", expected a number from 0 to 1";
  return success();
}
