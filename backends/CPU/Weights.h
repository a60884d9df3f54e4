//===- Weights.h - packing parameters into one block of memory ------------===//
#ifndef GANGLION_BACKENDS_CPU_WEIGHTS_H
#define GANGLION_BACKENDS_CPU_WEIGHTS_H

#include "ir/Kernel/KernelDialect.h"
#include "ir/SNN/Coefficients.h"
#include "ir/Support/Parameter.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cstring>
#include <functional>
#include <memory>
#include <vector>

namespace ganglion::cpu {

/// The packed weights of a program, aligned to 64 bytes.
using WeightsBlob = std::shared_ptr<llvm::MemoryBuffer>;

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

/// Calls `use` with a 0 of the C++ type of an element of a buffer.
template <typename Use> void withNumberType(mlir::Type element, Use use) {
  if (element.isF64())
    use(double());
  else if (element.isF32())
    use(float());
  else if (element.isInteger(8))
    use(int8_t());
  else if (element.isInteger(16))
    use(int16_t());
  else
    use(int32_t());
}

/// Reserves places first, because offsets are part of the program, and fills them at the end, so that packed weights
/// exist once.
class WeightsBuilder {
public:
  /// Writes a reserved place, which is 0 before.
  using Fill = std::function<void(char *)>;

  /// Offset of `bytes` bytes.
  int64_t reserve(int64_t bytes, Fill fill);
  /// Offset of a copy of `values`.
  template <typename T> int64_t add(std::vector<T> values) {
    int64_t bytes = values.size() * sizeof(T);
    return reserve(bytes, [values = std::move(values)](char *to) { llvm::copy(values, reinterpret_cast<T *>(to)); });
  }

  int64_t size() const { return total; }
  WeightsBlob build() const;

private:
  struct Place {
    int64_t offset;
    Fill fill;
  };

  std::vector<Place> places;
  int64_t total = 0;
};

/// Calls `use` for 0 up to `count`, on several threads if the work is worth it (`bytes` in all).
void forEachPart(int64_t count, int64_t bytes, llvm::function_ref<void(int64_t)> use);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_WEIGHTS_H
