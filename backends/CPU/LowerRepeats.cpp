//===- LowerRepeats.cpp - which connections see data inputs alone ---------===//
#include "backends/CPU/NetworkLowering.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

SmallVector<Operation *> NetworkLowering::dataInputsOf(OperandRange operands) const {
  llvm::SetVector<Operation *> all;
  for (Value operand : operands) {
    auto found = dataInputs.find(operand.getDefiningOp());
    if (found == dataInputs.end())
      return {};
    all.insert_range(found->second);
  }
  SmallVector<Operation *> inputs = all.takeVector();
  llvm::sort(inputs, [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  return inputs;
}

void NetworkLowering::noteDataInputs(Operation *op) {
  if (isa<snn::InputOp>(op)) {
    dataInputs[op] = {op};
    return;
  }
  auto stateless = dyn_cast<snn::StatelessOpInterface>(op);
  if (!stateless || op->hasAttr("delays"))
    return;
  if (SmallVector<Operation *> inputs = dataInputsOf(stateless.getInputs()); !inputs.empty())
    dataInputs[op] = std::move(inputs);
}

/// Products of a connection in a step in which no source is 0.
static int64_t productsOf(Operation *op) {
  return llvm::TypeSwitch<Operation *, int64_t>(op)
      .Case([](snn::ConvOp conv) {
        int64_t targets = conv.getOutput().getType().getNumElements();
        ArrayRef<int64_t> weight = conv.getWeight().getShapedType().getShape();
        return targets * ShapedType::getNumElements(weight.drop_front());
      })
      .Case<snn::LinearOp, snn::SparseOp>(
          [](auto connection) { return connection.getWeight().getShapedType().getNumElements(); });
}

Value NetworkLowering::repeatsOf(snn::StatelessOpInterface op) {
  SmallVector<Operation *> inputs = dataInputsOf(op.getInputs());
  if (inputs.empty() || productsOf(op) < options.comparedProducts)
    return {};
  Value &found = repeats[inputs];
  if (!found) {
    SmallVector<Value> memories;
    for (Operation *input : inputs)
      memories.push_back(signals.lookup(input).memory);
    found = builder.repeats();
    kernel::RepeatsOp::create(b(), op.getLoc(), memories, found);
  }
  return found;
}

} // namespace ganglion::cpu
