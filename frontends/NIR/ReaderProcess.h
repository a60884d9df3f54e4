//===- ReaderProcess.h - the child that reads HDF5 ------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_READERPROCESS_H
#define GANGLION_FRONTENDS_NIR_READERPROCESS_H

#include "frontends/NIR/ChildLimits.h"
#include "frontends/NIR/ReaderProtocol.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <memory>
#include <vector>

namespace ganglion::nirfile {

/// A running snn-read-hdf5. Whatever it does, crash and silence included, is an llvm::Error here, worded as "the reader
/// stopped with signal 11 (Segmentation fault)"; after an error the child is gone and reaped. No signal reaches us.
class ReaderProcess {
public:
  struct Frame {
    protocol::FrameKind kind;
    std::unique_ptr<char[]> payload;
    size_t size = 0;
    llvm::ArrayRef<char> bytes() const { return llvm::ArrayRef<char>(payload.get(), size); }
  };

  /// The program: that of the environment variable GANGLION_READER if set, else the one beside the running executable
  /// or beside the library that this code is in, or in their ../libexec/ganglion.
  static llvm::Expected<std::string> findProgram();

  static llvm::Expected<std::unique_ptr<ReaderProcess>> start(llvm::StringRef program, llvm::StringRef path);
  ReaderProcess(const ReaderProcess &) = delete;
  ReaderProcess &operator=(const ReaderProcess &) = delete;
  ~ReaderProcess();

  /// What the child may use from now on.
  llvm::Error limit(const ChildLimits &limits);
  /// Sends a frame.
  llvm::Error send(protocol::FrameKind kind, llvm::ArrayRef<char> payload);
  /// Waits for a frame of at most `protocol::longestFrame` bytes. Gives up, and ends the child, when it has been silent
  /// for much longer than its processor time allows.
  llvm::Expected<Frame> receive();

  /// The memory shared with the child. It can grow, not shrink.
  int memory() const { return memoryFile; }

private:
  ReaderProcess() = default;
  llvm::Error sendBytes(const char *bytes, size_t size);
  llvm::Error receiveBytes(char *bytes, size_t size, std::chrono::steady_clock::time_point deadline);
  /// Kills and reaps the child, for this reason.
  llvm::Error stop(const llvm::Twine &reason);
  /// Reaps a child that has closed the connection; the error says how it ended.
  llvm::Error hungUp();

  pid_t child = -1;
  int socketFile = -1, memoryFile = -1;
  ChildLimits limits = {0, 0};
};

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READERPROCESS_H
