//===- LzfTest.cpp --------------------------------------------------------===//
#include "frontends/NIR/Reader/Lzf.h"
#include "gtest/gtest.h"
#include <random>
#include <string>
#include <vector>

using namespace ganglion::nirfile;

static std::optional<std::string> expand(const std::vector<uint8_t> &stream) {
  std::optional<size_t> size = lzfExpandedSize(stream.data(), stream.size());
  if (!size)
    return std::nullopt;
  std::string output(*size, '?');
  lzfExpand(stream.data(), stream.size(), reinterpret_cast<uint8_t *>(output.data()));
  return output;
}

TEST(Lzf, Literals) {
  EXPECT_EQ(expand({}), "");
  EXPECT_EQ(expand({0, 'a'}), "a");
  EXPECT_EQ(expand({2, 'a', 'b', 'c', 0, 'd'}), "abcd");
}

TEST(Lzf, CopiesOverlap) {
  // Length 1 + 2, distance 0 + 1.
  EXPECT_EQ(expand({0, 'a', 1 << 5, 0}), "aaaa");
  EXPECT_EQ(expand({1, 'a', 'b', 2 << 5, 1}), "ababab");
}

TEST(Lzf, LongCopies) {
  // 7 means one more byte of length: 7 + 10 + 2 bytes.
  EXPECT_EQ(expand({0, 'x', 7 << 5, 10, 0}), std::string(20, 'x'));
  // A distance of 257 takes the low bits of the control byte.
  std::vector<uint8_t> stream;
  std::string text;
  for (unsigned i = 0; i < 257; ++i) {
    if (i % 32 == 0)
      stream.push_back(i == 256 ? 0 : 31);
    stream.push_back(static_cast<uint8_t>(i));
    text += static_cast<char>(i);
  }
  stream.insert(stream.end(), {(1 << 5) | 1, 0});
  EXPECT_EQ(expand(stream), text + text.substr(0, 3));
}

TEST(Lzf, DamageIsNoticed) {
  EXPECT_FALSE(expand({5}));
  EXPECT_FALSE(expand({5, 'a'}));
  EXPECT_FALSE(expand({0, 'a', 1 << 5}));
  EXPECT_FALSE(expand({0, 'a', 7 << 5}));
  EXPECT_FALSE(expand({0, 'a', 7 << 5, 1}));
  // Before the start of the output.
  EXPECT_FALSE(expand({1 << 5, 0}));
  EXPECT_FALSE(expand({0, 'a', 1 << 5, 1}));
}

TEST(Lzf, RandomBytesExpandWithinTheirBound) {
  std::mt19937 random(7);
  for (unsigned round = 0; round < 20000; ++round) {
    std::vector<uint8_t> stream(random() % 40);
    for (uint8_t &byte : stream)
      byte = random() % 4 ? random() % 8 : random();
    if (auto output = expand(stream))
      EXPECT_LE(output->size(), 88 * stream.size());
  }
}
