//===- LowerSynapses.cpp - connections synapse by synapse -----------------===//
//
// Sparse connections, and dense ones whose synapses have delays of their own. The order of summation is by source, not
// by time of arrival, so that spikes may not be added as they arrive. Instead each source becomes as many virtual
// sources as its synapses have delays, neighbours in the order of sources, and what is left is a sparse connection
// without delays.
//
//===----------------------------------------------------------------------===//
#include "backends/CPU/ChooseKernels.h"
#include "backends/CPU/NetworkLowering.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::cpu {

template <typename T> static void gather(ElementsAttr attribute, const std::vector<int64_t> &indices, T *out) {
  Numbers<T> weights(attribute);
  for (int64_t index : indices)
    *out++ = weights[index];
}

Signal NetworkLowering::synapses(Operation *op, EventList events, std::vector<int32_t> starts,
                                 std::vector<int32_t> targets, std::vector<int64_t> weights, ElementsAttr weight,
                                 ArrayRef<double> bias) {
  kernel::SignalType type = kernel::SignalType::get(typeOf(op).getElements(), builder.compute());
  int64_t count = weights.size();
  auto fill = [weight, weights = std::move(weights), compute = builder.compute()](char *to) {
    withNumberType(compute, [&](auto zero) { gather(weight, weights, reinterpret_cast<decltype(zero) *>(to)); });
  };
  Value out = builder.signal(type), packed = builder.weights(count, std::move(fill));
  kernel::SynapsesOp::create(b(), op->getLoc(), events.memory, builder.integers(std::move(starts)),
                             builder.integers(std::move(targets)), packed,
                             bias.empty() ? Value() : builder.wholeRow(bias.vec(), type), events.repeats, out);
  return {out};
}

namespace {

/// Synapses sorted by virtual source.
struct VirtualSources {
  std::vector<int32_t> sources, delays; ///< of each virtual source
  std::vector<int32_t> starts{0}, targets;
  std::vector<int64_t> weights;

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
          starts.push_back(targets.size());
        sources.push_back(source);
        delays.push_back(list[i].delay);
      }
      targets.push_back(list[i].synapse.target);
      weights.push_back(list[i].synapse.weight);
    }
    if (!list.empty())
      starts.push_back(targets.size());
  }
};

} // namespace

Signal NetworkLowering::lowerSynapses(Operation *op, Signal sources, const Wiring &wiring, ElementsAttr weight,
                                      ArrayRef<double> bias, ElementsAttr delays) {
  int64_t count = sources.type().getElements();
  if (!delays) {
    std::vector<int32_t> starts{0}, targets;
    std::vector<int64_t> weights;
    for (int64_t source = 0; source < count; ++source) {
      wiring(source, [&](Synapse synapse) {
        targets.push_back(synapse.target);
        weights.push_back(synapse.weight);
      });
      starts.push_back(targets.size());
    }
    return synapses(op, eventsOf(op->getLoc(), sources), std::move(starts), std::move(targets), std::move(weights),
                    weight, bias);
  }
  Parameter steps = Parameter::of(delays);
  VirtualSources all;
  for (int64_t source = 0; source < count; ++source) {
    std::vector<VirtualSources::Late> list;
    wiring(source,
           [&](Synapse synapse) { list.push_back({static_cast<int32_t>(steps.asInteger(synapse.weight)), synapse}); });
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
  return synapses(op, eventsOf(op->getLoc(), {out, sources.isBinary}), std::move(all.starts), std::move(all.targets),
                  std::move(all.weights), weight, bias);
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
