//===- Fixture.h - what the tests of the frontends share ------------------===//
#ifndef GANGLION_TEST_UNIT_FRONTENDS_FIXTURE_H
#define GANGLION_TEST_UNIT_FRONTENDS_FIXTURE_H

#include "frontends/NIR/FileTree.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <cstdlib>

namespace ganglion::test {

/// The message of an error, of which there must be one.
inline std::string messageOf(llvm::Error error) {
  EXPECT_TRUE(static_cast<bool>(error)) << "no error";
  return llvm::toString(std::move(error));
}

template <typename T> std::string messageOf(llvm::Expected<T> value) {
  return messageOf(value ? llvm::Error::success() : value.takeError());
}

/// The value, whose error fails the test.
template <typename T> T valueOf(llvm::Expected<T> value) {
  if (!value) {
    ADD_FAILURE() << llvm::toString(value.takeError());
    return T();
  }
  return std::move(*value);
}

inline void expectSuccess(llvm::Error error) {
  if (error)
    ADD_FAILURE() << llvm::toString(std::move(error));
}

template <typename T> llvm::ArrayRef<char> bytesOf(const std::vector<T> &values) {
  return llvm::ArrayRef<char>(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T));
}

template <typename T> std::vector<T> valuesOf(llvm::ArrayRef<char> bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(values.data()));
  return values;
}

/// A folder that lives as long as the test, and the reader program of this build.
class FileTest : public ::testing::Test {
protected:
  void SetUp() override {
    setenv("GANGLION_READER", GANGLION_TEST_READER, 1);
    llvm::SmallString<128> path;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("ganglion-test", path));
    folder = path.str().str();
  }
  void TearDown() override { llvm::sys::fs::remove_directories(folder); }

  std::string pathOf(llvm::StringRef name) const { return folder + "/" + name.str(); }

  std::string write(llvm::StringRef name, llvm::StringRef content) const {
    std::error_code failed;
    llvm::raw_fd_ostream out(pathOf(name), failed);
    EXPECT_FALSE(failed);
    out << content;
    return pathOf(name);
  }

  std::string read(llvm::StringRef name) const {
    auto buffer = llvm::MemoryBuffer::getFile(pathOf(name));
    EXPECT_TRUE(static_cast<bool>(buffer));
    return buffer ? (*buffer)->getBuffer().str() : "";
  }

  /// The names in the folder.
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    std::error_code failed;
    for (llvm::sys::fs::directory_iterator at(folder, failed), end; at != end && !failed; at.increment(failed))
      names.push_back(llvm::sys::path::filename(at->path()).str());
    return names;
  }

  std::string folder;
};

} // namespace ganglion::test

#endif // GANGLION_TEST_UNIT_FRONTENDS_FIXTURE_H
