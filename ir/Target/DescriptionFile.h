//===- DescriptionFile.h - the JSON of a description, bases merged --------===//
#ifndef GANGLION_IR_TARGET_DESCRIPTIONFILE_H
#define GANGLION_IR_TARGET_DESCRIPTIONFILE_H

#include "ir/Target/Description.h"
#include "llvm/Support/JSON.h"

namespace ganglion::target {

/// The source that numbers of a user's file have unless they name another.
inline constexpr llvm::StringLiteral ownSource = "file";

/// Bytes of a text; the description of a real chip has 8 kB.
inline constexpr size_t largestDescription = 1 << 20;

/// Parses the text and merges it into its base, and that into its own. Text and nesting are limited before they are
/// parsed. Errors: no JSON, another format or version, a base that is not built in.
llvm::Expected<llvm::json::Object> mergedDescription(llvm::StringRef text, llvm::StringRef file, bool isUserFile,
                                                     BaseLookup base);

} // namespace ganglion::target

#endif // GANGLION_IR_TARGET_DESCRIPTIONFILE_H
