//===- TrialReadTest.cpp - children that read and come to grief -----------===//
#include "tools/driver/TrialRead.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// What is said about an empty file that is read like this; "" if it was read.
static std::string tryToRead(llvm::function_ref<void()> read) {
  llvm::Error error = ganglion::driver::tryToRead("a\nb.mlir", 0, read);
  // Nobody is left behind.
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  return llvm::toString(std::move(error));
}

TEST(TrialRead, Ends) {
  int here = 0;
  EXPECT_EQ(tryToRead([&] { here = 1; }), "");
  EXPECT_EQ(here, 0);
}

TEST(TrialRead, PrintsNothing) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  EXPECT_EQ(tryToRead([] {
              llvm::outs() << "out\n";
              llvm::outs().flush();
              llvm::errs() << "error\n";
            }),
            "");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(TrialRead, Signals) {
  std::string message = tryToRead([] { raise(SIGSEGV); });
  EXPECT_THAT(message, StartsWith("a\\0Ab.mlir: damaged, nested too deeply or made by another version: "));
  EXPECT_THAT(message, EndsWith("the reader stopped with signal 11 (Segmentation fault)"));
  EXPECT_THAT(tryToRead([] { abort(); }), EndsWith("signal 6 (Aborted)"));
  EXPECT_THAT(tryToRead([] { _exit(7); }), EndsWith("exit status 7"));
}

TEST(TrialRead, ComputesForever) {
  auto forever = [] {
    for (volatile bool more = true; more;)
      ;
  };
  EXPECT_THAT(tryToRead(forever), EndsWith("reading it takes more than 2 s of processor time"));
}

TEST(TrialRead, TakesMemoryWithoutBound) {
  auto greedy = [] {
    std::vector<std::unique_ptr<char[]>> all;
    while (true)
      all.emplace_back(new char[16 << 20]);
  };
  // The allocator of AddressSanitizer ends the process itself.
  EXPECT_THAT(tryToRead(greedy), AnyOf(EndsWith("reading it takes more than 1024 MB of memory"), EndsWith("status 1"),
                                       HasSubstr("signal 6")));
}

TEST(TrialRead, HasAQuarterOfTheStack) {
  struct rlimit stack;
  ASSERT_EQ(getrlimit(RLIMIT_STACK, &stack), 0);
  rlim_t all = std::min<rlim_t>(stack.rlim_cur, 8 << 20);
  auto use = [](rlim_t bytes) {
    volatile char *area = static_cast<char *>(__builtin_alloca(bytes));
    for (rlim_t at = bytes; at >= 4096; at -= 4096)
      area[at - 1] = 1;
  };
  EXPECT_EQ(tryToRead([&] { use(all / 8); }), "");
  EXPECT_THAT(tryToRead([&] { use(all / 2); }), HasSubstr("signal 11"));
}
