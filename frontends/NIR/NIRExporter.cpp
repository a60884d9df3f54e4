//===- NIRExporter.cpp ----------------------------------------------------===//
#include "frontends/NIR/NIRExporter.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/HDF5Writer.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Builders.h"
#include "llvm/Support/VersionTuple.h"
#include <deque>

using namespace mlir;
using ganglion::nirfile::Dataset;
using ganglion::nirfile::ElementKind;
using ganglion::nirfile::Group;

namespace ganglion::nir {

namespace {

class GraphWriter {
public:
  GraphWriter(llvm::VersionTuple version, Findings &findings) : version(version), findings(findings) {}

  void writeGraph(Region &body, DictionaryAttr metadata, Group &group);

private:
  void writeNode(NodeOpInterface node, Group &group);
  void writeEdges(Region &body, Group &group);
  void writeField(NodeOpInterface node, StringRef field, Attribute value, Group &group);
  void writeMissingShapes(NodeOpInterface node, Group &group);
  void writeMetadata(Operation *op, DictionaryAttr metadata, Group &node);
  void writeMetadataGroup(Operation *op, DictionaryAttr metadata, Group &group);
  bool writeMetadataValue(Attribute value, StringRef name, Group &group);
  bool isKnownToReader(NodeOpInterface node, StringRef field, Attribute value);
  void addNumbers(ElementsAttr value, StringRef name, Group &group);
  void addIntegers(ArrayRef<int64_t> values, ArrayRef<int64_t> shape, StringRef name, Group &group);

  Finding &error(Operation *op, StringRef rule, const Twine &message, const Twine &fix = "") {
    bool isNode = isa<NodeOpInterface>(op);
    return findings.error(op->getLoc(), rule, isNode ? fullNodeName(op) : std::string(), message, fix);
  }

  llvm::VersionTuple version;
  Findings &findings;
  std::deque<std::vector<char>> storage; ///< bytes of splats and of numbers made here
};

} // namespace

static const llvm::VersionTuple withAvgPool(1, 0, 2), withCubaLI(1, 0, 5), withReset(1, 0, 6);

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void GraphWriter::addNumbers(ElementsAttr value, StringRef name, Group &group) {
  Parameter parameter = Parameter::of(value);
  Type type = parameter.elementType();
  Dataset dataset;
  dataset.kind = isa<FloatType>(type)                   ? ElementKind::Float
                 : type.isInteger(1)                    ? ElementKind::Boolean
                 : cast<IntegerType>(type).isUnsigned() ? ElementKind::UnsignedInteger
                                                        : ElementKind::SignedInteger;
  dataset.bits = 8 * parameterElementBytes(type);
  dataset.shape = parameter.shape().vec();
  dataset.data = parameter.bytes(storage.emplace_back());
  group.addDataset(name, std::move(dataset));
}

void GraphWriter::addIntegers(ArrayRef<int64_t> values, ArrayRef<int64_t> shape, StringRef name, Group &group) {
  const char *bytes = reinterpret_cast<const char *>(values.data());
  Dataset dataset;
  dataset.kind = ElementKind::SignedInteger;
  dataset.bits = 64;
  dataset.shape = shape.vec();
  dataset.data = storage.emplace_back(bytes, bytes + values.size() * sizeof(int64_t));
  group.addDataset(name, std::move(dataset));
}

bool GraphWriter::writeMetadataValue(Attribute value, StringRef name, Group &group) {
  if (auto text = dyn_cast<StringAttr>(value)) {
    group.addText(name, text.getValue());
    return true;
  }
  if (auto list = dyn_cast<ArrayAttr>(value)) {
    std::vector<std::string> texts;
    for (Attribute element : list) {
      auto text = dyn_cast<StringAttr>(element);
      if (!text)
        return false;
      texts.push_back(text.str());
    }
    group.addTexts(name, {static_cast<int64_t>(texts.size())}, std::move(texts));
    return true;
  }
  Builder builder(value.getContext());
  if (isa<FloatAttr, IntegerAttr>(value))
    value = DenseElementsAttr::get(RankedTensorType::get({}, cast<TypedAttr>(value).getType()), value);
  auto elements = dyn_cast<ElementsAttr>(value);
  if (!elements || llvm::errorToBool(Parameter::get(elements).takeError()))
    return false;
  addNumbers(elements, name, group);
  return true;
}

void GraphWriter::writeMetadataGroup(Operation *op, DictionaryAttr metadata, Group &group) {
  for (NamedAttribute entry : metadata) {
    StringRef name = entry.getName();
    if (auto inner = dyn_cast<DictionaryAttr>(entry.getValue()))
      writeMetadataGroup(op, inner, group.addGroup(name));
    else if (!writeMetadataValue(entry.getValue(), name, group))
      error(op, "metadata",
            "metadata " + quoted(name) + " is neither text, number, array of these nor group, or it has no numbers");
  }
}

/// The release from which on nodes of this type may have metadata.
static llvm::VersionTuple withMetadata(Operation *op) {
  return isa<InputOp, OutputOp, LinearOp, ScaleOp, Conv2dOp, AvgPool2dOp>(op) ? llvm::VersionTuple(1, 0, 5)
                                                                              : llvm::VersionTuple(1, 0, 2);
}

/// `metadata` may be null; a reader of an old version would refuse a node for it.
void GraphWriter::writeMetadata(Operation *op, DictionaryAttr metadata, Group &node) {
  if (!metadata || metadata.empty())
    return;
  if (version >= withMetadata(op))
    return writeMetadataGroup(op, metadata, node.addGroup("metadata"));
  findings.warning(op->getLoc(), "version", fullNodeName(op),
                   "metadata is left out, nir " + version.getAsString() + " knows none here");
}

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

/// Whether the field is to be written for the chosen version; reports what that version cannot hold.
bool GraphWriter::isKnownToReader(NodeOpInterface node, StringRef field, Attribute value) {
  if (field != "v_reset" || version >= withReset)
    return true;
  std::vector<double> reset = Parameter::of(value).toDoubles();
  if (llvm::any_of(reset, [](double v) { return v != 0; }))
    error(node, "version", "v_reset is not 0, nir " + version.getAsString() + " has no v_reset",
          "write for nir 1.0.6 or later");
  return false;
}

void GraphWriter::writeField(NodeOpInterface node, StringRef field, Attribute value, Group &group) {
  if (auto word = dyn_cast<StringAttr>(value)) {
    group.addText(field, word.getValue());
    return;
  }
  if (isKnownToReader(node, field, value))
    addNumbers(cast<ElementsAttr>(value), field, group);
}

/// Shapes that today's reader needs and files before 1.0 lack.
void GraphWriter::writeMissingShapes(NodeOpInterface node, Group &group) {
  auto known = [&](Value value) { return dyn_cast<RankedTensorType>(value.getType()); };
  auto unknown = [&](StringRef field) {
    error(node, "shape", "field " + quoted(field) + " is missing and its value is not known",
          "run nir-infer-shapes first");
  };
  if (isa<InputOp, OutputOp>(*node) && !group.find("shape")) {
    if (RankedTensorType type = known(node.getOutput()))
      addIntegers(type.getShape(), {type.getRank()}, "shape", group);
    else
      unknown("shape");
  }
  bool conv1d = isa<Conv1dOp>(*node);
  if ((conv1d || isa<Conv2dOp>(*node)) && !group.find("input_shape")) {
    RankedTensorType type = node.getInputs().empty() ? RankedTensorType() : known(node.getInputs().front());
    if (!type || type.getRank() != (conv1d ? 2 : 3))
      return unknown("input_shape");
    ArrayRef<int64_t> spatial = type.getShape().drop_front();
    addIntegers(spatial, conv1d ? ArrayRef<int64_t>() : ArrayRef<int64_t>(2), "input_shape", group);
  }
}

void GraphWriter::writeNode(NodeOpInterface node, Group &group) {
  if (node.getNodeName().contains('/') || node.getNodeName().empty() || node.getNodeName() == ".")
    error(node, "name", "a node name in a NIR file has at least one character, is not '.', and has no '/'",
          "rename the node");
  if (group.find(node.getNodeName())) {
    error(node, "name", "another node of the same graph has this name", "rename one of them");
    return;
  }
  if ((isa<CubaLIOp>(*node) && version < withCubaLI) || (isa<AvgPool2dOp>(*node) && version < withAvgPool))
    error(node, "version", "nir " + version.getAsString() + " has no " + node.getNodeType());
  Group &child = group.addGroup(node.getNodeName());
  if (auto subgraph = dyn_cast<SubgraphOp>(*node)) {
    writeGraph(subgraph->getRegion(0), node.getNodeMetadata(), child);
    return;
  }
  child.addText("type", node.getNodeType());
  for (auto [field, value] : node.getParameters())
    writeField(node, field, value, child);
  writeMissingShapes(node, child);
  writeMetadata(node, node.getNodeMetadata(), child);
}

//===----------------------------------------------------------------------===//
// Graphs
//===----------------------------------------------------------------------===//

void GraphWriter::writeEdges(Region &body, Group &group) {
  std::vector<std::string> ends;
  for (auto node : body.front().getOps<NodeOpInterface>()) {
    StringRef previous;
    for (auto [index, input] : llvm::enumerate(node.getInputs())) {
      auto source = dyn_cast_or_null<NodeOpInterface>(input.getDefiningOp());
      if (!source) {
        error(node, "edge", "operand " + Twine(index) + " does not come from a node");
        continue;
      }
      if (index && source.getNodeName() == previous)
        error(node, "edge", "the edge from " + quoted(previous) + " stands twice, a NIR file has an edge once");
      // a + b is b + a to the last bit; from three operands on the order of summation shows.
      else if (node.getInputs().size() > 2 && source.getNodeName() < previous)
        error(node, "edge",
              "operand " + quoted(source.getNodeName()) + " stands after " + quoted(previous) +
                  ", a NIR file keeps no order of edges: three or more operands must be in ascending order of names");
      previous = source.getNodeName();
      ends.push_back(source.getNodeName().str());
      ends.push_back(node.getNodeName().str());
    }
  }
  if (ends.empty()) {
    // What the reference writes for an empty list.
    Dataset none;
    none.kind = ElementKind::Float;
    none.bits = 64;
    none.shape = {0};
    group.addDataset("edges", std::move(none));
    return;
  }
  // Ascending by source, then destination: the order of ops has no meaning, so it must not show in the file.
  std::vector<std::pair<std::string, std::string>> edges;
  for (size_t i = 0; i < ends.size(); i += 2)
    edges.emplace_back(std::move(ends[i]), std::move(ends[i + 1]));
  llvm::sort(edges);
  std::vector<std::string> texts;
  for (auto &[source, destination] : edges) {
    texts.push_back(std::move(source));
    texts.push_back(std::move(destination));
  }
  group.addTexts("edges", {static_cast<int64_t>(edges.size()), 2}, std::move(texts));
}

void GraphWriter::writeGraph(Region &body, DictionaryAttr metadata, Group &group) {
  group.addText("type", "NIRGraph");
  Group &nodes = group.addGroup("nodes");
  // Ascending, as a Group keeps its members.
  SmallVector<NodeOpInterface> sorted;
  for (Operation &op : body.front()) {
    if (auto node = dyn_cast<NodeOpInterface>(op))
      sorted.push_back(node);
    else
      error(&op, "node", "'" + op.getName().getStringRef() + "' is not a NIR node");
  }
  llvm::sort(sorted, [](NodeOpInterface a, NodeOpInterface b) { return a.getNodeName() < b.getNodeName(); });
  for (NodeOpInterface node : sorted)
    writeNode(node, nodes);
  writeEdges(body, group);
  writeMetadata(body.getParentOp(), metadata, group);
}

static std::optional<llvm::VersionTuple> releaseOf(StringRef text) {
  llvm::VersionTuple version;
  if (version.tryParse(text) || version < llvm::VersionTuple(1, 0) || version > llvm::VersionTuple(1, 0, 8))
    return std::nullopt;
  return version;
}

bool isNIRVersion(StringRef text) { return releaseOf(text).has_value(); }

LogicalResult exportNIR(ModuleOp module, StringRef path, const ExportOptions &options) {
  Findings findings;
  auto graphs = llvm::to_vector(module.getOps<GraphOp>());
  if (graphs.size() != 1) {
    findings.error(module.getLoc(), "export", "",
                   "the module has " + Twine(graphs.size()) + " nir.graph, a NIR file holds exactly one");
    return findings.report();
  }
  GraphOp graph = graphs.front();
  std::optional<llvm::VersionTuple> version = releaseOf(options.version);
  if (!version) {
    findings.error(graph.getLoc(), "version", "",
                   "nir version " + quoted(options.version) + ", allowed are 1.0 to 1.0.8");
    return findings.report();
  }
  Group root;
  GraphWriter writer(*version, findings);
  root.addText("version", options.version);
  writer.writeGraph(graph->getRegion(0), graph.getMetadataAttr(), root.addGroup("node"));
  if (failed(findings.report()))
    return failure();
  nirfile::WriteOptions writeOptions;
  writeOptions.gzipLevel = options.gzipLevel;
  if (llvm::Error error = nirfile::writeTree(path, root, writeOptions))
    return emitError(graph.getLoc()) << llvm::toString(std::move(error));
  return success();
}

} // namespace ganglion::nir
