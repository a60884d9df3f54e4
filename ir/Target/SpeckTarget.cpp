//===- SpeckTarget.cpp - chips of cores that hold a convolution each ------===//
#include "ir/Target/Families.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace ganglion::target {

namespace {

/// Words of a core's memories. Addresses are made of whole bits for each axis, so sizes count as powers of 2; only the
/// neurons' features are counted as they are.
struct Words {
  int64_t kernel, neuron, bias;
};

class SpeckTarget : public Target {
public:
  using Target::Target;

  Placement placement() const override {
    int64_t cores = 0;
    for (const UnitClass &units : description().units())
      cores += units.indices.size();
    return {Unit::Core, Placed::Layer, cores};
  }

  std::vector<Resource> resources() const override;
  std::vector<Usage> usage(const Demand &demand) const override;
  std::vector<int64_t> unitsThatHold(const Demand &demand) const override;

  Departure departure() const override { return spikesOfAnyNeuron(); }

  std::optional<int64_t> inputDelay() const override { return std::nullopt; }
  std::optional<int64_t> layerDelay() const override { return std::nullopt; }
  RuleSupport supportsNeuron(snn::NeuronOp neuron, Role role) const override;
  ConnectionSupport supportsConnection(mlir::Operation *connection) const override;

  Quantisation quantisation() const override {
    return {{ScaleScope::Layer},
            description().integerRange("weight"),
            description().integerRange("bias"),
            description().integerRange("threshold"),
            description().integerRange("state")};
  }

  std::vector<SimulatorClock> simulatorClocks() const override { return {SimulatorClock::EventsInOrder}; }

private:
  int64_t largest(StringRef capacity) const {
    int64_t most = 0;
    for (const UnitClass &units : description().units())
      most = std::max(most, units.capacity(capacity));
    return most;
  }
  ConnectionSupport supportsWindow(snn::ConvOp conv) const;
  ConnectionSupport supportsPool(snn::PoolOp pool) const;
};

} // namespace

/// count * 2^bits, at most the largest number: more than any memory.
static int64_t shifted(int64_t count, unsigned bits) {
  constexpr int64_t largest = std::numeric_limits<int64_t>::max();
  return bits > 62 || count > (largest >> bits) ? largest : count << bits;
}

static Words wordsOf(const Window &window) {
  auto [features, height, width] = window.neurons;
  auto bits = [](int64_t size) { return Log2_64_Ceil(static_cast<uint64_t>(std::max<int64_t>(size, 1))); };
  return {shifted(window.input[0], bits(window.kernel[0] * window.kernel[1]) + bits(features)),
          shifted(features, bits(height) + bits(width)), window.hasBias ? features : 0};
}

std::vector<Resource> SpeckTarget::resources() const {
  std::vector<Resource> list = {{"kernel_memory", largest("kernel_words"), "words", "core"},
                                {"neuron_memory", largest("neuron_words"), "words", "core"},
                                {"bias_memory", largest("bias_words"), "words", "core"}};
  for (StringRef name : {"input_size", "neuron_size", "features", "kernel", "padding"})
    addResource(list, description(), name, "layer");
  addResource(list, description(), "destinations", "core");
  return list;
}

std::vector<Usage> SpeckTarget::usage(const Demand &demand) const {
  std::vector<Usage> list;
  auto add = [&](StringRef name, int64_t used) { addUsage(list, name, used, description().limit(name)); };
  if (demand.window) {
    const Window &window = *demand.window;
    Words words = wordsOf(window);
    addUsage(list, "kernel_memory", words.kernel, largest("kernel_words"));
    addUsage(list, "neuron_memory", words.neuron, largest("neuron_words"));
    addUsage(list, "bias_memory", words.bias, largest("bias_words"));
    add("input_size", std::max(window.input[1], window.input[2]));
    add("neuron_size", std::max(window.neurons[1], window.neurons[2]));
    add("features", std::max(window.input[0], window.neurons[0]));
    add("kernel", std::max(window.kernel[0], window.kernel[1]));
    add("padding", std::max(window.padding[0], window.padding[1]));
  }
  add("destinations", demand.destinations);
  return list;
}

std::vector<int64_t> SpeckTarget::unitsThatHold(const Demand &demand) const {
  std::vector<int64_t> cores;
  if (!demand.window)
    return cores;
  Words words = wordsOf(*demand.window);
  for (const UnitClass &units : description().units())
    if (words.kernel <= units.capacity("kernel_words") && words.neuron <= units.capacity("neuron_words") &&
        words.bias <= units.capacity("bias_words"))
      cores.insert(cores.end(), units.indices.begin(), units.indices.end());
  llvm::sort(cores);
  return cores;
}

RuleSupport SpeckTarget::supportsNeuron(snn::NeuronOp neuron, Role) const {
  auto no = [](const Twine &reason) { return RuleSupport{Exactness::No, reason.str()}; };
  snn::RuleAttr rule = neuron.getRule();
  if (rule.getUpdate() == snn::Update::Shift || neuron.getTau())
    return no("its membrane decays, the chip has neurons without leak (IF)");
  if (rule.getSpike() == snn::Spike::None)
    return no("it puts out its membrane, the chip has spikes");
  if (rule.getSpike() == snn::Spike::AboveOld || rule.getWhen() != snn::When::Same || rule.getOnce())
    return no("its spike or reset depends on an earlier step, the chip has no steps");
  if (neuron.getPortCount() != 1 || neuron.getPort(0).getFilter() != snn::Filter::None)
    return no("it has " + Twine(neuron.getPortCount()) + " ports or a filter, the chip has one port without a filter");
  return {Exactness::EventByEvent, ""};
}

static std::string listText(ArrayRef<int64_t> values) {
  return join(map_range(values, [](int64_t value) { return std::to_string(value); }), " ");
}

ConnectionSupport SpeckTarget::supportsWindow(snn::ConvOp conv) const {
  auto no = [](const Twine &reason) { return ConnectionSupport{Storage::No, reason.str()}; };
  ArrayRef<int64_t> shape = cast<mlir::ShapedType>(conv.getWeight().getType()).getShape();
  if (conv.getDelays())
    return no("it has delays, the chip has none");
  if (shape.size() != 4 || shape[2] != shape[3])
    return no("its kernel is " + listText(shape.drop_front(2)) + ", the chip has square ones");
  if (shape[2] > description().integer("kernel"))
    return no("its kernel is " + Twine(shape[2]) + ", the chip has 1 to " + Twine(description().integer("kernel")));
  if (static_cast<int64_t>(conv.getGroups()) != description().integer("groups"))
    return no("it has " + Twine(conv.getGroups()) + " groups, the chip has " + Twine(description().integer("groups")));
  for (int64_t dilation : conv.getDilation())
    if (dilation != description().integer("dilation"))
      return no("its dilation is " + Twine(dilation) + ", the chip has " + Twine(description().integer("dilation")));
  std::vector<int64_t> strides = description().integerList("stride");
  for (int64_t stride : conv.getStride())
    if (!is_contained(strides, stride))
      return no("its stride is " + Twine(stride) + ", the chip has " + listText(strides));
  for (auto [before, after] : zip_equal(conv.getBefore(), conv.getAfter()))
    if (before != after || before > description().integer("padding"))
      return no("its padding is " + Twine(before) + " before and " + Twine(after) +
                " after, the chip has equal ones of 0 to " + Twine(description().integer("padding")));
  return {Storage::Structured, ""};
}

ConnectionSupport SpeckTarget::supportsPool(snn::PoolOp pool) const {
  auto no = [](const Twine &reason) { return ConnectionSupport{Storage::No, reason.str()}; };
  std::vector<int64_t> sizes = description().integerList("pooling");
  ArrayRef<int64_t> kernel = pool.getKernel();
  if (!all_equal(kernel) || !is_contained(sizes, kernel.front()))
    return no("its window is " + listText(kernel) + ", the chip has square ones of " + listText(sizes));
  if (kernel != pool.getStride())
    return no("its stride is " + listText(pool.getStride()) + ", the chip has that of the window");
  if (any_of(pool.getPadding(), [](int64_t padding) { return padding != 0; }))
    return no("it has padding, the chip has none in pooling");
  return {pool.getKind() == snn::PoolKind::Sum ? Storage::Structured : Storage::Rescaled, ""};
}

ConnectionSupport SpeckTarget::supportsConnection(mlir::Operation *connection) const {
  return TypeSwitch<mlir::Operation *, ConnectionSupport>(connection)
      .Case([](snn::LinearOp op) {
        return op.getDelays() ? ConnectionSupport{Storage::No, "it has delays, the chip has none"}
                              : ConnectionSupport{Storage::Structured, ""};
      })
      .Case([&](snn::ConvOp op) { return supportsWindow(op); })
      .Case([&](snn::PoolOp op) { return supportsPool(op); })
      .Case([](snn::SparseOp) {
        return ConnectionSupport{Storage::No, "it is a list of synapses, the chip has convolutions"};
      })
      .Default([](mlir::Operation *) { return ConnectionSupport{Storage::No, "it is no connection"}; });
}

std::shared_ptr<const Target> makeSpeck(std::shared_ptr<const Description> description) {
  return std::make_shared<SpeckTarget>(std::move(description));
}

} // namespace ganglion::target
