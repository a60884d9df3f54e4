//===- ScaleTest.cpp - scales, rounding and the error of both -------------===//
#include "passes/Quantise/Scale.h"
#include "gtest/gtest.h"
#include <cmath>
#include <vector>

using namespace ganglion::quantise;

namespace {

TEST(Scale, HalvesGoToEven) {
  EXPECT_EQ(rounded(.5), 0);
  EXPECT_EQ(rounded(1.5), 2);
  EXPECT_EQ(rounded(62.5), 62);
  EXPECT_EQ(rounded(63.5), 64);
  EXPECT_EQ(rounded(-2.5), -2);
  EXPECT_EQ(rounded(-2.51), -3);
}

TEST(Scale, LargestMagnitude) {
  EXPECT_EQ(largestMagnitude({}), 0);
  EXPECT_EQ(largestMagnitude({1, -3, 2}), 3);
}

TEST(Scale, CommonScale) {
  EXPECT_EQ(commonScale(2, 127, 1, 32767), 63.5);
  EXPECT_EQ(commonScale(0, 127, 1, 32767), 1);
  EXPECT_EQ(commonScale(2, 127, 32767, 32767), 1);
  EXPECT_EQ(commonScale(0, 127, 65534, 32767), .5);
  EXPECT_EQ(commonScale(2, 127, 0, 32767), 63.5);
}

/// abs(np.mean(x)) + 2 * np.std(x) of x = [((i*7919) % 10007 - 4000) / 997 for i in range(n)], NumPy 1.24.
TEST(Scale, SpreadIsNumPysToTheLastBit) {
  struct {
    int count;
    double spread;
  } cases[] = {
      {1, 0x1.00c53318e81edp+2},   {7, 0x1.ec575b371e895p+2},    {8, 0x1.d354a85d6cb93p+2},
      {9, 0x1.b759fd2b347a6p+2},   {128, 0x1.b4533774a4beep+2},  {129, 0x1.b29677ea5e55fp+2},
      {300, 0x1.b3a20018fad60p+2}, {1000, 0x1.b3b052b080911p+2}, {5000, 0x1.b38b11e46eb62p+2},
  };
  for (auto [count, expected] : cases) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
      values.push_back((i * 7919 % 10007 - 4000) / 997.0);
    EXPECT_EQ(spread(values, 2), expected) << count << " numbers";
  }
  EXPECT_EQ(spread({}, 2), 0);
}

TEST(Scale, RoundingErrorCountsAndMeasures) {
  RoundingError error;
  EXPECT_EQ(error.relative(), 0);
  error.add(3, 3);
  error.add(.25, 0);
  error.add(-4.5, -4);
  error.add(0, 0);
  EXPECT_EQ(error.count(), 4);
  EXPECT_EQ(error.lost(), 1);
  EXPECT_EQ(error.largest(), .5);
  EXPECT_DOUBLE_EQ(error.relative(), std::sqrt((.0625 + .25) / (9 + .0625 + 20.25)));
}

} // namespace
