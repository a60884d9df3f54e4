//===- ElementwiseRules.cpp - nodes that keep the shape of their input ----===//
#include "ir/NIR/Rules.h"
#include "ir/Support/Text.h"

using namespace mlir;

namespace ganglion::nir {

/// The shape that most fields of rank above 0 have, the first such shape on a tie; nothing if all are of rank 0.
static std::optional<Shape> commonShape(NodeOpInterface node) {
  SmallVector<std::pair<Shape, unsigned>> votes;
  for (const Field &field : node.getFields()) {
    std::optional<Parameter> parameter = readField(node, field.name);
    if (!parameter || parameter->rank() == 0)
      continue;
    Shape shape(parameter->shape());
    auto vote = llvm::find_if(votes, [&](const auto &entry) { return entry.first == shape; });
    if (vote == votes.end())
      votes.emplace_back(shape, 1);
    else
      ++vote->second;
  }
  std::optional<Shape> best;
  unsigned most = 0;
  for (const auto &[shape, count] : votes)
    if (count > most) {
      best = shape;
      most = count;
    }
  return best;
}

void ElementwiseRules::checkShapes(NodeReport &report) {
  std::optional<Shape> common = commonShape(report.node);
  for (const Field &field : report.node.getFields()) {
    std::optional<Parameter> parameter = readField(report.node, field.name);
    if (parameter && parameter->rank() != 0 && Shape(parameter->shape()) != *common)
      report.error("C2", field.name + " has the shape " + shapeText(parameter->shape()) + ", expected is " +
                             shapeText(*common) + " as in its other fields");
  }
}

std::optional<Shape> ElementwiseRules::inputPattern(NodeOpInterface node) { return commonShape(node); }

std::string ElementwiseRules::origin(NodeOpInterface node) {
  return node.getFields().size() == 1 ? node.getFields().front().name.str() : "its fields";
}

FailureOr<Shape> ElementwiseRules::outputShape(NodeOpInterface, MaybeShape input, std::string &reason) {
  if (input)
    return Shape(*input);
  reason = "the shape of its input is not known";
  return failure();
}

/// V10.
void ElementwiseRules::checkValues(NodeReport &report) {
  std::optional<Parameter> reset = readField(report.node, "v_reset");
  std::optional<Parameter> threshold = readField(report.node, "v_threshold");
  if (!reset || !threshold)
    return;
  bool both = reset->isSplat() || reset->rank() == 0;
  both &= threshold->isSplat() || threshold->rank() == 0;
  int64_t count = both ? std::min<int64_t>(1, std::min(reset->size(), threshold->size()))
                       : std::max(reset->size(), threshold->size());
  for (int64_t i = 0; i < count; ++i) {
    int64_t r = reset->rank() ? i : 0, t = threshold->rank() ? i : 0;
    if (!(reset->asDouble(r) > threshold->asDouble(t)))
      continue;
    report.warning("V10", elementText("v_reset", *reset, r) + " is " + valueText(*reset, r) + ", above " +
                              elementText("v_threshold", *threshold, t) + ", which is " + valueText(*threshold, t) +
                              ": the neuron can fire without input");
    return;
  }
}

} // namespace ganglion::nir
