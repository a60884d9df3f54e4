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
