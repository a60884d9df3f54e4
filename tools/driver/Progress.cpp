//===- Progress.cpp -------------------------------------------------------===//
#include "tools/driver/Progress.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>

using namespace llvm;

namespace ganglion::driver {

/// Work that is done sooner needs no line.
static constexpr std::chrono::milliseconds patience(400), interval(100);

/// The one that has a line, for who prints something else.
static std::atomic<Progress *> shown{nullptr};

static bool isTerminal() {
  std::optional<std::string> kind = sys::Process::GetEnv("TERM");
  return sys::Process::StandardErrIsDisplayed() && kind != "dumb";
}

Progress::Progress(bool quiet) {
  if (quiet || !isTerminal())
    return;
  shown = this;
  ticker = std::thread([this] { tick(); });
}

Progress::~Progress() { end(); }

void Progress::end() {
  if (!isShown())
    return;
  {
    std::lock_guard<std::mutex> lock(mutex);
    isEnding = true;
  }
  ending.notify_one();
  ticker.join();
  shown = nullptr;
  erase();
}

void Progress::phase(const Twine &text) {
  std::lock_guard<std::mutex> lock(mutex);
  what = text.str();
  amount.clear();
}

void Progress::reach(int64_t done, int64_t total, StringRef unit) {
  std::lock_guard<std::mutex> lock(mutex);
  amount = (", " + Twine(done) + " of " + Twine(total) + " " + unit).str();
}

void Progress::tick() {
  std::unique_lock<std::mutex> lock(mutex);
  auto wait = patience;
  while (!ending.wait_for(lock, wait, [this] { return isEnding; })) {
    show();
    wait = interval;
  }
}

void Progress::show() {
  if (what.empty())
    return;
  auto seconds = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start).count();
  std::string line = what + amount + ", " + std::to_string(seconds) + " s";
  if (unsigned columns = sys::Process::StandardErrColumns(); columns > 1 && line.size() >= columns)
    line.resize(columns - 1);
  errs() << "\r" << line << "\033[K";
  isVisible = true;
}

void Progress::erase() {
  if (isVisible)
    errs() << "\r\033[K";
  isVisible = false;
}

/// A fork has a copy of the line, but no ticker that would give its lock back.
static bool isOwnProcess(sys::Process::Pid owner) { return owner == sys::Process::getProcessId(); }

Progress::Interruption::Interruption() : progress(shown) {
  if (progress && !isOwnProcess(progress->owner))
    progress = nullptr;
  if (progress) {
    progress->mutex.lock();
    progress->erase();
  }
}

Progress::Interruption::~Interruption() {
  if (progress)
    progress->mutex.unlock();
}

} // namespace ganglion::driver
