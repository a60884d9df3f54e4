//===- HeldSums.cpp -------------------------------------------------------===//
#include "backends/CPU/HeldSums.h"
#include "ir/SNN/SNNDialect.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// What is known of sources
//===----------------------------------------------------------------------===//

/// How many ops a range is looked for behind an operand: cycles end there.
static constexpr unsigned deepestSearch = 8;

/// The numbers that a value of a network of integers can have.
static snn::IntegerRange valuesOf(Value value, snn::IntegerRange compute, unsigned depth = 0) {
  if (cast<RankedTensorType>(value.getType()).getElementType().isInteger(1))
    return {0, 1};
  if (depth == deepestSearch)
    return compute;
  return llvm::TypeSwitch<Operation *, snn::IntegerRange>(value.getDefiningOp())
      .Case([&](snn::NeuronOp op) {
        snn::Spike spike = op.getRule().getSpike();
        return spike == snn::Spike::Repeated ? snn::IntegerRange{0, op.getRule().getMost()} : compute;
      })
      .Case<snn::SumOp, snn::DelayOp, snn::ReshapeOp>([&](auto op) {
        snn::IntegerRange sum{0, 0};
        for (Value input : op.getInputs()) {
          snn::IntegerRange range = valuesOf(input, compute, depth + 1);
          sum = {std::max(sum.least + std::min<int64_t>(range.least, 0), compute.least),
                 std::min(sum.most + std::max<int64_t>(range.most, 0), compute.most)};
        }
        return sum;
      })
      .Default([&](Operation *) { return compute; });
}

static snn::IntegerRange valuesOf(OperandRange inputs, snn::IntegerRange compute) {
  snn::IntegerRange sum{0, 0};
  for (Value input : inputs) {
    snn::IntegerRange range = valuesOf(input, compute);
    sum = {std::max(sum.least + range.least, compute.least), std::min(sum.most + range.most, compute.most)};
  }
  return sum;
}

/// Whether a signal holds spikes in most rows: spikes, counts, or data, which may be spikes.
static bool mayBeSpikes(OperandRange inputs) {
  return llvm::all_of(inputs, [](Value input) {
    return isa<IntegerType>(cast<RankedTensorType>(input.getType()).getElementType()) ||
           isa_and_nonnull<snn::InputOp>(input.getDefiningOp());
  });
}

bool areFinite(OperandRange inputs) {
  return llvm::all_of(
      inputs, [](Value input) { return isa<IntegerType>(cast<RankedTensorType>(input.getType()).getElementType()); });
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

/// Fewer weights are not worth the additions of their sum.
static constexpr int64_t leastCarry = 8;

static std::optional<int64_t> carryFor(unsigned sumBits, int64_t largestWeight) {
  int64_t weights = largestWeight ? INT16_MAX / largestWeight : 0;
  return sumBits == 32 && weights >= leastCarry ? std::optional(weights) : std::nullopt;
}

template <typename Weights>
static std::optional<HeldSums> holdSumsOf(OperandRange inputs, const Weights &weights, Type compute) {
  Builder b(compute.getContext());
  if (isa<IntegerType>(compute)) {
    unsigned bits = compute.getIntOrFloatBitWidth();
    IntegerSums sums = boundIntegers(weights, valuesOf(inputs, snn::rangeOfBits(bits)), bits);
    Type exact = sums.exactBits ? Type(b.getIntegerType(*sums.exactBits)) : Type();
    std::optional<int64_t> carry = carryFor(sums.exactBits.value_or(0), sums.largestWeight);
    return HeldSums{b.getIntegerType(sums.weightBits), exact, std::nullopt, sums.limit, carry, sums.reason};
  }
  if (!mayBeSpikes(inputs))
    return std::nullopt;
  std::optional<NarrowFloats> narrow = narrowFloats(weights, compute.isF32());
  if (!narrow)
    return std::nullopt;
  std::optional<int64_t> carry = carryFor(narrow->sumBits, narrow->largestWeight);
  return HeldSums{b.getIntegerType(narrow->weightBits),
                  b.getIntegerType(narrow->sumBits),
                  narrow->exponent,
                  std::nullopt,
                  carry,
                  narrow->reason};
}

std::optional<HeldSums> holdSums(OperandRange inputs, const DenseWeights &dense, Type compute) {
  return holdSumsOf(inputs, dense, compute);
}

std::optional<HeldSums> holdSums(OperandRange inputs, const ListedWeights &listed, Type compute) {
  return holdSumsOf(inputs, listed, compute);
}

} // namespace ganglion::cpu
