//===- LowerSynapses.cpp - connections synapse by synapse -----------------===//
//
// Sparse connections, and dense ones whose synapses have delays of their own. The order of summation is by source, not
// by time of arrival, so that spikes may not be added as they arrive. Instead each source becomes as many virtual
// sources as its synapses have delays, neighbours in the order of sources, and what is left is a sparse connection
// without delays.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/ChooseKernels.h"
#include "backends/CPU/HeldSums.h"
#include "backends/CPU/KernelEmitter.h"
#include "backends/CPU/NetworkLowering.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace mlir;

namespace ganglion::cpu {

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

/// Stands for a weight of 0.
static constexpr int64_t noWeight = -1;

/// The weights of these indices into zeros.
template <typename T> static void gather(ElementsAttr attribute, const std::vector<int64_t> &indices, T *out) {
  Numbers<T> weights(attribute);
  for (size_t k = 0; k < indices.size(); ++k)
    if (indices[k] != noWeight)
      out[k] = weights[indices[k]];
}

/// The same in units of 2^exponent.
template <typename T>
static void gatherUnits(ElementsAttr attribute, const std::vector<int64_t> &indices, bool isSingle, int exponent,
                        T *out) {
  Numbers<double> weights(attribute);
  double perOne = unitsPerOne(exponent);
  for (size_t k = 0; k < indices.size(); ++k) {
    double weight = indices[k] == noWeight ? 0 : weights[indices[k]];
    out[k] = static_cast<T>((isSingle ? static_cast<float>(weight) : weight) * perOne);
  }
}

Value NetworkLowering::listedWeights(ElementsAttr weight, std::vector<int64_t> indices,
                                     const std::optional<HeldSums> &held) {
  int64_t count = indices.size();
  Type element = held ? held->weight : builder.compute();
  if (!held || !held->exponent)
    return builder.weights(count, element, [=, indices = std::move(indices)](char *to) {
      withNumberType(element, [&](auto zero) { gather(weight, indices, reinterpret_cast<decltype(zero) *>(to)); });
    });
  bool isSingle = builder.compute().isF32();
  int exponent = *held->exponent;
  return builder.weights(count, element, [=, indices = std::move(indices)](char *to) {
    withNumberType(element, [&](auto zero) {
      if constexpr (std::is_integral_v<decltype(zero)>)
        gatherUnits(weight, indices, isSingle, exponent, reinterpret_cast<decltype(zero) *>(to));
    });
  });
}

/// Places of a row that indices of 16 bits reach.
static constexpr int64_t shortPlaces = 1 << 16;

Value NetworkLowering::listedTargets(std::vector<int32_t> targets, kernel::SignalType type) {
  if (type.getRowElements() > shortPlaces)
    return builder.integers(std::move(targets));
  return builder.integers(std::vector<uint16_t>(targets.begin(), targets.end()));
}

/// Lists with weights of 0 at the end, so that the length of each long one is a multiple of what the loop handles in a
/// turn: the number of turns is hard to predict, and the loop over the rest would be a second such number.
static SynapseTable padded(const SynapseTable &table) {
  SynapseTable result;
  for (size_t source = 0; source + 1 < table.starts.size(); ++source) {
    int64_t from = table.starts[source], to = table.starts[source + 1];
    for (int64_t k = from; k < to; ++k)
      result.add({table.targets[k], table.weights[k]});
    int64_t missing = llvm::alignTo(to - from, synapsesTogether) - (to - from);
    // The first targets are those whose sums are waited for least.
    for (int64_t k = 0; to - from > 2 * synapsesTogether && k < missing; ++k)
      result.add({table.targets[from + k], noWeight});
    result.endSource();
  }
  return result;
}

Signal NetworkLowering::synapses(Operation *op, EventList events, SynapseTable table, ElementsAttr weight,
                                 ArrayRef<double> bias) {
  kernel::SignalType type = kernel::SignalType::get(typeOf(op).getElements(), builder.compute());
  ListedWeights listed{weight, table.weights, table.targets, bias, type.getElements()};
  auto connection = cast<snn::StatelessOpInterface>(op);
  std::optional<HeldSums> held = holdSums(connection.getInputs(), listed, builder.compute());
  if (areFinite(connection.getInputs()))
    table = padded(table);
  TypeAttr exact;
  StringAttr reason;
  // The sums lie in the row of the result, in as many bits as its numbers have.
  if (held && held->sums) {
    exact = TypeAttr::get(b().getIntegerType(builder.compute().getIntOrFloatBitWidth()));
    reason = b().getStringAttr(held->reason);
  }
  FloatAttr unit = held && held->exponent ? b().getF64FloatAttr(std::ldexp(1.0, *held->exponent)) : FloatAttr();
  Value out = builder.signal(type), packed = listedWeights(weight, std::move(table.weights), held);
  kernel::SynapsesOp::create(b(), op->getLoc(), events.memory, builder.integers(std::move(table.starts)),
                             listedTargets(std::move(table.targets), type), packed,
                             bias.empty() ? Value() : builder.wholeRow(bias.vec(), type), events.repeats, out, exact,
                             unit, reason);
  return {out};
}

/// Whether a weight that is rounded to 0 is left out.
static std::function<bool(int64_t)> leftOut(ElementsAttr weight, bool isSingle, bool isFinite) {
  if (!isFinite)
    return [](int64_t) { return false; };
  return [weights = Numbers<double>(weight), isSingle](int64_t index) {
    return isSingle ? static_cast<float>(weights[index]) == 0 : weights[index] == 0;
  };
}

//===----------------------------------------------------------------------===//
// Delays
//===----------------------------------------------------------------------===//

namespace {

/// Synapses sorted by virtual source.
struct VirtualSources {
  std::vector<int32_t> sources, delays; ///< of each virtual source
  SynapseTable table;

  struct Late {
    int32_t delay;
    Synapse synapse;
  };

  /// Appends the synapses of one source, in their order.
  void add(int64_t source, std::vector<Late> &list) {
    // Synapses of one pair must stay in their order, whatever their delays: then none share a virtual source.
    llvm::DenseSet<int64_t> seen;
    bool pairsAreUnique = llvm::all_of(list, [&](const Late &late) { return seen.insert(late.synapse.target).second; });
    if (pairsAreUnique)
      llvm::sort(list, [](const Late &a, const Late &b) {
        return std::pair(a.delay, a.synapse.target) < std::pair(b.delay, b.synapse.target);
      });
    for (size_t i = 0; i < list.size(); ++i) {
      if (i == 0 || !pairsAreUnique || list[i].delay != list[i - 1].delay) {
        if (i > 0)
          table.endSource();
        sources.push_back(source);
        delays.push_back(list[i].delay);
      }
      table.add(list[i].synapse);
    }
    if (!list.empty())
      table.endSource();
  }
};

} // namespace

Signal NetworkLowering::lowerSynapses(Operation *op, Signal sources, const Wiring &wiring, ElementsAttr weight,
                                      ArrayRef<double> bias, ElementsAttr delays) {
  int64_t count = sources.type().getElements();
  bool isFinite = areFinite(cast<snn::StatelessOpInterface>(op).getInputs());
  std::function<bool(int64_t)> isLeftOut = leftOut(weight, builder.compute().isF32(), isFinite);
  if (!delays) {
    SynapseTable table;
    for (int64_t source = 0; source < count; ++source) {
      wiring(source, [&](Synapse synapse) {
        if (!isLeftOut(synapse.weight))
          table.add(synapse);
      });
      table.endSource();
    }
    return synapses(op, eventsOf(op->getLoc(), sources), std::move(table), weight, bias);
  }
  Parameter steps = Parameter::of(delays);
  VirtualSources all;
  for (int64_t source = 0; source < count; ++source) {
    std::vector<VirtualSources::Late> list;
    wiring(source, [&](Synapse synapse) {
      if (!isLeftOut(synapse.weight))
        list.push_back({static_cast<int32_t>(steps.asInteger(synapse.weight)), synapse});
    });
    all.add(source, list);
  }
  kernel::SignalType late = kernel::SignalType::get(all.sources.size(), builder.compute());
  int64_t longest = all.delays.empty() ? 0 : *std::max_element(all.delays.begin(), all.delays.end());
  for (int32_t &source : all.sources)
    source = sources.type().place(source);
  Value ring = builder.ring(sources.type(), longest), out = builder.signal(late);
  kernel::PushOp::create(b(), op->getLoc(), sources.memory, ring);
  kernel::PullOp::create(b(), op->getLoc(), ring, builder.wholeRow(all.delays, late),
                         builder.wholeRow(all.sources, late), Value(), out, IntegerAttr());
  return synapses(op, eventsOf(op->getLoc(), {out, sources.isBinary}), std::move(all.table), weight, bias);
}

/// Indices of the synapses of each source, in the order listed.
static std::vector<std::vector<int64_t>> synapsesBySource(ElementsAttr sources, int64_t count) {
  std::vector<std::vector<int64_t>> lists(count);
  Parameter parameter = Parameter::of(sources);
  for (int64_t k = 0; k < parameter.size(); ++k)
    lists[parameter.asInteger(k)].push_back(k);
  return lists;
}

void NetworkLowering::lowerSparse(snn::SparseOp op) {
  kernel::SignalType type = typeOf(op);
  std::vector<double> bias;
  if (op.getBiasAttr() && type.getElements()) {
    bias = snn::roundedParameter(op.getBiasAttr(), builder.isDouble());
    bias.resize(type.getElements(), bias.front());
  }
  Signal sources = sourcesOf(op, op.getDelaysAttr());
  if (formOf(op) == kernel::Form::Rows)
    return finishConnection(op, packedRows(op, sources, pairPacking(op, sources.type().getElements()), bias), bias,
                            op.getDelaysAttr());
  if (formOf(op) == kernel::Form::Bitmap)
    return finishConnection(op, bitmapOf(op, sources, listedPairs(op), bias), bias, op.getDelaysAttr());
  bool bySynapse = op.getDelaysAttr() && op.getDelaysAttr().getAxis() == snn::DelayAxis::Synapse;
  std::vector<std::vector<int64_t>> lists;
  if (sources.type().getElements())
    lists = synapsesBySource(op.getSources(), sources.type().getElements());
  Parameter targets = Parameter::of(op.getTargets());
  auto wiring = [&](int64_t source, llvm::function_ref<void(Synapse)> use) {
    for (int64_t k : lists[source])
      use({targets.asInteger(k), k});
  };
  Signal result = lowerSynapses(op, sources, wiring, op.getWeight(), bias,
                                bySynapse ? op.getDelaysAttr().getValues() : ElementsAttr());
  finishConnection(op, result, bias, op.getDelaysAttr());
}

} // namespace ganglion::cpu
