//===- Lowering.cpp - snn to kernel: order, signals, delays ---------------===//
#include "backends/CPU/Lowering.h"
#include "backends/CPU/CPU.h"
#include "backends/CPU/ChooseKernels.h"
#include "backends/CPU/NetworkLowering.h"
#include "backends/CPU/Runnable.h"
#include "ir/SNN/Schedule.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::cpu {

/// Bytes of signals that a block may have so that they stay in a core's cache. Where the weights do not fit into it,
/// longer blocks are better: each block reads them once.
static constexpr int64_t smallBlockBytes = 1 << 20, largeBlockBytes = 8 << 20;
static constexpr int64_t longestBlock = 128;

/// Steps of a block: signals, events and their values take about three numbers an element.
static int64_t chooseBlock(snn::NetworkOp network) {
  int64_t numberBytes = kernel::elementBytes(network.getCompute()), rowBytes = 1, weightBytes = 0;
  for (Operation &op : network.getBody().front()) {
    for (Value result : op.getResults())
      rowBytes += cast<RankedTensorType>(result.getType()).getNumElements() * 3 * numberBytes;
    if (auto weight = op.getAttrOfType<ElementsAttr>("weight"))
      weightBytes += weight.getShapedType().getNumElements() * numberBytes;
  }
  int64_t blockBytes = std::clamp(weightBytes / 8, smallBlockBytes, largeBlockBytes);
  return std::clamp<int64_t>(blockBytes / rowBytes, 4, longestBlock);
}

NetworkLowering::NetworkLowering(snn::NetworkOp network, const LoweringOptions &options, const std::vector<Part> &parts)
    : network(network), options(options), parts(parts), types(assignLayouts(network, parts)),
      builder(network.getLoc(), network.getSymName(), network.getCompute(),
              options.blockSteps > 0 ? options.blockSteps : chooseBlock(network)) {}

LoweredNetwork NetworkLowering::run() {
  for (const Part &part : parts) {
    if (part.isCyclic)
      builder.newStage(kernel::Order::Step);
    else
      builder.openStage(kernel::Order::Block);
    for (const snn::Action &action : part.actions) {
      lower(action);
      noteOrigin(action.op);
      noteDataInputs(action.op);
    }
  }
  if (options.record) {
    lowerRecords();
    noteOrigin(nullptr);
  }
  auto [module, program] = builder.finish();
  return {std::move(module), program, builder.packWeights(), std::move(origins)};
}

void NetworkLowering::noteOrigin(Operation *op) {
  Block *stage = b().getInsertionBlock();
  bool continues = lastKernel && lastKernel->getBlock() == stage;
  for (auto kernel = continues ? std::next(lastKernel->getIterator()) : stage->begin(); kernel != stage->end();
       ++kernel) {
    origins.push_back(op);
    lastKernel = &*kernel;
  }
}

void NetworkLowering::lower(const snn::Action &action) {
  llvm::TypeSwitch<Operation *>(action.op)
      .Case([&](snn::InputOp op) { lowerInput(op); })
      .Case([&](snn::OutputOp op) { lowerOutput(op); })
      .Case([&](snn::SumOp op) { setSignal(op, summed(op.getLoc(), op.getInputs(), typeOf(op))); })
      .Case([&](snn::ReshapeOp op) { lowerReshape(op); })
      .Case([&](snn::ScaleOp op) { lowerScale(op); })
      .Case([&](snn::ThresholdOp op) { lowerThreshold(op); })
      .Case([&](snn::DelayOp op) { lowerDelay(op, action.phase); })
      .Case([&](snn::LinearOp op) { lowerLinear(op); })
      .Case([&](snn::ConvOp op) { lowerConv(op); })
      .Case([&](snn::PoolOp op) { lowerPool(op); })
      .Case([&](snn::SparseOp op) { lowerSparse(op); })
      .Case([&](snn::NeuronOp op) { lowerNeuron(op, action.phase); });
}

//===----------------------------------------------------------------------===//
// Signals
//===----------------------------------------------------------------------===//

Value NetworkLowering::coefficient(const snn::Coefficient &values, kernel::SignalType row) {
  if (!values.isPresent())
    return {};
  if (values.isUniform())
    return builder.numbers({values[0]});
  std::vector<double> canonical(row.getElements());
  for (int64_t i = 0; i < row.getElements(); ++i)
    canonical[i] = values[i];
  return builder.wholeRow(canonical, row);
}

Signal NetworkLowering::inLayout(Signal signal, kernel::SignalType type) {
  if (signal.type() == type)
    return signal;
  Value &memory = relayouts[{signal.memory, type}];
  if (!memory) {
    memory = builder.signal(type);
    kernel::RelayoutOp::create(b(), signal.memory.getLoc(), signal.memory, memory);
  }
  return {memory, signal.isBinary};
}

SmallVector<Value> NetworkLowering::operandsIn(OperandRange operands, kernel::SignalType type) {
  SmallVector<Value> values;
  for (Value operand : operands)
    values.push_back(inLayout(signalOf(operand), type).memory);
  return values;
}

Signal NetworkLowering::summed(Location location, OperandRange operands, kernel::SignalType type) {
  if (operands.size() == 1)
    return inLayout(signalOf(operands.front()), type);
  SmallVector<Value> values = operandsIn(operands, type);
  Value sum = builder.signal(type);
  kernel::SumOp::create(b(), location, values, sum);
  return {sum};
}

EventList NetworkLowering::eventsOf(Location location, Signal signal) {
  Value &list = lists[{signal.memory, signal.repeats}];
  if (!list) {
    kernel::SignalType type = signal.type();
    list = builder.events(type.getElements(), !signal.isBinary);
    Value marks = type.isPlain() ? Value() : builder.marks(type.getElements());
    kernel::EventsOp::create(b(), location, signal.memory, list, marks, signal.repeats);
  }
  return {list, signal.repeats};
}

Signal NetworkLowering::delayed(Location location, Signal signal, int64_t steps) {
  if (steps == 0)
    return signal;
  Value ring = builder.ring(signal.type(), steps), out = builder.signal(signal.type());
  kernel::PushOp::create(b(), location, signal.memory, ring);
  kernel::PullOp::create(b(), location, ring, Value(), Value(), Value(), out, b().getI64IntegerAttr(steps));
  return {out, signal.isBinary};
}

Signal NetworkLowering::delayedEach(Location location, Signal signal, const std::vector<int32_t> &steps, Value before) {
  kernel::SignalType type = signal.type();
  int64_t longest = steps.empty() ? 0 : *std::max_element(steps.begin(), steps.end());
  Value ring = builder.ring(type, longest), delays = builder.wholeRow(steps, type), out = builder.signal(type);
  kernel::PushOp::create(b(), location, signal.memory, ring);
  kernel::PullOp::create(b(), location, ring, delays, Value(), before, out, IntegerAttr());
  return {out, signal.isBinary && !before};
}

//===----------------------------------------------------------------------===//
// Ops on signals
//===----------------------------------------------------------------------===//

void NetworkLowering::lowerInput(snn::InputOp op) {
  Type element = op.getOutput().getType().getElementType();
  auto conversion = element.isInteger(1)  ? kernel::Conversion::Spike
                    : element.isInteger() ? kernel::Conversion::Count
                                          : kernel::Conversion::Number;
  std::vector<snn::InputOp> all = snn::inputOps(network);
  Value signal = builder.signal(typeOf(op));
  kernel::InputOp::create(b(), op.getLoc(), op.getName(), llvm::find(all, op) - all.begin(), conversion, signal,
                          IntegerAttr());
  setSignal(op, {signal, conversion == kernel::Conversion::Spike});
}

void NetworkLowering::lowerOutput(snn::OutputOp op) {
  kernel::SignalType type = typeOf(op);
  SmallVector<Value> values = operandsIn(op.getInputs(), type);
  if (values.empty())
    values.push_back(summed(op.getLoc(), op.getInputs(), type).memory);
  std::vector<snn::OutputOp> all = snn::outputOps(network);
  kernel::OutputOp::create(b(), op.getLoc(), op.getName(), llvm::find(all, op) - all.begin(), values);
}

void NetworkLowering::lowerReshape(snn::ReshapeOp op) {
  setSignal(op, summed(op.getLoc(), op.getInputs(), typeOf(op)));
}

void NetworkLowering::lowerScale(snn::ScaleOp op) {
  kernel::SignalType type = typeOf(op);
  Signal x = summed(op.getLoc(), op.getInputs(), type);
  snn::Coefficient factor(snn::roundedParameter(op.getFactor(), builder.isDouble()));
  Value out = builder.signal(type);
  if (factor.isPresent())
    kernel::ScaleOp::create(b(), op.getLoc(), x.memory, coefficient(factor, type), out);
  setSignal(op, {out});
}

void NetworkLowering::lowerThreshold(snn::ThresholdOp op) {
  kernel::SignalType type = typeOf(op);
  Signal x = summed(op.getLoc(), op.getInputs(), type);
  snn::Coefficient threshold(snn::roundedParameter(op.getThreshold(), builder.isDouble()));
  Value out = builder.signal(type);
  if (threshold.isPresent())
    kernel::ThresholdOp::create(b(), op.getLoc(), x.memory, coefficient(threshold, type), out);
  setSignal(op, {out, /*isBinary=*/true});
}

static std::vector<int32_t> stepsOf(ElementsAttr attribute) {
  Parameter parameter = Parameter::of(attribute);
  if (parameter.isSplat() && parameter.size())
    return {static_cast<int32_t>(parameter.asInteger(0))};
  std::vector<int64_t> steps = parameter.toIntegers();
  return {steps.begin(), steps.end()};
}

/// A delay that a cycle passes puts out first what it holds. All elements are then late by a step at least, so that the
/// row of this step need not be in the ring yet.
void NetworkLowering::lowerDelay(snn::DelayOp op, snn::Phase phase) {
  kernel::SignalType type = typeOf(op);
  Location location = op.getLoc();
  if (phase == snn::Phase::Absorb) {
    kernel::PushOp::create(b(), location, summed(location, op.getInputs(), type).memory, states[op]);
    return;
  }
  std::vector<int32_t> steps = stepsOf(op.getStepsAttr());
  if (phase == snn::Phase::Evaluate) {
    Signal x = summed(location, op.getInputs(), type);
    setSignal(op, steps.size() == 1 ? delayed(location, x, steps.front()) : delayedEach(location, x, steps));
    return;
  }
  int64_t longest = steps.empty() ? 0 : *std::max_element(steps.begin(), steps.end());
  Value ring = states[op] = builder.ring(type, longest), out = builder.signal(type);
  bool isUniform = steps.size() == 1;
  kernel::PullOp::create(b(), location, ring, isUniform ? Value() : builder.wholeRow(steps, type), Value(), Value(),
                         out, isUniform ? b().getI64IntegerAttr(longest) : IntegerAttr());
  bool isBinary = op.getOutput().getType().getElementType().isInteger(1);
  setSignal(op, {out, isBinary});
}

//===----------------------------------------------------------------------===//
// Records
//===----------------------------------------------------------------------===//

void NetworkLowering::record(StringRef name, snn::Variable variable, Value signal) {
  if (options.record)
    records.push_back({name.str(), variable, signal});
}

void NetworkLowering::lowerRecords() {
  std::vector<snn::Channel> channels = snn::recordableChannels(network);
  builder.openStage(kernel::Order::Block);
  for (auto [index, channel] : llvm::enumerate(channels)) {
    auto found = llvm::find_if(
        records, [&, &c = channel](const Record &r) { return r.name == c.name && r.variable == c.variable; });
    if (found != records.end())
      kernel::RecordOp::create(b(), found->signal.getLoc(), channel.name, snn::variableName(channel.variable), index,
                               found->signal);
  }
}

llvm::Error checkNetwork(snn::NetworkOp network) { return checkRunnable(network, snn::computeSchedule(network)); }

llvm::Expected<LoweredNetwork> lowerNetwork(snn::NetworkOp network, const LoweringOptions &options) {
  network.getContext()->getOrLoadDialect<kernel::KernelDialect>();
  snn::Schedule schedule = snn::computeSchedule(network);
  if (llvm::Error error = checkRunnable(network, schedule))
    return std::move(error);
  std::vector<Part> parts = partition(network, schedule);
  if (llvm::Error error = chooseKernels(network, parts))
    return std::move(error);
  LoweredNetwork lowered = NetworkLowering(network, options, parts).run();
  if (!lowered.weights)
    return llvm::createStringError("network: no memory for the packed weights");
  return lowered;
}

} // namespace ganglion::cpu
