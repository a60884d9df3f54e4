//===- Rules.cpp - what the rules of all families share -------------------===//
#include "ir/NIR/Rules.h"
#include "ir/Support/Text.h"
#include "llvm/Support/Error.h"

using namespace mlir;

namespace ganglion::nir {

//===----------------------------------------------------------------------===//
// Reading fields
//===----------------------------------------------------------------------===//

static bool isInteger(Type type) { return isa<IntegerType>(type) && !type.isInteger(1); }

static bool isReal(Type type) { return type.isF16() || type.isF32() || type.isF64() || isInteger(type); }

std::optional<Parameter> readField(NodeOpInterface node, StringRef field) {
  auto elements = node->getAttrOfType<ElementsAttr>(field);
  if (!elements || !isa<RankedTensorType>(elements.getShapedType()))
    return std::nullopt;
  llvm::Expected<Parameter> parameter = Parameter::get(elements);
  if (!parameter) {
    llvm::consumeError(parameter.takeError());
    return std::nullopt;
  }
  return *parameter;
}

std::optional<Shape> readIntegers(NodeOpInterface node, StringRef field, int64_t most) {
  std::optional<Parameter> parameter = readField(node, field);
  if (!parameter || parameter->rank() > 1 || parameter->size() > most)
    return std::nullopt;
  // Python writes an empty list as an empty array of floats.
  if (!isInteger(parameter->elementType()) && parameter->size() != 0)
    return std::nullopt;
  return Shape(llvm::map_range(llvm::seq(parameter->size()), [&](int64_t i) { return parameter->asInteger(i); }));
}

std::string valueText(const Parameter &parameter, int64_t index) {
  Type type = parameter.elementType();
  if (!isa<IntegerType>(type))
    return shortest(parameter.asDouble(index), /*single=*/!type.isF64());
  int64_t value = parameter.asInteger(index);
  return type.isUnsignedInteger() ? std::to_string(static_cast<uint64_t>(value)) : std::to_string(value);
}

std::string elementText(StringRef field, const Parameter &parameter, int64_t index) {
  if (parameter.rank() == 0)
    return field.str();
  Shape position(parameter.rank());
  for (int64_t axis = parameter.rank() - 1; axis >= 0; --axis) {
    position[axis] = index % parameter.shape()[axis];
    index /= parameter.shape()[axis];
  }
  return field.str() + shapeText(position);
}

std::optional<std::string> dimensionProblem(StringRef field, ArrayRef<int64_t> shape) {
  if (llvm::any_of(shape, [](int64_t size) { return size < 0; }))
    return (field + " is " + shapeText(shape) + ", every dimension is at least 0").str();
  if (!elementCount(shape))
    return (field + " is " + shapeText(shape) + ", allowed are at most 2^63 - 1 elements").str();
  return std::nullopt;
}

std::string sourceText(OpOperand &edge) {
  if (Operation *source = edge.get().getDefiningOp())
    if (auto name = source->getAttrOfType<StringAttr>("name"))
      return quoted(name.getValue());
  return "operand " + std::to_string(edge.getOperandNumber());
}

//===----------------------------------------------------------------------===//
// C3, C4: fields
//===----------------------------------------------------------------------===//

static std::string typeText(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

static void checkField(NodeReport &report, const Field &field, ElementsAttr value) {
  ShapedType type = value.getShapedType();
  if (!isa<RankedTensorType>(type))
    return report.error("C4", field.name + " is a " + typeText(type) + ", allowed is a tensor");
  bool wantsIntegers = field.kind == FieldKind::Integers || field.kind == FieldKind::Padding;
  bool isEmpty = type.hasStaticShape() && llvm::is_contained(type.getShape(), 0);
  Type element = type.getElementType();
  if (wantsIntegers ? !isInteger(element) && !isEmpty : !isReal(element))
    return report.error("C3", field.name + " has element type " + typeText(element) + ", allowed are " +
                                  (wantsIntegers ? "integers" : "f16, f32, f64 and integers"));
  if (llvm::Expected<Parameter> parameter = Parameter::get(value); !parameter)
    report.error("C4", field.name + ": " + llvm::toString(parameter.takeError()));
}

void checkFields(NodeReport &report) {
  for (const Field &field : report.node.getFields())
    if (auto value = report.node->getAttrOfType<ElementsAttr>(field.name))
      checkField(report, field, value);
}

//===----------------------------------------------------------------------===//
// C1, V9: edges
//===----------------------------------------------------------------------===//

static bool isComplete(ArrayRef<int64_t> pattern) { return !llvm::is_contained(pattern, ShapedType::kDynamic); }

/// Whether a signal of this shape can be taken as the pattern says: a complete pattern asks for the number of elements,
/// an open one for the rank and the dimensions that it has.
static bool fits(ArrayRef<int64_t> shape, ArrayRef<int64_t> pattern) {
  if (isComplete(pattern))
    return shape == pattern || (elementCount(shape) && elementCount(shape) == elementCount(pattern));
  return shape.size() == pattern.size() && llvm::all_of(llvm::zip(shape, pattern), [](auto pair) {
           auto [size, wanted] = pair;
           return wanted == ShapedType::kDynamic || size == wanted;
         });
}

static std::string expectedText(ArrayRef<int64_t> pattern, StringRef origin) {
  return ("expected is " + shapeText(pattern) + " by " + origin).str();
}

void checkInputs(NodeReport &report, const std::optional<Shape> &pattern, llvm::function_ref<std::string()> origin) {
  OpOperand *first = nullptr; // the first edge of known shape that fits
  for (OpOperand &edge : report.node->getOpOperands()) {
    std::optional<Shape> shape = shapeOf(edge.get());
    if (!shape)
      continue;
    if (pattern && !fits(*shape, *pattern)) {
      report.error("C1", "the edge from " + sourceText(edge) + " brings " + shapeText(*shape) + ", " +
                             expectedText(*pattern, origin()));
      continue;
    }
    if (!first)
      first = &edge;
    else if ((!pattern || !isComplete(*pattern)) && *shape != *shapeOf(first->get()))
      report.error("C1", "the edge from " + sourceText(edge) + " brings " + shapeText(*shape) + ", the edge from " +
                             sourceText(*first) + " brings " + shapeText(*shapeOf(first->get())) +
                             ", but edges into one node add up");
  }
}

void checkReshapes(NodeReport &report) {
  std::optional<Shape> expected = report.node.getExpectedInputShape();
  if (!expected)
    return;
  for (OpOperand &edge : report.node->getOpOperands())
    if (std::optional<Shape> shape = shapeOf(edge.get()); shape && *shape != *expected)
      report.warning("V9", "the edge from " + sourceText(edge) + " brings " + shapeText(*shape) +
                               ", it is reshaped to " + shapeText(*expected));
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

FailureOr<std::optional<Shape>> resolveInput(const std::optional<Shape> &pattern, MaybeShape input,
                                             llvm::function_ref<std::string()> origin, std::string &reason) {
  if (pattern && input && !fits(*input, *pattern)) {
    reason = "its input has the shape " + shapeText(*input) + ", " + expectedText(*pattern, origin());
    return failure();
  }
  if (pattern && isComplete(*pattern))
    return pattern;
  return input ? std::optional<Shape>(Shape(*input)) : std::nullopt;
}

FailureOr<Shape> soundShape(FailureOr<Shape> shape, std::string &reason) {
  if (failed(shape))
    return failure();
  if (std::optional<std::string> problem = dimensionProblem("the shape of its output", *shape)) {
    reason = std::move(*problem);
    return failure();
  }
  return shape;
}

void checkResult(NodeReport &report) {
  std::optional<Shape> have = shapeOf(report.node.getOutput());
  if (!have)
    return;
  std::optional<Shape> input;
  for (Value edge : report.node.getInputs())
    if (!input)
      input = shapeOf(edge);
  // Without a reason to expect a shape (unknown input, or values that a V rule refuses) any shape is as good as
  // another.
  std::string reason;
  FailureOr<Shape> expected = report.node.inferOutputShape(input ? MaybeShape(*input) : std::nullopt, reason);
  if (succeeded(expected) && *expected != *have)
    report.error("C5", "the result has the shape " + shapeText(*have) + ", expected is " + shapeText(*expected));
}

} // namespace ganglion::nir
