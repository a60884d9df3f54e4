//===- JSONFile.h - JSON from files that nobody vouches for ---------------===//
#ifndef GANGLION_IR_SUPPORT_JSONFILE_H
#define GANGLION_IR_SUPPORT_JSONFILE_H

#include "llvm/Support/JSON.h"

namespace ganglion {

/// What a text may have at most; it is counted before a parser sees it: the parser is recursive, and a value takes
/// twenty times the two bytes of its text.
struct JSONLimits {
  llvm::StringLiteral noun; ///< what the file is, for messages: "a description"
  size_t bytes;
  size_t nesting; ///< levels of objects and lists
  size_t values;  ///< elements of lists and members of objects
};

/// Parses a text that is an object. Errors, after `FILE: `: more than the limits allow, no JSON, another value.
llvm::Expected<llvm::json::Object> parseJSONObject(llvm::StringRef text, llvm::StringRef file,
                                                   const JSONLimits &limits);

/// `FILE: field 'size.neurons': found 0, allowed is ...`, as an error.
llvm::Error fieldError(llvm::StringRef file, llvm::StringRef field, const llvm::Twine &found,
                       const llvm::Twine &allowed);

/// What was found, for messages: a short value as it stands, else what it is.
std::string foundText(const llvm::json::Value *value);

} // namespace ganglion

#endif // GANGLION_IR_SUPPORT_JSONFILE_H
