//===- TextTest.cpp - names, numbers and shapes in messages ---------------===//
#include "ir/Support/Text.h"
#include "gtest/gtest.h"
#include <cmath>
#include <limits>

using namespace ganglion;

namespace {

TEST(Shortest, ReadsBack) {
  EXPECT_EQ(shortest(0.01), "0.01");
  EXPECT_EQ(shortest(-3), "-3");
  EXPECT_EQ(shortest(1e-5), "1e-5");
  EXPECT_EQ(shortest(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(shortest(5e-324), "5e-324");
  EXPECT_EQ(shortest(std::numeric_limits<double>::max()), "1.7976931348623157e308");
  EXPECT_EQ(shortest(0.1 + 0.2), "0.30000000000000004");
}

TEST(Shortest, HasNamesForWhatIsNoNumber) {
  EXPECT_EQ(shortest(NAN), "nan");
  EXPECT_EQ(shortest(-NAN), "nan");
  EXPECT_EQ(shortest(INFINITY), "inf");
  EXPECT_EQ(shortest(-INFINITY), "-inf");
  EXPECT_EQ(shortest(-0.0), "0");
}

TEST(Shortest, OfASingleReadsBackAsAFloat) {
  EXPECT_EQ(shortest(0.1f), "0.10000000149011612");
  EXPECT_EQ(shortest(0.1f, /*single=*/true), "0.1");
  EXPECT_EQ(shortest(1.0 / 3, /*single=*/true), "0.33333334");
}

TEST(Escaped, LeavesTextAlone) {
  EXPECT_EQ(escaped(""), "");
  EXPECT_EQ(escaped("lif1.w_rec"), "lif1.w_rec");
  EXPECT_EQ(escaped("Größe \"μ\" 神経"), "Größe \"μ\" 神経");
}

TEST(Escaped, ShowsWhatCannotBeShown) {
  EXPECT_EQ(escaped("a'b\\c"), "a\\27b\\5Cc");
  EXPECT_EQ(escaped("line\nline\t\x1b[31m\x7f"), "line\\0Aline\\09\\1B[31m\\7F");
  EXPECT_EQ(escaped(llvm::StringRef("a\0b", 3)), "a\\00b");
  EXPECT_EQ(ganglion::quoted("it's"), "'it\\27s'");
}

TEST(Escaped, ShowsBytesThatAreNotUTF8) {
  EXPECT_EQ(escaped("\xff"), "\\FF");
  EXPECT_EQ(escaped("\xc3"), "\\C3") << "cut within a character";
  EXPECT_EQ(escaped("\xc3(\xc3\xbc"), "\\C3(\xc3\xbc");
  EXPECT_EQ(escaped("\xc0\x80"), "\\C0\\80") << "overlong";
  EXPECT_EQ(escaped("\xed\xa0\x80"), "\\ED\\A0\\80") << "half of a surrogate pair";
}

TEST(Escaped, CutsAfter200Characters) {
  std::string longest(200, 'x');
  EXPECT_EQ(escaped(longest), longest);
  EXPECT_EQ(escaped(longest + "y"), longest + "...");
  EXPECT_EQ(ganglion::quoted(longest + "y"), "'" + longest + "...'");
  // Characters count, not bytes: none is cut in two.
  std::string two, cut;
  for (int i = 0; i < 201; ++i) {
    two += "ü";
    cut += i < 200 ? "ü" : "...";
  }
  EXPECT_EQ(escaped(two), cut);
}

TEST(ShapeText, ListsSizes) {
  EXPECT_EQ(shapeText({}), "[]");
  EXPECT_EQ(shapeText({3}), "[3]");
  EXPECT_EQ(shapeText({2, 34, 34}), "[2, 34, 34]");
  EXPECT_EQ(shapeText({INT64_MIN, 0}), "[?, 0]") << "a dimension that is not known";
}

} // namespace
