//===- XyloDialect.cpp ----------------------------------------------------===//
#include "ir/Xylo/XyloDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ganglion::xylo;

#include "ir/Xylo/XyloDialect.cpp.inc"
#include "ir/Xylo/XyloEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/Xylo/XyloAttrs.cpp.inc"

void XyloDialect::initialize() {
  registerAttributes();
  addOperations<
#define GET_OP_LIST
#include "ir/Xylo/XyloOps.cpp.inc"
      >();
}

void XyloDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/Xylo/XyloAttrs.cpp.inc"
      >();
}

LogicalResult SourceAttr::verify(function_ref<InFlightDiagnostic()> emitError, StringAttr node, ArrayRef<int64_t> at,
                                 ArrayRef<int64_t> size, ArrayRef<int64_t> from, int64_t latency) {
  auto isNegative = [](int64_t number) { return number < 0; };
  if (at.size() != size.size() || at.size() != from.size() || at.empty() || at.size() > 2)
    return emitError() << "C1: at, size and from have " << at.size() << ", " << size.size() << " and " << from.size()
                       << " numbers, expected 1 or 2 in each";
  if (llvm::any_of(at, isNegative) || llvm::any_of(size, isNegative) || llvm::any_of(from, isNegative))
    return emitError() << "C1: a number of at, size or from is negative, expected 0 or more";
  return success();
}
