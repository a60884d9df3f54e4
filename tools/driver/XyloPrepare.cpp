//===- XyloPrepare.cpp - model to chip ------------------------------------===//
#include "frontends/NIR/NIRImporter.h"
#include "ir/NIR/NIRDialect.h"
#include "ir/Support/Text.h"
#include "passes/Discretise/Recognise.h"
#include "tools/driver/Calibrate.h"
#include "tools/driver/Network.h"
#include "tools/driver/OptionChecks.h"
#include "tools/driver/Runnable.h"
#include "tools/driver/Xylo.h"

using namespace mlir;

namespace ganglion::driver {

namespace {

/// The options in their types.
struct Options {
  std::shared_ptr<const target::Target> target;
  std::optional<xylo::DashRule> dash;
  std::optional<xylo::Scaling> scaling;
  bool fuzzy = false;
  xylo::Allowed allowed;
};

} // namespace

static llvm::Error wrong(const Twine &message) { return llvm::make_error<WrongUsage>(message); }
static llvm::Error refused() { return llvm::make_error<nir::RefusedModel>(); }

static llvm::Expected<Options> readOptions(const ChipOptions &given) {
  Options options;
  llvm::Expected<std::shared_ptr<const target::Target>> target = target::findTarget(given.target);
  if (!target)
    return wrong(llvm::toString(target.takeError()));
  options.target = *target;
  llvm::Expected<std::optional<xylo::DashRule>> dash = xylo::dashRule(given.dash);
  if (!dash)
    return wrong("--" + llvm::toString(dash.takeError()));
  options.dash = *dash;
  llvm::Expected<bool> compat = xylo::isCompatRockpool(given.compat);
  if (!compat)
    return wrong("--" + llvm::toString(compat.takeError()));
  options.allowed = {given.allow, *compat};
  if (!given.quantize.empty()) {
    llvm::Expected<xylo::Scaling> scaling = xylo::scaling(given.quantize);
    if (!scaling)
      return wrong("--quantize: " + llvm::toString(scaling.takeError()));
    options.scaling = *scaling;
  }
  options.fuzzy = given.fuzzyScaling;
  if (llvm::Error error = xylo::checkAllowed(given.allow, (*target)->description()))
    return wrong("--allow: " + llvm::toString(std::move(error)));
  return options;
}

/// Under Rockpool's convention the step stands in the gains of each node; where they do not agree, the first node's is
/// taken here and the mapping says so.
static bool takeStepFromGains(ModuleOp module, TimeOptions &time) {
  if (time.dt)
    return false;
  for (nir::GraphOp graph : module.getOps<nir::GraphOp>()) {
    nir::FlatGraph flat(graph);
    Recognised recognised = recognise(flat);
    bool isRockpool = time.convention.empty() ? recognised.convention == Convention::Rockpool
                                              : findConvention(time.convention) == Convention::Rockpool;
    if (!isRockpool)
      return false;
    if (!recognised.dt)
      time.dt = firstRockpoolStep(flat);
    return true;
  }
  return false;
}

/// A model that is no chip yet.
static llvm::Expected<xylo::Specification> mapModel(ModuleOp module, const TimeOptions &time, const ChipOptions &given,
                                                    const Options &options, XyloProgram &program, Findings &findings) {
  bool checkSteps = false;
  llvm::Expected<snn::NetworkOp> network =
      prepareNetwork(module, time, [&](TimeOptions &options) { checkSteps = takeStepFromGains(module, options); });
  if (!network)
    return network.takeError();
  program.convention = network->getConvention().value_or("none").str();
  program.choices = choicesOf(*network);
  program.isExponential = xylo::dashRuleOf(*network, options.dash) == xylo::DashRule::Tau &&
                          llvm::any_of(network->getOps<snn::NeuronOp>(), [](snn::NeuronOp neuron) {
                            snn::Update update = neuron.getRule().getUpdate();
                            return update == snn::Update::Exact || update == snn::Update::Impulse;
                          });
  xylo::MapOptions mapping{options.dash, given.foldBias, given.approximate, checkSteps, options.allowed};
  std::optional<xylo::Specification> mapped =
      xylo::mapNetwork(*network, options.target->description(), mapping, findings);
  if (!mapped) {
    (void)findings.report();
    return refused();
  }
  return std::move(*mapped);
}

/// A chip as it stands in the module.
static llvm::Expected<xylo::Specification> readChip(xylo::ChipOp chip, const TimeOptions &time,
                                                    const ChipOptions &given, const Options &options) {
  if (StringRef option = firstGiven(time); !option.empty())
    return wrong(option + " acts on NIR models, the model is mapped to a chip already; leave it out");
  if (given.foldBias || given.approximate || !given.dash.empty() || !given.calibrate.empty())
    return wrong(Twine(given.foldBias             ? "--fold-bias"
                       : !given.calibrate.empty() ? "--calibrate"
                       : given.approximate        ? "--approximate"
                                                  : "--dash") +
                 " acts where a network is mapped, the model is mapped to a chip already; leave it out");
  if (chip.getTarget() && *chip.getTarget() != given.target && *chip.getTarget() != options.target->name())
    return wrong("--target is " + quoted(given.target) + ", the chip was mapped for " + quoted(*chip.getTarget()) +
                 "; map the network again");
  return xylo::specificationOf(chip);
}

/// How numbers become integers: as the options say, else by one scale unless they are integers already.
static llvm::Expected<xylo::QuantiseOptions> quantiseOptions(const Options &options, const ChipOptions &given,
                                                             const xylo::Specification &specification) {
  bool isInteger = specification.isQuantized;
  xylo::QuantiseOptions result{options.scaling.value_or(isInteger ? xylo::Scaling::None : xylo::Scaling::Global),
                               options.fuzzy,
                               options.allowed.compatRockpool,
                               {}};
  StringRef found = !given.quantize.empty() ? StringRef(given.quantize) : "none, as the model has integers";
  if (result.fuzzy && result.scaling != xylo::Scaling::Global)
    return wrong("--fuzzy-scaling goes with --quantize global, found --quantize " + found);
  if (!given.calibrate.empty() && result.compatRockpool)
    return wrong(
        "--calibrate measures a chip that holds the whole network, with --compat rockpool parts of it are lost; "
        "leave one out");
  if (!given.calibrate.empty() && result.scaling == xylo::Scaling::None)
    return wrong("--calibrate goes with --quantize global or channel, found --quantize " + found);
  return result;
}

/// Quantises the floats of a program and checks the chip. What the mapping and the check found is reported once they
/// are the last, or if they refuse.
static llvm::Error quantiseAndCheck(XyloProgram &program, const xylo::QuantiseOptions &quantising,
                                    const Options &options, mlir::Location loc, const Findings &mapping, bool isLast) {
  const target::Description &description = options.target->description();
  llvm::Expected<xylo::Quantised> quantised = xylo::quantise(program.floats, quantising, description);
  if (!quantised) {
    (void)mapping.report();
    return quantised.takeError();
  }
  program.quantised = std::move(*quantised);
  Findings limits = xylo::verifyLoadable(program.quantised.specification, description, options.allowed, loc);
  if (!isLast && !mapping.hasErrors() && !limits.hasErrors())
    return llvm::Error::success();
  bool mapped = succeeded(mapping.report()), fits = succeeded(limits.report());
  return mapped && fits ? llvm::Error::success() : refused();
}

llvm::Expected<XyloProgram> prepareXylo(ModuleOp module, const TimeOptions &time, const ChipOptions &given,
                                        std::vector<std::string> &notes) {
  llvm::Expected<Options> options = readOptions(given);
  if (!options)
    return options.takeError();
  XyloProgram program;
  program.target = options->target;
  program.compatRockpool = options->allowed.compatRockpool;
  Findings findings;
  auto chips = module.getOps<xylo::ChipOp>();
  if (llvm::range_size(chips) > 1)
    return llvm::createStringError("the module holds " + Twine(llvm::range_size(chips)) +
                                   " xylo.chip, exactly one is expected");
  llvm::Expected<xylo::Specification> specification = chips.empty()
                                                          ? mapModel(module, time, given, *options, program, findings)
                                                          : readChip(*chips.begin(), time, given, *options);
  if (!specification)
    return specification.takeError();
  program.floats = std::move(*specification);
  llvm::Expected<xylo::QuantiseOptions> quantising = quantiseOptions(*options, given, program.floats);
  if (!quantising)
    return quantising.takeError();
  program.scaling = quantising->scaling == xylo::Scaling::None     ? "none"
                    : quantising->scaling == xylo::Scaling::Global ? "global"
                                                                   : "channel";
  bool calibrates = !given.calibrate.empty();
  if (llvm::Error error = quantiseAndCheck(program, *quantising, *options, module.getLoc(), findings, !calibrates))
    return std::move(error);
  if (calibrates) {
    llvm::Expected<Calibration> calibration =
        calibrate(*module.getOps<snn::NetworkOp>().begin(), program.floats, *quantising, options->target->description(),
                  given.calibrate, notes);
    if (!calibration) {
      (void)findings.report();
      return calibration.takeError();
    }
    quantising->thresholdFactors = std::move(calibration->thresholdFactors);
    program.calibration = std::move(calibration->report);
    if (llvm::Error error = quantiseAndCheck(program, *quantising, *options, module.getLoc(), findings, true))
      return std::move(error);
  }
  return program;
}

} // namespace ganglion::driver
