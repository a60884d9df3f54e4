//===- Rules.h - the rules of the nodes, one class per family -------------===//
//
// Internal to the dialect. A family is a set of node types whose shapes follow the same rules. Its class has
//   checkShapes   the C2 findings: shapes of the fields among each other
//   inputPattern  the shape of the input as far as the fields determine it: ShapedType::kDynamic for an open dimension,
//                 nothing if they determine nothing
//   origin        what determines the pattern, for messages: "expected is [4] by <origin>"
//   outputShape   the output's shape from the input's (which fits the pattern; nothing if not known)
//   checkValues   the V findings that are the family's own
// and the functions below put the methods of NodeOpInterface together from these. No function trusts a field: an op may
// come from a file and not be verified yet.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_IR_NIR_RULES_H
#define GANGLION_IR_NIR_RULES_H

#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Parameter.h"

namespace ganglion::nir {

using Shape = llvm::SmallVector<int64_t>;
using MaybeShape = std::optional<llvm::ArrayRef<int64_t>>;

/// The longest array of dimensions that a field may hold.
inline constexpr int64_t largestRank = 64;

//===----------------------------------------------------------------------===//
// Findings about one node
//===----------------------------------------------------------------------===//

class NodeReport {
public:
  NodeReport(NodeOpInterface node, Findings &findings)
      : node(node), findings(findings), before(findings.all().size()) {}

  void error(llvm::StringRef rule, const llvm::Twine &message) {
    findings.error(node->getLoc(), rule, fullNodeName(node), message);
  }
  void warning(llvm::StringRef rule, const llvm::Twine &message) {
    findings.warning(node->getLoc(), rule, fullNodeName(node), message);
  }
  /// Whether an error was added since this report began.
  bool hasErrors() const {
    return llvm::any_of(findings.all().drop_front(before),
                        [](const Findings::Located &entry) { return entry.finding.severity == Severity::Error; });
  }

  NodeOpInterface node;
  Findings &findings;

private:
  size_t before;
};

//===----------------------------------------------------------------------===//
// Reading fields
//===----------------------------------------------------------------------===//

/// The field if it is present and a tensor that can be read.
std::optional<Parameter> readField(NodeOpInterface node, llvm::StringRef field);

/// The field's entries if it is present and has rank 0 or 1, integers (or no entry) and at most `most` entries.
std::optional<Shape> readIntegers(NodeOpInterface node, llvm::StringRef field, int64_t most);

/// An element as messages show it, in its own type's shortest form.
std::string valueText(const Parameter &parameter, int64_t index);

/// A name with an index: "tau[2]", "weight[0, 3]", "w_in" for rank 0.
std::string elementText(llvm::StringRef field, const Parameter &parameter, int64_t index);

/// What is wrong with the dimensions of a signal, or nothing: "shape is [-3], every dimension is at least 0".
std::optional<std::string> dimensionProblem(llvm::StringRef field, llvm::ArrayRef<int64_t> shape);

/// The node that an edge comes from, quoted, or "operand N" for what is no node.
std::string sourceText(mlir::OpOperand &edge);

//===----------------------------------------------------------------------===//
// Families
//===----------------------------------------------------------------------===//

#define GANGLION_NIR_RULES(Name)                                                                                       \
  struct Name {                                                                                                        \
    static void checkShapes(NodeReport &report);                                                                       \
    static std::optional<Shape> inputPattern(NodeOpInterface node);                                                    \
    static std::string origin(NodeOpInterface node);                                                                   \
    static llvm::FailureOr<Shape> outputShape(NodeOpInterface node, MaybeShape input, std::string &reason);            \
    static void checkValues(NodeReport &report);                                                                       \
  }
GANGLION_NIR_RULES(ElementwiseRules); ///< neurons, Scale, Delay, Threshold: all fields have the signal's shape
GANGLION_NIR_RULES(MatrixRules);      ///< Affine, Linear
GANGLION_NIR_RULES(ConvolutionRules); ///< Conv1d, Conv2d
GANGLION_NIR_RULES(PoolRules);        ///< SumPool2d, AvgPool2d
GANGLION_NIR_RULES(PortRules);        ///< Input, Output
GANGLION_NIR_RULES(FlattenRules);     ///< Flatten
GANGLION_NIR_RULES(SubgraphRules);    ///< NIRGraph
#undef GANGLION_NIR_RULES

/// C6 and C7, for the root and for nested graphs.
void checkGraphBody(mlir::Operation *graph, Findings &findings);

//===----------------------------------------------------------------------===//
// The methods of NodeOpInterface
//===----------------------------------------------------------------------===//

/// C3, C4.
void checkFields(NodeReport &report);
/// C1.
void checkInputs(NodeReport &report, const std::optional<Shape> &pattern, llvm::function_ref<std::string()> origin);
/// C5.
void checkResult(NodeReport &report);
/// V1 to V4: the numbers of the real fields.
void checkNumbers(NodeReport &report);
/// V9.
void checkReshapes(NodeReport &report);

/// The input's shape: the pattern if it is complete, else `input`. Fails, with a reason, if `input` does not fit the
/// pattern.
llvm::FailureOr<std::optional<Shape>> resolveInput(const std::optional<Shape> &pattern, MaybeShape input,
                                                   llvm::function_ref<std::string()> origin, std::string &reason);

/// `shape`, or failure with a reason if it is no shape of a signal.
llvm::FailureOr<Shape> soundShape(llvm::FailureOr<Shape> shape, std::string &reason);

template <typename Rules> void collectStructureBy(NodeOpInterface node, Findings &findings) {
  NodeReport report(node, findings);
  checkFields(report);
  Rules::checkShapes(report);
  checkInputs(report, Rules::inputPattern(node), [&] { return Rules::origin(node); });
  if (!report.hasErrors())
    checkResult(report);
}

template <typename Rules> void collectValuesBy(NodeOpInterface node, Findings &findings) {
  NodeReport report(node, findings);
  checkNumbers(report);
  checkReshapes(report);
  Rules::checkValues(report);
}

template <typename Rules> std::optional<Shape> expectedInputBy(NodeOpInterface node) {
  std::optional<Shape> pattern = Rules::inputPattern(node);
  if (pattern && llvm::is_contained(*pattern, mlir::ShapedType::kDynamic))
    return std::nullopt;
  return pattern;
}

template <typename Rules>
llvm::FailureOr<Shape> outputShapeBy(NodeOpInterface node, MaybeShape input, std::string &reason) {
  auto resolved = resolveInput(Rules::inputPattern(node), input, [&] { return Rules::origin(node); }, reason);
  if (llvm::failed(resolved))
    return llvm::failure();
  return soundShape(Rules::outputShape(node, *resolved ? MaybeShape(**resolved) : std::nullopt, reason), reason);
}

} // namespace ganglion::nir

#endif // GANGLION_IR_NIR_RULES_H
