//===- Trial.cpp ----------------------------------------------------------===//
#include "Trial.h"
#include "frontends/NIR/ChildLimits.h"
#include "tools/snnc/Commands.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;

namespace ganglion::test {

bool Trial::exitedWith(int status) const { return WIFEXITED(waitStatus) && WEXITSTATUS(waitStatus) == status; }

static constexpr uint64_t mostMemory = uint64_t(4) << 30;

static int callSnnc(ArrayRef<std::string> arguments) {
  std::vector<const char *> words;
  for (const std::string &argument : arguments)
    words.push_back(argument.c_str());
  snnc::Arguments parsed;
  switch (snnc::parseArguments(words, parsed)) {
  case snnc::Outcome::Done:
    return snnc::Yes;
  case snnc::Outcome::WrongUsage:
    return snnc::Unusable;
  case snnc::Outcome::Run:
    return snnc::runCommand(parsed);
  }
}

[[noreturn]] static void beSnnc(ArrayRef<std::string> arguments, int output, unsigned seconds) {
  struct rlimit processor = {seconds, RLIM_INFINITY}, memory = {nirfile::mappedBytes() + mostMemory, RLIM_INFINITY};
  setrlimit(RLIMIT_CPU, &processor);
  setrlimit(RLIMIT_AS, &memory);
  alarm(4 * seconds);
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  int status = callSnnc(arguments);
  outs().flush();
  _exit(status);
}

static std::string textOf(int file) {
  std::string text(static_cast<size_t>(lseek(file, 0, SEEK_END)), 0);
  ssize_t got = pread(file, text.data(), text.size(), 0);
  text.resize(got < 0 ? 0 : got);
  return text;
}

Trial runSnnc(ArrayRef<std::string> arguments, unsigned seconds) {
  Trial trial;
  int output = memfd_create("output", MFD_CLOEXEC);
  pid_t child = output < 0 ? -1 : fork();
  if (child < 0) {
    errs() << "error: no process for snnc: " << strerror(errno) << "\n";
    exit(EXIT_FAILURE);
  }
  if (child == 0)
    beSnnc(arguments, output, seconds);
  while (waitpid(child, &trial.waitStatus, 0) < 0 && errno == EINTR)
    ;
  trial.output = textOf(output);
  close(output);
  int signal = WIFSIGNALED(trial.waitStatus) ? WTERMSIG(trial.waitStatus) : 0;
  trial.hung = signal == SIGALRM || signal == SIGXCPU;
  return trial;
}

static bool isEmptyFolder(StringRef folder) {
  std::error_code error;
  return sys::fs::directory_iterator(folder, error) == sys::fs::directory_iterator();
}

std::string faultOf(const Trial &trial, StringRef outputFolder, bool hasOutput) {
  if (trial.hung)
    return "hangs";
  if (WIFSIGNALED(trial.waitStatus))
    return std::string("ends with signal ") + std::to_string(WTERMSIG(trial.waitStatus)) + " (" +
           strsignal(WTERMSIG(trial.waitStatus)) + ")";
  if (!trial.exitedWith(0) && !trial.exitedWith(1) && !trial.exitedWith(2))
    return "ends with exit status " + std::to_string(WEXITSTATUS(trial.waitStatus)) + ", allowed are 0, 1 and 2";
  if (trial.exitedWith(0))
    return hasOutput && isEmptyFolder(outputFolder) ? "is done without its output" : "";
  if (!StringRef(trial.output).contains("error: "))
    return "refuses without an error message";
  return isEmptyFolder(outputFolder) ? "" : "leaves files behind after a refusal";
}

} // namespace ganglion::test
