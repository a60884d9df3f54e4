//===- SkeletonDecoderTest.cpp --------------------------------------------===//
#include "frontends/NIR/SkeletonDecoder.h"
#include "Fixture.h"
#include "frontends/NIR/Reader/Output.h"
#include <random>

using namespace ganglion::nirfile;
using namespace ganglion::nirfile::protocol;
using namespace ganglion::test;
using testing::HasSubstr;

namespace {

/// Builds payloads as the reader would.
class Payload {
public:
  Payload &group(uint32_t members) {
    out.put(Tag::Group);
    out.put<uint16_t>(0);
    out.put(members);
    return *this;
  }
  Payload &name(std::string_view text) {
    out.putText(text);
    return *this;
  }
  Payload &dataset(ElementKind kind, uint8_t bits, std::vector<uint64_t> shape, uint64_t elementBytes,
                   uint64_t id = 0) {
    out.put(Tag::Dataset);
    out.put(kind);
    out.put(bits);
    out.put(id);
    out.put(elementBytes);
    out.put<uint64_t>(100);
    out.putText("type");
    out.put(static_cast<uint8_t>(shape.size()));
    for (uint64_t size : shape)
      out.put(size);
    out.put<uint16_t>(0);
    return *this;
  }
  Payload &problem(uint8_t code, std::string_view detail) {
    out.put(Tag::Problem);
    out.put(code);
    out.putText(detail);
    return *this;
  }
  template <typename T> Payload &raw(T value) {
    out.put(value);
    return *this;
  }
  std::vector<char> bytes() const { return {out.data(), out.data() + out.size()}; }
  llvm::Expected<Group> decode() const { return decodeSkeleton(bytes()); }

private:
  Output out;
};

std::vector<char> sound() {
  Payload payload;
  payload.group(4).name("a").group(1).name("w").dataset(ElementKind::Float, 32, {2, 3}, 4, 5);
  payload.name("b").problem(uint8_t(ProblemCode::ExternalLink), "x.h5");
  payload.name("c").dataset(ElementKind::String, 0, {2}, 16).name("one").name("two");
  payload.name("d").dataset(ElementKind::Unsupported, 0, {uint64_t(1) << 40, uint64_t(1) << 40}, 8);
  return payload.bytes();
}

} // namespace

TEST(SkeletonDecoder, ReadsATree) {
  Group root = valueOf(decodeSkeleton(sound()));
  const Dataset *weight = root.group("a")->dataset("w");
  ASSERT_TRUE(weight);
  EXPECT_EQ(weight->kind, ElementKind::Float);
  EXPECT_EQ(weight->shape, (std::vector<int64_t>{2, 3}));
  EXPECT_EQ(weight->declaredBytes, 24u);
  EXPECT_EQ(weight->id, 5u);
  EXPECT_THAT(root.problem("b")->text, HasSubstr("external link to 'x.h5'"));
  EXPECT_EQ(root.dataset("c")->strings, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(root.dataset("d")->declaredBytes, UINT64_MAX);
}

TEST(SkeletonDecoder, EveryCutIsAnError) {
  std::vector<char> bytes = sound();
  for (size_t length = 0; length < bytes.size(); ++length)
    EXPECT_NE(messageOf(decodeSkeleton(llvm::ArrayRef(bytes).take_front(length))), "") << length;
  bytes.push_back(0);
  EXPECT_THAT(messageOf(decodeSkeleton(bytes)), HasSubstr("too many"));
}

TEST(SkeletonDecoder, SilentlyWrongBytesNeverCrash) {
  std::vector<char> original = sound();
  std::mt19937 random(3);
  for (unsigned round = 0; round < 50000; ++round) {
    std::vector<char> bytes = original;
    for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
      bytes[random() % bytes.size()] = random() % 3 ? static_cast<char>(random()) : '\xff';
    if (auto tree = decodeSkeleton(bytes); !tree)
      llvm::consumeError(tree.takeError());
  }
}

TEST(SkeletonDecoder, CountsDoNotTakeMemory) {
  EXPECT_THAT(messageOf(Payload().group(UINT32_MAX).decode()), HasSubstr("too many members"));
  EXPECT_THAT(messageOf(Payload().group(1).name("s").dataset(ElementKind::String, 0, {uint64_t(1) << 62}, 16).decode()),
              HasSubstr("too many texts"));
  EXPECT_THAT(messageOf(Payload().group(1).raw(UINT32_MAX).decode()), HasSubstr("text too long"));
}

TEST(SkeletonDecoder, WhatCannotBeIsRefused) {
  auto message = [](const Payload &payload) { return messageOf(payload.decode()); };
  EXPECT_THAT(message(Payload().problem(1, "")), HasSubstr("the root is no group"));
  EXPECT_THAT(message(Payload().group(1).name("x").raw<uint8_t>(9)), HasSubstr("unknown code 9"));
  EXPECT_THAT(message(Payload().group(1).name("x").problem(200, "")), HasSubstr("unknown code 200"));
  EXPECT_THAT(message(Payload().group(2).name("b").problem(1, "").name("a").problem(1, "")), HasSubstr("out of order"));
  EXPECT_THAT(message(Payload().group(2).name("a").problem(1, "").name("a").problem(1, "")), HasSubstr("out of order"));
  EXPECT_THAT(message(Payload().group(1).name("x").dataset(ElementKind::Float, 24, {}, 3)), HasSubstr("a type"));
  EXPECT_THAT(message(Payload().group(1).name("x").dataset(ElementKind::Float, 32, {}, 8)), HasSubstr("a type"));
  EXPECT_THAT(message(Payload().group(1).name("x").dataset(ElementKind::Float, 32, {UINT64_MAX}, 4)),
              HasSubstr("dimension"));
  EXPECT_THAT(message(Payload().group(1).name("x").dataset(ElementKind::Float, 32, std::vector<uint64_t>(33, 1), 4)),
              HasSubstr("rank 33"));
}

TEST(SkeletonDecoder, DepthIsBounded) {
  Payload payload;
  for (unsigned i = 0; i < 5000; ++i)
    payload.group(1).name("g");
  EXPECT_THAT(messageOf(payload.decode()), HasSubstr("too deep"));
}

TEST(SkeletonDecoder, NamesOfLinksAreEscaped) {
  EXPECT_EQ(problemText(ProblemCode::SoftLinkDangling, "/a\nb"),
            "a soft link to '/a\\0Ab', which the file does not have");
}

TEST(LoadedDecoder, FailuresAreChecked) {
  Output out;
  out.put<uint32_t>(1);
  out.put<uint32_t>(2);
  out.putText("inflate() failed");
  llvm::ArrayRef<char> bytes(out.data(), out.size());
  std::vector<FailedItem> failures = valueOf(decodeLoaded(bytes, 3));
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_EQ(failures[0].index, 2u);
  EXPECT_EQ(failures[0].reason, "inflate() failed");
  EXPECT_THAT(messageOf(decodeLoaded(bytes, 2)), HasSubstr("does not exist"));
  EXPECT_THAT(messageOf(decodeLoaded(bytes, 0)), HasSubstr("more failures"));
  for (size_t length = 0; length < bytes.size(); ++length)
    EXPECT_NE(messageOf(decodeLoaded(bytes.take_front(length), 3)), "");
}
