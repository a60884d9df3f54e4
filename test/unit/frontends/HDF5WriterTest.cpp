//===- HDF5WriterTest.cpp - what is written is read back ------------------===//
#include "frontends/NIR/HDF5Writer.h"
#include "Fixture.h"

using namespace ganglion::nirfile;
using namespace ganglion::test;
using testing::HasSubstr;

namespace {

Dataset numbers(ElementKind kind, unsigned bits, std::vector<int64_t> shape, llvm::ArrayRef<char> data) {
  Dataset dataset;
  dataset.kind = kind;
  dataset.bits = bits;
  dataset.shape = std::move(shape);
  dataset.data = data;
  return dataset;
}

class HDF5Writer : public FileTest {
protected:
  ModelFile open(llvm::StringRef name, bool attributes = false) {
    auto file = ModelFile::open(pathOf(name), {attributes});
    EXPECT_TRUE(static_cast<bool>(file)) << (file ? "" : llvm::toString(file.takeError()));
    return std::move(*file);
  }
};

} // namespace

TEST_F(HDF5Writer, EveryTypeAndRank) {
  std::vector<char> bytes(8 * 6);
  for (size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(i * 37 + 1);
  std::vector<char> truths = {1, 0, 0, 1, 1, 0};
  std::vector<std::pair<ElementKind, unsigned>> types = {{ElementKind::Boolean, 8}};
  for (unsigned bits : {8, 16, 32, 64}) {
    types.push_back({ElementKind::SignedInteger, bits});
    types.push_back({ElementKind::UnsignedInteger, bits});
    if (bits > 8)
      types.push_back({ElementKind::Float, bits});
  }
  for (int gzip : {-1, 0, 9}) {
    Group root;
    for (auto [kind, bits] : types) {
      llvm::ArrayRef<char> source = kind == ElementKind::Boolean ? truths : bytes;
      Group &group = root.addGroup(typeText(kind, bits));
      group.addDataset("scalar", numbers(kind, bits, {}, source.take_front(bits / 8)));
      group.addDataset("matrix", numbers(kind, bits, {2, 3}, source.take_front(6 * bits / 8)));
      group.addDataset("empty", numbers(kind, bits, {0, 3}, {}));
    }
    WriteOptions options;
    options.gzipLevel = gzip;
    expectSuccess(writeTree(pathOf("types.h5"), root, options));
    ModelFile file = open("types.h5");
    for (auto [kind, bits] : types) {
      Group *group = file.root().group(typeText(kind, bits));
      ASSERT_TRUE(group) << typeText(kind, bits);
      for (llvm::StringRef name : {"scalar", "matrix", "empty"}) {
        Dataset *dataset = group->dataset(name);
        const Dataset *written = root.group(typeText(kind, bits))->dataset(name);
        expectSuccess(file.load(dataset));
        EXPECT_EQ(dataset->kind, kind);
        EXPECT_EQ(dataset->bits, bits);
        EXPECT_EQ(dataset->typeText, typeText(kind, bits));
        EXPECT_EQ(dataset->shape, written->shape);
        EXPECT_EQ(dataset->data, written->data);
      }
    }
  }
}

TEST_F(HDF5Writer, Texts) {
  Group root;
  root.addText("none", "");
  root.addText("type", "\xce\xbc-Netz \xe7\xa5\x9e\xe7\xb5\x8c \"q\" \\ \n second line");
  root.addText("long", std::string(5'000'000, 'L'));
  root.addTexts("edges", {2, 2}, {"input", "fc", "fc", "output"});
  root.addTexts("no edges", {0, 2}, {});
  expectSuccess(writeTree(pathOf("texts.h5"), root));
  ModelFile file = open("texts.h5");
  for (const Member &member : root.members) {
    const auto &written = std::get<Dataset>(member.value);
    Dataset *found = file.root().dataset(member.name);
    ASSERT_TRUE(found) << member.name;
    EXPECT_EQ(found->kind, ElementKind::String);
    EXPECT_EQ(found->shape, written.shape);
    EXPECT_EQ(found->strings, written.strings);
    expectSuccess(file.load(found));
  }
}

TEST_F(HDF5Writer, Names) {
  Group root;
  for (const char *name : {"lif1.lif", "..", "..x", "\xc3\xa9", "e\xcc\x81", "a b", "\xff\xfe", "%0"})
    root.addText(name, name);
  expectSuccess(writeTree(pathOf("names.h5"), root));
  ModelFile file = open("names.h5");
  ASSERT_EQ(file.root().members.size(), root.members.size());
  for (const Member &member : file.root().members)
    EXPECT_EQ(std::get<Dataset>(member.value).strings[0], member.name);
  for (llvm::StringRef name :
       {llvm::StringRef("a/b"), llvm::StringRef("."), llvm::StringRef(""), llvm::StringRef("a\0b", 3)}) {
    Group bad;
    bad.addText(name, "x");
    EXPECT_THAT(messageOf(writeTree(pathOf("bad.h5"), bad)), HasSubstr("the name"));
  }
  EXPECT_EQ(files(), std::vector<std::string>{"names.h5"});
}

TEST_F(HDF5Writer, Attributes) {
  Group root;
  root.attributes = {{"__type__", std::string("NIRGraphData")}, {"dt", 1e-4}, {"n_neurons", int64_t(38)}};
  root.addText("x", "y").attributes = {{"note", std::string("z")}};
  expectSuccess(writeTree(pathOf("attributes.h5"), root));
  ModelFile with = open("attributes.h5", true);
  EXPECT_EQ(std::get<std::string>(with.root().attribute("__type__")->value), "NIRGraphData");
  EXPECT_EQ(std::get<double>(with.root().attribute("dt")->value), 1e-4);
  EXPECT_EQ(std::get<int64_t>(with.root().attribute("n_neurons")->value), 38);
  EXPECT_EQ(std::get<std::string>(with.root().dataset("x")->attributes[0].value), "z");
  ModelFile without = open("attributes.h5");
  EXPECT_TRUE(without.root().attributes.empty());
}

TEST_F(HDF5Writer, TheSameTreeGivesTheSameBytes) {
  std::vector<double> values(5000, 0.25);
  Group root;
  root.addGroup("g").addText("t", "u");
  root.addDataset("w", numbers(ElementKind::Float, 64, {50, 100}, bytesOf(values)));
  for (int gzip : {-1, 4}) {
    WriteOptions options;
    options.gzipLevel = gzip;
    expectSuccess(writeTree(pathOf("one.h5"), root, options));
    expectSuccess(writeTree(pathOf("two.h5"), root, options));
    EXPECT_EQ(read("one.h5"), read("two.h5"));
  }
}

TEST_F(HDF5Writer, LargeArraysAreCompressedInPieces) {
  std::vector<float> values(20'000'000);
  for (size_t i = 0; i < values.size(); i += 1000)
    values[i] = static_cast<float>(i);
  Group root;
  root.addDataset("w", numbers(ElementKind::Float, 32, {20'000, 1000}, bytesOf(values)));
  WriteOptions options;
  options.gzipLevel = 1;
  expectSuccess(writeTree(pathOf("large.h5"), root, options));
  ModelFile file = open("large.h5");
  Dataset *dataset = file.root().dataset("w");
  expectSuccess(file.load(dataset));
  EXPECT_EQ(dataset->data, bytesOf(values));
}

TEST_F(HDF5Writer, WhatCannotBeWrittenIsRefused) {
  std::vector<float> three(3);
  auto message = [&](Dataset dataset) {
    Group root;
    root.addDataset("w", std::move(dataset));
    return messageOf(writeTree(pathOf("bad.h5"), root));
  };
  EXPECT_THAT(message(numbers(ElementKind::Float, 32, {4}, bytesOf(three))),
              HasSubstr("'w': 12 bytes of float32 do not fit the shape [4]"));
  EXPECT_THAT(message(numbers(ElementKind::Unsupported, 32, {3}, bytesOf(three))), HasSubstr("cannot be written"));
  EXPECT_THAT(message(numbers(ElementKind::Float, 32, {-1}, {})), HasSubstr("[-1]"));
  Group text;
  text.addText("t", llvm::StringRef("a\0b", 3));
  EXPECT_THAT(messageOf(writeTree(pathOf("bad.h5"), text)), HasSubstr("zero byte"));
  Group problem;
  problem.members.push_back({"p", Problem{"a soft link to 'x'"}});
  EXPECT_THAT(messageOf(writeTree(pathOf("bad.h5"), problem)), HasSubstr("a soft link to 'x'"));
  EXPECT_THAT(messageOf(writeTree(folder, text)), HasSubstr("no regular file"));
  EXPECT_THAT(messageOf(writeTree(folder + "/none/x.h5", text)), HasSubstr("cannot be written"));
  EXPECT_TRUE(files().empty());
}

TEST_F(HDF5Writer, LoadedDataOutliveTheFile) {
  std::vector<int32_t> values = {1, 2, 3};
  Group root;
  root.addDataset("w", numbers(ElementKind::SignedInteger, 32, {3}, bytesOf(values)));
  expectSuccess(writeTree(pathOf("x.h5"), root));
  llvm::ArrayRef<char> data;
  std::shared_ptr<void> owner;
  {
    ModelFile file = open("x.h5");
    expectSuccess(file.load(file.root().dataset("w")));
    expectSuccess(file.load(file.root().dataset("w")));
    data = file.root().dataset("w")->data;
    owner = file.owner();
  }
  EXPECT_EQ(valuesOf<int32_t>(data), values);
}
