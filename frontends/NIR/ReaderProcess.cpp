//===- ReaderProcess.cpp --------------------------------------------------===//
#include "frontends/NIR/ReaderProcess.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;
using namespace ganglion::nirfile::protocol;
using Clock = std::chrono::steady_clock;

extern char **environ;

namespace ganglion::nirfile {

static Error systemError(const Twine &what) { return createStringError(what + ": " + strerror(errno)); }

//===- finding the program -------------------------------------------------===//

static const char programName[] = "snn-read-hdf5";

/// Folders of the running executable and of the shared library that holds this code (a Python module, say).
static std::vector<std::string> ownFolders() {
  std::vector<std::string> folders;
  auto *here = reinterpret_cast<void *>(&ownFolders);
  std::string executable = sys::fs::getMainExecutable(nullptr, here);
  if (!executable.empty())
    folders.push_back(sys::path::parent_path(executable).str());
  Dl_info library;
  SmallString<256> real;
  if (dladdr(here, &library) && library.dli_fname && !sys::fs::real_path(library.dli_fname, real))
    folders.push_back(sys::path::parent_path(real).str());
  return folders;
}

Expected<std::string> ReaderProcess::findProgram() {
  if (const char *chosen = getenv("GANGLION_READER")) {
    if (sys::fs::can_execute(chosen))
      return std::string(chosen);
    return createStringError("the program " + Twine(chosen) + ", which GANGLION_READER names, cannot be executed");
  }
  std::string looked;
  for (const std::string &folder : ownFolders())
    for (const char *below : {"", "../libexec/ganglion"}) {
      SmallString<256> candidate(folder);
      sys::path::append(candidate, below, programName);
      sys::path::remove_dots(candidate, true);
      if (sys::fs::can_execute(candidate))
        return candidate.str().str();
      looked += (looked.empty() ? "" : ", ") + sys::path::parent_path(candidate).str();
    }
  return createStringError("the program " + Twine(programName) + ", which reads HDF5, is not in " + looked +
                           "; install it there or set GANGLION_READER");
}

//===- starting and ending -------------------------------------------------===//

/// The same file with a number above those that the child uses, so that none of its dup2 overwrites a source.
static int moveUp(int file) {
  if (file < 0)
    return file;
  int moved = fcntl(file, F_DUPFD_CLOEXEC, 16);
  close(file);
  return moved;
}

namespace {
/// The attributes of posix_spawn, freed at the end.
struct SpawnSettings {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;

  SpawnSettings(int socketFile, int memoryFile) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, socketFile, socketDescriptor);
    posix_spawn_file_actions_adddup2(&actions, memoryFile, memoryDescriptor);
    posix_spawnattr_init(&attributes);
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
};
} // namespace

Expected<std::unique_ptr<ReaderProcess>> ReaderProcess::start(StringRef program, StringRef path) {
  std::unique_ptr<ReaderProcess> reader(new ReaderProcess());
  reader->memoryFile = moveUp(memfd_create("ganglion-values", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  // A child that shrinks the memory must not pull it away under us.
  if (reader->memoryFile < 0 || fcntl(reader->memoryFile, F_ADD_SEALS, F_SEAL_SHRINK) < 0)
    return systemError("no shared memory for the HDF5 reader");
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    return systemError("no socket for the HDF5 reader");
  reader->socketFile = moveUp(ends[0]);
  int childEnd = moveUp(ends[1]);
  if (reader->socketFile < 0 || childEnd < 0)
    return systemError("no socket for the HDF5 reader");
  std::string programText = program.str(), pathText = path.str();
  char *arguments[] = {programText.data(), pathText.data(), nullptr};
  SpawnSettings settings(childEnd, reader->memoryFile);
  pid_t child;
  int failed = posix_spawn(&child, programText.c_str(), &settings.actions, &settings.attributes, arguments, environ);
  close(childEnd);
  if (failed) {
    errno = failed;
    return systemError("the HDF5 reader " + program + " cannot be started");
  }
  reader->child = child;
  return std::move(reader);
}

ReaderProcess::~ReaderProcess() {
  if (child > 0) {
    kill(child, SIGKILL);
    waitForChild(child, nullptr, 0);
  }
  for (int file : {socketFile, memoryFile})
    if (file >= 0)
      close(file);
}

Error ReaderProcess::stop(const Twine &reason) {
  std::string text = reason.str();
  if (child > 0) {
    kill(child, SIGKILL);
    waitForChild(child, nullptr, 0);
    child = -1;
  }
  return createStringError(text);
}

Error ReaderProcess::hungUp() {
  // The socket closes a moment before the child is gone.
  int status = 0;
  pid_t got = 0;
  for (int i = 0; i < 100 && (got = waitForChild(child, &status, WNOHANG)) == 0; ++i)
    poll(nullptr, 0, 5);
  if (got <= 0)
    return stop("the reader does not answer");
  child = -1;
  return createStringError(describeEnd(status, limits));
}

Error ReaderProcess::limit(const ChildLimits &newLimits) {
  limits = newLimits;
  if (Error error = setLimits(child, newLimits))
    return stop(toString(std::move(error)));
  return Error::success();
}

//===- talking -------------------------------------------------------------===//

Error ReaderProcess::sendBytes(const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t sent = ::send(socketFile, bytes, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return hungUp();
    bytes += sent;
    size -= sent;
  }
  return Error::success();
}

Error ReaderProcess::send(FrameKind kind, ArrayRef<char> payload) {
  if (child <= 0)
    return createStringError("the reader has stopped");
  FrameHeader header = {frameMagic, static_cast<uint32_t>(kind), payload.size()};
  if (Error error = sendBytes(reinterpret_cast<const char *>(&header), sizeof(header)))
    return error;
  return sendBytes(payload.data(), payload.size());
}

Error ReaderProcess::receiveBytes(char *bytes, size_t size, Clock::time_point deadline) {
  while (size > 0) {
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting = {socketFile, POLLIN, 0};
    int ready = left > 0 ? poll(&waiting, 1, static_cast<int>(std::min<int64_t>(left, INT_MAX))) : 0;
    if (ready < 0 && errno == EINTR)
      continue;
    if (ready == 0)
      return stop("the reader does not answer");
    ssize_t got = recv(socketFile, bytes, size, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return hungUp();
    bytes += got;
    size -= got;
  }
  return Error::success();
}

Expected<ReaderProcess::Frame> ReaderProcess::receive() {
  if (child <= 0)
    return createStringError("the reader has stopped");
  // Processor time limits a reader that computes; this one limits a reader that sleeps, on a machine that may be busy.
  auto deadline = Clock::now() + std::chrono::seconds(30 + 10 * limits.cpuSeconds);
  FrameHeader header;
  if (Error error = receiveBytes(reinterpret_cast<char *>(&header), sizeof(header), deadline))
    return std::move(error);
  if (header.magic != frameMagic || header.length > longestFrame)
    return stop("the reader sent something it must not send");
  Frame frame;
  frame.kind = static_cast<FrameKind>(header.kind);
  frame.size = header.length;
  frame.payload.reset(new (std::nothrow) char[frame.size + 1]);
  if (!frame.payload)
    return stop("too little memory for " + Twine(frame.size) + " bytes of names and texts");
  if (Error error = receiveBytes(frame.payload.get(), frame.size, deadline))
    return std::move(error);
  return std::move(frame);
}

} // namespace ganglion::nirfile
