//===- SNNNeuron.cpp - the neuron op --------------------------------------===//
#include "ir/SNN/SNNDialect.h"
#include "ir/SNN/SNNVerify.h"
#include "ir/Support/Text.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace mlir;
using namespace ganglion;
using namespace ganglion::snn;

OperandRange NeuronOp::getPortInputs(unsigned index) {
  ArrayRef<int32_t> sizes = getSegments();
  unsigned first = std::accumulate(sizes.begin(), sizes.begin() + index, 0);
  return getInputs().slice(first, sizes[index]);
}

/// C1: the ports and their operands.
static bool checkPorts(NeuronOp op, SNNVerifier &check) {
  ArrayRef<int32_t> sizes = op.getSegments();
  size_t ports = op.getPorts().size(), inputs = op.getInputs().size();
  for (Attribute port : op.getPorts())
    if (!isa<PortAttr>(port)) {
      check.finding("C1") << "a port is " << port << ", expected #snn.port<...>";
      return false;
    }
  if (ports == 0) {
    check.finding("C1") << "it has no port, at least 1 is needed";
    return false;
  }
  if (sizes.size() != ports || llvm::any_of(sizes, [](int32_t size) { return size < 0; })) {
    check.finding("C1") << "segments are [" << sizes << "], expected a number >= 0 for each of the " << ports
                        << " ports";
    return false;
  }
  int64_t total = std::accumulate(sizes.begin(), sizes.end(), int64_t(0));
  if (total != static_cast<int64_t>(inputs))
    check.finding("C1") << "the ports take " << total << " operands, there are " << inputs;
  return succeeded(check.result());
}

/// C3: shapes, storage and element types of the neuron's and the ports' parameters.
static void checkParameters(NeuronOp op, SNNVerifier &check) {
  ArrayRef<int64_t> shape = shapeOf(op.getOutput());
  bool integers = op.getRule().getUpdate() == Update::Shift;
  auto parameter = [&](const Twine &field, ElementsAttr value, bool needsInteger = false) {
    if (!value)
      return;
    std::string name = field.str();
    check.checkShape("C3", name, value, {shape});
    check.checkStorage("C3", name, value);
    if (Type element = value.getShapedType().getElementType(); (integers || needsInteger) && !isa<IntegerType>(element))
      check.finding("C3") << name << " has element type " << element << ", expected an integer type";
  };
  parameter("tau", op.getTauAttr());
  parameter("r", op.getRAttr());
  parameter("v_leak", op.getVLeakAttr());
  parameter("v_threshold", op.getVThresholdAttr());
  parameter("v_reset", op.getVResetAttr());
  parameter("dash", op.getDashAttr(), /*needsInteger=*/true);
  parameter("bias", op.getBiasAttr());
  for (auto [index, attribute] : llvm::enumerate(op.getPorts())) {
    auto port = cast<PortAttr>(attribute);
    parameter("tau of port " + Twine(index), port.getTau());
    parameter("w_in of port " + Twine(index), port.getWIn());
    parameter("dash of port " + Twine(index), port.getDash(), /*needsInteger=*/true);
  }
}

namespace {
enum class Need { No, May, Must };

/// What an update asks of a neuron: the table of snn.neuron.
struct Needs {
  Need r = Need::May, tau = Need::May, leak = Need::May, factor = Need::May, shift = Need::No, dash = Need::No,
       bias = Need::No;
};
} // namespace

static Needs needsOf(Update update) {
  Needs needs;
  switch (update) {
  case Update::Euler:
  case Update::Exact:
  case Update::ExactMembrane:
    needs.r = Need::Must;
    break;
  case Update::LeakBoth:
    needs.r = needs.tau = needs.factor = Need::Must;
    break;
  case Update::Unscaled:
    needs.r = Need::Must;
    needs.tau = needs.factor = Need::No;
    break;
  case Update::Impulse:
    needs.tau = Need::Must;
    break;
  case Update::ImpulseFilter:
    needs.tau = Need::Must;
    needs.factor = Need::No;
    break;
  case Update::Decay:
    needs.factor = Need::No;
    break;
  case Update::Shift:
    needs.r = needs.tau = needs.leak = needs.factor = Need::No;
    needs.shift = needs.dash = needs.bias = Need::May;
    break;
  }
  return needs;
}

/// C4: each update needs some parameters and ports and excludes others.
static void checkNeeds(NeuronOp op, SNNVerifier &check) {
  RuleAttr rule = op.getRule();
  auto apply = [&](StringRef field, bool have, Need need, StringRef by) {
    if (have ? need == Need::No : need == Need::Must)
      check.finding("C4") << (have ? "it has " : "it has no ") << field << ", which " << by
                          << (have ? " excludes" : " needs");
  };
  auto hasPort = [&](Filter filter) {
    return llvm::any_of(op.getPorts(), [&](Attribute port) { return cast<PortAttr>(port).getFilter() == filter; });
  };
  std::string spike = ("spike `" + stringifySpike(rule.getSpike()) + "`").str();
  apply("`v_threshold`", static_cast<bool>(op.getVThresholdAttr()), op.isSpiking() ? Need::Must : Need::No, spike);
  std::string update = ("update `" + stringifyUpdate(rule.getUpdate()) + "`").str();
  Needs needs = needsOf(rule.getUpdate());
  apply("`r`", static_cast<bool>(op.getRAttr()), needs.r, update);
  apply("`tau`", static_cast<bool>(op.getTauAttr()), needs.tau, update);
  apply("`v_leak`", static_cast<bool>(op.getVLeakAttr()), needs.leak, update);
  apply("`dash`", static_cast<bool>(op.getDashAttr()), needs.dash, update);
  apply("`bias`", static_cast<bool>(op.getBiasAttr()), needs.bias, update);
  apply("`factor` ports", hasPort(Filter::Factor), needs.factor, update);
  apply("`shift` ports", hasPort(Filter::Shift), needs.shift, update);
}

/// The element type that a rule puts out.
static Type outputElement(RuleAttr rule, Type compute) {
  Builder builder(rule.getContext());
  switch (rule.getSpike()) {
  case Spike::None:
    return compute;
  case Spike::Above:
  case Spike::AboveOld:
    return builder.getI1Type();
  case Spike::FloorRatio:
  case Spike::TruncRatio:
    return builder.getI32Type();
  case Spike::Repeated:
    return rule.getMost() == 1 ? builder.getI1Type() : builder.getI32Type();
  }
  llvm_unreachable("closed enumeration");
}

/// C5 to C7: the rule and the network go together.
static void checkRule(NeuronOp op, NetworkOp network, SNNVerifier &check) {
  RuleAttr rule = op.getRule();
  Type compute = network.getCompute(), want = outputElement(rule, compute);
  if (elementOf(op.getOutput()) != want)
    check.finding("C5") << "the result has element type " << elementOf(op.getOutput()) << ", spike `"
                        << stringifySpike(rule.getSpike()) << "` puts out " << want;
  bool follows = rule.getUpdate() == Update::Exact &&
                 (rule.getSpike() == Spike::None || rule.getSpike() == Spike::Above) && rule.getWhen() == When::Same;
  if (network.isEventDriven() && !follows)
    check.finding("C6") << "the rule is " << rule
                        << ", under clock(event) it has update `exact`, spike `none` or `above`, when `same`";
  if ((rule.getUpdate() == Update::Shift) != isa<IntegerType>(compute))
    check.finding("C7") << "update `" << stringifyUpdate(rule.getUpdate()) << "` in a network of " << compute
                        << "; networks of integers have update `shift`, and no others have it";
}

LogicalResult NeuronOp::verify() {
  SNNVerifier check(*this);
  if (!checkPorts(*this, check))
    return failure();
  check.checkInputs("C2", getInputs(), shapeOf(getOutput()));
  checkParameters(*this, check);
  checkNeeds(*this, check);
  checkRule(*this, networkOf(*this), check);
  return check.result();
}
