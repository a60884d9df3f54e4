//===- Text.cpp -----------------------------------------------------------===//
#include "ir/Support/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include <charconv>
#include <cmath>

using namespace llvm;

namespace ganglion {

static constexpr size_t longestText = 200;

/// Bytes of the UTF-8 sequence that starts `text`, 0 if there is none.
static size_t sequenceLength(StringRef text) {
  size_t length = getNumBytesForUTF8(static_cast<UTF8>(text.front()));
  const auto *begin = reinterpret_cast<const UTF8 *>(text.data());
  return length <= text.size() && isLegalUTF8Sequence(begin, begin + length) ? length : 0;
}

std::string escaped(StringRef text) {
  std::string out;
  size_t characters = 0;
  while (!text.empty()) {
    if (characters++ == longestText)
      return out + "...";
    size_t length = sequenceLength(text);
    unsigned char c = text.front();
    if (length == 0 || c < 0x20 || c == 0x7f || c == '\'' || c == '\\') {
      out += '\\';
      out += hexdigit(c >> 4);
      out += hexdigit(c & 15);
      length = 1;
    } else {
      out += text.take_front(length);
    }
    text = text.drop_front(length);
  }
  return out;
}

std::string quoted(StringRef text) { return "'" + escaped(text) + "'"; }

std::string shortest(double value, bool single) {
  if (std::isnan(value))
    return "nan";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  if (value == 0)
    return "0";
  char buffer[64];
  auto end = single ? std::to_chars(buffer, buffer + sizeof(buffer), static_cast<float>(value))
                    : std::to_chars(buffer, buffer + sizeof(buffer), value);
  // std::to_chars writes two digits of exponent and its sign: 1e-05 is 1e-5, 1e+20 is 1e20.
  StringRef text(buffer, end.ptr - buffer);
  auto [digits, exponent] = text.split('e');
  if (exponent.empty())
    return text.str();
  StringRef sign = exponent.take_front() == "-" ? "-" : "";
  return (digits + "e" + sign + exponent.drop_front().ltrim('0')).str();
}

std::string shapeText(ArrayRef<int64_t> shape) {
  std::string out = "[";
  for (auto [i, size] : enumerate(shape)) {
    if (i)
      out += ", ";
    out += size == INT64_MIN ? "?" : std::to_string(size);
  }
  return out + "]";
}

} // namespace ganglion
