//===- Partition.cpp - strongly connected components ----------------------===//
//
// Tarjan's algorithm from consumers to producers, so that a component is complete after all that it needs; without
// recursion, because networks may be long chains.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/Partition.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

using mlir::Operation;

namespace ganglion::cpu {

namespace {

class Components {
public:
  /// Component numbers ascend in the order of need.
  llvm::DenseMap<Operation *, unsigned> number;
  std::vector<bool> isCyclic;

  void visit(Operation *root) {
    if (states.count(root))
      return;
    push(root);
    while (!stack.empty()) {
      auto &[op, next] = stack.back();
      if (next == op->getNumOperands()) {
        finish(op);
        continue;
      }
      Operation *producer = op->getOperand(next++).getDefiningOp();
      auto found = states.find(producer);
      if (found == states.end())
        push(producer);
      else if (!number.count(producer))
        lower(op, found->second.index);
    }
  }

private:
  struct State {
    unsigned index, lowest;
  };

  void push(Operation *op) {
    unsigned index = states.size();
    states[op] = {index, index};
    open.push_back(op);
    stack.emplace_back(op, 0);
  }

  void lower(Operation *op, unsigned index) { states[op].lowest = std::min(states[op].lowest, index); }

  void finish(Operation *op) {
    stack.pop_back();
    State state = states[op];
    if (!stack.empty())
      lower(stack.back().first, state.lowest);
    if (state.lowest != state.index)
      return;
    bool cyclic = open.back() != op || llvm::is_contained(op->getUsers(), op);
    Operation *member;
    do {
      member = open.pop_back_val();
      number[member] = isCyclic.size();
    } while (member != op);
    isCyclic.push_back(cyclic);
  }

  llvm::DenseMap<Operation *, State> states;
  llvm::SmallVector<Operation *> open;
  llvm::SmallVector<std::pair<Operation *, unsigned>> stack;
};

} // namespace

std::vector<Part> partition(snn::NetworkOp network, const snn::Schedule &schedule) {
  Components components;
  for (Operation &op : network.getBody().front())
    components.visit(&op);
  std::vector<Part> parts(components.isCyclic.size());
  for (snn::Action action : schedule.actions) {
    unsigned number = components.number[action.op];
    parts[number].isCyclic = components.isCyclic[number];
    if (!parts[number].isCyclic && action.phase == snn::Phase::Absorb)
      continue;
    if (!parts[number].isCyclic)
      action.phase = snn::Phase::Evaluate;
    parts[number].actions.push_back(action);
  }
  return parts;
}

} // namespace ganglion::cpu
