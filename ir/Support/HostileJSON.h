//===- HostileJSON.h - JSON from files that nobody vouches for ------------===//
#ifndef GANGLION_IR_SUPPORT_HOSTILEJSON_H
#define GANGLION_IR_SUPPORT_HOSTILEJSON_H

#include "llvm/Support/JSON.h"

namespace ganglion {

/// What a kind of file may have at most.
struct JSONLimits {
  llvm::StringRef what; ///< "a description"
  size_t bytes;
  unsigned depth; ///< of objects and lists
};

/// Parses an object. Size and nesting are limited before the recursive parser sees the text. Errors, with the file:
/// beyond a limit, no JSON, no object.
llvm::Expected<llvm::json::Object> parseJSONObject(llvm::StringRef text, llvm::StringRef file,
                                                   const JSONLimits &limits);

/// `FILE: field 'size.neurons': found 0, allowed is ...`, as an error.
llvm::Error fieldError(llvm::StringRef file, llvm::StringRef field, const llvm::Twine &found,
                       const llvm::Twine &allowed);

/// What was found, for messages: a short value as it stands, else what it is.
std::string foundText(const llvm::json::Value *value);

} // namespace ganglion

#endif // GANGLION_IR_SUPPORT_HOSTILEJSON_H
