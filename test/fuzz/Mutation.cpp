//===- Mutation.cpp -------------------------------------------------------===//
#include "Mutation.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>
#include <cstring>

using llvm::ArrayRef;
using llvm::StringRef;

namespace ganglion::test {

using Bytes = std::vector<char>;

/// A number below `bound`, 0 if there is none.
static size_t below(size_t bound, Random &random) { return bound ? random() % bound : 0; }

/// Short lengths are likelier than long ones.
static size_t someLength(size_t most, Random &random) {
  size_t scale = size_t(1) << below(12, random);
  return std::min(most, 1 + below(scale, random));
}

static void flipBit(Bytes &bytes, size_t at, Random &random) { bytes[at] ^= static_cast<char>(1 << below(8, random)); }

static void setByte(Bytes &bytes, size_t at, Random &random) {
  static constexpr unsigned char telling[] = {0, 1, 0x7f, 0x80, 0xff, '"', '<', '{', '('};
  size_t choice = below(std::size(telling) + 1, random);
  bytes[at] = static_cast<char>(choice < std::size(telling) ? telling[choice] : random());
}

static void zeroRun(Bytes &bytes, size_t at, Random &random) {
  std::fill_n(bytes.begin() + at, someLength(bytes.size() - at, random), 0);
}

/// Another length, count or offset where one may be, of 1 to 8 bytes.
static void setInteger(Bytes &bytes, size_t at, Random &random) {
  size_t width = size_t(1) << below(4, random);
  at &= ~(width - 1);
  if (at + width > bytes.size())
    return;
  uint64_t value = 0;
  std::memcpy(&value, bytes.data() + at, width);
  uint64_t variants[] = {
      value + 1,       value - 1,         value * 2,         value << 8,        ~value,       0,
      ~uint64_t(0),    uint64_t(1) << 31, uint64_t(1) << 32, uint64_t(1) << 62, bytes.size(), bytes.size() - at,
      random() % 4096, ~uint64_t(0) >> 1, random()};
  value = variants[below(std::size(variants), random)];
  std::memcpy(bytes.data() + at, &value, width);
}

/// Another number in words, where the next one is.
static void setNumber(Bytes &bytes, size_t at, Random &random) {
  static constexpr StringRef telling[] = {
      "0",     "-1",  "1",   "2147483648", "9223372036854775807", "18446744073709551616",
      "1e308", "nan", "inf", "1e-320",     "1000000000",          ""};
  auto isDigit = [](char c) { return llvm::isDigit(c); };
  auto first = std::find_if(bytes.begin() + at, bytes.end(), isDigit);
  auto last = std::find_if_not(first, bytes.end(), isDigit);
  StringRef text = telling[below(std::size(telling), random)];
  bytes.insert(bytes.erase(first, last), text.begin(), text.end());
}

static void cut(Bytes &bytes, size_t at, Random &random) {
  bytes.erase(bytes.begin() + at, bytes.begin() + at + someLength(bytes.size() - at, random));
}

static void cutEnd(Bytes &bytes, size_t at, Random &random) { bytes.resize(std::max<size_t>(at, 1)); }

/// A piece of the file itself, once or many times.
static void repeat(Bytes &bytes, size_t at, Random &random) {
  size_t from = below(bytes.size(), random);
  Bytes piece(bytes.begin() + from, bytes.begin() + from + someLength(bytes.size() - from, random));
  size_t most = std::max<size_t>(1, (64 << 10) / piece.size()), times = below(8, random) ? 1 : 1 + below(most, random);
  Bytes all;
  for (size_t i = 0; i < times; ++i)
    llvm::append_range(all, piece);
  bytes.insert(bytes.begin() + at, all.begin(), all.end());
}

static void splice(Bytes &bytes, size_t at, ArrayRef<char> donor, Random &random) {
  size_t from = below(donor.size(), random), length = someLength(donor.size() - from, random);
  // In place of as many bytes, or between them.
  if (below(2, random))
    bytes.erase(bytes.begin() + at, bytes.begin() + std::min(bytes.size(), at + length));
  bytes.insert(bytes.begin() + std::min(at, bytes.size()), donor.begin() + from, donor.begin() + from + length);
}

std::vector<char> mutate(ArrayRef<char> file, ArrayRef<char> donor, Random &random) {
  using Change = void (*)(Bytes &, size_t, Random &);
  // What keeps the rest of the file in its place is likelier.
  static constexpr Change changes[] = {flipBit, flipBit, setByte, setByte,   setInteger, setInteger,
                                       zeroRun, cut,     cutEnd,  setNumber, repeat};
  Bytes bytes(file.begin(), file.end());
  size_t places = size_t(1) << below(4, random);
  for (size_t i = 0; i < places && !bytes.empty(); ++i) {
    size_t at = below(bytes.size(), random), choice = below(std::size(changes) + 1, random);
    if (choice < std::size(changes))
      changes[choice](bytes, at, random);
    else if (!donor.empty())
      splice(bytes, at, donor, random);
  }
  return bytes;
}

} // namespace ganglion::test
