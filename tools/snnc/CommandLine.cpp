//===- CommandLine.cpp ----------------------------------------------------===//
#include "tools/snnc/CommandLine.h"
#include "ir/Support/Text.h"
#include "passes/Discretise/Conventions.h"
#include "tools/driver/OptionChecks.h"
#include "tools/snnc/CommandTexts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <map>

using namespace llvm;

namespace {

enum OptionVisibility : unsigned {
  CheckOption = 1 << 1,
  RunOption = 1 << 2,
  CompileOption = 1 << 3,
  DiffOption = 1 << 4,
  InfoOption = 1 << 5
};
using opt::DefaultVis;

enum OptionID {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "tools/snnc/Options.inc"
#undef OPTION
};

#define OPTTABLE_STR_TABLE_CODE
#include "tools/snnc/Options.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "tools/snnc/Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr opt::OptTable::Info optionInfos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "tools/snnc/Options.inc"
#undef OPTION
};

class OptionTable : public opt::GenericOptTable {
public:
  OptionTable() : GenericOptTable(OptionStrTable, OptionPrefixesTable, optionInfos) {}
};

struct CommandInfo {
  const ganglion::snnc::CommandText &text;
  ganglion::snnc::Command command;
  unsigned visibility;
  unsigned fewest, most; ///< arguments that are no options
};

constexpr CommandInfo commands[] = {
    {ganglion::snnc::checkText, ganglion::snnc::Command::Check, CheckOption, 1, 1},
    {ganglion::snnc::runText, ganglion::snnc::Command::Run, RunOption, 1, 1},
    {ganglion::snnc::compileText, ganglion::snnc::Command::Compile, CompileOption, 1, 1},
    {ganglion::snnc::diffText, ganglion::snnc::Command::Diff, DiffOption, 2, 2},
    {ganglion::snnc::infoText, ganglion::snnc::Command::Info, InfoOption, 0, 1},
};

const CommandInfo *findCommand(StringRef name) {
  for (const CommandInfo &info : commands)
    if (info.text.name == name)
      return &info;
  return nullptr;
}

/// "; did you mean 'check'?" for a word that is nearly a command.
std::string nearestCommand(StringRef word) {
  for (const CommandInfo &info : commands)
    if (word.edit_distance(info.text.name) <= 2)
      return "; did you mean '" + info.text.name.str() + "'?";
  return "";
}

void printHelp(const OptionTable &table, const CommandInfo &info) {
  table.printHelp(outs(), info.text.usage.data(), info.text.summary.data(), /*ShowHidden=*/false,
                  /*ShowAllAliases=*/false, opt::Visibility(info.visibility));
  outs() << "\n"
         << info.text.purpose << "\nEXAMPLES:\n"
         << info.text.examples << "\nEXIT STATUS:\n"
         << info.text.exitStatus << ganglion::snnc::errorStatus;
}

void printHelp() {
  outs() << "snnc compiles and runs spiking networks: NIR models (.nir) and Ganglion's own .mlir and "
            ".mlirbc\n\nCOMMANDS:\n";
  for (const CommandInfo &command : commands)
    outs() << "  " << left_justify(command.text.name, 9) << command.text.summary << "\n";
  outs() << "\nEXAMPLES:\n"
            "  snnc check model.nir\n"
            "  snnc run model.nir --dt 1e-4 --convention snntorch --input x.npy -o y.npy\n"
            "  snnc compile model.nir --target cpu --dt 1e-4 -o compiled/\n"
            "  snnc diff model.nir compiled/ --input x.npy\n"
            "  snnc info xylo-a3\n"
            "\n'snnc COMMAND --help' lists the options of a command; 'snnc --version' says which version this is.\n"
            "Exit status: 0 done or yes, 1 no (does not fit, differs) or the model was refused, 2 wrong usage or "
            "unreadable file.\n";
}

void printVersion() { outs() << "ganglion " GANGLION_VERSION " (LLVM " LLVM_VERSION_STRING ")\n"; }

/// Reads typed values; the first wrong one is reported.
class Reader {
public:
  Reader(const opt::InputArgList &list) : list(list) {}

  std::string text(OptionID id, StringRef otherwise = "") { return list.getLastArgValue(id, otherwise).str(); }

  std::string word(OptionID id, StringRef option, ArrayRef<StringRef> allowed, StringRef otherwise = "") {
    std::string value = text(id, otherwise);
    if (list.hasArg(id) && !is_contained(allowed, value))
      wrong(option, value, join(allowed, " or "));
    return value;
  }

  std::optional<double> real(OptionID id, StringRef option) {
    if (!list.hasArg(id))
      return std::nullopt;
    double value;
    std::string given = text(id);
    if (StringRef(given).getAsDouble(value) || !(value > 0) || std::isinf(value)) {
      wrong(option, given, "a number above 0");
      return std::nullopt;
    }
    return value;
  }

  std::optional<int64_t> integer(OptionID id, StringRef option, int64_t least) {
    if (!list.hasArg(id))
      return std::nullopt;
    int64_t value;
    std::string given = text(id);
    if (StringRef(given).getAsInteger(10, value) || value < least) {
      wrong(option, given, "an integer from " + std::to_string(least));
      return std::nullopt;
    }
    return value;
  }

  std::string convention(OptionID id) {
    std::string given = text(id);
    if (list.hasArg(id) && !ganglion::findConvention(given))
      wrong("--convention", given, "one of " + ganglion::conventionNames());
    return given;
  }

  std::vector<std::string> set(OptionID id) {
    std::vector<std::string> entries = list.getAllArgValues(id);
    for (const std::string &entry : entries)
      if (Error error = ganglion::driver::checkSetEntry(entry)) {
        errs() << "error: " << toString(std::move(error)) << "\n";
        ok = false;
      }
    return entries;
  }

  std::string path(OptionID id, StringRef option) {
    std::string given = text(id);
    if (list.hasArg(id) && given.empty())
      wrong(option, given, "the name of a file or folder");
    return given;
  }

  /// Options that give one value are given once.
  void refuseRepetitions(ArrayRef<OptionID> repeatable) {
    std::map<unsigned, std::pair<std::string, unsigned>> count;
    for (const opt::Arg *arg : list) {
      const opt::Option option = arg->getOption().getUnaliasedOption();
      bool hasValue =
          option.getKind() == opt::Option::SeparateClass || option.getKind() == opt::Option::JoinedOrSeparateClass;
      if (hasValue && !is_contained(repeatable, option.getID()))
        ++count.try_emplace(option.getID(), option.getPrefixedName().str(), 0).first->second.second;
    }
    for (const auto &[id, entry] : count)
      if (entry.second > 1) {
        errs() << "error: " << entry.first << " is given " << entry.second << " times, allowed is once\n";
        ok = false;
      }
  }

  bool ok = true;

private:
  void wrong(StringRef option, StringRef given, const Twine &allowed) {
    errs() << "error: " << option << " is " << ganglion::quoted(given) << ", expected " << allowed << "\n";
    ok = false;
  }

  const opt::InputArgList &list;
};

} // namespace

namespace ganglion::snnc {

static void readChip(const opt::InputArgList &list, Reader &read, Arguments &arguments) {
  driver::ChipOptions &chip = arguments.chip;
  chip.quantize = read.word(OPT_quantize, "--quantize", {"none", "global", "channel"});
  chip.dash = read.word(OPT_dash, "--dash", {"tau", "decay"});
  chip.compat = read.word(OPT_compat, "--compat", {"rockpool"});
  chip.fuzzyScaling = list.hasArg(OPT_fuzzy_scaling);
  chip.foldBias = list.hasArg(OPT_fold_bias);
  chip.approximate = list.hasArg(OPT_approximate);
  chip.calibrate = list.getAllArgValues(OPT_calibrate);
  for (const std::string &given : list.getAllArgValues(OPT_allow))
    for (StringRef rule : split(given, ','))
      chip.allow.push_back(rule.trim().str());
}

static bool readValues(const opt::InputArgList &list, Arguments &arguments) {
  Reader read(list);
  driver::TimeOptions &time = arguments.time;
  arguments.json = list.hasArg(OPT_json);
  arguments.quiet = list.hasArg(OPT_quiet);
  time.dt = read.real(OPT_dt, "--dt");
  time.convention = read.convention(OPT_convention);
  time.integrator = read.word(OPT_integrator, "--integrator", {"euler", "exact"});
  time.reset = read.word(OPT_reset, "--reset", {"value", "subtract"});
  std::string delay = read.word(OPT_reset_delay, "--reset-delay", {"0", "1"});
  time.resetDelay = delay.empty() ? -1 : delay == "1";
  time.precision = read.word(OPT_precision, "--precision", {"f32", "f64"});
  time.set = read.set(OPT_set);
  arguments.inputs = list.getAllArgValues(OPT_input);
  arguments.records = list.getAllArgValues(OPT_record);
  arguments.kernels = list.getAllArgValues(OPT_kernel);
  arguments.profileInputs = list.getAllArgValues(OPT_profile_input);
  arguments.printSchedule = list.hasArg(OPT_print_schedule);
  arguments.profile = list.hasArg(OPT_profile);
  arguments.steps = read.integer(OPT_steps, "--steps", 0);
  arguments.threads = read.integer(OPT_threads, "--threads", 1);
  SmallVector<StringRef> engines = {"compiled", "reference"};
  arguments.isEngineGiven = list.hasArg(OPT_engine) || list.hasArg(OPT_engine_a);
  arguments.isEngineBGiven = list.hasArg(OPT_engine_b);
  arguments.engine = list.hasArg(OPT_engine_a) ? read.word(OPT_engine_a, "--engine-a", engines)
                                               : read.word(OPT_engine, "--engine", engines, "compiled");
  arguments.engineB = read.word(OPT_engine_b, "--engine-b", engines, "compiled");
  bool hasTarget = list.hasArg(OPT_target) || list.hasArg(OPT_target_file);
  if (arguments.command == Command::Compile && (!hasTarget || !list.hasArg(OPT_o))) {
    errs() << "error: 'snnc compile' needs --target T (or --target-file F) and -o DIR\n";
    return false;
  }
  if (arguments.profile && arguments.threads.value_or(1) > 1) {
    errs() << "error: --profile measures one thread, --threads is " << *arguments.threads
           << ", allowed is 1; leave it out\n";
    return false;
  }
  if (arguments.command == Command::Diff && arguments.inputs.empty() && !arguments.steps) {
    errs() << "error: 'snnc diff' needs --input X\n";
    return false;
  }
  arguments.carryState = list.hasArg(OPT_carry_state);
  arguments.chip.target = read.path(OPT_target, "--target");
  arguments.targetFile = read.path(OPT_target_file, "--target-file");
  readChip(list, read, arguments);
  if (!arguments.chip.target.empty() && !arguments.targetFile.empty()) {
    errs() << "error: --target is " << quoted(arguments.chip.target) << " and --target-file "
           << quoted(arguments.targetFile) << ", allowed is one of them\n";
    return false;
  }
  if (arguments.command == Command::Info && !arguments.targetFile.empty() && !arguments.positional.empty()) {
    errs() << "error: TARGET is " << quoted(arguments.positional.front()) << " and --target-file "
           << quoted(arguments.targetFile) << ", allowed is one of them\n";
    return false;
  }
  // A file, even if a built-in target has its name.
  if (arguments.command != Command::Info && !arguments.targetFile.empty())
    arguments.chip.target =
        StringRef(arguments.targetFile).contains('/') ? arguments.targetFile : "./" + arguments.targetFile;
  arguments.output = read.path(OPT_o, "-o");
  read.refuseRepetitions({OPT_set, OPT_input, OPT_record, OPT_kernel, OPT_profile_input, OPT_allow, OPT_calibrate});
  return read.ok;
}

Outcome parseArguments(ArrayRef<const char *> argv, Arguments &arguments) {
  OptionTable table;
  auto wrongUsage = [&](const Twine &message) {
    errs() << "error: " << message << "\n";
    return Outcome::WrongUsage;
  };
  static constexpr StringLiteral commandNames =
      ", there are check, run, compile, diff and info; 'snnc --help' explains them";
  const CommandInfo *info = argv.empty() ? nullptr : findCommand(argv.front());
  if (!info) {
    StringRef first = argv.empty() ? "" : argv.front();
    if (first == "--version") {
      printVersion();
      return Outcome::Done;
    }
    if (first == "--help" || first == "-h" || first == "help") {
      const CommandInfo *about = argv.size() > 1 ? findCommand(argv[1]) : nullptr;
      if (argv.size() > 1 && first == "help" && !about)
        return wrongUsage("no command " + quoted(argv[1]) + commandNames);
      about ? printHelp(table, *about) : printHelp();
      return Outcome::Done;
    }
    return wrongUsage((argv.empty() ? std::string("no command") : "no command " + quoted(first)) + commandNames +
                      nearestCommand(first));
  }
  unsigned missingIndex, missingCount;
  opt::InputArgList list =
      table.ParseArgs(argv.drop_front(), missingIndex, missingCount, opt::Visibility(info->visibility));
  if (list.hasArg(OPT_help)) {
    printHelp(table, *info);
    return Outcome::Done;
  }
  if (list.hasArg(OPT_version)) {
    printVersion();
    return Outcome::Done;
  }
  if (missingCount)
    return wrongUsage("option " + quoted(list.getArgString(missingIndex)) + " has no value");
  for (const opt::Arg *unknown : list.filtered(OPT_UNKNOWN)) {
    std::string spelling = unknown->getAsString(list), nearest;
    bool close = table.findNearest(spelling, nearest, opt::Visibility(info->visibility)) <= 2;
    return wrongUsage("no option " + quoted(spelling) + " of 'snnc " + info->text.name + "'" +
                      (close ? "; did you mean " + quoted(nearest) + "?" : ""));
  }
  arguments.command = info->command;
  arguments.positional = list.getAllArgValues(OPT_INPUT);
  size_t count = arguments.positional.size();
  if (count < info->fewest || count > info->most) {
    StringRef noun = info->command == Command::Info ? "target" : "model";
    return wrongUsage(std::to_string(count) + " " + noun + (count == 1 ? "" : "s") + " given, " +
                      (info->fewest < info->most ? "at most " : "") + Twine(info->most) +
                      " expected: " + info->text.usage);
  }
  return readValues(list, arguments) ? Outcome::Run : Outcome::WrongUsage;
}

} // namespace ganglion::snnc
