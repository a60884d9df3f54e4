//===- Integers.cpp -------------------------------------------------------===//
#include "ir/SNN/Integers.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cmath>

using mlir::ElementsAttr;
using mlir::Operation;

namespace ganglion::snn {

IntegerRange rangeOfBits(unsigned bits) {
  if (bits == 1)
    return {0, 1};
  return {-(int64_t(1) << (bits - 1)), (int64_t(1) << (bits - 1)) - 1};
}

//===----------------------------------------------------------------------===//
// Networks
//===----------------------------------------------------------------------===//

namespace {

class Checker {
public:
  explicit Checker(unsigned bits) : bits(bits), range(rangeOfBits(bits)) {}

  void check(Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case<LinearOp, ConvOp, SparseOp>([&](auto connection) {
          parameter(op, "weight", connection.getWeight(), range);
          parameter(op, "bias", connection.getBiasAttr(), range);
        })
        .Case([&](ScaleOp scale) { parameter(op, "factor", scale.getFactor(), range); })
        .Case([&](ThresholdOp threshold) { parameter(op, "threshold", threshold.getThreshold(), range); })
        .Case([&](NeuronOp neuron) { checkNeuron(neuron); });
  }

  llvm::Error take() { return std::move(error); }

private:
  void refuse(Operation *op, const llvm::Twine &reason) {
    error = llvm::joinErrors(std::move(error), llvm::createStringError("node " + quoted(nodeName(op)) + ": " + reason));
  }

  void parameter(Operation *op, const llvm::Twine &field, ElementsAttr attribute, IntegerRange allowed) {
    if (!attribute)
      return;
    Parameter values = Parameter::of(attribute);
    bool isUnsigned = values.elementType().isUnsignedInteger(64);
    int64_t count = values.isSplat() ? std::min<int64_t>(values.size(), 1) : values.size();
    for (int64_t i = 0; i < count; ++i) {
      // Read as signed, an unsigned number of 64 bits beyond the range of i64 is negative.
      int64_t value = values.asInteger(i);
      if (allowed.holds(value) && (!isUnsigned || value >= 0))
        continue;
      std::string text = isUnsigned ? std::to_string(static_cast<uint64_t>(value)) : std::to_string(value);
      return refuse(op, field + " holds " + text + ", in a network of i" + llvm::Twine(bits) + " it is " +
                            llvm::Twine(allowed.least) + " to " + llvm::Twine(allowed.most));
    }
  }

  void checkNeuron(NeuronOp op) {
    RuleAttr rule = op.getRule();
    Spike spike = rule.getSpike();
    if (spike != Spike::None && spike != Spike::Above && spike != Spike::Repeated)
      refuse(op, "the spike is `" + stringifySpike(spike) +
                     "`, in a network of integers it is `none`, `above` or `repeated`");
    else if (rule.getWhen() != When::Same)
      refuse(op, "the reset is `" + stringifyWhen(rule.getWhen()) + "`, in a network of integers it is `same`");
    if (rule.getClip() || rule.getOnce())
      refuse(op, llvm::Twine("the rule has `") + (rule.getClip() ? "clip" : "once") +
                     "`, in a network of integers it has neither `clip` nor `once`");
    if (rule.getMost() > range.most)
      refuse(op, "it spikes up to " + llvm::Twine(rule.getMost()) + " times a step, in a network of i" +
                     llvm::Twine(bits) + " at most " + llvm::Twine(range.most) + " times");
    IntegerRange shifts{0, INT32_MAX};
    parameter(op, "v_threshold", op.getVThresholdAttr(), range);
    parameter(op, "v_reset", op.getVResetAttr(), range);
    parameter(op, "bias", op.getBiasAttr(), range);
    parameter(op, "dash", op.getDashAttr(), shifts);
    for (unsigned port = 0; port < op.getPortCount(); ++port)
      parameter(op, "dash of port " + llvm::Twine(port), op.getPort(port).getDash(), shifts);
  }

  unsigned bits;
  IntegerRange range;
  llvm::Error error = llvm::Error::success();
};

} // namespace

llvm::Error checkIntegerNetwork(NetworkOp network) {
  Checker checker(network.getCompute().getIntOrFloatBitWidth());
  for (Operation &op : network.getBody().front())
    checker.check(&op);
  return checker.take();
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

template <typename T> static llvm::Error checkValues(llvm::ArrayRef<T> values, const Channel &channel, int64_t steps) {
  IntegerRange range = rangeOfBits(channel.integerBits);
  T least = static_cast<T>(range.least), most = static_cast<T>(range.most);
  // The largest i32 is no f32; what rounds to it is too large.
  bool isMostExact = static_cast<int64_t>(most) == range.most;
  for (size_t i = 0; i < values.size(); ++i) {
    T value = values[i];
    if (value == std::trunc(value) && value >= least && (isMostExact ? value <= most : value < most))
      continue;
    int64_t row = i / channel.size();
    return llvm::createStringError("input " + quoted(channel.name) + ": sample " + llvm::Twine(row / steps) +
                                   ", step " + llvm::Twine(row % steps) + ", element " +
                                   llvm::Twine(static_cast<int64_t>(i) % channel.size()) + " is " +
                                   shortest(value, std::is_same_v<T, float>) + ", expected an integer from " +
                                   llvm::Twine(range.least) + " to " + llvm::Twine(range.most));
  }
  return llvm::Error::success();
}

llvm::Error checkIntegerData(const RunData &data, llvm::ArrayRef<Channel> inputs) {
  llvm::Error error = llvm::Error::success();
  for (auto [values, channel] : llvm::zip(data.inputs, inputs))
    if (channel.integerBits > 1)
      error = llvm::joinErrors(
          std::move(error),
          std::visit([&, &channel = channel](auto array) { return checkValues(array, channel, data.steps); }, values));
  return error;
}

} // namespace ganglion::snn
