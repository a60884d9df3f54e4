//===- ChildLimits.h - what a child that reads a file may use -------------===//
#ifndef GANGLION_FRONTENDS_NIR_CHILDLIMITS_H
#define GANGLION_FRONTENDS_NIR_CHILDLIMITS_H

#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>
#include <sys/types.h>

namespace ganglion::nirfile {

/// A child is killed beyond these.
struct ChildLimits {
  uint64_t cpuSeconds;        ///< since its start
  uint64_t addressSpaceBytes; ///< in all
};

/// What this process has mapped: memory, shared libraries, files. Sanitizers map terabytes.
uint64_t mappedBytes();

/// Sets the limits of a child, or of this process (0), which may then write neither files nor core dumps. A stricter
/// limit of the user's own stays.
llvm::Error setLimits(pid_t process, const ChildLimits &limits);

/// waitpid, whatever signals arrive.
pid_t waitForChild(pid_t child, int *status, int options);

/// How a child ended, in a user's words: "the reader stopped with signal 11 (Segmentation fault)". The exit status
/// protocol::exitOutOfMemory stands for the limit of memory.
std::string describeEnd(int status, const ChildLimits &limits);

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_CHILDLIMITS_H
