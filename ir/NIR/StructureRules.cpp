//===- StructureRules.cpp - ports, Flatten and nested graphs --------------===//
#include "ir/NIR/Rules.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace ganglion::nir {

/// C2: an array of dimensions.
static void checkDimensions(NodeReport &report, StringRef field) {
  std::optional<Parameter> parameter = readField(report.node, field);
  if (!parameter || (parameter->rank() == 1 && parameter->size() <= largestRank))
    return;
  report.error("C2", field + " has the shape " + shapeText(parameter->shape()) + ", expected is rank 1 with at most " +
                         Twine(largestRank) + " entries");
}

/// The entries of an array of dimensions, sound or not; nothing if the field is absent or no such array.
static std::optional<Shape> entriesOf(NodeOpInterface node, StringRef field) {
  std::optional<Parameter> parameter = readField(node, field);
  return parameter && parameter->rank() == 1 ? readIntegers(node, field, largestRank) : std::nullopt;
}

/// The dimensions in a field if they are those of a signal.
static std::optional<Shape> dimensionsOf(NodeOpInterface node, StringRef field) {
  std::optional<Shape> shape = entriesOf(node, field);
  return shape && elementCount(*shape) ? shape : std::nullopt;
}

/// V7.
static void checkDimensionValues(NodeReport &report, StringRef field) {
  if (std::optional<Shape> shape = entriesOf(report.node, field))
    if (std::optional<std::string> problem = dimensionProblem(field, *shape))
      report.error("V7", *problem);
}

//===----------------------------------------------------------------------===//
// Input, Output
//===----------------------------------------------------------------------===//

void PortRules::checkShapes(NodeReport &report) { checkDimensions(report, "shape"); }

std::optional<Shape> PortRules::inputPattern(NodeOpInterface node) { return dimensionsOf(node, "shape"); }

std::string PortRules::origin(NodeOpInterface) { return "its shape"; }

FailureOr<Shape> PortRules::outputShape(NodeOpInterface node, MaybeShape input, std::string &reason) {
  if (std::optional<Shape> shape = entriesOf(node, "shape"))
    if (std::optional<std::string> problem = dimensionProblem("shape", *shape)) {
      reason = std::move(*problem);
      return failure();
    }
  if (input)
    return Shape(*input);
  reason = "it has no shape, and that of its input is not known";
  return failure();
}

void PortRules::checkValues(NodeReport &report) { checkDimensionValues(report, "shape"); }

//===----------------------------------------------------------------------===//
// Flatten
//===----------------------------------------------------------------------===//

void FlattenRules::checkShapes(NodeReport &report) {
  checkDimensions(report, "input_type");
  for (StringRef field : {"start_dim", "end_dim"})
    if (std::optional<Parameter> parameter = readField(report.node, field);
        parameter && (parameter->rank() > 1 || parameter->size() != 1))
      report.error("C2", field + " has the shape " + shapeText(parameter->shape()) + ", allowed is 1 entry");
}

std::optional<Shape> FlattenRules::inputPattern(NodeOpInterface node) { return dimensionsOf(node, "input_type"); }

std::string FlattenRules::origin(NodeOpInterface) { return "input_type"; }

/// The dimension in a field, counted from the front; failure with a reason if the input has no such dimension. A scalar
/// counts as one dimension of size 1.
static FailureOr<int64_t> dimension(NodeOpInterface node, StringRef field, int64_t otherwise, int64_t rank,
                                    std::string &reason) {
  std::optional<Shape> entry = readIntegers(node, field, 1);
  if ((!entry && node->hasAttr(field)) || (entry && entry->size() != 1)) {
    reason = (field + " is not one integer").str();
    return failure();
  }
  int64_t value = entry ? entry->front() : otherwise;
  if (value >= -rank && value < rank)
    return value < 0 ? value + rank : value;
  reason = (field + " is " + (entry ? "" : "absent, which means ") + Twine(value) + ", allowed are " + Twine(-rank) +
            " to " + Twine(rank - 1) + " for an input of rank " + Twine(rank))
               .str();
  return failure();
}

FailureOr<Shape> FlattenRules::outputShape(NodeOpInterface node, MaybeShape input, std::string &reason) {
  if (!input) {
    reason = "it has no input_type, and the shape of its input is not known";
    return failure();
  }
  Shape shape(*input);
  if (shape.empty())
    shape.push_back(1);
  int64_t rank = shape.size();
  FailureOr<int64_t> start = dimension(node, "start_dim", 1, rank, reason);
  if (failed(start))
    return failure();
  FailureOr<int64_t> end = dimension(node, "end_dim", -1, rank, reason);
  if (failed(end))
    return failure();
  if (*start > *end) {
    reason = ("start_dim is dimension " + Twine(*start) + ", end_dim is dimension " + Twine(*end) +
              ": the first must not come after the second")
                 .str();
    return failure();
  }
  ArrayRef<int64_t> flattened = ArrayRef<int64_t>(shape).slice(*start, *end - *start + 1);
  std::optional<int64_t> count = elementCount(flattened);
  if (!count) {
    reason = "the dimensions " + shapeText(flattened) + " become one, allowed are at most 2^63 - 1 elements";
    return failure();
  }
  shape[*start] = *count;
  shape.erase(shape.begin() + *start + 1, shape.begin() + *end + 1);
  return shape;
}

/// V7, V8.
void FlattenRules::checkValues(NodeReport &report) {
  checkDimensionValues(report, "input_type");
  std::optional<Shape> input = report.node.getExpectedInputShape();
  for (Value edge : report.node.getInputs())
    if (!input)
      input = shapeOf(edge);
  std::string reason;
  if (input && !report.hasErrors() && failed(report.node.inferOutputShape(ArrayRef<int64_t>(*input), reason)))
    report.error("V8", reason);
}

//===----------------------------------------------------------------------===//
// Nested graphs
//===----------------------------------------------------------------------===//

template <typename Port> static SmallVector<Port> portsOf(NodeOpInterface node) {
  if (node->getRegion(0).empty())
    return {};
  return llvm::to_vector(node->getRegion(0).front().getOps<Port>());
}

void SubgraphRules::checkShapes(NodeReport &report) { checkGraphBody(report.node, report.findings); }

std::optional<Shape> SubgraphRules::inputPattern(NodeOpInterface node) {
  SmallVector<InputOp> ports = portsOf<InputOp>(node);
  if (ports.size() != 1)
    return std::nullopt;
  if (std::optional<Shape> declared = ports.front().getExpectedInputShape())
    return declared;
  return shapeOf(ports.front().getOutput());
}

std::string SubgraphRules::origin(NodeOpInterface) { return "the Input inside"; }

FailureOr<Shape> SubgraphRules::outputShape(NodeOpInterface node, MaybeShape, std::string &reason) {
  SmallVector<OutputOp> ports = portsOf<OutputOp>(node);
  if (ports.size() != 1) {
    reason = "there are " + std::to_string(ports.size()) + " Outputs inside, expected is 1";
    return failure();
  }
  OutputOp port = ports.front();
  if (std::optional<Shape> shape = shapeOf(port.getOutput()))
    return *shape;
  if (std::optional<Shape> shape = port.getExpectedInputShape())
    return *shape;
  reason = "the shape of the Output inside is not known";
  return failure();
}

/// V11.
template <typename Port> static void checkPorts(NodeReport &report, StringRef type, const Twine &edges) {
  SmallVector<Port> ports = portsOf<Port>(report.node);
  if (ports.size() == 1)
    return;
  auto names = llvm::map_range(ports, [](Port port) { return quoted(port.getName()); });
  std::string listed = ports.empty() ? "" : " (" + llvm::join(names, ", ") + ")";
  report.error("V11", edges + ", but the graph has " + Twine(ports.size()) + " nodes of type " + type + listed +
                          ", allowed is 1: an edge does not say which one it means");
}

void SubgraphRules::checkValues(NodeReport &report) {
  if (!report.node.getInputs().empty())
    checkPorts<InputOp>(report, "Input", "an edge enters");
  if (!report.node.getOutput().use_empty())
    checkPorts<OutputOp>(report, "Output", "an edge leaves");
}

void checkGraphBody(Operation *graph, Findings &findings) {
  Block &body = graph->getRegion(0).front();
  if (body.getNumArguments())
    findings.error(graph->getLoc(), "C7", fullNodeName(graph),
                   "the graph has " + Twine(body.getNumArguments()) + " block arguments, allowed are nodes only");
  llvm::StringSet<> names;
  for (Operation &op : body) {
    auto node = dyn_cast<NodeOpInterface>(op);
    if (!node) {
      findings.error(op.getLoc(), "C7", fullNodeName(graph),
                     "the graph has an op " + quoted(op.getName().getStringRef()) + ", allowed are nodes only");
      continue;
    }
    if (node.getNodeName().empty())
      findings.error(op.getLoc(), "C6", fullNodeName(node),
                     "a node of type " + node.getNodeType() + " has an empty name");
    else if (!names.insert(node.getNodeName()).second)
      findings.error(op.getLoc(), "C6", fullNodeName(node), "another node of this graph has the same name");
  }
}

} // namespace ganglion::nir
