//===- CutCycles.cpp ------------------------------------------------------===//
#include "passes/Discretise/CutCycles.h"
#include "llvm/ADT/STLExtras.h"

using namespace ganglion::nir;

namespace ganglion {

Cut::Cut(const FlatGraph &graph, llvm::ArrayRef<NodeRole> roles)
    : roles(roles.begin(), roles.end()), reached(graph.size()) {
  computeReach(graph);
  if (statelessCycle.empty())
    findClosingEdges();
}

/// Merges what one operand brings into `set`.
static void include(NodeSet &set, size_t operand, bool isSource, const NodeSet &behind) {
  NodeSet merged;
  NodeSet self = {operand};
  const NodeSet &more = isSource ? self : behind;
  std::set_union(set.begin(), set.end(), more.begin(), more.end(), std::back_inserter(merged));
  set = std::move(merged);
}

void Cut::computeReach(const FlatGraph &graph) {
  enum Colour : char { New, Open, Done };
  std::vector<Colour> colour(graph.size(), New);
  for (size_t root = 0; root < graph.size(); ++root) {
    if (isSource(root) || colour[root] != New)
      continue;
    std::vector<std::pair<size_t, size_t>> stack = {{root, 0}};
    colour[root] = Open;
    while (!stack.empty()) {
      auto &[node, next] = stack.back();
      if (next == graph[node].operands.size()) {
        for (size_t operand : graph[node].operands)
          include(reached[node], operand, isSource(operand), reached[operand]);
        colour[node] = Done;
        stack.pop_back();
        continue;
      }
      size_t operand = graph[node].operands[next++];
      if (isSource(operand) || colour[operand] == Done)
        continue;
      if (colour[operand] == Open) {
        auto start = llvm::find_if(stack, [&](auto &entry) { return entry.first == operand; });
        for (auto &entry : llvm::make_range(start, stack.end()))
          statelessCycle.push_back(graph[entry.first].name);
        return;
      }
      colour[operand] = Open;
      stack.emplace_back(operand, 0);
    }
  }
  for (size_t node = 0; node < graph.size(); ++node)
    if (isSource(node))
      for (size_t operand : graph[node].operands)
        include(reached[node], operand, isSource(operand), reached[operand]);
}

void Cut::findClosingEdges() {
  size_t count = roles.size();
  std::vector<std::vector<size_t>> following(count);
  for (size_t destination = 0; destination < count; ++destination)
    if (roles[destination] == NodeRole::Stateful)
      for (size_t source : reached[destination])
        following[source].push_back(destination);

  enum Colour : char { New, Open, Done };
  std::vector<Colour> colour(count, New);
  auto walk = [&](size_t start) {
    if (colour[start] != New)
      return;
    std::vector<std::pair<size_t, size_t>> stack = {{start, 0}};
    colour[start] = Open;
    while (!stack.empty()) {
      auto &[node, next] = stack.back();
      if (next == following[node].size()) {
        colour[node] = Done;
        stack.pop_back();
        continue;
      }
      size_t successor = following[node][next++];
      if (colour[successor] == Open) {
        closing.insert({node, successor});
      } else if (colour[successor] == New) {
        colour[successor] = Open;
        stack.emplace_back(successor, 0);
      }
    }
  };
  for (size_t node = 0; node < count; ++node)
    if (roles[node] == NodeRole::Input)
      walk(node);
  for (size_t node = 0; node < count; ++node)
    if (isSource(node))
      walk(node);
}

NodeSet Cut::lateSources(size_t destination) const {
  NodeSet late;
  for (size_t source : reached[destination])
    if (closing.contains({source, destination}))
      late.push_back(source);
  return late;
}

/// Tarjan's strongly connected components, without recursion.
std::vector<char> nodesOnCycles(const FlatGraph &graph) {
  size_t count = graph.size();
  constexpr size_t unseen = SIZE_MAX;
  std::vector<size_t> number(count, unseen), low(count, 0), component;
  std::vector<char> open(count, 0), onCycle(count, 0);
  size_t next = 0;
  for (size_t root = 0; root < count; ++root) {
    if (number[root] != unseen)
      continue;
    std::vector<std::pair<size_t, size_t>> stack;
    auto enter = [&](size_t node) {
      number[node] = low[node] = next++;
      open[node] = 1;
      component.push_back(node);
      stack.emplace_back(node, 0);
    };
    enter(root);
    while (!stack.empty()) {
      auto &[node, index] = stack.back();
      if (index < graph[node].consumers.size()) {
        size_t consumer = graph[node].consumers[index++];
        onCycle[node] |= consumer == node;
        if (number[consumer] == unseen)
          enter(consumer);
        else if (open[consumer])
          low[node] = std::min(low[node], number[consumer]);
        continue;
      }
      size_t finished = node;
      stack.pop_back();
      if (!stack.empty())
        low[stack.back().first] = std::min(low[stack.back().first], low[finished]);
      if (low[finished] != number[finished])
        continue;
      bool several = component.back() != finished;
      size_t member;
      do {
        member = component.back();
        component.pop_back();
        open[member] = 0;
        onCycle[member] |= several;
      } while (member != finished);
    }
  }
  return onCycle;
}

} // namespace ganglion
