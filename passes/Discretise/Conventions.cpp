//===- Conventions.cpp ----------------------------------------------------===//
#include "passes/Discretise/Conventions.h"
#include "ir/Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace ganglion::snn;

namespace ganglion {

static constexpr std::pair<Convention, llvm::StringLiteral> names[] = {
    {Convention::SnnTorch, "snntorch"}, {Convention::Norse, "norse"}, {Convention::Rockpool, "rockpool"},
    {Convention::Sinabs, "sinabs"},     {Convention::Nengo, "nengo"}, {Convention::Spyx, "spyx"}};

StringRef conventionName(Convention convention) {
  for (auto [value, name] : names)
    if (value == convention)
      return name;
  return "";
}

std::string conventionNames() { return llvm::join(llvm::make_second_range(names), ", ") + " and none"; }

std::optional<Convention> findConvention(StringRef text) {
  for (auto [value, name] : names)
    if (name == text)
      return value;
  if (text == "none")
    return Convention::Default;
  return std::nullopt;
}

llvm::Error setOption(NodeOptions &options, StringRef option, StringRef value) {
  auto refuse = [&](const Twine &allowed) {
    return llvm::createStringError("option " + quoted(option) + " is " + quoted(value) + ", allowed are " + allowed);
  };
  if (option == "reset") {
    if (value != "value" && value != "subtract")
      return refuse("value and subtract");
    options.reset = value == "value" ? ResetKind::Value : ResetKind::Subtract;
  } else if (option == "reset-delay") {
    if (value != "0" && value != "1")
      return refuse("0 and 1");
    options.resetDelay = value == "1";
  } else if (option == "integrator") {
    if (value != "euler" && value != "exact")
      return refuse("euler and exact");
    options.integrator = value == "exact" ? Integrator::Exact : Integrator::Euler;
  } else {
    return llvm::createStringError("no option " + quoted(option) + ", there are reset, reset-delay and integrator");
  }
  return llvm::Error::success();
}

ResetKind defaultReset(Convention convention) {
  bool subtracts = convention == Convention::SnnTorch || convention == Convention::Rockpool ||
                   convention == Convention::Sinabs || convention == Convention::Spyx;
  return subtracts ? ResetKind::Subtract : ResetKind::Value;
}

int defaultResetDelay(Convention convention) { return convention == Convention::SnnTorch; }

bool hasOptions(Convention convention) {
  return convention != Convention::Rockpool && convention != Convention::Sinabs && convention != Convention::Spyx;
}

namespace {

/// Puts a rule together for one node.
struct RuleBuilder {
  MLIRContext *context;
  bool isSpiking;
  NodeOptions options;

  RuleAttr operator()(Update update, Spike spike, Reset reset, When when, bool clip = false) const {
    if (!isSpiking)
      return RuleAttr::get(context, update, Spike::None, Reset::None, When::Same, false, 0);
    return RuleAttr::get(context, update, spike, reset, when, clip, 0);
  }

  bool exact() const { return options.integrator.value_or(Integrator::Euler) == Integrator::Exact; }

  /// Strict comparison with the new v; reset and its time as given or by default.
  RuleAttr above(Update update, ResetKind reset, int delay, When delayedValue = When::Before) const {
    reset = options.reset.value_or(reset);
    bool late = options.resetDelay.value_or(delay);
    if (reset == ResetKind::Subtract)
      return (*this)(update, Spike::Above, Reset::Subtract, late ? When::After : When::Same);
    return (*this)(update, Spike::Above, Reset::Value, late ? delayedValue : When::Same);
  }
};

} // namespace

/// snnTorch: Leaky and RLeaky differ in when they clear the membrane, and the undelayed subtraction adds back what it
/// took twice (nir.md 4.0).
static RuleAttr snnTorchRule(const RuleBuilder &make, Update update, bool clearsNewMembrane) {
  bool subtract = make.options.reset.value_or(ResetKind::Subtract) == ResetKind::Subtract;
  bool late = make.options.resetDelay.value_or(1);
  if (subtract && !late)
    return make(update, Spike::Above, Reset::Subtract, When::Corrected);
  return make.above(update, ResetKind::Subtract, 1, clearsNewMembrane ? When::After : When::Before);
}

/// Refuses options that a convention with a rule of its own does not have.
static llvm::Error checkFixed(Convention convention, StringRef nodeType, const NodeOptions &options) {
  auto refuse = [&](const Twine &option, StringRef fixed) {
    return llvm::createStringError("--" + option + " is given, convention " + conventionName(convention) +
                                   " fixes the " + fixed + " of a " + nodeType + "; leave the option out");
  };
  if (options.integrator)
    return refuse("integrator " + StringRef(*options.integrator == Integrator::Exact ? "exact" : "euler"), "update");
  // Spyx leaves the kind of reset open.
  if (convention != Convention::Spyx && options.reset == ResetKind::Value)
    return refuse("reset value", "reset (subtract)");
  if (options.resetDelay == 1 || (options.resetDelay && convention == Convention::Spyx))
    return refuse("reset-delay " + Twine(*options.resetDelay), "time of the reset");
  return llvm::Error::success();
}

llvm::Expected<ChosenRule> chooseRule(nir::NodeOpInterface node, Convention convention, bool inCycle,
                                      const NodeOptions &options) {
  Operation *op = node;
  bool isIF = isa<nir::IFOp>(op), isLIF = isa<nir::LIFOp>(op), isLI = isa<nir::LIOp>(op),
       isCubaLIF = isa<nir::CubaLIFOp>(op);
  RuleBuilder make{op->getContext(), isIF || isLIF || isCubaLIF, options};
  Update update = make.exact() ? Update::Exact : Update::Euler;
  auto keep = [&]() { return ChosenRule{make.above(update, ResetKind::Value, 0), convention == Convention::Default}; };

  bool named = false;
  switch (convention) {
  case Convention::Rockpool:
    named = isLIF || isLI || isCubaLIF;
    break;
  case Convention::Sinabs:
    named = isIF || isLIF || isLI;
    break;
  case Convention::Spyx:
    named = isLIF || isCubaLIF;
    break;
  default:
    break;
  }
  if (named)
    if (llvm::Error error = checkFixed(convention, node.getNodeType(), options))
      return std::move(error);

  switch (convention) {
  case Convention::Default:
    return keep();
  case Convention::SnnTorch:
    if (isIF)
      return ChosenRule{snnTorchRule(make, Update::Unscaled, inCycle)};
    if (isLIF || isCubaLIF)
      return ChosenRule{snnTorchRule(make, update, inCycle || isCubaLIF)};
    return keep();
  case Convention::Norse:
    if (isIF)
      return ChosenRule{make.above(Update::Unscaled, ResetKind::Value, 0)};
    if (isCubaLIF)
      return ChosenRule{make.above(make.exact() ? Update::Exact : Update::LeakBoth, ResetKind::Value, 0)};
    if (isLIF)
      return ChosenRule{make.above(update, ResetKind::Value, 0)};
    return keep();
  case Convention::Rockpool:
    if (isLIF || isCubaLIF)
      return ChosenRule{make(Update::Impulse, Spike::FloorRatio, Reset::Subtract, When::Same)};
    if (isLI)
      return ChosenRule{make(Update::ImpulseFilter, Spike::None, Reset::None, When::Same)};
    return keep();
  case Convention::Sinabs:
    if (isIF || isLIF || isLI)
      return ChosenRule{make(Update::Decay, Spike::TruncRatio, Reset::Subtract, When::Same, /*clip=*/isIF)};
    return keep();
  case Convention::Nengo: {
    bool hasMembrane = !isa<nir::IOp, nir::IFOp>(op);
    Update nengo = options.integrator ? update : hasMembrane ? Update::ExactMembrane : Update::Euler;
    return ChosenRule{make.above(nengo, ResetKind::Value, 0)};
  }
  case Convention::Spyx:
    if (!isLIF && !isCubaLIF)
      return keep();
    if (options.reset == ResetKind::Value)
      return ChosenRule{make(Update::Euler, Spike::AboveOld, Reset::Value, When::Before)};
    return ChosenRule{make(Update::Euler, Spike::AboveOld, Reset::Subtract, isCubaLIF ? When::Before : When::After)};
  }
  llvm_unreachable("closed enumeration");
}

} // namespace ganglion
