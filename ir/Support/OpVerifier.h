//===- OpVerifier.h - what the dialects' verifiers and formats share ------===//
#ifndef GANGLION_IR_SUPPORT_OPVERIFIER_H
#define GANGLION_IR_SUPPORT_OPVERIFIER_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

namespace ganglion {

/// Reports every broken rule of one op, then fails. Dialects derive from it what their ops have in common.
class OpVerifier {
public:
  explicit OpVerifier(mlir::Operation *op) : op(op) {}

  /// Opens "'dialect.op' op C1: ".
  mlir::InFlightDiagnostic finding(llvm::StringRef rule) {
    failed = true;
    return op->emitOpError() << rule << ": ";
  }

  llvm::LogicalResult result() const { return llvm::failure(failed); }

protected:
  mlir::Operation *op;

private:
  bool failed = false;
};

/// `custom<PlainInteger>`: an i64 attribute without its type.
inline mlir::ParseResult parsePlainInteger(mlir::OpAsmParser &parser, mlir::IntegerAttr &value) {
  return parser.parseAttribute(value, parser.getBuilder().getI64Type());
}
inline void printPlainInteger(mlir::OpAsmPrinter &printer, mlir::Operation *, mlir::IntegerAttr value) {
  printer.printAttributeWithoutType(value);
}

} // namespace ganglion

#endif // GANGLION_IR_SUPPORT_OPVERIFIER_H
