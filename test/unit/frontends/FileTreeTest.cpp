//===- FileTreeTest.cpp ---------------------------------------------------===//
#include "Fixture.h"

using namespace ganglion::nirfile;

TEST(FileTree, MembersAreFoundAndStaySorted) {
  Group root;
  root.addText("type", "LIF");
  root.addGroup("nodes").addText("x", "y");
  root.addTexts("edges", {1, 2}, {"a", "b"});
  ASSERT_EQ(root.members.size(), 3u);
  EXPECT_EQ(root.members[0].name, "edges");
  EXPECT_EQ(root.members[1].name, "nodes");
  EXPECT_EQ(root.members[2].name, "type");
  EXPECT_EQ(root.dataset("edges")->strings[1], "b");
  EXPECT_EQ(root.group("nodes")->dataset("x")->strings[0], "y");
  EXPECT_EQ(root.dataset("nodes"), nullptr);
  EXPECT_EQ(root.group("type"), nullptr);
  EXPECT_EQ(root.find("typ"), nullptr);
  EXPECT_EQ(root.problem("type"), nullptr);
}

TEST(FileTree, NamesAreOrderedAsUnsignedBytes) {
  Group root;
  root.addText("\xc3\xa9", "");
  root.addText("z", "");
  root.addText("Z", "");
  EXPECT_EQ(root.members[0].name, "Z");
  EXPECT_EQ(root.members[2].name, "\xc3\xa9");
}

TEST(FileTree, ProductsThatDoNotFitSaturate) {
  EXPECT_EQ(elementsOf({}), 1u);
  EXPECT_EQ(elementsOf({3, 0, INT64_MAX, INT64_MAX}), 0u);
  EXPECT_EQ(elementsOf({int64_t(1) << 33, int64_t(1) << 33}), UINT64_MAX);
  EXPECT_EQ(elementsOf({2, -1}), UINT64_MAX);
}

TEST(ReaderProtocol, DeclaredSizesAreComparedWithoutOverflow) {
  using protocol::declaresTooMuch;
  EXPECT_FALSE(declaresTooMuch(0, 0));
  EXPECT_FALSE(declaresTooMuch(64 << 10, 0));
  EXPECT_TRUE(declaresTooMuch((64 << 10) + 1100, 0));
  EXPECT_FALSE(declaresTooMuch(1'000'000'000, 1'000'000));
  EXPECT_TRUE(declaresTooMuch(UINT64_MAX, 1'000'000'000));
  EXPECT_FALSE(declaresTooMuch(UINT64_MAX, UINT64_MAX));
}
