//===- Lzf.cpp ------------------------------------------------------------===//
//
// The LZF format is a sequence of items. A control byte c below 32 is followed by c + 1 literal bytes. Any other starts
// a copy of earlier output: its length is c >> 5, plus the next byte if that is 7, plus 2; its distance is
// ((c & 31) << 8 | next byte) + 1. A copy may overlap what it produces.
//
//===----------------------------------------------------------------------===//
#include "frontends/NIR/Reader/Lzf.h"
#include <cstring>

namespace ganglion::nirfile {

namespace {

struct Item {
  size_t length;
  size_t distance; ///< 0: literal bytes follow
};

/// The item at `at`, which moves behind its control bytes; false if the input ends before that.
inline bool nextItem(const uint8_t *input, size_t size, size_t &at, Item &item) {
  unsigned control = input[at++];
  if (control < 32) {
    item = {control + 1u, 0};
    return item.length <= size - at;
  }
  item.length = control >> 5;
  if (item.length == 7) {
    if (at == size)
      return false;
    item.length += input[at++];
  }
  if (at == size)
    return false;
  item.length += 2;
  item.distance = ((control & 31) << 8 | input[at++]) + 1;
  return true;
}

} // namespace

std::optional<size_t> lzfExpandedSize(const uint8_t *input, size_t inputSize) {
  size_t produced = 0;
  for (size_t at = 0; at < inputSize;) {
    Item item;
    if (!nextItem(input, inputSize, at, item) || item.distance > produced)
      return std::nullopt;
    if (item.distance == 0)
      at += item.length;
    produced += item.length;
  }
  return produced;
}

void lzfExpand(const uint8_t *input, size_t inputSize, uint8_t *output) {
  for (size_t at = 0; at < inputSize;) {
    Item item;
    if (!nextItem(input, inputSize, at, item))
      return;
    if (item.distance == 0) {
      std::memcpy(output, input + at, item.length);
      at += item.length;
    } else {
      for (size_t i = 0; i < item.length; ++i)
        output[i] = *(output + i - item.distance);
    }
    output += item.length;
  }
}

} // namespace ganglion::nirfile
