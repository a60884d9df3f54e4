//===- NIROps.cpp - text form and verifiers -------------------------------===//
#include "ir/NIR/NIRDialect.h"
#include "ir/NIR/Rules.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace ganglion::nir {

//===----------------------------------------------------------------------===//
// Text form
//===----------------------------------------------------------------------===//

/// Longer node names are cut where they only name an SSA value.
static constexpr size_t longestValueName = 32;

/// %lif1.lif for the node "lif1.lif": the printer replaces what an SSA name cannot hold.
static void nameResult(NodeOpInterface node, OpAsmSetValueNameFn setName) {
  auto name = node->getAttrOfType<StringAttr>("name");
  if (name && node->getNumResults() == 1)
    setName(node->getResult(0), name.getValue().take_front(longestValueName));
}

static ParseResult parseField(OpAsmParser &parser, OperationState &result, StringRef name, SMLoc where,
                              ArrayRef<Field> fields) {
  const Field *field = llvm::find_if(fields, [&](const Field &candidate) { return candidate.name == name; });
  if (field == fields.end()) {
    auto names = llvm::map_range(fields, [](const Field &candidate) { return candidate.name; });
    return parser.emitError(where) << "there is no field '" << name << "', allowed are " << llvm::join(names, ", ");
  }
  if (result.attributes.get(name))
    return parser.emitError(where) << "the field '" << name << "' stands here twice";
  Attribute value;
  SMLoc valueWhere;
  if (parser.parseLParen() || parser.getCurrentLocation(&valueWhere) || parser.parseAttribute(value) ||
      parser.parseRParen())
    return failure();
  if (!isa<ElementsAttr>(value) && !(field->kind == FieldKind::Padding && isa<StringAttr>(value)))
    return parser.emitError(valueWhere) << "the field '" << name << "' is no dense<> or dense_resource<>";
  result.addAttribute(name, value);
  return success();
}

/// "name" (edges) field(value) ... {attributes} : functional type
static ParseResult parseNode(OpAsmParser &parser, OperationState &result, ArrayRef<Field> fields) {
  std::string name;
  SmallVector<OpAsmParser::UnresolvedOperand> inputs;
  if (parser.parseString(&name))
    return failure();
  result.addAttribute("name", parser.getBuilder().getStringAttr(name));
  SMLoc inputsWhere = parser.getCurrentLocation();
  if (parser.parseOperandList(inputs, OpAsmParser::Delimiter::OptionalParen))
    return failure();

  StringRef keyword;
  for (SMLoc where = parser.getCurrentLocation(); succeeded(parser.parseOptionalKeyword(&keyword));
       where = parser.getCurrentLocation())
    if (parseField(parser, result, keyword, where, fields))
      return failure();

  SMLoc attributesWhere = parser.getCurrentLocation();
  FunctionType type;
  if (parser.parseOptionalAttrDict(result.attributes) ||
      failed(result.name.verifyInherentAttrs(result.attributes, [&] { return parser.emitError(attributesWhere); })) ||
      parser.parseColonType(type) || parser.resolveOperands(inputs, type.getInputs(), inputsWhere, result.operands))
    return failure();
  result.addTypes(type.getResults());
  return success();
}

static void printNode(OpAsmPrinter &printer, NodeOpInterface node) {
  printer << ' ';
  printer.printString(node.getNodeName());
  if (!node.getInputs().empty())
    printer << " (" << node.getInputs() << ')';
  SmallVector<StringRef> printed{"name"};
  for (auto [name, value] : node.getParameters()) {
    printer << ' ' << name << '(' << value << ')';
    printed.push_back(name);
  }
  printer.printOptionalAttrDict(node->getAttrs(), printed);
  printer << " : ";
  printer.printFunctionalType(node);
}

//===----------------------------------------------------------------------===//
// Verifiers
//===----------------------------------------------------------------------===//

SmallVector<std::pair<StringRef, Attribute>> detail::presentFields(Operation *op, ArrayRef<Field> fields) {
  SmallVector<std::pair<StringRef, Attribute>> present;
  for (const Field &field : fields)
    if (Attribute value = op->getAttr(field.name))
      present.emplace_back(field.name, value);
  return present;
}

LogicalResult detail::verifyNode(Operation *op) {
  Findings findings;
  cast<NodeOpInterface>(op).collectStructure(findings);
  return findings.report();
}

LogicalResult GraphOp::verifyRegions() {
  Findings findings;
  checkGraphBody(*this, findings);
  return findings.report();
}

} // namespace ganglion::nir

#include "ir/NIR/NIRInterfaces.cpp.inc"
#define GET_OP_CLASSES
#include "ir/NIR/NIROps.cpp.inc"
