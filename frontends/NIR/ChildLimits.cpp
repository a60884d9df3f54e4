//===- ChildLimits.cpp ----------------------------------------------------===//
#include "frontends/NIR/ChildLimits.h"
#include "frontends/NIR/ReaderProtocol.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ganglion::nirfile {

uint64_t mappedBytes() {
  unsigned long long pages = 0;
  if (FILE *statistics = fopen("/proc/self/statm", "r")) {
    if (fscanf(statistics, "%llu", &pages) != 1)
      pages = 0;
    fclose(statistics);
  }
  return pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

llvm::Error setLimits(pid_t process, const ChildLimits &limits) {
  auto set = [&](__rlimit_resource resource, rlim_t soft, rlim_t hard) {
    struct rlimit now, value = {soft, hard};
    if (prlimit(process, resource, nullptr, &now) == 0 && now.rlim_max < hard) {
      value.rlim_max = now.rlim_max;
      value.rlim_cur = std::min(soft, now.rlim_max);
    }
    return prlimit(process, resource, &value, nullptr) == 0;
  };
  if (!set(RLIMIT_CPU, limits.cpuSeconds, RLIM_INFINITY) || !set(RLIMIT_CORE, 0, 0) || !set(RLIMIT_FSIZE, 0, 0) ||
      !set(RLIMIT_AS, limits.addressSpaceBytes, RLIM_INFINITY))
    return llvm::createStringError("the limits of the reader cannot be set: " + llvm::Twine(strerror(errno)));
  return llvm::Error::success();
}

pid_t waitForChild(pid_t child, int *status, int options) {
  pid_t got;
  do
    got = waitpid(child, status, options);
  while (got < 0 && errno == EINTR);
  return got;
}

std::string describeEnd(int status, const ChildLimits &limits) {
  if (WIFSIGNALED(status)) {
    int signal = WTERMSIG(status);
    if (signal == SIGXCPU)
      return "reading it takes more than " + std::to_string(limits.cpuSeconds) + " s of processor time";
    return "the reader stopped with signal " + std::to_string(signal) + " (" + strsignal(signal) + ")";
  }
  if (WEXITSTATUS(status) == protocol::exitOutOfMemory)
    return "reading it takes more memory than the sizes in it explain";
  return "the reader stopped with exit status " + std::to_string(WEXITSTATUS(status));
}

} // namespace ganglion::nirfile
