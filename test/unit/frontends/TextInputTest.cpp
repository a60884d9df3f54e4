//===- TextInputTest.cpp --------------------------------------------------===//
#include "frontends/Data/TextInput.h"
#include "Fixture.h"
#include "frontends/Data/Raster.h"
#include <cmath>

using namespace ganglion::data;
using namespace ganglion::test;
using testing::HasSubstr;

static InputContext node(std::vector<int64_t> shape, std::optional<double> dt = std::nullopt,
                         std::optional<int64_t> steps = std::nullopt) {
  return {"input", std::move(shape), dt, steps};
}

static Input parsed(llvm::StringRef text, const InputContext &context) { return valueOf(parseText(text, context)); }

TEST(TextInput, SeparatorsAndHeaders) {
  for (llvm::StringRef text : {"0,1.5\n2,-3\n", "0 ; 1.5\n2;-3", "0 1.5\n  2\t-3  \n", "a,b\n0,1.5\r\n2,-3\r\n",
                               "# a b\n0 1.5\n\n# more\n2 -3\n",
                               "\xef\xbb\xbf"
                               "0,+1.5\n2e0,-3\n"}) {
    Input input = parsed(text, node({2}));
    EXPECT_EQ(input.array.shape, (std::vector<int64_t>{2, 2})) << text.str();
    EXPECT_EQ(input.array.toDoubles(), (std::vector<double>{0, 1.5, 2, -3})) << text.str();
  }
}

TEST(TextInput, ErrorsNameLineAndColumn) {
  auto message = [](llvm::StringRef text) { return messageOf(parseText(text, node({3}))); };
  EXPECT_THAT(message("1,2,3\n4,x,6\n"), HasSubstr("line 2, column 2: 'x' is no number"));
  EXPECT_THAT(message("1,x,3\n"), HasSubstr("line 1, column 2: 'x' is no number"));
  EXPECT_THAT(message("1,2,3\n\n4,5\n"), HasSubstr("line 3, column 3: the line has 2 values, line 1 has 3"));
  EXPECT_THAT(message("1,2,3,\n"), HasSubstr("line 1, column 4: '' is no number"));
  EXPECT_THAT(message("1;2\n0,5;1,5\n"), HasSubstr("line 2, column 1: '0,5' is no number"));
  EXPECT_THAT(message("a,b\n"), HasSubstr("no line with numbers"));
  EXPECT_THAT(message("\n\n"), HasSubstr("no line with numbers"));
}

TEST(TextInput, EventTimes) {
  Input input = parsed("t,index\n0,1\n0.0003,0\n0.00035,0\n0.0003,0\n", node({2}, 1e-4));
  EXPECT_EQ(input.array.shape, (std::vector<int64_t>{4, 2}));
  EXPECT_EQ(input.array.toDoubles(), (std::vector<double>{0, 1, 0, 0, 0, 0, 3, 0}));
  EXPECT_EQ(parsed("step,index\n2,0\n", node({1})).array.toDoubles(), (std::vector<double>{0, 0, 1}));
  EXPECT_EQ(parsed("step,index\n", node({2}, std::nullopt, 3)).array.shape, (std::vector<int64_t>{3, 2}));
}

TEST(TextInput, EventsBeyondTheEndAreSaid) {
  Input input = parsed("step index\n0 0\n5 0\n7 0\n", node({1}, std::nullopt, 5));
  EXPECT_EQ(input.array.shape, (std::vector<int64_t>{5, 1}));
  ASSERT_EQ(input.notes.size(), 1u);
  EXPECT_EQ(input.notes[0], "2 events lie beyond the 5 steps and are left out, the first in line 3");
}

TEST(TextInput, BadEvents) {
  auto message = [](llvm::StringRef text, std::optional<double> dt = 1e-3) {
    return messageOf(parseText(text, node({2, 2}, dt)));
  };
  EXPECT_THAT(message("t,index\n0,4\n"),
              HasSubstr("line 2, column 2: '4' is no channel of node 'input' of shape [2, 2]"));
  EXPECT_THAT(message("t,index\n0,-1\n"), HasSubstr("no channel"));
  EXPECT_THAT(message("t,index\n-0.1,1\n"), HasSubstr("line 2, column 1: the time -0.1 s"));
  EXPECT_THAT(message("t,index\nnan,1\n"), HasSubstr("column 1"));
  EXPECT_THAT(message("t,index\n0,1,1\n"), HasSubstr("an event has 2"));
  EXPECT_THAT(message("step,index\n0.5,1\n"), HasSubstr("'0.5' is no step"));
  EXPECT_THAT(message("step,index\n9223372036854775807,1\n"), HasSubstr("is no step"));
  EXPECT_THAT(message("step,index\n1000000000,1\n"),
              HasSubstr("a raster of 1 samples, 1000000001 steps and 4 channels"));
  EXPECT_THAT(message("t,index\n0,1\n", std::nullopt), HasSubstr("no dt is known"));
}

TEST(Raster, StepsStartWhereTheyAreMeantTo) {
  for (double dt : {1e-4, 1e-3, 0.1, 1.0, 0.3})
    for (int64_t step = 0; step < 20000; ++step) {
      ASSERT_EQ(stepOf(step * dt, dt), step);
      ASSERT_EQ(stepOf((step + 0.999) * dt, dt), step);
    }
  EXPECT_EQ(stepOf(-1e-3, 1e-3), std::nullopt);
  EXPECT_EQ(stepOf(NAN, 1e-3), std::nullopt);
  EXPECT_EQ(stepOf(INFINITY, 1e-3), std::nullopt);
  EXPECT_EQ(stepOf(1e300, 1e-3), std::nullopt);
}
