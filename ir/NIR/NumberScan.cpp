//===- NumberScan.cpp -----------------------------------------------------===//
#include "ir/NIR/NumberScan.h"
#include <cmath>
#include <cstring>

using namespace mlir;

namespace ganglion::nir {

/// Doubles of this size and above round to infinity in f32: halfway between its largest value and 2^128.
static constexpr double f32Overflow = 0x1.ffffffp127;

/// Elements that are looked at in one go.
static constexpr int64_t blockSize = 4096;

/// Whether `sound` holds for all elements. No branch in the loop: the compiler vectorises it.
template <typename Stored, typename Sound> static bool allOf(const char *data, int64_t count, Sound sound) {
  bool all = true;
  for (int64_t i = 0; i < count; ++i) {
    Stored value;
    std::memcpy(&value, data + i * sizeof(Stored), sizeof(Stored));
    all &= sound(value);
  }
  return all;
}

/// Whether all elements of a block of floats are finite in f32.
static bool allFinite(Type type, const char *data, int64_t count) {
  if (type.isF64())
    return allOf<double>(data, count, [](double value) { return std::fabs(value) < f32Overflow; });
  if (type.isF32())
    return allOf<uint32_t>(data, count, [](uint32_t bits) { return (bits & 0x7f800000) != 0x7f800000; });
  return allOf<uint16_t>(data, count, [](uint16_t bits) { return (bits & 0x7c00) != 0x7c00; });
}

static Tally *tallyFor(NumberScan &scan, double value) {
  if (std::isnan(value))
    return &scan.nan;
  if (std::isinf(value))
    return &scan.infinite;
  return std::fabs(value) >= f32Overflow ? &scan.beyondF32 : nullptr;
}

NumberScan scanNumbers(const Parameter &parameter) {
  NumberScan scan;
  Type type = parameter.elementType();
  // The largest 64-bit integer is far inside f32's range.
  if (isa<IntegerType>(type) || parameter.size() == 0)
    return scan;
  if (parameter.isSplat()) {
    if (Tally *tally = tallyFor(scan, parameter.asDouble(0)))
      *tally = {parameter.size(), 0};
    return scan;
  }
  std::vector<char> storage;
  ArrayRef<char> bytes = parameter.bytes(storage);
  unsigned width = parameterElementBytes(type);
  for (int64_t begin = 0; begin < parameter.size(); begin += blockSize) {
    int64_t count = std::min(blockSize, parameter.size() - begin);
    if (allFinite(type, bytes.data() + begin * width, count))
      continue;
    for (int64_t i = begin; i < begin + count; ++i)
      if (Tally *tally = tallyFor(scan, parameter.asDouble(i)))
        tally->add(i);
  }
  return scan;
}

Tally findNumbers(const Parameter &parameter, llvm::function_ref<bool(double)> matches) {
  Tally tally;
  if (parameter.isSplat()) {
    if (parameter.size() != 0 && matches(parameter.asDouble(0)))
      tally = {parameter.size(), 0};
    return tally;
  }
  for (int64_t i = 0; i < parameter.size(); ++i)
    if (matches(parameter.asDouble(i)))
      tally.add(i);
  return tally;
}

} // namespace ganglion::nir
