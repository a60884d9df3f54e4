//===- Registry.h - targets by name or file -------------------------------===//
#ifndef GANGLION_IR_TARGET_REGISTRY_H
#define GANGLION_IR_TARGET_REGISTRY_H

#include "ir/Target/Description.h"

namespace ganglion::target {

/// The machine that Ganglion runs on: a target that compiles and checks know, with nothing to describe.
inline constexpr llvm::StringLiteral hostTarget = "cpu";

/// The names of the built-in descriptions, sorted, without those that are only a base of others.
std::vector<std::string> targetNames();

/// A built-in description by its name or one of its other names. Error: "no target 'abacus', there are cpu, ...".
llvm::Expected<std::shared_ptr<const Description>> findDescription(llvm::StringRef name);

/// A user's description (docs/design/targets.md). Errors: the file cannot be read or is no regular file, or what
/// readDescription finds.
llvm::Expected<std::shared_ptr<const Description>> readDescriptionFile(llvm::StringRef path);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_REGISTRY_H
