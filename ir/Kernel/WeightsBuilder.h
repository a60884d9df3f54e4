//===- WeightsBuilder.h - packing parameters into one block of memory -----===//
#ifndef GANGLION_IR_KERNEL_WEIGHTSBUILDER_H
#define GANGLION_IR_KERNEL_WEIGHTSBUILDER_H

#include "ir/Kernel/KernelDialect.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <functional>
#include <memory>
#include <vector>

namespace ganglion::kernel {

/// The packed weights of a program, aligned to 64 bytes.
using WeightsBlob = std::shared_ptr<llvm::MemoryBuffer>;

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

} // namespace ganglion::kernel

#endif // GANGLION_IR_KERNEL_WEIGHTSBUILDER_H
