//===- MatrixRules.cpp - Affine and Linear --------------------------------===//
#include "ir/NIR/Rules.h"
#include "ir/Support/Text.h"

using namespace mlir;

namespace ganglion::nir {

/// The shape of `weight` if it is one of a matrix.
static std::optional<Shape> matrixShape(NodeOpInterface node) {
  std::optional<Parameter> weight = readField(node, "weight");
  if (!weight || weight->rank() < 2)
    return std::nullopt;
  return Shape(weight->shape());
}

static Shape rowsShape(ArrayRef<int64_t> matrix) { return Shape(matrix.drop_back()); }

void MatrixRules::checkShapes(NodeReport &report) {
  std::optional<Parameter> weight = readField(report.node, "weight");
  if (!weight)
    return;
  if (weight->rank() < 2)
    return report.error("C2", "weight has the shape " + shapeText(weight->shape()) + ", a matrix has rank 2 or more");
  Shape rows = rowsShape(weight->shape());
  std::optional<Parameter> bias = readField(report.node, "bias");
  if (bias && Shape(bias->shape()) != rows)
    report.error("C2", "bias has the shape " + shapeText(bias->shape()) + ", expected is " + shapeText(rows) +
                           " for a weight of shape " + shapeText(weight->shape()));
}

std::optional<Shape> MatrixRules::inputPattern(NodeOpInterface node) {
  std::optional<Shape> shape = matrixShape(node);
  if (shape)
    shape->erase(shape->end() - 2);
  return shape;
}

std::string MatrixRules::origin(NodeOpInterface) { return "the columns of weight"; }

FailureOr<Shape> MatrixRules::outputShape(NodeOpInterface node, MaybeShape, std::string &reason) {
  if (std::optional<Shape> shape = matrixShape(node))
    return rowsShape(*shape);
  reason = "weight is no matrix";
  return failure();
}

void MatrixRules::checkValues(NodeReport &) {}

} // namespace ganglion::nir
