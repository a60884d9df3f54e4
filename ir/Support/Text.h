//===- Text.h - names and numbers as messages show them -------------------===//
#ifndef GANGLION_IR_SUPPORT_TEXT_H
#define GANGLION_IR_SUPPORT_TEXT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace ganglion {

/// A name or text from a file as messages show it: in single quotes, control characters, quotes, backslashes and bytes
/// that are not UTF-8 escaped as \xx, cut to 200 characters (then "..." follows the quote).
std::string quoted(llvm::StringRef text);

/// `quoted` without the quotes.
std::string escaped(llvm::StringRef text);

/// The shortest decimal form that reads back as the same double (of the same float if `single`): 0.01, -3, 1e-5, nan,
/// inf.
std::string shortest(double value, bool single = false);

/// A shape as messages show it: "[2, 34, 34]", "[]" for rank 0; "?" for a dimension that is not known.
std::string shapeText(llvm::ArrayRef<int64_t> shape);

} // namespace ganglion

#endif // GANGLION_IR_SUPPORT_TEXT_H
