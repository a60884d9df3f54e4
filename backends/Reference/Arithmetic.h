//===- Arithmetic.h - sums and products of both kinds of networks ---------===//
//
// Numbers of a network are float or double, each sum and each product rounded on its own; or int16_t or int32_t, each
// sum cut to the range of the type, and a product exact until it is added or put out.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_BACKENDS_REFERENCE_ARITHMETIC_H
#define GANGLION_BACKENDS_REFERENCE_ARITHMETIC_H

#include <algorithm>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace ganglion::reference {

/// A number cut to the range of an integer type.
template <typename T> T cut(int64_t value) {
  return static_cast<T>(std::clamp<int64_t>(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
}

template <typename T> T plus(T left, T right) {
  if constexpr (std::is_integral_v<T>)
    return cut<T>(int64_t(left) + right);
  else
    return left + right;
}

template <typename T> T times(T left, T right) {
  if constexpr (std::is_integral_v<T>)
    return cut<T>(int64_t(left) * right);
  else
    return left * right;
}

/// `sum + weight*value`. The product of two i32 and an i32 fit 64 bits.
template <typename T> T plusProduct(T sum, T weight, T value) {
  if constexpr (std::is_integral_v<T>)
    return cut<T>(sum + int64_t(weight) * value);
  else
    return plus(sum, times(weight, value));
}

} // namespace ganglion::reference

#endif // GANGLION_BACKENDS_REFERENCE_ARITHMETIC_H
