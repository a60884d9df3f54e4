//===- NIRImporter.cpp - from the graph's tree to the `nir` dialect -------===//
#include "frontends/NIR/NIRImporter.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/GraphTree.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using ganglion::nirfile::Dataset;
using ganglion::nirfile::ElementKind;
using ganglion::nirfile::Group;
using ganglion::nirfile::Member;
using ganglion::nirfile::ModelFile;
using ganglion::nirfile::Problem;

namespace ganglion::nir {

char RefusedModel::ID = 0;

void RefusedModel::log(llvm::raw_ostream &os) const { os << "the model was refused"; }

bool looksLikeHDF5(StringRef bytes) {
  StringRef signature("\x89HDF\r\n\x1a\n", 8);
  for (size_t offset = 0; offset + signature.size() <= bytes.size(); offset = offset ? 2 * offset : 512)
    if (bytes.substr(offset).starts_with(signature))
      return true;
  return false;
}

/// The element type of a numeric dataset; null for texts and what NIR cannot hold.
static Type elementType(Builder &builder, const Dataset &dataset) {
  switch (dataset.kind) {
  case ElementKind::Float:
    return dataset.bits == 16   ? Type(builder.getF16Type())
           : dataset.bits == 32 ? Type(builder.getF32Type())
           : dataset.bits == 64 ? Type(builder.getF64Type())
                                : Type();
  case ElementKind::SignedInteger:
    return builder.getIntegerType(dataset.bits);
  case ElementKind::UnsignedInteger:
    return builder.getIntegerType(dataset.bits, /*isSigned=*/false);
  case ElementKind::Boolean:
    return builder.getI1Type();
  case ElementKind::String:
  case ElementKind::Unsupported:
    return {};
  }
  llvm_unreachable("closed enumeration");
}

namespace {

class GraphBuilder {
public:
  GraphBuilder(const TreeSource &source, Location fileLoc, Findings &findings)
      : source(source), fileLoc(fileLoc), findings(findings), builder(fileLoc.getContext()) {}

  /// Asks the reader for every number of the graph at once.
  llvm::Error load(GraphTree &graph);
  void build(GraphTree &graph, Block &block);
  DictionaryAttr metadata(Group *group, StringRef fullName);

private:
  void collect(GraphTree &graph, std::vector<Dataset *> &datasets);
  void collect(Group &metadata, std::vector<Dataset *> &datasets);
  Operation *buildNode(NodeTree &node);
  Attribute fieldValue(const NodeTree &node, const Field &field, const Dataset &dataset);
  Attribute metadataValue(Member &member, StringRef fullName);
  ElementsAttr numbers(const Dataset &dataset, StringRef name);

  const TreeSource &source;
  Location fileLoc;
  Findings &findings;
  OpBuilder builder;
};

} // namespace

//===----------------------------------------------------------------------===//
// Loading
//===----------------------------------------------------------------------===//

void GraphBuilder::collect(Group &metadata, std::vector<Dataset *> &datasets) {
  for (Member &member : metadata.members) {
    if (auto *dataset = std::get_if<Dataset>(&member.value)) {
      if (elementType(builder, *dataset))
        datasets.push_back(dataset);
    } else if (auto *group = std::get_if<std::unique_ptr<Group>>(&member.value)) {
      collect(**group, datasets);
    }
  }
}

void GraphBuilder::collect(GraphTree &graph, std::vector<Dataset *> &datasets) {
  if (graph.metadata)
    collect(*graph.metadata, datasets);
  for (NodeTree &node : graph.nodes) {
    if (node.graph) {
      collect(*node.graph, datasets);
      continue;
    }
    if (node.metadata)
      collect(*node.metadata, datasets);
    for (auto [field, dataset] : node.fields)
      if (dataset->kind != ElementKind::String)
        datasets.push_back(dataset);
  }
}

llvm::Error GraphBuilder::load(GraphTree &graph) {
  std::vector<Dataset *> datasets;
  collect(graph, datasets);
  return source.load(datasets);
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

ElementsAttr GraphBuilder::numbers(const Dataset &dataset, StringRef name) {
  auto type = RankedTensorType::get(dataset.shape, elementType(builder, dataset));
  return makeParameter(type, name, dataset.data, source.owner);
}

Attribute GraphBuilder::fieldValue(const NodeTree &node, const Field &field, const Dataset &dataset) {
  if (dataset.kind == ElementKind::String)
    return builder.getStringAttr(dataset.strings.front());
  return numbers(dataset, (node.fullName + "." + field.name).str());
}

Attribute GraphBuilder::metadataValue(Member &member, StringRef fullName) {
  auto leaveOut = [&](const Twine &what) {
    findings.warning(nodeLocation(fileLoc, fullName), "metadata", fullName,
                     "metadata " + quoted(member.name) + " is " + what + ", which is left out",
                     "texts, numbers, arrays of them and groups can be kept");
    return Attribute();
  };
  if (auto *problem = std::get_if<Problem>(&member.value))
    return leaveOut(problem->text);
  if (auto *group = std::get_if<std::unique_ptr<Group>>(&member.value))
    return metadata(group->get(), fullName);
  auto &dataset = std::get<Dataset>(member.value);
  if (dataset.kind == ElementKind::String) {
    if (dataset.shape.empty())
      return builder.getStringAttr(dataset.strings.front());
    if (dataset.shape.size() > 1)
      return leaveOut("an array of texts of shape " + shapeText(dataset.shape));
    SmallVector<Attribute> texts;
    for (const std::string &text : dataset.strings)
      texts.push_back(builder.getStringAttr(text));
    return builder.getArrayAttr(texts);
  }
  if (!elementType(builder, dataset))
    return leaveOut(dataset.typeText);
  return numbers(dataset, (fullName + ".metadata." + member.name).str());
}

DictionaryAttr GraphBuilder::metadata(Group *group, StringRef fullName) {
  if (!group)
    return {};
  SmallVector<NamedAttribute> entries;
  for (Member &member : group->members)
    if (Attribute value = metadataValue(member, fullName))
      entries.push_back(builder.getNamedAttr(member.name, value));
  return builder.getDictionaryAttr(entries);
}

//===----------------------------------------------------------------------===//
// Graphs
//===----------------------------------------------------------------------===//

Operation *GraphBuilder::buildNode(NodeTree &node) {
  auto unknown = UnrankedTensorType::get(builder.getF32Type());
  OperationState state(nodeLocation(fileLoc, node.fullName),
                       node.graph ? SubgraphOp::getOperationName() : node.type->opName);
  state.addTypes(unknown);
  state.addAttribute("name", builder.getStringAttr(node.name));
  if (DictionaryAttr values = metadata(node.metadata, node.fullName))
    state.addAttribute("metadata", values);
  for (auto [field, dataset] : node.fields)
    state.addAttribute(field->name, fieldValue(node, *field, *dataset));
  if (node.graph)
    state.addRegion()->emplaceBlock();
  Operation *op = builder.create(state);
  if (node.graph)
    build(*node.graph, op->getRegion(0).front());
  return op;
}

/// Nodes in an order that reads well: a source stands before its destination unless a cycle forbids it; otherwise by
/// name.
static std::vector<size_t> readingOrder(const GraphTree &graph) {
  llvm::StringMap<size_t> index;
  for (auto [i, node] : llvm::enumerate(graph.nodes))
    index[node.name] = i;
  std::vector<SmallVector<size_t>> successors(graph.nodes.size());
  std::vector<char> isFed(graph.nodes.size(), 0);
  for (const auto &[from, to] : graph.edges) {
    size_t destination = index.lookup(to);
    successors[index.lookup(from)].push_back(destination);
    isFed[destination] = 1;
  }

  // Reverse postorder of a depth-first walk; visiting later names first leaves earlier names in front.
  std::vector<size_t> order;
  std::vector<char> seen(graph.nodes.size(), 0);
  auto visit = [&](size_t root) {
    SmallVector<std::pair<size_t, size_t>> stack;
    auto push = [&](size_t node) {
      if (seen[node])
        return;
      seen[node] = 1;
      stack.emplace_back(node, successors[node].size());
    };
    push(root);
    while (!stack.empty()) {
      auto &[node, left] = stack.back();
      if (left == 0) {
        order.push_back(node);
        stack.pop_back();
        continue;
      }
      push(successors[node][--left]);
    }
  };
  auto isInput = [&](size_t i) { return graph.nodes[i].type && graph.nodes[i].type->name == "Input"; };
  for (size_t i = graph.nodes.size(); i-- > 0;)
    if (!isInput(i) && !isFed[i])
      visit(i);
  for (size_t i = graph.nodes.size(); i-- > 0;)
    if (isInput(i))
      visit(i);
  for (size_t i = graph.nodes.size(); i-- > 0;)
    visit(i);
  std::reverse(order.begin(), order.end());
  return order;
}

void GraphBuilder::build(GraphTree &graph, Block &block) {
  OpBuilder::InsertionGuard guard(builder);
  llvm::StringMap<Operation *> nodes;
  for (size_t i : readingOrder(graph)) {
    builder.setInsertionPointToEnd(&block);
    nodes[graph.nodes[i].name] = buildNode(graph.nodes[i]);
  }
  llvm::StringMap<SmallVector<Value>> operands;
  for (const auto &[from, to] : graph.edges)
    operands[to].push_back(nodes.lookup(from)->getResult(0));
  for (auto &entry : operands)
    nodes.lookup(entry.getKey())->setOperands(entry.getValue());
}

/// A symbol name from the file's name, so that the assembly says where it came from.
static std::string symbolName(StringRef path) {
  std::string name;
  for (char c : llvm::sys::path::stem(path).take_front(100))
    name += llvm::isAlnum(c) || c == '_' || c == '.' ? c : '_';
  if (name.empty() || llvm::isDigit(name.front()) || name.front() == '.')
    name.insert(name.begin(), '_');
  return name;
}

static StringAttr versionOf(Group &root, Builder &builder, Findings &findings, Repairs &repairs, Location fileLoc) {
  if (!root.find("version")) {
    repairs.note("the file states no version of NIR", "");
    return {};
  }
  Dataset *version = root.dataset("version");
  if (version && version->kind == ElementKind::String && version->strings.size() == 1)
    return builder.getStringAttr(StringRef(version->strings.front()).take_front(200));
  findings.warning(fileLoc, "layout", "",
                   "'/version' is " + (version ? version->typeText : std::string("not a dataset")) +
                       ", a text is expected; it is ignored");
  return {};
}

llvm::Expected<OwningOpRef<ModuleOp>> importNIR(StringRef path, MLIRContext *context) {
  llvm::Expected<ModelFile> file = ModelFile::open(path);
  if (!file)
    return file.takeError();
  auto load = [&](ArrayRef<Dataset *> datasets) { return file->load(datasets); };
  return importTree({file->root(), load, file->owner()}, path, context);
}

llvm::Expected<OwningOpRef<ModuleOp>> importTree(const TreeSource &source, StringRef name, MLIRContext *context) {
  context->loadDialect<NIRDialect>();
  Builder builder(context);
  Location fileLoc = FileLineColLoc::get(context, name, 0, 0);
  Findings findings;
  Repairs repairs;
  GraphTree tree = readGraphTree(source, fileLoc, findings, repairs);
  auto refused = [&]() -> llvm::Error {
    (void)findings.report();
    return llvm::make_error<RefusedModel>();
  };
  if (findings.hasErrors())
    return refused();

  GraphBuilder graphBuilder(source, fileLoc, findings);
  if (llvm::Error error = graphBuilder.load(tree))
    return std::move(error);
  OwningOpRef<ModuleOp> module = ModuleOp::create(fileLoc);
  OpBuilder opBuilder = OpBuilder::atBlockEnd(module->getBody());
  OperationState state(fileLoc, GraphOp::getOperationName());
  state.addAttribute("sym_name", builder.getStringAttr(symbolName(name)));
  if (StringAttr version = versionOf(source.root, builder, findings, repairs, fileLoc))
    state.addAttribute("version", version);
  if (DictionaryAttr metadata = graphBuilder.metadata(tree.metadata, ""))
    state.addAttribute("metadata", metadata);
  state.addRegion()->emplaceBlock();
  Operation *graph = opBuilder.create(state);
  graphBuilder.build(tree, graph->getRegion(0).front());
  repairs.report(findings, fileLoc);
  (void)findings.report();
  return module;
}

} // namespace ganglion::nir
