//===- Weights.h - numbers of parameters that are packed ------------===//
#ifndef GANGLION_BACKENDS_CPU_WEIGHTS_H
#define GANGLION_BACKENDS_CPU_WEIGHTS_H

#include "ir/Kernel/WeightsBuilder.h"
#include "ir/SNN/Coefficients.h"
#include "ir/Support/Parameter.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <cstring>
#include <vector>

namespace ganglion::cpu {

using kernel::WeightsBlob;
using kernel::withNumberType;

/// The numbers of a parameter, rounded once to T. Reads of full storage of f32, f64 and signed integers of at most 32
/// bits cost one load.
template <typename T> class Numbers {
public:
  explicit Numbers(mlir::Attribute attribute) : parameter(Parameter::of(attribute)) {
    mlir::Type type = parameter.elementType();
    if (parameter.isSplat())
      return;
    stored = type.isF32()           ? Stored::F32
             : type.isF64()         ? Stored::F64
             : isSignedOf(type, 8)  ? Stored::I8
             : isSignedOf(type, 16) ? Stored::I16
             : isSignedOf(type, 32) ? Stored::I32
                                    : Stored::Other;
    std::vector<char> storage;
    if (stored != Stored::Other)
      data = parameter.bytes(storage).data();
  }

  T operator[](int64_t index) const {
    switch (stored) {
    case Stored::F32:
      return static_cast<T>(load<float>(index));
    case Stored::F64:
      return static_cast<T>(load<double>(index));
    case Stored::I8:
      return static_cast<T>(load<int8_t>(index));
    case Stored::I16:
      return static_cast<T>(load<int16_t>(index));
    case Stored::I32:
      return static_cast<T>(load<int32_t>(index));
    case Stored::Other:
      break;
    }
    return static_cast<T>(parameter.asDouble(parameter.isSplat() ? 0 : index));
  }
  int64_t size() const { return parameter.size(); }

  /// Copies the numbers from `first` on.
  void read(int64_t first, llvm::MutableArrayRef<T> to) const {
    auto copy = [&](auto zero) {
      for (size_t k = 0; k < to.size(); ++k)
        to[k] = static_cast<T>(load<decltype(zero)>(first + k));
    };
    if (stored == Stored::F32)
      return copy(float());
    if (stored == Stored::F64)
      return copy(double());
    for (size_t k = 0; k < to.size(); ++k)
      to[k] = (*this)[first + k];
  }

private:
  enum class Stored { Other, F32, F64, I8, I16, I32 };

  static bool isSignedOf(mlir::Type type, unsigned bits) { return type.isInteger(bits) && !type.isUnsignedInteger(); }

  template <typename Number> Number load(int64_t index) const {
    Number value;
    std::memcpy(&value, data + index * sizeof(Number), sizeof(Number));
    return value;
  }

  Parameter parameter;
  Stored stored = Stored::Other;
  const char *data = nullptr;
};

/// Calls `use` for 0 up to `count`, on several threads if the work is worth it (`bytes` in all).
void forEachPart(int64_t count, int64_t bytes, llvm::function_ref<void(int64_t)> use);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_WEIGHTS_H
