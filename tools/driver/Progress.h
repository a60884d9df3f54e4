//===- Progress.h - what long work is doing, on a terminal ----------------===//
#ifndef GANGLION_TOOLS_DRIVER_PROGRESS_H
#define GANGLION_TOOLS_DRIVER_PROGRESS_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Process.h"
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace ganglion::driver {

/// A line on stderr, "reading model.nir, 3 s", about ten times a second once the work has taken a moment; it is erased
/// at the end. Shows nothing if stderr is no terminal. There is at most one at a time.
class Progress {
public:
  /// `quiet`: never show anything.
  explicit Progress(bool quiet);
  ~Progress();

  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;

  bool isShown() const { return ticker.joinable(); }

  /// Erases the line for good: results follow.
  void end();

  /// What is being done from now on.
  void phase(const llvm::Twine &what);
  /// How far it is: "12 of 100 samples".
  void reach(int64_t done, int64_t total, llvm::StringRef unit);

  /// Erases the line, if there is one, and keeps it away for as long as this lives: something else is to be printed.
  class Interruption {
  public:
    Interruption();
    ~Interruption();

  private:
    Progress *progress;
  };

private:
  using Clock = std::chrono::steady_clock;

  void tick();
  void show();
  void erase();

  std::mutex mutex;
  std::condition_variable ending;
  bool isEnding = false, isVisible = false;
  std::string what, amount;
  Clock::time_point start = Clock::now();
  llvm::sys::Process::Pid owner = llvm::sys::Process::getProcessId();
  std::thread ticker;
};

} // namespace ganglion::driver

#endif // GANGLION_TOOLS_DRIVER_PROGRESS_H
