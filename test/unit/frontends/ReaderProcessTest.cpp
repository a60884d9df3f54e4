//===- ReaderProcessTest.cpp - readers that misbehave ---------------------===//
#include "frontends/NIR/ReaderProcess.h"
#include "Fixture.h"
#include "frontends/NIR/HDF5Writer.h"
#include <csignal>
#include <sys/wait.h>

using namespace ganglion::nirfile;
using namespace ganglion::test;
using testing::HasSubstr;

namespace {

/// A sound file, and shell scripts in the place of the reader.
class MisbehavingReader : public FileTest {
protected:
  void SetUp() override {
    FileTest::SetUp();
    Group root;
    root.addText("version", "1.0.8");
    file = pathOf("model.nir");
    expectSuccess(writeTree(file, root));
  }

  /// What ModelFile says when the reader is this script.
  std::string openWith(const std::string &script) {
    std::string program = write("reader", "#!/bin/sh\n" + script + "\n");
    EXPECT_FALSE(llvm::sys::fs::setPermissions(program, llvm::sys::fs::all_all));
    setenv("GANGLION_READER", program.c_str(), 1);
    std::string message = messageOf(ModelFile::open(file));
    // Nobody is left behind: the script is no child of ours any more.
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    return message;
  }

  std::string file;
};

} // namespace

TEST_F(MisbehavingReader, Signals) {
  EXPECT_THAT(openWith("kill -SEGV $$"), HasSubstr("the reader stopped with signal 11 (Segmentation fault)"));
  EXPECT_THAT(openWith("kill -ABRT $$"), HasSubstr("signal 6"));
  EXPECT_THAT(openWith("kill -XCPU $$"), HasSubstr("takes more than 2 s of processor time"));
}

TEST_F(MisbehavingReader, ExitsAtOnce) {
  EXPECT_THAT(openWith("exit 7"), HasSubstr("the reader stopped with exit status 7"));
  EXPECT_THAT(openWith("exit 3"), HasSubstr("more memory"));
  EXPECT_THAT(openWith("exec 3>&-; sleep 60"), HasSubstr("does not answer"));
}

TEST_F(MisbehavingReader, SendsNonsense) {
  // The script listens until we hang up.
  auto send = [&](const std::string &command) { return openWith(command + " >&3; cat <&3 >/dev/null"); };
  EXPECT_THAT(send("head -c 100000 /dev/zero"), HasSubstr("must not send"));
  EXPECT_THAT(send("yes"), HasSubstr("must not send"));
  // A frame of kind Skeleton that announces 2^62 bytes.
  EXPECT_THAT(send("printf 'GDRF\\3\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\100'"), HasSubstr("must not send"));
  // A frame of unknown kind, and an empty skeleton.
  EXPECT_THAT(send("printf 'GDRF\\77\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'"), HasSubstr("must not send"));
  EXPECT_THAT(send("printf 'GDRF\\3\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'"), HasSubstr("too short"));
}

TEST_F(MisbehavingReader, ComputesForever) {
  EXPECT_THAT(openWith("while :; do :; done"), HasSubstr("takes more than 2 s of processor time"));
}

TEST_F(MisbehavingReader, IsMissing) {
  setenv("GANGLION_READER", "/nowhere/reader", 1);
  EXPECT_THAT(messageOf(ModelFile::open(file)), HasSubstr("/nowhere/reader, which GANGLION_READER names"));
}

TEST_F(MisbehavingReader, DiesBeforeItIsAskedToLoad) {
  auto reader = valueOf(ReaderProcess::start("/bin/true", file));
  expectSuccess(reader->limit({2, uint64_t(1) << 30}));
  // However much we send, nothing ends this process with SIGPIPE.
  std::vector<char> much(1 << 20);
  llvm::Error failed = llvm::Error::success();
  for (unsigned i = 0; i < 8 && !failed; ++i)
    failed = reader->send(protocol::FrameKind::Load, much);
  EXPECT_THAT(messageOf(std::move(failed)), HasSubstr("the reader stopped with exit status 0"));
  EXPECT_THAT(messageOf(reader->receive()), HasSubstr("the reader has stopped"));
}
