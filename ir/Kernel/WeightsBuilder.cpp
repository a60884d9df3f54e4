//===- WeightsBuilder.cpp -------------------------------------------------===//
#include "ir/Kernel/WeightsBuilder.h"
#include <cstring>

namespace ganglion::kernel {

int64_t WeightsBuilder::reserve(int64_t bytes, Fill fill) {
  int64_t offset = total;
  total += roundedUp(bytes, vectorBytes);
  places.push_back({offset, std::move(fill)});
  return offset;
}

WeightsBlob WeightsBuilder::build() const {
  auto blob = llvm::WritableMemoryBuffer::getNewUninitMemBuffer(total, "weights", llvm::Align(vectorBytes));
  if (!blob)
    return nullptr;
  std::memset(blob->getBufferStart(), 0, total);
  for (const Place &place : places)
    place.fill(blob->getBufferStart() + place.offset);
  return WeightsBlob(std::move(blob));
}

} // namespace ganglion::kernel
