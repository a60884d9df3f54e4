//===- Commands.cpp - check, compile, info --------------------------------===//
#include "tools/snnc/Commands.h"
#include "frontends/NIR/FileTree.h"
#include "frontends/NIR/NIRImporter.h"
#include "ir/Support/Text.h"
#include "ir/Target/Registry.h"
#include "tools/driver/Artefact.h"
#include "tools/driver/OptionChecks.h"
#include "tools/driver/TargetInfo.h"
#include "tools/driver/Xylo.h"
#include "tools/snnc/Session.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace mlir;

namespace ganglion::snnc {

Status Session::fail(const Twine &message, Status status) {
  Finding finding;
  finding.message = message.str();
  printer.report(finding, "");
  return status;
}

Status Session::fail(llvm::Error error) {
  Status status = No;
  llvm::handleAllErrors(
      std::move(error), [&](const nir::RefusedModel &) {},
      [&](const driver::WrongUsage &wrong) { status = fail(wrong.message, Unusable); },
      [&](const driver::UnreadableModel &unreadable) { status = fail(unreadable.message, Unusable); },
      [&](const nirfile::UnreadableFile &unreadable) {
        status = fail(unreadable.path + ": " + unreadable.what, Unusable);
      },
      [&](const llvm::ErrorInfoBase &other) { (void)fail(other.message(), No); });
  return status;
}

/// The first option that acts where a model is mapped to a chip, "" if none is given.
static StringRef mappingOption(const driver::ChipOptions &chip) {
  return !chip.quantize.empty()    ? "--quantize"
         : !chip.compat.empty()    ? "--compat"
         : !chip.dash.empty()      ? "--dash"
         : !chip.allow.empty()     ? "--allow"
         : !chip.calibrate.empty() ? "--calibrate"
         : chip.fuzzyScaling       ? "--fuzzy-scaling"
         : chip.foldBias           ? "--fold-bias"
         : chip.approximate        ? "--approximate"
                                   : "";
}

/// What --target says against an artefact; "" if it repeats it or is not given.
static std::string targetContradiction(const driver::Artefact &artefact, const driver::ChipOptions &chip) {
  std::string name = chip.target;
  if (!name.empty() && name != target::hostTarget) {
    llvm::Expected<std::shared_ptr<const target::Target>> target = target::findTarget(chip.target);
    if (!target)
      return "--target: " + llvm::toString(target.takeError());
    name = (*target)->description().name();
  }
  if (name.empty() || name == artefact.target)
    return "";
  return "--target is " + quoted(name) + ", the artefact " + quoted(artefact.directory) + " was compiled for " +
         quoted(artefact.target) + "; leave the option out or compile the model again";
}

/// An artefact is sound if its files load.
Status Session::checkArtefact() {
  llvm::Expected<driver::Artefact> artefact = driver::openArtefact(arguments.positional.front());
  if (!artefact)
    return fail(artefact.takeError());
  if (std::string text = driver::contradiction(*artefact, arguments.time); !text.empty())
    return fail(text, Unusable);
  if (std::string text = targetContradiction(*artefact, arguments.chip); !text.empty())
    return fail(text, Unusable);
  if (StringRef option = mappingOption(arguments.chip); !option.empty())
    return fail(option + " acts where a model is compiled, " + quoted(artefact->directory) +
                    " is an artefact; leave it out",
                Unusable);
  if (artefact->kind == "xylo") {
    if (llvm::Expected<driver::XyloArtefact> chip = driver::readXyloArtefact(*artefact); !chip)
      return fail(chip.takeError());
  } else if (llvm::Expected<std::unique_ptr<snn::Engine>> engine = driver::loadEngine(*artefact, false); !engine) {
    return fail(engine.takeError());
  }
  answer["sound"] = true;
  if (!arguments.json && !arguments.quiet)
    out() << escaped(arguments.positional.front()) << ": sound, an artefact for " << escaped(artefact->target)
          << (artefact->dt ? " with dt " + shortest(*artefact->dt) : "") << "\n";
  return Yes;
}

llvm::Expected<bool> Session::isForChip() {
  auto wrong = [](const Twine &message) { return llvm::make_error<driver::WrongUsage>(message); };
  const driver::ChipOptions &chip = arguments.chip;
  StringRef given = mappingOption(chip);
  if (chip.target.empty() || chip.target == target::hostTarget) {
    if (!given.empty())
      return wrong(given + " goes with a chip, --target is " +
                   (chip.target.empty() ? "not given" : quoted(chip.target)));
    return false;
  }
  llvm::Expected<std::shared_ptr<const target::Target>> target = target::findTarget(chip.target);
  if (!target)
    return wrong("--target: " + llvm::toString(target.takeError()));
  if ((*target)->description().family() != target::Family::Xylo)
    return wrong("--target is " + quoted(chip.target) + ", this version compiles for cpu and the Xylo chips");
  StringRef kernels = !arguments.kernels.empty()         ? "--kernel"
                      : arguments.printSchedule          ? "--print-schedule"
                      : !arguments.profileInputs.empty() ? "--profile-input"
                                                         : "";
  if (!kernels.empty())
    return wrong(kernels + " goes with the target cpu, --target is " + quoted(chip.target));
  return true;
}

Status Session::checkXylo(ModuleOp module) {
  std::vector<std::string> notes;
  llvm::Expected<driver::XyloProgram> program = driver::prepareXylo(module, arguments.time, arguments.chip, notes);
  warn(notes);
  if (!program)
    return fail(program.takeError());
  answer["sound"] = true;
  if (arguments.json)
    answer["xylo"] = driver::reportOf(*program);
  if (!arguments.json && !arguments.quiet) {
    out() << escaped(arguments.positional.front()) << ": fits target " << program->target->name() << "\n";
    driver::printSummary(*program, out());
  }
  return Yes;
}

Status Session::check() {
  llvm::Expected<bool> isChip = isForChip();
  if (!isChip)
    return fail(isChip.takeError());
  if (llvm::sys::fs::is_directory(arguments.positional.front()))
    return checkArtefact();
  llvm::Expected<OwningOpRef<ModuleOp>> module = load(arguments.positional.front());
  if (!module)
    return fail(module.takeError());
  progress.phase("checking " + escaped(arguments.positional.front()));
  if (*isChip)
    return checkXylo(**module);
  llvm::Expected<driver::CheckedModel> checked =
      driver::checkModel(**module, arguments.time, /*fitsCPU=*/!arguments.chip.target.empty());
  if (!checked)
    return fail(checked.takeError());
  answer["sound"] = true;
  answer["executable"] = checked->isExecutable;
  answer["nodes"] = checked->nodes;
  if (!arguments.json && !arguments.quiet) {
    out() << escaped(arguments.positional.front()) << ": sound, ";
    if (checked->graphs)
      out() << checked->nodes << " nodes in " << checked->graphs << (checked->graphs == 1 ? " graph" : " graphs");
    else
      out() << checked->programs << (checked->programs == 1 ? " kernel.program" : " kernel.programs");
    out() << (arguments.chip.target.empty() ? "" : ", fits target " + arguments.chip.target) << "\n";
  }
  return Yes;
}

void Session::warn(ArrayRef<std::string> notes) {
  for (const std::string &note : notes) {
    Finding finding;
    finding.severity = Severity::Warning;
    finding.message = note;
    printer.report(finding, "");
  }
}

Status Session::compileXylo(ModuleOp module) {
  std::vector<std::string> notes;
  llvm::Expected<driver::XyloProgram> program = driver::prepareXylo(module, arguments.time, arguments.chip, notes);
  warn(notes);
  if (!program)
    return fail(program.takeError());
  progress.phase("writing " + escaped(arguments.output));
  StringRef model = llvm::sys::path::filename(arguments.positional.front());
  notes.clear();
  llvm::Error error = driver::emitXylo(*program, model, arguments.time, arguments.output, notes);
  warn(notes);
  if (error)
    return fail(std::move(error));
  answer["directory"] = llvm::json::fixUTF8(arguments.output);
  if (arguments.json)
    answer["xylo"] = driver::reportOf(*program);
  if (!arguments.json && !arguments.quiet) {
    out() << escaped(arguments.output) << ": compiled for " << program->target->name() << "\n";
    driver::printSummary(*program, out());
  }
  return Yes;
}

Status Session::compile() {
  llvm::Expected<bool> isChip = isForChip();
  if (!isChip)
    return fail(isChip.takeError());
  llvm::Expected<OwningOpRef<ModuleOp>> module = load(arguments.positional.front());
  if (!module)
    return fail(module.takeError());
  if (*isChip)
    return compileXylo(**module);
  progress.phase("checking " + escaped(arguments.positional.front()));
  llvm::Expected<snn::NetworkOp> network = driver::prepareNetwork(**module, arguments.time);
  if (!network)
    return fail(network.takeError());
  if (!arguments.profileInputs.empty()) {
    progress.phase("measuring activity");
    std::vector<std::string> notes;
    llvm::Error error = driver::measureActivity(*network, arguments.profileInputs, notes);
    warn(notes);
    if (error)
      return fail(std::move(error));
  }
  if (arguments.printSchedule || !arguments.kernels.empty()) {
    llvm::Expected<std::vector<cpu::ScheduledKernel>> schedule = driver::scheduleKernels(*network, arguments.kernels);
    if (!schedule)
      return fail(schedule.takeError());
    tellSchedule(*schedule);
  }
  progress.phase("compiling " + escaped(arguments.positional.front()));
  StringRef model = llvm::sys::path::filename(arguments.positional.front());
  if (llvm::Error error = driver::compileForCPU(*network, model, arguments.time, arguments.output))
    return fail(std::move(error));
  answer["directory"] = llvm::json::fixUTF8(arguments.output);
  if (!arguments.json && !arguments.quiet)
    out() << escaped(arguments.output) << ": compiled for cpu\n";
  return Yes;
}

Status Session::info() {
  if (arguments.positional.empty() && arguments.targetFile.empty()) {
    answer["targets"] = driver::targetList();
    if (!arguments.json)
      driver::printTargetList(out());
    return Yes;
  }
  llvm::Expected<driver::TargetInfo> target = arguments.targetFile.empty()
                                                  ? driver::findTarget(arguments.positional.front())
                                                  : driver::readTargetFile(arguments.targetFile);
  if (!target)
    return fail(target.takeError());
  answer["target"] = driver::toJSON(*target);
  if (!arguments.json)
    driver::printTarget(*target, out());
  return Yes;
}

Status Session::run() {
  Status status = Unusable;
  switch (arguments.command) {
  case Command::Check:
    status = check();
    break;
  case Command::Run:
    status = runModel();
    break;
  case Command::Compile:
    status = compile();
    break;
  case Command::Diff:
    status = diff();
    break;
  case Command::Info:
    status = info();
    break;
  }
  if (arguments.json) {
    answer["findings"] = printer.findings();
    answer["status"] = static_cast<int64_t>(status);
    out() << llvm::formatv("{0:2}", llvm::json::Value(std::move(answer))) << "\n";
  }
  return status;
}

Status runCommand(const Arguments &arguments) { return Session(arguments).run(); }

} // namespace ganglion::snnc
