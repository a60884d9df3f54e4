//===- Lzf.h - decompression of LZF chunks --------------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_READER_LZF_H
#define GANGLION_FRONTENDS_NIR_READER_LZF_H

#include <cstddef>
#include <cstdint>
#include <optional>

namespace ganglion::nirfile {

/// The number of bytes that this stream expands to; nothing if it ends inside an item or refers to bytes before its
/// start. At most 88 times the input.
std::optional<size_t> lzfExpandedSize(const uint8_t *input, size_t inputSize);

/// Expands a stream that `lzfExpandedSize` accepted into as many bytes as that said.
void lzfExpand(const uint8_t *input, size_t inputSize, uint8_t *output);

/// Makes h5py's filter 32000 known to libhdf5 (reading only).
bool registerLzfFilter();

constexpr int lzfFilter = 32000;

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READER_LZF_H
