//===- Commands.h - what the commands of snnc do --------------------------===//
#ifndef GANGLION_TOOLS_SNNC_COMMANDS_H
#define GANGLION_TOOLS_SNNC_COMMANDS_H

#include "tools/snnc/CommandLine.h"

namespace ganglion::snnc {

/// Exit status of snnc (design section 8).
enum Status : int { Yes = 0, No = 1, Unusable = 2 };

Status runCommand(const Arguments &arguments);

} // namespace ganglion::snnc

#endif // GANGLION_TOOLS_SNNC_COMMANDS_H
