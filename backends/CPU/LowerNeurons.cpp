//===- LowerNeurons.cpp - snn.neuron to kernel.integrate ------------------===//
#include "backends/CPU/NetworkLowering.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace ganglion::cpu {

static kernel::Integration integrationOf(snn::Update update) {
  switch (update) {
  case snn::Update::Impulse:
  case snn::Update::Decay:
    return kernel::Integration::Added;
  case snn::Update::ImpulseFilter:
    return kernel::Integration::Filtered;
  default:
    return kernel::Integration::Scaled;
  }
}

kernel::Spike spikeOf(snn::Spike spike) {
  switch (spike) {
  case snn::Spike::Above:
    return kernel::Spike::Above;
  case snn::Spike::AboveOld:
    return kernel::Spike::AboveOld;
  case snn::Spike::FloorRatio:
    return kernel::Spike::FloorRatio;
  case snn::Spike::TruncRatio:
    return kernel::Spike::TruncRatio;
  case snn::Spike::Repeated:
    return kernel::Spike::Repeated;
  case snn::Spike::None:
    return kernel::Spike::None;
  }
  llvm_unreachable("closed enumeration");
}

static kernel::Reset resetOf(snn::Reset reset) {
  switch (reset) {
  case snn::Reset::None:
    return kernel::Reset::None;
  case snn::Reset::Value:
    return kernel::Reset::Value;
  case snn::Reset::Subtract:
    return kernel::Reset::Subtract;
  }
  llvm_unreachable("closed enumeration");
}

static kernel::When whenOf(snn::When when) {
  switch (when) {
  case snn::When::Same:
    return kernel::When::Same;
  case snn::When::Before:
    return kernel::When::Before;
  case snn::When::After:
    return kernel::When::After;
  case snn::When::Corrected:
    return kernel::When::Corrected;
  }
  llvm_unreachable("closed enumeration");
}

Value NetworkLowering::membraneState(snn::NeuronOp op) {
  Value &state = states[op];
  if (!state)
    state = builder.state(typeOf(op));
  return state;
}

Value NetworkLowering::spentState(snn::NeuronOp op) {
  if (!op.getRule().getOnce())
    return {};
  Value &state = spent[op];
  if (!state)
    state = builder.state(typeOf(op));
  return state;
}

void NetworkLowering::lowerNeuron(snn::NeuronOp op, snn::Phase phase) {
  kernel::SignalType type = typeOf(op);
  bool isBinary = op.getOutput().getType().getElementType().isInteger(1);
  if (phase != snn::Phase::Absorb)
    setSignal(op, {builder.signal(type), isBinary});
  if (type.getElements() == 0)
    return;
  if (op.getRule().getUpdate() == snn::Update::Shift)
    return lowerIntegerNeuron(op);
  snn::NeuronCoefficients coefficients = snn::computeCoefficients(op, network.getDt(), builder.isDouble());
  if (phase == snn::Phase::Deliver)
    return deliverSpikes(op, coefficients);
  SmallVector<Value> inputs = membraneInputs(op, coefficients);
  lowerMembrane(op, coefficients, inputs, /*quiet=*/phase == snn::Phase::Absorb);
}

void NetworkLowering::deliverSpikes(snn::NeuronOp op, const snn::NeuronCoefficients &coefficients) {
  kernel::DeliverOp::create(b(), op.getLoc(), membraneState(op), coefficient(coefficients.threshold, typeOf(op)),
                            spentState(op), signals[op].memory);
}

/// The currents of the ports; the operands themselves if the only port has no filter.
SmallVector<Value> NetworkLowering::membraneInputs(snn::NeuronOp op, const snn::NeuronCoefficients &coefficients) {
  SmallVector<Value> inputs;
  bool recorded = false;
  for (unsigned port = 0; port < op.getPortCount(); ++port) {
    OperandRange operands = op.getPortInputs(port);
    if (coefficients.ports[port].isFiltered) {
      inputs.push_back(filtered(op, port, coefficients.ports[port]));
      if (!recorded)
        record(op.getName(), snn::Variable::Current, inputs.back());
      recorded = true;
    } else if (op.getPortCount() == 1) {
      inputs = operandsIn(operands, typeOf(op));
    } else if (!operands.empty()) {
      inputs.push_back(summed(op.getLoc(), operands, typeOf(op)).memory);
    }
  }
  return inputs;
}

Value NetworkLowering::filtered(snn::NeuronOp op, unsigned port, const snn::PortCoefficients &coefficients) {
  kernel::SignalType type = typeOf(op);
  bool impulse = op.getRule().getUpdate() == snn::Update::Impulse;
  Value current = builder.signal(type);
  kernel::IntegrateOp::create(b(), op.getLoc(), operandsIn(op.getPortInputs(port), type), builder.state(type),
                              coefficient(coefficients.decay, type), coefficient(coefficients.gain, type),
                              coefficient(coefficients.leak, type), Value(), Value(), Value(), Value(), current,
                              Value(), impulse ? kernel::Integration::Filtered : kernel::Integration::Scaled,
                              kernel::Spike::None, kernel::Reset::None, kernel::When::Same, /*clip=*/false,
                              /*quiet=*/false);
  return current;
}

void NetworkLowering::lowerMembrane(snn::NeuronOp op, const snn::NeuronCoefficients &coefficients, ValueRange inputs,
                                    bool quiet) {
  kernel::SignalType type = typeOf(op);
  snn::RuleAttr rule = op.getRule();
  bool isSpiking = op.isSpiking();
  bool usesEarlier = rule.getSpike() == snn::Spike::Above &&
                     (rule.getWhen() == snn::When::Before || rule.getWhen() == snn::When::After);
  auto array = [&](const snn::Coefficient &values) { return coefficient(values, type); };
  Value output = signals[op].memory;
  Value trace = options.record && isSpiking ? builder.signal(type) : Value();
  kernel::IntegrateOp::create(
      b(), op.getLoc(), inputs, membraneState(op), array(coefficients.decay), array(coefficients.gain),
      array(coefficients.leak), isSpiking ? array(coefficients.threshold) : Value(),
      rule.getReset() == snn::Reset::Value ? array(coefficients.reset) : Value(),
      usesEarlier ? builder.state(type) : Value(), spentState(op), output, trace, integrationOf(rule.getUpdate()),
      spikeOf(rule.getSpike()), resetOf(rule.getReset()), whenOf(rule.getWhen()), rule.getClip(), quiet);
  record(op.getName(), snn::Variable::Membrane, isSpiking ? trace : output);
  if (isSpiking)
    record(op.getName(), snn::Variable::Spikes, output);
}

} // namespace ganglion::cpu
