//===- RandomGraph.cpp ----------------------------------------------------===//
#include "test/unit/tools/RandomGraph.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <random>

namespace ganglion::test {

static std::string typeText(const Shape &shape, const std::string &element) {
  std::string text = "tensor<";
  for (int64_t n : shape)
    text += std::to_string(n) + "x";
  return text + element + ">";
}

static int64_t countOf(const Shape &shape) {
  int64_t count = 1;
  for (int64_t n : shape)
    count *= n;
  return count;
}

namespace {
constexpr const char *neuronKinds[] = {"i", "if", "li", "lif", "cuba_li", "cuba_lif"};
} // namespace

static bool isNeuron(const RandomNode &node) { return llvm::is_contained(neuronKinds, node.kind); }

//===----------------------------------------------------------------------===//
// Making one
//===----------------------------------------------------------------------===//

class GraphMaker {
public:
  GraphMaker(RandomGraph &graph, unsigned seed) : nodes(graph.nodes), generator(seed) {}

  void make() {
    for (int count = between(1, 2); count > 0; --count) {
      int input = add("input", -1, {}, inputShape());
      nodes[input].fields = shapeField(nodes[input].out);
    }
    std::vector<int> signals = indices(-1);
    fill(-1, signals, between(1, 6));
    // The newest signal, so that most of the graph matters, and a few others.
    for (size_t i = signals.size(); i-- > 0;)
      if (i + 1 == signals.size() || chance(15))
        addOutput(-1, signals[i], signals);
  }

private:
  int between(int least, int most) { return std::uniform_int_distribution<int>(least, most)(generator); }
  bool chance(int percent) { return between(1, 100) <= percent; }
  double uniform(double least, double most) { return std::uniform_real_distribution<double>(least, most)(generator); }
  template <typename T> T oneOf(const std::vector<T> &values) { return values[between(0, values.size() - 1)]; }

  //===--------------------------------------------------------------------===//
  // Parameters
  //===--------------------------------------------------------------------===//

  template <typename Value> std::string denseText(const Shape &shape, size_t axis, const Value &value) {
    if (axis == shape.size())
      return value();
    std::string text = "[";
    for (int64_t i = 0; i < shape[axis]; ++i)
      text += (i ? ", " : "") + denseText(shape, axis + 1, value);
    return text + "]";
  }

  /// Numbers of a shape, sometimes of rank 0 or all equal, of either type.
  std::string reals(const Shape &shape, double least, double most, bool mayBeScalar = true) {
    std::string element = chance(70) ? "f32" : "f64";
    auto number = [&]() {
      char text[40];
      double value = least < 0 && chance(10) ? 0.0 : uniform(least, most);
      snprintf(text, sizeof(text), element == "f64" ? "%.17e" : "%.9e", value);
      return std::string(text);
    };
    if (mayBeScalar && chance(30))
      return "dense<" + number() + "> : tensor<" + element + ">";
    if (chance(15))
      return "dense<" + number() + "> : " + typeText(shape, element);
    return "dense<" + denseText(shape, 0, number) + "> : " + typeText(shape, element);
  }

  static std::string integers(const std::vector<int64_t> &values) {
    std::string text;
    for (int64_t value : values)
      text += (text.empty() ? "" : ", ") + std::to_string(value);
    return "dense<[" + text + "]> : " + typeText({static_cast<int64_t>(values.size())}, "i64");
  }
  static std::string integer(int64_t value) { return "dense<" + std::to_string(value) + "> : tensor<i64>"; }
  static std::string shapeField(const Shape &shape) { return " shape(" + integers(shape) + ")"; }

  /// Delays of up to a few steps of a millisecond, some of none, some off the grid.
  std::string delays(const Shape &shape) {
    int least = chance(60) ? 1 : 0;
    auto number = [&]() {
      char text[40];
      snprintf(text, sizeof(text), "%.17e", between(least, 4) * 1e-3 + (chance(10) ? 2e-4 : 0));
      return std::string(text);
    };
    if (chance(40))
      return "dense<" + number() + "> : tensor<f64>";
    return "dense<" + denseText(shape, 0, number) + "> : " + typeText(shape, "f64");
  }

  std::string neuronFields(const std::string &kind, const Shape &shape) {
    std::string text;
    if (kind.find("cuba") == 0)
      text += " tau_syn(" + reals(shape, 0.0015, 0.02) + ") tau_mem(" + reals(shape, 0.0015, 0.03) + ")";
    else if (kind != "i" && kind != "if")
      text += " tau(" + reals(shape, 0.0015, 0.03) + ")";
    bool hasTau = kind != "i" && kind != "if";
    // With a gain of r*dt, or of r.
    text += " r(" + (hasTau || chance(30) ? reals(shape, 0.5, 8) : reals(shape, 100, 900)) + ")";
    if (hasTau)
      text += " v_leak(" + (chance(60) ? "dense<0.0> : tensor<f32>" : reals(shape, -0.3, 0.3)) + ")";
    if (kind == "if" || kind == "lif" || kind == "cuba_lif") {
      text += " v_threshold(" + reals(shape, 0.2, 1) + ")";
      if (chance(60))
        text += " v_reset(" + reals(shape, -0.5, 0.1) + ")";
    }
    if (kind.find("cuba") == 0 && chance(60))
      text += " w_in(" + reals(shape, 0.5, 4) + ")";
    return text;
  }

  //===--------------------------------------------------------------------===//
  // Nodes
  //===--------------------------------------------------------------------===//

  int add(const std::string &kind, int parent, Shape in, Shape out) {
    RandomNode node;
    node.kind = kind;
    // Orders by bytes, by number and by text differ; a dot is part of a name.
    node.name = oneOf<std::string>({"n", "N", "z", "a.b", "\xC3\xA9"}) + std::to_string(nodes.size());
    node.in = std::move(in);
    node.out = std::move(out);
    node.parent = parent;
    nodes.push_back(std::move(node));
    return nodes.size() - 1;
  }

  std::vector<int> indices(int parent) const {
    std::vector<int> list;
    for (size_t i = 0; i < nodes.size(); ++i)
      if (nodes[i].parent == parent)
        list.push_back(i);
    return list;
  }

  Shape inputShape() {
    if (chance(25))
      return {between(1, 3), between(3, 7), between(3, 7)};
    if (chance(20))
      return {between(1, 3), between(3, 9)};
    return {between(1, 12)};
  }

  /// Some of the signals that have this shape.
  std::vector<int> operandsLike(int first, const std::vector<int> &signals) {
    std::vector<int> list{first};
    for (int other : signals)
      if (other != first && nodes[other].out == nodes[first].out && chance(15))
        list.push_back(other);
    std::shuffle(list.begin(), list.end(), generator);
    return list;
  }

  void addOutput(int parent, int source, const std::vector<int> &signals) {
    Shape shape = nodes[source].out;
    int output = add("output", parent, shape, shape);
    nodes[output].operands = operandsLike(source, signals);
    nodes[output].fields = shapeField(shape);
  }

  void fill(int parent, std::vector<int> &signals, int layers) {
    for (; layers > 0; --layers) {
      int source = chance(80) ? signals.back() : oneOf(signals);
      std::vector<int> operands = operandsLike(source, signals);
      Shape in = nodes[source].out;
      int made = addLayer(parent, in);
      nodes[made].operands = operands;
      signals.push_back(made);
    }
    for (int count = between(0, 2); count > 0; --count)
      closeCycle(parent, signals);
  }

  int addLayer(int parent, const Shape &in) {
    int nesting = 0;
    for (int outer = parent; outer != -1; outer = nodes[outer].parent)
      ++nesting;
    if (nesting < 2 && chance(12))
      return addNested(parent, in);
    if (chance(45))
      return addNeuron(parent, in);
    std::vector<std::string> kinds{"scale", "delay", "threshold"};
    if (in.size() == 1)
      kinds = {"affine", "affine", "linear", "linear", "scale", "delay", "threshold"};
    else if (in.size() == 2)
      kinds.insert(kinds.end(), {"conv1d", "conv1d", "linear", "affine", "flatten"});
    else if (in.size() == 3)
      kinds.insert(kinds.end(), {"conv2d", "conv2d", "sum_pool2d", "avg_pool2d", "flatten"});
    return addStateless(parent, oneOf(kinds), in);
  }

  int addNeuron(int parent, const Shape &shape) {
    std::string kind = neuronKinds[between(0, 5)];
    int made = add(kind, parent, shape, shape);
    nodes[made].fields = neuronFields(kind, shape);
    return made;
  }

  int addStateless(int parent, const std::string &kind, const Shape &in) {
    int made = add(kind, parent, in, in);
    std::string fields;
    if (kind == "scale") {
      fields = " scale(" + reals(in, -1.5, 1.5) + ")";
    } else if (kind == "threshold") {
      fields = " threshold(" + reals(in, -0.5, 1) + ")";
    } else if (kind == "delay") {
      fields = " delay(" + delays(in) + ")";
    } else if (kind == "linear" || kind == "affine") {
      Shape weight(in.begin(), in.end() - 1), out = weight;
      out.push_back(between(1, 12));
      weight.insert(weight.end(), {out.back(), in.back()});
      fields = " weight(" + reals(weight, -0.8, 1, false) + ")";
      if (kind == "affine")
        fields += " bias(" + reals(out, -0.2, 0.2, false) + ")";
      nodes[made].out = out;
    } else if (kind == "flatten") {
      int64_t start = between(0, in.size() - 2);
      Shape out(in.begin(), in.begin() + start);
      out.push_back(countOf(Shape(in.begin() + start, in.end())));
      fields = " input_type(" + integers(in) + ") start_dim(" + integer(start) + ") end_dim(" + integer(-1) + ")";
      nodes[made].out = out;
    } else {
      fields = windowFields(kind, in, nodes[made].out);
    }
    nodes[made].fields = fields;
    return made;
  }

  /// Fields of a convolution or pool; sets the shape of what it puts out.
  std::string windowFields(const std::string &kind, const Shape &in, Shape &out) {
    bool isConv = kind.find("conv") == 0;
    size_t axes = in.size() - 1;
    bool same = isConv && chance(30);
    std::vector<int64_t> kernel, stride, padding, dilation;
    for (size_t axis = 0; axis < axes; ++axis) {
      kernel.push_back(between(1, std::min<int64_t>(3, in[axis + 1])));
      stride.push_back(same ? 1 : between(1, 2));
      padding.push_back(between(0, kernel.back() / 2));
      bool fits = isConv && 2 * (kernel.back() - 1) < in[axis + 1];
      dilation.push_back(fits ? between(1, 2) : 1);
      int64_t span = in[axis + 1] + 2 * padding.back() - dilation.back() * (kernel.back() - 1) - 1;
      out[axis + 1] = same ? in[axis + 1] : span / stride.back() + 1;
    }
    if (!isConv)
      return " kernel_size(" + integers(kernel) + ") stride(" + integers(stride) + ") padding(" + integers(padding) +
             ")";
    int64_t groups = in[0] > 1 && chance(25) ? in[0] : 1, filters = groups * between(1, 3);
    out[0] = filters;
    Shape weight{filters, in[0] / groups};
    weight.insert(weight.end(), kernel.begin(), kernel.end());
    bool isLine = axes == 1;
    auto perAxis = [&](const std::vector<int64_t> &values) { return isLine ? integer(values[0]) : integers(values); };
    Shape image(in.begin() + 1, in.end());
    return " weight(" + reals(weight, -0.6, 0.8, false) + ") bias(" + reals({filters}, -0.2, 0.2, false) + ") stride(" +
           perAxis(stride) + ") padding(" + (same ? "\"same\"" : perAxis(padding)) + ") dilation(" + perAxis(dilation) +
           ") groups(" + integer(groups) + ") input_shape(" + perAxis(image) + ")";
  }

  int addNested(int parent, const Shape &in) {
    int graph = add("subgraph", parent, in, in);
    int input = add("input", graph, in, in);
    nodes[input].fields = chance(50) ? shapeField(in) : "";
    std::vector<int> signals{input};
    fill(graph, signals, between(1, 3));
    addOutput(graph, signals.back(), signals);
    nodes[graph].out = nodes[signals.back()].out;
    return graph;
  }

  /// An edge to any node of the graph, through a Linear where the shapes differ. Most go to neurons and delays, for a
  /// cycle needs one.
  void closeCycle(int parent, std::vector<int> &signals) {
    int source = oneOf(signals), target = oneOf(signals);
    bool cuts = isNeuron(nodes[target]) || nodes[target].kind == "delay" || nodes[target].kind == "subgraph";
    if (nodes[target].kind == "input" || nodes[source].kind == "input" || (!cuts && chance(80)))
      return;
    if (nodes[source].out != nodes[target].in) {
      if (nodes[source].out.size() != 1 || nodes[target].in.size() != 1)
        return;
      int linear = add("linear", parent, nodes[source].out, nodes[target].in);
      nodes[linear].fields = " weight(" + reals({nodes[target].in[0], nodes[source].out[0]}, -0.5, 0.6, false) + ")";
      nodes[linear].operands = {source};
      signals.insert(signals.begin() + between(0, signals.size() - 1), linear);
      source = linear;
    }
    std::vector<int> &operands = nodes[target].operands;
    if (!llvm::is_contained(operands, source))
      operands.insert(operands.begin() + between(0, operands.size()), source);
  }

  std::vector<RandomNode> &nodes;
  std::mt19937 generator;
};

//===----------------------------------------------------------------------===//
// The graph
//===----------------------------------------------------------------------===//

RandomGraph::RandomGraph(unsigned seed) { GraphMaker(*this, seed).make(); }

std::string RandomGraph::bodyText(int parent, const std::string &indent) const {
  std::string text;
  for (size_t i = 0; i < nodes.size(); ++i) {
    const RandomNode &node = nodes[i];
    if (node.parent != parent || node.isRemoved)
      continue;
    std::string names, types;
    for (int operand : node.operands) {
      names += (names.empty() ? "%v" : ", %v") + std::to_string(operand);
      types += (types.empty() ? "" : ", ") + typeText(nodes[operand].out, "f32");
    }
    text += indent + "%v" + std::to_string(i) + " = nir." + node.kind + " \"" + node.name + "\"";
    if (!names.empty())
      text += " (" + names + ")";
    text += node.fields;
    if (node.kind == "subgraph")
      text += " {\n" + bodyText(i, indent + "  ") + indent + "}";
    text += " : (" + types + ") -> " + typeText(node.out, "f32") + "\n";
  }
  return text;
}

std::string RandomGraph::text() const { return "nir.graph @random {\n" + bodyText(-1, "  ") + "}\n"; }

size_t RandomGraph::size() const {
  return llvm::count_if(nodes, [](const RandomNode &node) { return !node.isRemoved; });
}

void RandomGraph::remove(int index) {
  nodes[index].isRemoved = true;
  for (size_t i = 0; i < nodes.size(); ++i) {
    llvm::erase(nodes[i].operands, index);
    if (nodes[i].parent == index && !nodes[i].isRemoved)
      remove(i);
  }
}

std::vector<RandomGraph> RandomGraph::smaller() const {
  std::vector<RandomGraph> list;
  for (size_t i = 0; i < nodes.size(); ++i) {
    bool isPort = nodes[i].parent != -1 && (nodes[i].kind == "input" || nodes[i].kind == "output");
    if (nodes[i].isRemoved)
      continue;
    if (!isPort) {
      list.push_back(*this);
      list.back().remove(i);
    }
    for (size_t operand = 0; operand < nodes[i].operands.size(); ++operand) {
      list.push_back(*this);
      std::vector<int> &operands = list.back().nodes[i].operands;
      operands.erase(operands.begin() + operand);
    }
  }
  return list;
}

std::vector<std::string> RandomGraph::spikingNodes() const {
  std::vector<std::string> list;
  for (const RandomNode &node : nodes) {
    if (node.isRemoved || (node.kind != "if" && node.kind != "lif" && node.kind != "cuba_lif"))
      continue;
    std::string name = node.name;
    for (int outer = node.parent; outer != -1; outer = nodes[outer].parent)
      name = nodes[outer].name + "." + name;
    list.push_back(name);
  }
  return list;
}

} // namespace ganglion::test
