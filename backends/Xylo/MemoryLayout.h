//===- MemoryLayout.h - what writer and reader of the image share ----------===//
#ifndef GANGLION_BACKENDS_XYLO_MEMORYLAYOUT_H
#define GANGLION_BACKENDS_XYLO_MEMORYLAYOUT_H

#include "ir/Target/Description.h"

namespace ganglion::xylo {

/// How the numbers of a bank are words.
enum class Coding { Unsigned, TwosComplement };

/// What a word of a bank can hold.
inline target::IntegerRange wordRange(const target::MemoryBank &bank, Coding coding) {
  int64_t count = int64_t(1) << (4 * bank.digits);
  return coding == Coding::Unsigned ? target::IntegerRange{0, count - 1}
                                    : target::IntegerRange{-count / 2, count / 2 - 1};
}

/// Where output neurons begin in banks that hold hidden neurons, too.
inline int64_t firstOutputWord(int64_t hidden, const target::Description &description) {
  int64_t gap = description.integer("output_gap");
  return hidden + (gap == 0 ? 0 : gap + hidden % 2);
}

/// How the first line of an image begins, before its NAME=VALUE.
inline constexpr llvm::StringLiteral headerMark = "#!";

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_MEMORYLAYOUT_H
