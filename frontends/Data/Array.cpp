//===- Array.cpp ----------------------------------------------------------===//
#include "frontends/Data/Array.h"
#include <cassert>
#include <cmath>
#include <cstring>

using namespace llvm;

namespace ganglion::data {

float halfToFloat(uint16_t half) {
  unsigned exponent = half >> 10 & 31, mantissa = half & 1023;
  float magnitude = exponent == 0    ? std::ldexp(static_cast<float>(mantissa), -24)
                    : exponent == 31 ? (mantissa ? NAN : INFINITY)
                                     : std::ldexp(static_cast<float>(mantissa | 1024), static_cast<int>(exponent) - 25);
  return half & 0x8000 ? -magnitude : magnitude;
}

int64_t Array::size() const { return static_cast<int64_t>(nirfile::elementsOf(shape)); }

namespace {

struct Half {
  uint16_t value;
};
struct Truth {
  char value;
};

template <typename To, typename From> To convert(From value) {
  if constexpr (std::is_same_v<From, Half>)
    return halfToFloat(value.value);
  else if constexpr (std::is_same_v<From, Truth>)
    return value.value != 0;
  else
    return static_cast<To>(value);
}

template <typename To, typename From> void convertRange(const char *source, int64_t count, To *target) {
  for (int64_t i = 0; i < count; ++i) {
    From value;
    std::memcpy(&value, source + i * sizeof(From), sizeof(From));
    target[i] = convert<To>(value);
  }
}

/// Converts `count` elements from element `first` on.
template <typename To> void convertElements(const Array &array, int64_t first, int64_t count, To *target) {
  const char *source = array.bytes.data() + first * (array.bits / 8);
  auto as = [&](auto example) { convertRange<To, decltype(example)>(source, count, target); };
  bool isSigned = array.kind == ElementKind::SignedInteger;
  switch (array.kind) {
  case ElementKind::Float:
    return array.bits == 16 ? as(Half()) : array.bits == 32 ? as(float()) : as(double());
  case ElementKind::Boolean:
    return as(Truth());
  case ElementKind::SignedInteger:
  case ElementKind::UnsignedInteger:
    switch (array.bits) {
    case 8:
      return isSigned ? as(int8_t()) : as(uint8_t());
    case 16:
      return isSigned ? as(int16_t()) : as(uint16_t());
    case 32:
      return isSigned ? as(int32_t()) : as(uint32_t());
    default:
      return isSigned ? as(int64_t()) : as(uint64_t());
    }
  case ElementKind::String:
  case ElementKind::Unsupported:
    break;
  }
  assert(false && "an array of numbers");
}

template <typename T> Array copyOf(ElementKind kind, std::vector<int64_t> shape, const std::vector<T> &values) {
  const char *begin = reinterpret_cast<const char *>(values.data());
  return Array::own(kind, sizeof(T) * 8, std::move(shape), std::vector<char>(begin, begin + values.size() * sizeof(T)));
}

} // namespace

double Array::asDouble(int64_t index) const {
  double value;
  convertElements(*this, index, 1, &value);
  return value;
}

float Array::asFloat(int64_t index) const {
  float value;
  convertElements(*this, index, 1, &value);
  return value;
}

std::vector<double> Array::toDoubles() const {
  std::vector<double> values(size());
  convertElements(*this, 0, size(), values.data());
  return values;
}

std::vector<float> Array::toFloats() const {
  std::vector<float> values(size());
  convertElements(*this, 0, size(), values.data());
  return values;
}

Array Array::own(ElementKind kind, unsigned bits, std::vector<int64_t> shape, std::vector<char> bytes) {
  auto owner = std::make_shared<std::vector<char>>(std::move(bytes));
  Array array{kind, bits, std::move(shape), *owner, owner};
  assert(array.bytes.size() == static_cast<size_t>(array.size()) * (bits / 8) && "bytes that fit the shape");
  return array;
}

Array Array::of(std::vector<int64_t> shape, const std::vector<float> &values) {
  return copyOf(ElementKind::Float, std::move(shape), values);
}

Array Array::of(std::vector<int64_t> shape, const std::vector<double> &values) {
  return copyOf(ElementKind::Float, std::move(shape), values);
}

Array Array::of(std::vector<int64_t> shape, const std::vector<int32_t> &values) {
  return copyOf(ElementKind::SignedInteger, std::move(shape), values);
}

} // namespace ganglion::data
