//===- ArrayTest.cpp ------------------------------------------------------===//
#include "frontends/Data/Array.h"
#include "Fixture.h"
#include <cmath>

using namespace ganglion::data;
using namespace ganglion::test;

TEST(Array, HalvesAreExact) {
  EXPECT_EQ(halfToFloat(0x0000), 0.0f);
  EXPECT_TRUE(std::signbit(halfToFloat(0x8000)));
  EXPECT_EQ(halfToFloat(0x3c00), 1.0f);
  EXPECT_EQ(halfToFloat(0xc000), -2.0f);
  EXPECT_EQ(halfToFloat(0x7bff), 65504.0f);
  EXPECT_EQ(halfToFloat(0x0001), std::ldexp(1.0f, -24));
  EXPECT_EQ(halfToFloat(0x03ff), std::ldexp(1023.0f, -24));
  EXPECT_TRUE(std::isinf(halfToFloat(0x7c00)));
  EXPECT_TRUE(std::isnan(halfToFloat(0x7e00)));
}

TEST(Array, ConvertsFromEveryType) {
  auto check = [](ElementKind kind, unsigned bits, llvm::ArrayRef<char> bytes, std::vector<double> expected) {
    Array array = Array::own(kind, bits, {static_cast<int64_t>(expected.size())}, bytes.vec());
    EXPECT_EQ(array.toDoubles(), expected);
    EXPECT_EQ(array.asDouble(1), expected[1]);
    EXPECT_EQ(array.asFloat(1), static_cast<float>(expected[1]));
    EXPECT_EQ(array.toFloats()[0], static_cast<float>(expected[0]));
  };
  check(ElementKind::Boolean, 8, bytesOf(std::vector<char>{0, 2}), {0, 1});
  check(ElementKind::SignedInteger, 8, bytesOf(std::vector<int8_t>{-3, 100}), {-3, 100});
  check(ElementKind::UnsignedInteger, 8, bytesOf(std::vector<uint8_t>{0, 200}), {0, 200});
  check(ElementKind::SignedInteger, 16, bytesOf(std::vector<int16_t>{-300, 1}), {-300, 1});
  check(ElementKind::UnsignedInteger, 16, bytesOf(std::vector<uint16_t>{65535, 1}), {65535, 1});
  check(ElementKind::SignedInteger, 32, bytesOf(std::vector<int32_t>{-70000, 1}), {-70000, 1});
  check(ElementKind::UnsignedInteger, 32, bytesOf(std::vector<uint32_t>{4000000000u, 1}), {4e9, 1});
  check(ElementKind::SignedInteger, 64, bytesOf(std::vector<int64_t>{-(int64_t(1) << 40), 1}), {-std::ldexp(1, 40), 1});
  check(ElementKind::UnsignedInteger, 64, bytesOf(std::vector<uint64_t>{UINT64_MAX, 1}), {std::ldexp(1, 64), 1});
  check(ElementKind::Float, 16, bytesOf(std::vector<uint16_t>{0x3c00, 0x4000}), {1, 2});
  check(ElementKind::Float, 32, bytesOf(std::vector<float>{0.1f, 0.2f}), {0.1f, 0.2f});
  check(ElementKind::Float, 64, bytesOf(std::vector<double>{0.1, 0.2}), {0.1, 0.2});
}
