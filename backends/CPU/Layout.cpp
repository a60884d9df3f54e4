//===- Layout.cpp ---------------------------------------------------------===//
#include "backends/CPU/Layout.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

kernel::SignalType channelLayout(int64_t elements, Type compute, int64_t channels) {
  int64_t pitch = channels <= 16 ? static_cast<int64_t>(llvm::PowerOf2Ceil(channels)) : kernel::roundedUp(channels, 8);
  return kernel::SignalType::get(compute.getContext(), elements, compute, channels, pitch);
}

namespace {

class Layouts {
public:
  explicit Layouts(Type compute) : compute(compute) {}

  llvm::DenseMap<Operation *, kernel::SignalType> types;

  /// Ops of a cycle wait for each other: what is known spreads, then one of the rest starts.
  void assign(const Part &part) {
    SmallVector<Operation *> open;
    for (const snn::Action &action : part.actions)
      if (action.phase != snn::Phase::Deliver)
        open.push_back(action.op);
    while (!open.empty()) {
      size_t before = open.size();
      llvm::erase_if(open, [&](Operation *op) { return tryAssign(op); });
      if (open.size() == before) {
        types[open.front()] = plain(open.front());
        open.erase(open.begin());
      }
    }
  }

private:
  static int64_t elementsOf(Operation *op) {
    if (auto output = dyn_cast<snn::OutputOp>(op))
      return ShapedType::getNumElements(output.getInputShape());
    return cast<RankedTensorType>(op->getResult(0).getType()).getNumElements();
  }

  kernel::SignalType plain(Operation *op) const { return kernel::SignalType::get(elementsOf(op), compute); }

  bool tryAssign(Operation *op) {
    kernel::SignalType type = llvm::TypeSwitch<Operation *, kernel::SignalType>(op)
                                  .Case<snn::ConvOp, snn::PoolOp>([&](auto window) { return channelled(window); })
                                  .Case([&](snn::LinearOp linear) { return ofLinear(linear); })
                                  .Case<snn::InputOp, snn::SparseOp>([&](auto) { return plain(op); })
                                  .Default([&](Operation *) { return ofOperands(op); });
    if (!type)
      return false;
    types[op] = type;
    return true;
  }

  /// Of an op whose output has the channels as its first axis.
  kernel::SignalType channelled(Operation *op) const {
    int64_t channels = cast<RankedTensorType>(op->getResult(0).getType()).getDimSize(0);
    return channels ? channelLayout(elementsOf(op), compute, channels) : plain(op);
  }

  /// Blocks of a linear connection are groups of a convolution with one position.
  kernel::SignalType ofLinear(snn::LinearOp op) const {
    int64_t elements = elementsOf(op), rows = op.getOutput().getType().getShape().back();
    bool bySynapse = op.getDelaysAttr() && op.getDelaysAttr().getAxis() == snn::DelayAxis::Synapse;
    if (elements == rows || elements == 0 || bySynapse)
      return plain(op);
    return kernel::SignalType::get(compute.getContext(), elements, compute, elements, elements);
  }

  /// Null while the first operand is not known.
  kernel::SignalType ofOperands(Operation *op) const {
    if (op->getNumOperands() == 0)
      return plain(op);
    return types.lookup(op->getOperand(0).getDefiningOp());
  }

  Type compute;
};

} // namespace

llvm::DenseMap<Operation *, kernel::SignalType> assignLayouts(snn::NetworkOp network, const std::vector<Part> &parts) {
  Layouts layouts(network.getCompute());
  for (const Part &part : parts)
    layouts.assign(part);
  return std::move(layouts.types);
}

} // namespace ganglion::cpu
