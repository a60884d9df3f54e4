//===- Array.h - an array of numbers that go in or come out ---------------===//
#ifndef GANGLION_FRONTENDS_DATA_ARRAY_H
#define GANGLION_FRONTENDS_DATA_ARRAY_H

#include "frontends/NIR/FileTree.h"

namespace ganglion::data {

using nirfile::ElementKind;

/// Elements in C order and native byte order, a byte for a Boolean (any but 0 is true). `bytes` may be a view of a
/// mapped file or of shared memory, of any alignment; `owner` keeps it alive.
struct Array {
  ElementKind kind = ElementKind::Float; ///< String and Unsupported do not occur
  unsigned bits = 32;
  std::vector<int64_t> shape;
  llvm::ArrayRef<char> bytes;
  std::shared_ptr<void> owner;

  int64_t size() const;
  /// Element `index` in C order. Integers beyond 2^53 are rounded.
  double asDouble(int64_t index) const;
  /// Rounded once from the stored value.
  float asFloat(int64_t index) const;
  std::vector<double> toDoubles() const;
  std::vector<float> toFloats() const;

  /// An array that owns these bytes, of which there are as many as kind, bits and shape say.
  static Array own(ElementKind kind, unsigned bits, std::vector<int64_t> shape, std::vector<char> bytes);
  static Array of(std::vector<int64_t> shape, const std::vector<float> &values);
  static Array of(std::vector<int64_t> shape, const std::vector<double> &values);
  static Array of(std::vector<int64_t> shape, const std::vector<int32_t> &values);
};

/// The value of an IEEE 754 binary16.
float halfToFloat(uint16_t half);

} // namespace ganglion::data

#endif // GANGLION_FRONTENDS_DATA_ARRAY_H
