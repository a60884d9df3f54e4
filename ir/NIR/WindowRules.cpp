//===- WindowRules.cpp - convolutions and pools ---------------------------===//
//
// Both move a window over the last axes of (channels, axes...). A convolution's kernel size is in its weight, a pool's
// is a field. The size of an output axis is floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1.
//
//===----------------------------------------------------------------------===//
#include "ir/NIR/Rules.h"
#include "ir/Support/Text.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace ganglion::nir {

//===----------------------------------------------------------------------===//
// The window of a node
//===----------------------------------------------------------------------===//

namespace {
struct Window {
  Shape kernel, stride, dilation, padding; ///< one entry per axis
  bool same = false;                       ///< padding "same"
};
} // namespace

static int64_t axisCount(NodeOpInterface node) { return isa<Conv1dOp>(node) ? 1 : 2; }

static bool isConvolution(NodeOpInterface node) { return isa<Conv1dOp, Conv2dOp>(node); }

/// "(length)" or "(height, width)".
static StringRef axisName(NodeOpInterface node, int64_t axis) {
  return axisCount(node) == 1 ? "length" : axis == 0 ? "height" : "width";
}

/// The word in `padding`, if it is one.
static StringAttr paddingWord(NodeOpInterface node) { return node->getAttrOfType<StringAttr>("padding"); }

/// One entry for each axis; a single entry holds for all.
static std::optional<Shape> perAxis(NodeOpInterface node, StringRef field) {
  int64_t axes = axisCount(node);
  std::optional<Shape> entries = readIntegers(node, field, axes);
  if (!entries || (entries->size() != 1 && static_cast<int64_t>(entries->size()) != axes))
    return std::nullopt;
  entries->resize(axes, entries->front());
  return entries;
}

static std::optional<Shape> kernelOf(NodeOpInterface node) {
  if (!isConvolution(node))
    return perAxis(node, "kernel_size");
  std::optional<Parameter> weight = readField(node, "weight");
  if (!weight || weight->rank() != axisCount(node) + 2)
    return std::nullopt;
  return Shape(weight->shape().drop_front(2));
}

/// The number of groups; 1 for a pool.
static std::optional<int64_t> groupsOf(NodeOpInterface node) {
  if (!isConvolution(node))
    return 1;
  std::optional<Shape> entries = readIntegers(node, "groups", 1);
  if (!entries || entries->size() != 1)
    return std::nullopt;
  return entries->front();
}

/// "2" or "[2, 1]".
static std::string entriesText(ArrayRef<int64_t> entries) {
  return entries.size() == 1 ? std::to_string(entries.front()) : shapeText(entries);
}

/// "stride is [0, 1], allowed is 1 or more" if an entry is below `least`.
static std::optional<std::string> lowEntry(StringRef field, ArrayRef<int64_t> entries, int64_t least) {
  if (llvm::all_of(entries, [&](int64_t entry) { return entry >= least; }))
    return std::nullopt;
  return (field + " is " + entriesText(entries) + ", allowed is " + Twine(least) + " or more").str();
}

/// V5: what is wrong with the values of the window's fields. Fields that cannot be read are not mentioned.
static SmallVector<std::string> windowProblems(NodeOpInterface node) {
  SmallVector<std::string> problems;
  auto check = [&](StringRef name, const std::optional<Shape> &entries, int64_t least) {
    if (!entries)
      return;
    if (std::optional<std::string> problem = lowEntry(name, *entries, least))
      problems.push_back(std::move(*problem));
  };
  std::optional<Shape> stride = perAxis(node, "stride");
  check(isConvolution(node) ? "the kernel size (from weight)" : "kernel_size", kernelOf(node), 1);
  check("stride", stride, 1);
  check("dilation", perAxis(node, "dilation"), 1);
  check("padding", perAxis(node, "padding"), 0);
  if (std::optional<int64_t> groups = groupsOf(node))
    check("groups", Shape{*groups}, 1);
  StringAttr word = paddingWord(node);
  if (word && word != "same" && word != "valid")
    problems.push_back("padding is " + quoted(word.getValue()) + ", allowed are 'same', 'valid' and integers");
  if (word && word == "same" && stride && llvm::any_of(*stride, [](int64_t entry) { return entry != 1; }))
    problems.push_back("padding is 'same' with stride " + entriesText(*stride) +
                       ", 'same' is defined for stride 1 only");
  return problems;
}

/// The window, if its fields can be read and have sound values; else failure with a reason.
static FailureOr<Window> windowOf(NodeOpInterface node, std::string &reason) {
  if (SmallVector<std::string> problems = windowProblems(node); !problems.empty()) {
    reason = problems.front();
    return failure();
  }
  Window window;
  StringRef missing;
  auto take = [&](Shape &to, std::optional<Shape> entries, StringRef field) {
    if (entries)
      to = std::move(*entries);
    else if (missing.empty())
      missing = field;
  };
  take(window.kernel, kernelOf(node), isConvolution(node) ? "weight" : "kernel_size");
  take(window.stride, perAxis(node, "stride"), "stride");
  if (isConvolution(node))
    take(window.dilation, perAxis(node, "dilation"), "dilation");
  else
    window.dilation.assign(axisCount(node), 1);
  if (StringAttr word = paddingWord(node)) {
    window.same = word == "same";
    window.padding.assign(axisCount(node), 0);
  } else {
    take(window.padding, perAxis(node, "padding"), "padding");
  }
  if (missing.empty())
    return window;
  reason = (missing + " has not one entry per axis").str();
  return failure();
}

//===----------------------------------------------------------------------===//
// Output
//===----------------------------------------------------------------------===//

/// V6: the output's size along one axis, or failure with a reason.
static FailureOr<int64_t> outputSize(NodeOpInterface node, int64_t axis, int64_t size, const Window &window,
                                     std::string &reason) {
  if (window.same)
    return size;
  int64_t reach = 0, padded = 0;
  if (llvm::MulOverflow(window.dilation[axis], window.kernel[axis] - 1, reach) ||
      llvm::AddOverflow<int64_t>(reach, 1, reach) || llvm::MulOverflow<int64_t>(window.padding[axis], 2, padded) ||
      llvm::AddOverflow(padded, size, padded)) {
    reason = ("the " + axisName(node, axis) + " does not fit 64 bits (kernel " + Twine(window.kernel[axis]) +
              ", dilation " + Twine(window.dilation[axis]) + ", padding " + Twine(window.padding[axis]) + ")")
                 .str();
    return failure();
  }
  if (reach > padded) {
    reason = ("the kernel covers a " + axisName(node, axis) + " of " + Twine(reach) + ", the padded input has " +
              Twine(padded))
                 .str();
    return failure();
  }
  return (padded - reach) / window.stride[axis] + 1;
}

/// The output's axes behind the channels.
static FailureOr<Shape> outputAxes(NodeOpInterface node, ArrayRef<int64_t> inputAxes, std::string &reason) {
  FailureOr<Window> window = windowOf(node, reason);
  if (failed(window))
    return failure();
  Shape axes;
  for (auto [axis, size] : llvm::enumerate(inputAxes)) {
    FailureOr<int64_t> result = outputSize(node, axis, size, *window, reason);
    if (failed(result))
      return failure();
    axes.push_back(*result);
  }
  return axes;
}

static FailureOr<Shape> outputOf(NodeOpInterface node, std::optional<int64_t> channels, MaybeShape input,
                                 std::string &reason) {
  if (!input) {
    reason = "the shape of its input is not known";
    return failure();
  }
  if (static_cast<int64_t>(input->size()) != axisCount(node) + 1) {
    reason = "its input has the shape " + shapeText(*input) + ", expected are channels and " +
             std::to_string(axisCount(node)) + (axisCount(node) == 1 ? " axis" : " axes");
    return failure();
  }
  FailureOr<Shape> shape = outputAxes(node, input->drop_front(), reason);
  if (succeeded(shape))
    shape->insert(shape->begin(), channels ? *channels : input->front());
  return shape;
}

//===----------------------------------------------------------------------===//
// Checks that both families share
//===----------------------------------------------------------------------===//

/// C2: one entry, or one per axis (or only the latter).
static void checkEntries(NodeReport &report, StringRef field, bool oneIsEnough = true) {
  std::optional<Parameter> parameter = readField(report.node, field);
  int64_t axes = axisCount(report.node);
  if (!parameter || (parameter->rank() <= 1 && (parameter->size() == axes || (oneIsEnough && parameter->size() == 1))))
    return;
  std::string allowed = axes == 1 ? "1 entry" : (oneIsEnough ? "1 or " : "") + std::to_string(axes) + " entries";
  report.error("C2", field + " has the shape " + shapeText(parameter->shape()) + ", allowed is " + allowed);
}

/// V5, then V6 if the input is known.
static void checkWindow(NodeReport &report) {
  for (const std::string &problem : windowProblems(report.node))
    report.error("V5", problem);
  std::optional<Shape> input = report.node.getExpectedInputShape();
  for (Value edge : report.node.getInputs())
    if (!input)
      input = shapeOf(edge);
  std::string reason;
  if (input && !report.hasErrors() && failed(report.node.inferOutputShape(ArrayRef<int64_t>(*input), reason)))
    report.error("V6", reason);
}

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

static void checkChannels(NodeReport &report, const Parameter &weight) {
  std::optional<Parameter> bias = readField(report.node, "bias");
  int64_t channels = weight.shape().front();
  if (bias && (bias->rank() != 1 || bias->size() != channels))
    report.error("C2", "bias has the shape " + shapeText(bias->shape()) + ", expected is " + shapeText(channels) +
                           " for a weight of shape " + shapeText(weight.shape()));
  std::optional<int64_t> groups = groupsOf(report.node);
  if (groups && *groups >= 1 && channels % *groups != 0)
    report.error("C2", "groups is " + Twine(*groups) + ", it must divide the " + Twine(channels) +
                           " output channels of weight, whose shape is " + shapeText(weight.shape()));
}

void ConvolutionRules::checkShapes(NodeReport &report) {
  checkEntries(report, "input_shape", /*oneIsEnough=*/false);
  for (StringRef field : {"stride", "padding", "dilation"})
    checkEntries(report, field);
  std::optional<Parameter> groups = readField(report.node, "groups");
  if (groups && (groups->rank() > 1 || groups->size() != 1))
    report.error("C2", "groups has the shape " + shapeText(groups->shape()) + ", allowed is 1 entry");
  std::optional<Parameter> weight = readField(report.node, "weight");
  if (!weight)
    return;
  int64_t rank = axisCount(report.node) + 2;
  if (weight->rank() == rank)
    return checkChannels(report, *weight);
  report.error("C2", "weight has the shape " + shapeText(weight->shape()) + ", expected is rank " + Twine(rank) +
                         " (channels out, channels in per group, " + (rank == 3 ? "length" : "height, width") + ")");
}

/// `input_shape` if it is there and sound.
static std::optional<Shape> declaredAxes(NodeOpInterface node) {
  std::optional<Shape> axes = readIntegers(node, "input_shape", axisCount(node));
  if (!axes || static_cast<int64_t>(axes->size()) != axisCount(node) || !elementCount(*axes))
    return std::nullopt;
  return axes;
}

std::optional<Shape> ConvolutionRules::inputPattern(NodeOpInterface node) {
  std::optional<Shape> axes = declaredAxes(node);
  Shape pattern = axes ? *axes : Shape(axisCount(node), ShapedType::kDynamic);
  int64_t channels = ShapedType::kDynamic;
  std::optional<Parameter> weight = readField(node, "weight");
  std::optional<int64_t> groups = groupsOf(node);
  if (weight && weight->rank() == axisCount(node) + 2 && groups && *groups >= 1 &&
      llvm::MulOverflow(weight->shape()[1], *groups, channels))
    channels = ShapedType::kDynamic;
  pattern.insert(pattern.begin(), channels);
  return pattern;
}

std::string ConvolutionRules::origin(NodeOpInterface node) {
  std::string fields = declaredAxes(node) ? "input_shape, weight" : "weight";
  return fields + " and groups";
}

FailureOr<Shape> ConvolutionRules::outputShape(NodeOpInterface node, MaybeShape input, std::string &reason) {
  std::optional<Parameter> weight = readField(node, "weight");
  if (!weight || weight->rank() != axisCount(node) + 2) {
    reason = "weight is no kernel";
    return failure();
  }
  if (!groupsOf(node)) {
    reason = "groups is not one integer";
    return failure();
  }
  return outputOf(node, weight->shape().front(), input, reason);
}

void ConvolutionRules::checkValues(NodeReport &report) {
  if (std::optional<Shape> axes = readIntegers(report.node, "input_shape", axisCount(report.node)))
    if (std::optional<std::string> problem = dimensionProblem("input_shape", *axes))
      report.error("V7", *problem);
  checkWindow(report);
}

//===----------------------------------------------------------------------===//
// Pools
//===----------------------------------------------------------------------===//

void PoolRules::checkShapes(NodeReport &report) {
  for (StringRef field : {"kernel_size", "stride", "padding"})
    checkEntries(report, field);
}

std::optional<Shape> PoolRules::inputPattern(NodeOpInterface) { return Shape(3, ShapedType::kDynamic); }

std::string PoolRules::origin(NodeOpInterface) { return "a pool over channels, height and width"; }

FailureOr<Shape> PoolRules::outputShape(NodeOpInterface node, MaybeShape input, std::string &reason) {
  return outputOf(node, std::nullopt, input, reason);
}

void PoolRules::checkValues(NodeReport &report) { checkWindow(report); }

} // namespace ganglion::nir
