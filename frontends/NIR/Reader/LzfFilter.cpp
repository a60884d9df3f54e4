//===- LzfFilter.cpp - LZF as a filter of libhdf5 -------------------------===//
#include "frontends/NIR/Reader/Lzf.h"
#include <cstdlib>
#include <hdf5.h>

namespace ganglion::nirfile {

/// A filter of libhdf5: replaces *buffer by the expanded bytes and returns their number, 0 for an error.
static size_t expandChunk(unsigned flags, size_t, const unsigned *, size_t inputSize, size_t *bufferSize,
                          void **buffer) {
  if (!(flags & H5Z_FLAG_REVERSE))
    return 0;
  const auto *input = static_cast<const uint8_t *>(*buffer);
  std::optional<size_t> size = lzfExpandedSize(input, inputSize);
  if (!size || *size == 0)
    return 0;
  auto *output = static_cast<uint8_t *>(std::malloc(*size));
  if (!output)
    return 0;
  lzfExpand(input, inputSize, output);
  std::free(*buffer);
  *buffer = output;
  *bufferSize = *size;
  return *size;
}

bool registerLzfFilter() {
  H5Z_class2_t filter = {};
  filter.version = H5Z_CLASS_T_VERS;
  filter.id = lzfFilter;
  filter.encoder_present = 0;
  filter.decoder_present = 1;
  filter.name = "lzf";
  filter.filter = expandChunk;
  return H5Zregister(&filter) >= 0;
}

} // namespace ganglion::nirfile
