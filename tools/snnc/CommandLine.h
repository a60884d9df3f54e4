//===- CommandLine.h - the arguments of snnc ------------------------------===//
#ifndef GANGLION_TOOLS_SNNC_COMMANDLINE_H
#define GANGLION_TOOLS_SNNC_COMMANDLINE_H

#include "tools/driver/Xylo.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>
#include <string>
#include <vector>

namespace ganglion::snnc {

enum class Command { Check, Run, Compile, Diff, Info };

/// The arguments of one call, in their types.
struct Arguments {
  Command command = Command::Check;
  std::vector<std::string> positional;
  driver::TimeOptions time;
  driver::ChipOptions chip;
  bool json = false, quiet = false, printSchedule = false, profile = false, carryState = false;
  std::vector<std::string> inputs, records, kernels, profileInputs;
  std::optional<int64_t> steps, threads;
  bool isEngineGiven = false, isEngineBGiven = false;
  std::string engine = "compiled", engineB = "compiled", targetFile, output;
};

/// What main does after reading the arguments.
enum class Outcome { Run, Done, WrongUsage };

/// Reads argv[1..]. Prints help or version (Done), or one line about what is wrong (WrongUsage).
Outcome parseArguments(llvm::ArrayRef<const char *> argv, Arguments &arguments);

} // namespace ganglion::snnc

#endif // GANGLION_TOOLS_SNNC_COMMANDLINE_H
