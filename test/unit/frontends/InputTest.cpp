//===- InputTest.cpp ------------------------------------------------------===//
#include "frontends/Data/Input.h"
#include "Fixture.h"
#include "frontends/Data/Npy.h"

using namespace ganglion::data;
using namespace ganglion::test;
using testing::HasSubstr;

TEST(InputShape, LeadingAxes) {
  InputLayout layout = valueOf(checkInputShape({10, 2, 3}, {2, 3}, "input"));
  EXPECT_FALSE(layout.batched);
  EXPECT_EQ(layout.steps, 10);
  layout = valueOf(checkInputShape({4, 10, 2, 3}, {2, 3}, "input"));
  EXPECT_TRUE(layout.batched);
  EXPECT_EQ(layout.samples, 4);
  EXPECT_EQ(layout.steps, 10);
  EXPECT_EQ(valueOf(checkInputShape({10}, {}, "input")).steps, 10);
  EXPECT_EQ(messageOf(checkInputShape({10, 7}, {3}, "input")),
            "node 'input': the data have shape [10, 7], [T, 3] or [B, T, 3] is expected");
  EXPECT_THAT(messageOf(checkInputShape({3}, {3}, "x")), HasSubstr("[3], [T, 3]"));
  EXPECT_THAT(messageOf(checkInputShape({1, 1, 1, 3}, {3}, "x")), HasSubstr("[B, T, 3]"));
  EXPECT_THAT(messageOf(checkInputShape({}, {}, "x")), HasSubstr("[], [T] or [B, T]"));
}

namespace {
class InputFile : public FileTest {
protected:
  InputContext context{"input", {2, 2}, 1e-3, std::nullopt};
};
} // namespace

TEST_F(InputFile, TheContentDecides) {
  expectSuccess(writeNpy(pathOf("x.csv"), Array::of({3, 2, 2}, std::vector<float>(12, 1))));
  EXPECT_EQ(valueOf(readInput(pathOf("x.csv"), context)).layout.steps, 3);
  Input raster = valueOf(readInput(write("x.npy", "1,2,3,4\n"), context));
  EXPECT_EQ(raster.array.shape, (std::vector<int64_t>{1, 2, 2}));
  Input events = valueOf(readInput(write("x.h5", "t,index\n0.005,3\n"), context));
  EXPECT_EQ(events.array.shape, (std::vector<int64_t>{6, 2, 2}));
  EXPECT_EQ(events.array.asDouble(23), 1);
}

TEST_F(InputFile, WrongFiles) {
  auto message = [&](llvm::StringRef content) { return messageOf(readInput(write("x", content), context)); };
  EXPECT_THAT(message(""), HasSubstr("is empty"));
  EXPECT_THAT(message("PK\x03\x04"), HasSubstr("is a zip archive"));
  EXPECT_THAT(message("1,2,3\n"), HasSubstr("node 'input': the data have shape [1, 3], [T, 2, 2]"));
  EXPECT_THAT(message("1,2,x,4\n"), HasSubstr("line 1, column 3"));
  EXPECT_THAT(message("\x93NUMPY"), HasSubstr("cut off inside the header"));
  llvm::Error missing = readInput(pathOf("none"), context).takeError();
  EXPECT_TRUE(missing.isA<ganglion::nirfile::UnreadableFile>());
  llvm::consumeError(std::move(missing));
  // A shape that does not fit is no matter of the file.
  llvm::Error shape = readInput(write("x", "1,2\n"), context).takeError();
  EXPECT_FALSE(shape.isA<ganglion::nirfile::UnreadableFile>());
  llvm::consumeError(std::move(shape));
}
