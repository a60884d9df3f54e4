//===- Main.cpp - snn-read-hdf5, the child process that reads HDF5 --------===//
//
// snn-read-hdf5 FILE, with a socket and shared memory as descriptors 3 and 4: see ReaderProtocol.h. It does what its
// client asks and ends when the client closes the socket. The client sets its limits and survives whatever becomes of
// it.
//
//===----------------------------------------------------------------------===//
#include "frontends/NIR/Reader/Lzf.h"
#include "frontends/NIR/Reader/Skeleton.h"
#include "frontends/NIR/Reader/Values.h"
#include <cerrno>
#include <cstdio>
#include <memory>
#include <new>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace ganglion::nirfile;
using namespace ganglion::nirfile::protocol;

namespace {

/// False at the end of the connection.
bool receiveAll(void *target, size_t size) {
  auto *at = static_cast<char *>(target);
  while (size > 0) {
    ssize_t got = recv(socketDescriptor, at, size, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    at += got;
    size -= got;
  }
  return true;
}

bool sendAll(const void *source, size_t size) {
  const auto *at = static_cast<const char *>(source);
  while (size > 0) {
    ssize_t sent = send(socketDescriptor, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return false;
    at += sent;
    size -= sent;
  }
  return true;
}

bool sendFrame(FrameKind kind, const Output &payload) {
  FrameHeader header = {frameMagic, static_cast<uint32_t>(kind), payload.size()};
  return sendAll(&header, sizeof(header)) && sendAll(payload.data(), payload.size());
}

bool sendFailure(const std::string &reason) {
  Output payload;
  payload.putText(reason);
  return sendFrame(FrameKind::Failed, payload);
}

hid_t openFile(const char *path, std::string &reason) {
  Handle access(H5Pcreate(H5P_FILE_ACCESS));
  // Reading needs no lock, and not every file system has locks.
  H5Pset_file_locking(access, false, true);
  hid_t file = H5Fopen(path, H5F_ACC_RDONLY, access);
  if (file < 0)
    reason = lastReason();
  return file;
}

struct LoadHeader {
  uint64_t offset, length;
};

struct LoadItem {
  uint64_t id, offset, bytes;
};

/// Answers one Load command; false if the client is gone or made no sense.
bool load(hid_t file, const std::vector<haddr_t> &datasets) {
  LoadHeader header;
  uint32_t count;
  if (!receiveAll(&header, sizeof(header)) || !receiveAll(&count, sizeof(count)))
    return false;
  std::vector<LoadItem> items(count);
  if (!receiveAll(items.data(), items.size() * sizeof(LoadItem)))
    return false;
  void *mapped = mmap(nullptr, header.length, PROT_READ | PROT_WRITE, MAP_SHARED, memoryDescriptor,
                      static_cast<off_t>(header.offset));
  if (mapped == MAP_FAILED)
    _exit(exitOutOfMemory);
  auto *region = static_cast<char *>(mapped);
  auto *progress = static_cast<volatile uint64_t *>(mapped);
  Output failures;
  uint32_t failed = 0;
  failures.put(failed);
  for (uint32_t i = 0; i < count; ++i) {
    *progress = i;
    const LoadItem &item = items[i];
    std::string reason = "a dataset that does not exist";
    bool inside =
        item.id < datasets.size() && item.offset <= header.length && item.bytes <= header.length - item.offset;
    if (inside && readValues(file, datasets[item.id], region + item.offset, item.bytes, reason))
      continue;
    ++failed;
    failures.put(i);
    failures.putText(reason);
  }
  failures.patch(0, failed);
  munmap(mapped, header.length);
  return sendFrame(FrameKind::Loaded, failures);
}

void serve(const char *path) {
  FrameHeader command;
  uint8_t withAttributes;
  if (!receiveAll(&command, sizeof(command)) || !receiveAll(&withAttributes, sizeof(withAttributes)))
    return;
  std::string reason;
  Handle file(openFile(path, reason));
  if (!file) {
    sendFailure(reason);
    return;
  }
  auto skeleton = std::make_unique<Output>();
  SkeletonWriter writer(file, withAttributes, *skeleton);
  if (!writer.write(reason)) {
    sendFailure(reason);
    return;
  }
  if (!sendFrame(FrameKind::Skeleton, *skeleton))
    return;
  skeleton->release();
  while (receiveAll(&command, sizeof(command)))
    if (!load(file, writer.datasets()))
      return;
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 2) {
    std::fputs("usage: snn-read-hdf5 FILE; started by Ganglion's tools, of no use by itself\n", stderr);
    return 2;
  }
  std::set_new_handler([] { _exit(exitOutOfMemory); });
  syscall(SYS_close_range, memoryDescriptor + 1, ~0u, 0);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  H5PLset_loading_state(0);
  registerLzfFilter();
  serve(argv[1]);
  // Not exit: libhdf5 would close a file that may be damaged.
  _exit(0);
}
