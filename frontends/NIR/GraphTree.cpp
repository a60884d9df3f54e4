//===- GraphTree.cpp ------------------------------------------------------===//
#include "frontends/NIR/GraphTree.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MathExtras.h"
#include <cstring>

using namespace mlir;
using namespace ganglion::nirfile;

namespace ganglion::nir {

/// Fields that are not numbers of a layer (stride, shape, groups, ...) have a handful of elements.
static constexpr uint64_t mostIntegers = 32;
/// Deeper nesting has no use and would overflow the stacks of whoever walks it.
static constexpr unsigned deepestGraph = 64;

void Repairs::note(StringRef what, StringRef node) {
  Entry &entry = entries[what.str()];
  if (entry.count++ == 0)
    entry.firstNode = node.str();
}

void Repairs::report(Findings &findings, Location loc) const {
  for (const auto &[what, entry] : entries)
    findings.remark(loc, "repaired", entry.firstNode,
                    entry.count == 1 ? Twine(what)
                                     : Twine(what) + " (" + Twine(entry.count) + " nodes, this is the first)");
}

Location nodeLocation(Location fileLoc, StringRef fullName) {
  return NameLoc::get(StringAttr::get(fileLoc.getContext(), fullName.take_front(200)), fileLoc);
}

namespace {

class TreeReader {
public:
  TreeReader(const TreeSource &source, Location fileLoc, Findings &findings, Repairs &repairs)
      : source(source), fileLoc(fileLoc), findings(findings), repairs(repairs) {}

  GraphTree readRoot();

private:
  GraphTree readGraph(Group &group, StringRef prefix, unsigned depth);
  bool readNode(Member &member, StringRef prefix, unsigned depth, NodeTree &node);
  void readFields(Group &group, NodeTree &node);
  bool checkField(const NodeTree &node, const Field &field, const Dataset &dataset);
  void checkShapesBeforeLoading(NodeTree &node);
  void readEdges(Group &group, StringRef prefix, GraphTree &graph, const llvm::StringSet<> &present);
  bool edgesToText(Dataset &edges, StringRef prefix);
  Group *readMetadata(Group &group, StringRef fullName);
  const std::string *text(Group &group, StringRef field, StringRef fullName);

  void error(StringRef rule, StringRef node, const Twine &message, const Twine &fix = "") {
    findings.error(node.empty() ? fileLoc : nodeLocation(fileLoc, node), rule, node, message, fix);
  }

  const TreeSource &source;
  Location fileLoc;
  Findings &findings;
  Repairs &repairs;
};

} // namespace

static std::string joined(StringRef prefix, StringRef name) {
  return prefix.empty() ? name.str() : (prefix + "." + name).str();
}

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

/// A scalar text member; null after a finding.
const std::string *TreeReader::text(Group &group, StringRef field, StringRef fullName) {
  Member *member = group.find(field);
  if (!member) {
    error("missing-field", fullName, "missing " + quoted(field) + ", a text is expected there");
    return nullptr;
  }
  if (auto *problem = std::get_if<Problem>(&member->value)) {
    error("link", fullName, quoted(field) + " is " + problem->text);
    return nullptr;
  }
  auto *dataset = std::get_if<Dataset>(&member->value);
  if (!dataset || dataset->kind != ElementKind::String || dataset->strings.size() != 1) {
    error("field-type", fullName,
          quoted(field) + " is " +
              (dataset ? dataset->typeText + " of shape " + shapeText(dataset->shape) : "a group") +
              ", a single text is expected");
    return nullptr;
  }
  return &dataset->strings.front();
}

bool TreeReader::readNode(Member &member, StringRef prefix, unsigned depth, NodeTree &node) {
  node.name = member.name;
  node.fullName = joined(prefix, member.name);
  if (auto *problem = std::get_if<Problem>(&member.value)) {
    error("link", node.fullName, "is " + problem->text);
    return false;
  }
  auto *group = std::get_if<std::unique_ptr<Group>>(&member.value);
  if (!group) {
    error("field-type", node.fullName, "is a dataset, a group with a 'type' is expected");
    return false;
  }
  const std::string *type = text(**group, "type", node.fullName);
  if (!type)
    return false;
  if (*type == "NIRGraph") {
    if (depth == deepestGraph) {
      error("nesting", node.fullName, "graphs are nested more than " + Twine(deepestGraph) + " deep",
            "flatten the model");
      return false;
    }
    node.graph = std::make_unique<GraphTree>(readGraph(**group, node.fullName, depth + 1));
    node.metadata = node.graph->metadata;
    return true;
  }
  node.type = findNodeType(*type == "Linear" && (*group)->find("bias") ? StringRef("Affine") : StringRef(*type));
  if (!node.type) {
    std::string known = llvm::join(llvm::map_range(nodeTypes(), [](const NodeType &t) { return t.name; }), ", ");
    error("unknown-type", node.fullName, "type " + quoted(*type) + ", NIR has " + known + " (case matters)");
    return false;
  }
  if (node.type->name != *type)
    repairs.note("a Linear with a bias (NIR 0.0.x) is read as Affine", node.fullName);
  node.metadata = readMetadata(**group, node.fullName);
  readFields(**group, node);
  return true;
}

/// Today's name of a field of NIR 0.0.x (nir.md 1.3), or the name itself.
static StringRef modernName(StringRef name, const NodeType &type) {
  auto has = [&](StringRef field) {
    return llvm::any_of(type.fields, [&](const Field &f) { return f.name == field; });
  };
  if ((name == "theta" || name == "v_th") && has("v_threshold"))
    return "v_threshold";
  if (name == "weights" && has("weight"))
    return "weight";
  return name;
}

/// What it means that a file of an old version lacks a field.
static std::string absentMeaning(StringRef field) {
  if (field == "v_reset")
    return "v_reset is absent (NIR before 1.0.6) and counts as 0; at that time NIR's text subtracted the threshold";
  if (field == "w_in")
    return "w_in is absent (NIR before 1.0) and counts as 1";
  if (field == "bias")
    return "bias is absent and counts as 0";
  if (field == "start_dim" || field == "end_dim")
    return (field + " is absent and counts as " + (field == "start_dim" ? "1" : "-1")).str();
  return (field + " is absent and follows from the edges").str();
}

void TreeReader::readFields(Group &group, NodeTree &node) {
  for (Member &member : group.members) {
    if (member.name == "type" || member.name == "metadata")
      continue;
    StringRef name = modernName(member.name, *node.type);
    const Field *field = llvm::find_if(node.type->fields, [&](const Field &f) { return f.name == name; });
    if (field == node.type->fields.end()) {
      std::string known = llvm::join(llvm::map_range(node.type->fields, [](const Field &f) { return f.name; }), ", ");
      error("unknown-field", node.fullName,
            "field " + quoted(member.name) + " is not one of " + node.type->name + ", which has " + known,
            "put additions under 'metadata'");
      continue;
    }
    if (name != member.name)
      repairs.note("field '" + member.name + "' of an old version is read as '" + name.str() + "'", node.fullName);
    if (llvm::is_contained(llvm::make_first_range(node.fields), field)) {
      error("field-type", node.fullName, "field " + quoted(name) + " is there twice, under an old and a new name");
      continue;
    }
    if (auto *problem = std::get_if<Problem>(&member.value)) {
      error("link", node.fullName, "field " + quoted(member.name) + " is " + problem->text);
      continue;
    }
    auto *dataset = std::get_if<Dataset>(&member.value);
    if (!dataset) {
      error("field-type", node.fullName,
            "field " + quoted(member.name) + " is a group, a dataset of numbers is expected");
      continue;
    }
    if (checkField(node, *field, *dataset))
      node.fields.emplace_back(field, dataset);
  }
  for (const Field &field : node.type->fields) {
    // A field with a fault is not missing.
    if (llvm::any_of(group.members, [&](const Member &m) { return modernName(m.name, *node.type) == field.name; }))
      continue;
    if (!field.optional)
      error("missing-field", node.fullName,
            "missing field " + quoted(field.name) + ", every " + node.type->name + " has one");
    else
      repairs.note(absentMeaning(field.name), node.fullName);
  }
  checkShapesBeforeLoading(node);
}

/// The kind of data is right, and small fields are small.
bool TreeReader::checkField(const NodeTree &node, const Field &field, const Dataset &dataset) {
  auto refuse = [&](const Twine &what, const Twine &allowed) {
    error("field-type", node.fullName, "field " + quoted(field.name) + " is " + what + ", " + allowed);
    return false;
  };
  if (dataset.kind == ElementKind::String) {
    if (field.kind == FieldKind::Padding && dataset.strings.size() == 1)
      return true;
    return refuse("a text",
                  field.kind == FieldKind::Padding ? "a word or integers are expected" : "numbers are expected");
  }
  bool wantsIntegers = field.kind == FieldKind::Integers || field.kind == FieldKind::Padding;
  bool isInteger = dataset.kind == ElementKind::SignedInteger || dataset.kind == ElementKind::UnsignedInteger;
  if (wantsIntegers && !isInteger)
    return refuse(dataset.typeText, "integers are expected");
  if (!isInteger && dataset.kind != ElementKind::Float)
    return refuse(dataset.typeText, "floats of 16 to 64 bits or integers are expected");
  if (wantsIntegers && dataset.elements() > mostIntegers)
    return refuse("of shape " + shapeText(dataset.shape), "at most " + Twine(mostIntegers) + " elements are expected");
  return true;
}

static const Dataset *fieldOf(const NodeTree &node, StringRef name) {
  for (auto [field, dataset] : node.fields)
    if (field->name == name)
      return dataset;
  return nullptr;
}

/// What would make the verifier refuse the node is refused here already where it decides how much memory is taken:
/// neuron parameters of different shapes, a bias that does not fit its matrix.
void TreeReader::checkShapesBeforeLoading(NodeTree &node) {
  const Dataset *weight = fieldOf(node, "weight"), *bias = fieldOf(node, "bias");
  if (weight && bias && weight->shape.size() >= 2) {
    uint64_t rows;
    if (node.type->name == "Affine")
      rows = elementsOf(ArrayRef<int64_t>(weight->shape).drop_back());
    else
      rows = weight->shape.front();
    if (bias->elements() > rows) {
      error("C2", node.fullName,
            "bias has shape " + shapeText(bias->shape) + ", weight " + shapeText(weight->shape) + " takes " +
                Twine(rows) + (rows == 1 ? " element" : " elements"));
      node.fields.clear();
    }
    if (node.type->name == "Affine" && bias->elements() < rows && rows > mostIntegers) {
      error("C2", node.fullName,
            "weight has shape " + shapeText(weight->shape) + ", bias " + shapeText(bias->shape) + " has " +
                Twine(bias->elements()) + " of its " + Twine(rows) + " rows");
      node.fields.clear();
    }
  }
  const Dataset *first = nullptr;
  StringRef firstName;
  for (auto [field, dataset] : node.fields) {
    if ((field->kind != FieldKind::Real && field->kind != FieldKind::TimeConstant) || dataset->shape.empty())
      continue;
    // The smallest one decides: a single huge field is the wrong one.
    if (!first || dataset->elements() < first->elements()) {
      first = dataset;
      firstName = field->name;
    }
  }
  for (auto [field, dataset] : llvm::make_early_inc_range(node.fields)) {
    if ((field->kind != FieldKind::Real && field->kind != FieldKind::TimeConstant) || dataset->shape.empty() ||
        dataset->elements() <= first->elements() + mostIntegers)
      continue;
    error("C2", node.fullName,
          field->name + " has shape " + shapeText(dataset->shape) + ", " + firstName + " has " +
              shapeText(first->shape) + "; all parameters of a neuron share one shape");
    node.fields.clear();
    return;
  }
}

Group *TreeReader::readMetadata(Group &group, StringRef fullName) {
  Member *member = group.find("metadata");
  if (!member)
    return nullptr;
  if (auto *metadata = std::get_if<std::unique_ptr<Group>>(&member->value))
    return metadata->get();
  error("field-type", fullName, "'metadata' is not a group, a group of values is expected");
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Graphs
//===----------------------------------------------------------------------===//

/// NIR up to 0.0.6 numbered its nodes and stored edges as integers; they become the nodes' names.
bool TreeReader::edgesToText(Dataset &edges, StringRef prefix) {
  if (llvm::Error failure = source.load({&edges})) {
    error("edges", prefix, llvm::toString(std::move(failure)));
    return false;
  }
  size_t width = edges.bits / 8;
  for (size_t i = 0; i < edges.elements(); ++i) {
    int64_t value = 0;
    std::memcpy(&value, edges.data.data() + i * width, width);
    if (edges.kind == ElementKind::SignedInteger)
      value = llvm::SignExtend64(value, edges.bits);
    edges.strings.push_back(std::to_string(value));
  }
  repairs.note("edges stored as integers (NIR 0.0.x) are read as node names", prefix);
  return true;
}

void TreeReader::readEdges(Group &group, StringRef prefix, GraphTree &graph, const llvm::StringSet<> &present) {
  Member *member = group.find("edges");
  auto *dataset = member ? std::get_if<Dataset>(&member->value) : nullptr;
  if (!dataset) {
    error("edges", prefix,
          Twine(member ? "'edges' is not a dataset" : "missing 'edges'") +
              ", a list of pairs (source, destination) is expected");
    return;
  }
  if (dataset->elements() == 0)
    return;
  bool isInteger = dataset->kind == ElementKind::SignedInteger || dataset->kind == ElementKind::UnsignedInteger;
  if (dataset->shape.size() != 2 || dataset->shape[1] != 2 || (dataset->kind != ElementKind::String && !isInteger)) {
    error("edges", prefix,
          "'edges' is " + dataset->typeText + " of shape " + shapeText(dataset->shape) +
              ", texts of shape [E, 2] are expected");
    return;
  }
  if (isInteger && !edgesToText(*dataset, prefix))
    return;
  for (size_t i = 0; i + 1 < dataset->strings.size(); i += 2) {
    const std::string &from = dataset->strings[i], &to = dataset->strings[i + 1];
    bool dangling = false;
    for (const std::string &end : {from, to})
      if (!present.contains(end)) {
        dangling = true;
        error("dangling-edge", prefix,
              "edge " + quoted(from) + " -> " + quoted(to) + ": there is no node " + quoted(end),
              "name a node of this graph or remove the edge");
      }
    if (!dangling)
      graph.edges.emplace_back(from, to);
  }
  llvm::sort(graph.edges,
             [](const auto &a, const auto &b) { return std::tie(a.second, a.first) < std::tie(b.second, b.first); });
}

GraphTree TreeReader::readGraph(Group &group, StringRef prefix, unsigned depth) {
  GraphTree graph;
  graph.metadata = readMetadata(group, prefix);
  for (Member &member : group.members)
    if (!llvm::is_contained({"type", "nodes", "edges", "metadata", "version"}, member.name))
      error("unknown-field", prefix,
            "member " + quoted(member.name) + " is not one of a NIRGraph, which has nodes, edges and metadata");
  Member *nodes = group.find("nodes");
  auto *children = nodes ? std::get_if<std::unique_ptr<Group>>(&nodes->value) : nullptr;
  if (!children) {
    error("nodes", prefix,
          Twine(nodes ? "'nodes' is not a group" : "missing 'nodes'") +
              ", a group with a group for each node is expected");
    return graph;
  }
  llvm::StringSet<> present;
  for (Member &member : (*children)->members) {
    present.insert(member.name);
    NodeTree node;
    if (readNode(member, prefix, depth, node))
      graph.nodes.push_back(std::move(node));
  }
  readEdges(group, prefix, graph, present);
  return graph;
}

GraphTree TreeReader::readRoot() {
  Group &root = source.root;
  if (Member *member = root.find("node")) {
    auto *node = std::get_if<std::unique_ptr<Group>>(&member->value);
    if (!node) {
      error("layout", "", "'/node' is not a group, the root graph is expected there");
      return {};
    }
    const std::string *type = text(**node, "type", "");
    if (!type)
      return {};
    if (*type != "NIRGraph") {
      error("layout", "", "the root node has type " + quoted(*type) + ", a NIRGraph is expected");
      return {};
    }
    return readGraph(**node, "", 0);
  }
  if (root.group("nodes") && root.find("edges")) {
    repairs.note("the layout of NIR 0.0.1 to 0.0.5 (no '/node') is read as a graph of today", "");
    return readGraph(root, "", 0);
  }
  error("layout", "", "there is no '/node', so this HDF5 file is not a NIR model");
  return {};
}

GraphTree readGraphTree(const TreeSource &source, Location fileLoc, Findings &findings, Repairs &repairs) {
  return TreeReader(source, fileLoc, findings, repairs).readRoot();
}

} // namespace ganglion::nir
