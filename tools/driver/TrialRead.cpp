//===- TrialRead.cpp ------------------------------------------------------===//
#include "tools/driver/TrialRead.h"
#include "frontends/NIR/ChildLimits.h"
#include "frontends/NIR/ReaderProtocol.h"
#include "ir/Support/Text.h"
#include "tools/driver/Model.h"
#include "llvm/Support/ErrorHandling.h"
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ganglion::driver {

static constexpr uint64_t baseMemory = uint64_t(1) << 30;

/// A quarter of the stack: what was parsed there leaves the parent room to walk over it.
static void limitStack() {
  static constexpr rlim_t usual = rlim_t(8) << 20;
  struct rlimit stack;
  if (getrlimit(RLIMIT_STACK, &stack) != 0)
    return;
  stack.rlim_cur = std::min(stack.rlim_cur, usual) / 4;
  setrlimit(RLIMIT_STACK, &stack);
}

/// Crash handlers would print what the parent says in a line, and so would MLIR its findings.
static void beSilent() {
  for (int signal = 1; signal < NSIG; ++signal)
    std::signal(signal, SIG_DFL);
  std::signal(SIGXFSZ, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
}

[[noreturn]] static void readInChild(const nirfile::ChildLimits &limits, llvm::function_ref<void()> read) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  beSilent();
  limitStack();
  std::set_new_handler([] { _exit(nirfile::protocol::exitOutOfMemory); });
  llvm::install_bad_alloc_error_handler([](void *, const char *, bool) { _exit(nirfile::protocol::exitOutOfMemory); });
  // A copy that sleeps, for a lock that a thread of the parent held, say.
  alarm(30 + 10 * static_cast<unsigned>(limits.cpuSeconds));
  if (llvm::Error error = nirfile::setLimits(0, limits)) {
    llvm::consumeError(std::move(error));
    _exit(EXIT_FAILURE);
  }
  read();
  _exit(EXIT_SUCCESS);
}

llvm::Error tryToRead(llvm::StringRef path, uint64_t bytes, llvm::function_ref<void()> read) {
  uint64_t memory = baseMemory + 8 * bytes;
  nirfile::ChildLimits limits = {2 + bytes / 5'000'000, nirfile::mappedBytes() + memory};
  pid_t child = fork();
  if (child < 0)
    return llvm::make_error<UnreadableModel>(escaped(path) + ": no process to read it in: " + strerror(errno));
  if (child == 0)
    readInChild(limits, read);
  int status = 0;
  if (nirfile::waitForChild(child, &status, 0) < 0)
    return llvm::make_error<UnreadableModel>(escaped(path) + ": lost the process that reads it: " + strerror(errno));
  if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
    return llvm::Error::success();
  std::string end = nirfile::describeEnd(status, limits);
  if (WIFEXITED(status) && WEXITSTATUS(status) == nirfile::protocol::exitOutOfMemory)
    end = "reading it takes more than " + std::to_string(memory >> 20) + " MB of memory";
  return llvm::make_error<UnreadableModel>(escaped(path) +
                                           ": damaged, nested too deeply or made by another version: " + end);
}

} // namespace ganglion::driver
