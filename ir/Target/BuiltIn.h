//===- BuiltIn.h - the descriptions that are compiled in ------------------===//
#ifndef GANGLION_IR_TARGET_BUILTIN_H
#define GANGLION_IR_TARGET_BUILTIN_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace ganglion::target {

/// A file of chips/, by its name without ending.
struct BuiltInFile {
  llvm::StringLiteral name, text;
};

/// The build makes it of chips/*.json.
llvm::ArrayRef<BuiltInFile> builtInFiles();

/// The text of one of them, nothing for another name.
std::optional<llvm::StringRef> builtInText(llvm::StringRef name);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_BUILTIN_H
