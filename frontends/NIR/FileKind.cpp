//===- FileKind.cpp -------------------------------------------------------===//
#include "frontends/NIR/FileKind.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/ConvertUTF.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace ganglion::nirfile {

static constexpr size_t headSize = 4096;
static constexpr StringLiteral hdf5Signature("\x89HDF\r\n\x1a\n");

/// Reads up to `size` bytes at `offset`.
static std::string readAt(int file, uint64_t offset, size_t size) {
  std::string bytes(size, '\0');
  size_t got = 0;
  while (got < size) {
    ssize_t more = pread(file, bytes.data() + got, size - got, static_cast<off_t>(offset + got));
    if (more < 0 && errno == EINTR)
      continue;
    if (more <= 0)
      break;
    got += more;
  }
  bytes.resize(got);
  return bytes;
}

/// The superblock stands at 0, or behind a user block of 512, 1024, 2048, ... bytes.
static bool hasHDF5Signature(int file, uint64_t size) {
  for (uint64_t offset = 0; offset < size && size - offset >= hdf5Signature.size();
       offset = offset == 0 ? 512 : offset * 2)
    if (readAt(file, offset, hdf5Signature.size()) == hdf5Signature)
      return true;
  return false;
}

static bool isText(StringRef head, bool complete) {
  // A cut may fall into a sequence of UTF-8.
  for (unsigned dropped = 0; dropped < 4 && !head.empty(); ++dropped, head = head.drop_back()) {
    const auto *begin = reinterpret_cast<const UTF8 *>(head.data());
    if (isLegalUTF8String(&begin, begin + head.size()))
      break;
    if (complete || dropped == 3)
      return false;
  }
  return all_of(head, [](unsigned char c) { return c >= 0x20 || c == '\n' || c == '\r' || c == '\t' || c == '\f'; });
}

static FileKind kindOf(int file, uint64_t size, StringRef head) {
  if (size == 0)
    return FileKind::Empty;
  if (hasHDF5Signature(file, size))
    return FileKind::HDF5;
  if (head.starts_with("\x93NUMPY"))
    return FileKind::NumPy;
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"))
    return FileKind::Zip;
  if (head.starts_with("\x1f\x8b"))
    return FileKind::Gzip;
  if (head.size() > 2 && head[0] == '\x80' && head[1] >= 2 && head[1] <= 5)
    return FileKind::Pickle;
  return isText(head, head.size() == size) ? FileKind::Text : FileKind::Unknown;
}

Expected<FileSummary> inspectFile(StringRef path) {
  // Without O_NONBLOCK a pipe without a writer would keep us waiting.
  int file = ::open(path.str().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0)
    return make_error<UnreadableFile>(path, "cannot be opened: " + Twine(strerror(errno)));
  scope_exit closed([file] { ::close(file); });
  struct stat status;
  if (fstat(file, &status) < 0)
    return make_error<UnreadableFile>(path, "cannot be examined: " + Twine(strerror(errno)));
  if (S_ISDIR(status.st_mode))
    return make_error<UnreadableFile>(path, "is a directory, a file is expected");
  if (!S_ISREG(status.st_mode))
    return make_error<UnreadableFile>(path, "is a pipe or a device, a regular file is expected");
  FileSummary summary;
  summary.size = status.st_size;
  summary.head = readAt(file, 0, headSize);
  summary.kind = kindOf(file, summary.size, summary.head);
  return summary;
}

StringRef describe(FileKind kind) {
  switch (kind) {
  case FileKind::Empty:
    return "empty";
  case FileKind::HDF5:
    return "HDF5";
  case FileKind::NumPy:
    return "a NumPy array (.npy)";
  case FileKind::Zip:
    return "a zip archive, as PyTorch and numpy.savez write";
  case FileKind::Gzip:
    return "a gzip archive";
  case FileKind::Pickle:
    return "a Python pickle";
  case FileKind::Text:
    return "text";
  case FileKind::Unknown:
    break;
  }
  return "of an unknown kind";
}

} // namespace ganglion::nirfile
