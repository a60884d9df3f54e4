//===- Passes.cpp ---------------------------------------------------------===//
#include "backends/Xylo/Passes.h"
#include "backends/Xylo/ToKernel.h"
#include "ir/Support/Text.h"
#include "ir/Target/Registry.h"
#include "ir/Target/Target.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace mlir;

namespace ganglion::xylo {

#define GEN_PASS_DEF_SNNTOXYLO
#define GEN_PASS_DEF_XYLOQUANTIZE
#define GEN_PASS_DEF_XYLOTOKERNEL
#define GEN_PASS_DEF_XYLOVERIFYLOADABLE
#define GEN_PASS_REGISTRATION
#include "backends/Xylo/Passes.h.inc"

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

static llvm::Error wrongValue(StringRef option, StringRef value, StringRef allowed) {
  return llvm::createStringError(option + " is " + quoted(value) + ", allowed " + allowed);
}

llvm::Expected<std::optional<DashRule>> dashRule(StringRef text) {
  if (text.empty())
    return std::nullopt;
  if (text == "tau")
    return DashRule::Tau;
  if (text == "decay")
    return DashRule::Decay;
  return wrongValue("dash", text, "are tau and decay");
}

llvm::Expected<Scaling> scaling(StringRef text) {
  if (text == "none")
    return Scaling::None;
  if (text == "global")
    return Scaling::Global;
  if (text == "channel")
    return Scaling::Channel;
  return wrongValue("the quantiser", text, "are none, global and channel");
}

llvm::Expected<bool> isCompatRockpool(StringRef text) {
  if (!text.empty() && text != "rockpool")
    return wrongValue("compat", text, "is rockpool");
  return !text.empty();
}

llvm::Expected<std::vector<std::pair<std::string, double>>> thresholdFactors(ArrayRef<std::string> entries) {
  std::vector<std::pair<std::string, double>> factors;
  for (StringRef entry : entries) {
    // The name may hold any character; the number holds no '='.
    auto [node, text] = entry.rsplit('=');
    double factor;
    if (node.empty() || text.getAsDouble(factor) || !(factor > 0) || !std::isfinite(factor))
      return wrongValue("an entry of thresholds", entry, "is NODE=FACTOR with a number above 0");
    factors.emplace_back(node.str(), factor);
  }
  return factors;
}

llvm::Error checkAllowed(ArrayRef<std::string> rules, const target::Description &target) {
  // Rules of the mapping that have a value which can be emitted all the same.
  static constexpr StringLiteral mapping[] = {"all", "tau_above_dt", "all_neurons_have_same_dt",
                                              "weight_nodes_have_no_biases"};
  for (const std::string &rule : rules) {
    bool isKnown = llvm::is_contained(mapping, rule) || llvm::any_of(loadableRules(), [&](const LoadableRule &known) {
                     return known.name == rule && !known.name.contains("_N_");
                   });
    for (StringRef what : {"input", "output"})
      isKnown |= !rule.empty() && (rule == channelRule(what, target) || rule == expansionRule(what, target));
    if (!isKnown)
      return llvm::createStringError("there is no rule " + quoted(rule) +
                                     " that can be allowed; the findings name the rules");
  }
  return llvm::Error::success();
}

llvm::Expected<std::shared_ptr<const target::Description>> findXylo(StringRef nameOrFile) {
  llvm::Expected<std::shared_ptr<const target::Target>> target = target::findTarget(nameOrFile);
  if (!target)
    return target.takeError();
  if ((*target)->description().family() != target::Family::Xylo)
    return llvm::createStringError("target " + quoted(nameOrFile) + " is no Xylo chip");
  return std::shared_ptr<const target::Description>(*target, &(*target)->description());
}

//===----------------------------------------------------------------------===//
// Passes
//===----------------------------------------------------------------------===//

namespace {

/// Fails with an option's error.
template <typename T> std::optional<T> valueOr(llvm::Expected<T> value, ModuleOp module) {
  if (value)
    return std::move(*value);
  module.emitError() << llvm::toString(value.takeError());
  return std::nullopt;
}

/// The name of a target that may be given by another name; "" if there is none.
std::string nameOf(StringRef target) {
  llvm::Expected<std::shared_ptr<const target::Description>> found = findXylo(target);
  if (found)
    return (*found)->name().str();
  llvm::consumeError(found.takeError());
  return "";
}

/// The target of a chip: its own, or the option's where it has none.
std::shared_ptr<const target::Description> targetOf(ChipOp chip, StringRef option) {
  StringRef name = chip.getTarget().value_or(option);
  if (name.empty()) {
    chip.emitError() << "chip " << quoted(chip.getSymName()) << " names no target; give one with the option target";
    return nullptr;
  }
  llvm::Expected<std::shared_ptr<const target::Description>> target = findXylo(name);
  if (!target) {
    chip.emitError() << llvm::toString(target.takeError());
    return nullptr;
  }
  if (!option.empty() && option != name && nameOf(option) != (*target)->name()) {
    chip.emitError() << "the target of chip " << quoted(chip.getSymName()) << " is " << quoted(name)
                     << ", the option says " << quoted(option);
    return nullptr;
  }
  return *target;
}

struct SNNToXylo : impl::SNNToXyloBase<SNNToXylo> {
  using SNNToXyloBase::SNNToXyloBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto description = valueOr(findXylo(target), module);
    auto rule = valueOr(dashRule(dash), module);
    auto isCompat = valueOr(isCompatRockpool(compat), module);
    if (!description || !rule || !isCompat)
      return signalPassFailure();
    std::vector<std::string> rules(allow.begin(), allow.end());
    if (llvm::Error error = checkAllowed(rules, **description)) {
      module.emitError() << llvm::toString(std::move(error));
      return signalPassFailure();
    }
    MapOptions options{*rule, foldBias, approximate, checkSteps, {rules, *isCompat}};
    for (auto network : llvm::make_early_inc_range(module.getOps<snn::NetworkOp>()))
      if (failed(map(network, **description, options)))
        signalPassFailure();
  }

private:
  LogicalResult map(snn::NetworkOp network, const target::Description &description, const MapOptions &options) {
    Findings findings;
    std::optional<Specification> mapped = mapNetwork(network, description, options, findings);
    if (failed(findings.report()) || !mapped)
      return failure();
    OpBuilder builder(network);
    buildChip(builder, network.getLoc(), network.getSymName(), target, *mapped);
    network.erase();
    return success();
  }
};

struct XyloQuantize : impl::XyloQuantizeBase<XyloQuantize> {
  using XyloQuantizeBase::XyloQuantizeBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto method = valueOr(xylo::scaling(scaling), module);
    auto isCompat = valueOr(isCompatRockpool(compat), module);
    if (!method || !isCompat)
      return signalPassFailure();
    if (fuzzyScaling && *method != Scaling::Global) {
      module.emitError() << "fuzzy-scaling goes with scaling=global, found scaling=" << scaling;
      return signalPassFailure();
    }
    auto factors = valueOr(thresholdFactors(std::vector<std::string>(thresholds.begin(), thresholds.end())), module);
    if (!factors)
      return signalPassFailure();
    for (auto chip : llvm::make_early_inc_range(module.getOps<ChipOp>()))
      if (failed(quantise(chip, {*method, fuzzyScaling, *isCompat, *factors})))
        signalPassFailure();
  }

private:
  LogicalResult quantise(ChipOp chip, const QuantiseOptions &options) {
    std::shared_ptr<const target::Description> description = targetOf(chip, target);
    if (!description)
      return failure();
    llvm::Expected<Quantised> quantised = xylo::quantise(specificationOf(chip), options, *description);
    if (!quantised)
      return chip.emitError() << llvm::toString(quantised.takeError());
    for (const GroupError &group : quantised->errors)
      chip.emitRemark() << group.group << ": relative error " << shortest(group.error.relative(), true) << ", at most "
                        << shortest(group.error.largest(), true) << " of a step, " << group.error.lost() << " became 0";
    OpBuilder builder(chip);
    buildChip(builder, chip.getLoc(), chip.getSymName(), chip.getTarget().value_or(target), quantised->specification);
    chip.erase();
    return success();
  }
};

struct XyloVerifyLoadable : impl::XyloVerifyLoadableBase<XyloVerifyLoadable> {
  using XyloVerifyLoadableBase::XyloVerifyLoadableBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto isCompat = valueOr(isCompatRockpool(compat), module);
    if (!isCompat)
      return signalPassFailure();
    std::vector<std::string> rules(allow.begin(), allow.end());
    for (ChipOp chip : module.getOps<ChipOp>()) {
      std::shared_ptr<const target::Description> description = targetOf(chip, target);
      if (!description)
        return signalPassFailure();
      if (llvm::Error error = checkAllowed(rules, *description)) {
        chip.emitError() << llvm::toString(std::move(error));
        return signalPassFailure();
      }
      Findings findings = verifyLoadable(specificationOf(chip), *description, {rules, *isCompat}, chip.getLoc());
      if (failed(findings.report()))
        signalPassFailure();
    }
  }
};

struct XyloToKernel : impl::XyloToKernelBase<XyloToKernel> {
  using XyloToKernelBase::XyloToKernelBase;

  void runOnOperation() override {
    for (auto chip : llvm::make_early_inc_range(getOperation().getOps<ChipOp>()))
      if (failed(lower(chip)))
        signalPassFailure();
  }

private:
  LogicalResult lower(ChipOp chip) {
    std::shared_ptr<const target::Description> description = targetOf(chip, target);
    if (!description)
      return failure();
    llvm::Expected<OwningOpRef<ModuleOp>> lowered =
        lowerToKernel(specificationOf(chip), *description, chip.getSymName(), {record, block}, &getContext());
    if (!lowered)
      return chip.emitError() << llvm::toString(lowered.takeError());
    (*lowered)->getBody()->front().moveBefore(chip);
    chip.erase();
    return success();
  }
};

} // namespace

void registerXyloPasses() {
  registerSNNToXylo();
  registerXyloQuantize();
  registerXyloToKernel();
  registerXyloVerifyLoadable();
}

} // namespace ganglion::xylo
