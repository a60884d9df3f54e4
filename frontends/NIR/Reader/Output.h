//===- Output.h - the bytes of a frame in the making ----------------------===//
#ifndef GANGLION_FRONTENDS_NIR_READER_OUTPUT_H
#define GANGLION_FRONTENDS_NIR_READER_OUTPUT_H

#include "frontends/NIR/ReaderProtocol.h"
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <unistd.h>

namespace ganglion::nirfile {

/// Grows with realloc, which moves large blocks without a second copy in memory.
class Output {
public:
  Output() = default;
  Output(const Output &) = delete;
  Output &operator=(const Output &) = delete;
  ~Output() { std::free(bytes); }

  const char *data() const { return bytes; }
  size_t size() const { return used; }

  void putBytes(const void *source, size_t length) {
    if (length == 0)
      return;
    reserve(length);
    std::memcpy(bytes + used, source, length);
    used += length;
  }
  template <typename T> void put(T value) {
    static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
    putBytes(&value, sizeof(T));
  }
  void putText(std::string_view text) {
    put(static_cast<uint32_t>(text.size()));
    putBytes(text.data(), text.size());
  }
  /// Overwrites a value put earlier.
  template <typename T> void patch(size_t at, T value) { std::memcpy(bytes + at, &value, sizeof(T)); }
  /// Puts what stands at [begin, end) once more.
  void repeat(size_t begin, size_t end) {
    reserve(end - begin);
    std::memcpy(bytes + used, bytes + begin, end - begin);
    used += end - begin;
  }
  void release() {
    std::free(bytes);
    bytes = nullptr;
    used = capacity = 0;
  }
  /// Takes back everything from `size` on.
  void truncate(size_t size) { used = size; }

private:
  void reserve(size_t more) {
    if (more <= capacity - used)
      return;
    size_t larger = capacity ? capacity : 4096;
    while (larger - used < more)
      larger *= 2;
    bytes = static_cast<char *>(std::realloc(bytes, larger));
    if (!bytes)
      _exit(protocol::exitOutOfMemory);
    capacity = larger;
  }

  char *bytes = nullptr;
  size_t used = 0, capacity = 0;
};

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READER_OUTPUT_H
