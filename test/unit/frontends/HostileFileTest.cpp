//===- HostileFileTest.cpp - HDF5 files that must not hurt ----------------===//
#include "Fixture.h"
#include "frontends/NIR/HDF5Writer.h"
#include <hdf5.h>
#include <random>
#include <sys/stat.h>

using namespace ganglion::nirfile;
using namespace ganglion::test;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

class HostileFile : public FileTest {
protected:
  void SetUp() override {
    FileTest::SetUp();
    file = pathOf("model.nir");
  }

  /// A file made with libhdf5 itself.
  template <typename Fill> void make(Fill fill) {
    hid_t id = H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    ASSERT_GE(id, 0);
    fill(id);
    H5Fclose(id);
  }

  static hid_t group(hid_t parent, const char *name) {
    return H5Gcreate2(parent, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  }

  /// A dataset of float32; `written` numbers of it are stored.
  static void dataset(hid_t parent, const char *name, std::vector<hsize_t> shape, hid_t properties = H5P_DEFAULT,
                      bool written = true) {
    hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
    hid_t id = H5Dcreate2(parent, name, H5T_IEEE_F32LE, space, H5P_DEFAULT, properties, H5P_DEFAULT);
    hssize_t count = H5Sget_simple_extent_npoints(space);
    if (written) {
      std::vector<float> values(count, 1.5f);
      H5Dwrite(id, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    }
    H5Dclose(id);
    H5Sclose(space);
  }

  ModelFile open() {
    auto opened = ModelFile::open(file);
    EXPECT_TRUE(static_cast<bool>(opened)) << (opened ? "" : llvm::toString(opened.takeError()));
    return std::move(*opened);
  }

  std::string file;
};

} // namespace

TEST_F(HostileFile, WhatIsNoHDF5IsNamed) {
  auto message = [&](llvm::StringRef content) { return messageOf(ModelFile::open(write("model.nir", content))); };
  EXPECT_THAT(message(""), HasSubstr("is empty, an HDF5 file is expected"));
  EXPECT_THAT(message("this is not a model\n"), HasSubstr("is text"));
  EXPECT_THAT(message("PK\x03\x04 and more"), HasSubstr("a zip archive, as PyTorch"));
  EXPECT_THAT(message("\x93NUMPY and more"), HasSubstr("NumPy"));
  EXPECT_THAT(message(llvm::StringRef("\x01\x02\x00\xff", 4)), HasSubstr("of an unknown kind"));
  EXPECT_THAT(message(llvm::StringRef("\x89HDF\r\n\x1a\n", 8)), HasSubstr("HDF5, but damaged or cut off"));
  EXPECT_THAT(messageOf(ModelFile::open(pathOf("none"))), HasSubstr("cannot be opened: No such file"));
  EXPECT_THAT(messageOf(ModelFile::open(folder)), HasSubstr("is a directory"));
  ASSERT_EQ(mkfifo(pathOf("pipe").c_str(), 0600), 0);
  EXPECT_THAT(messageOf(ModelFile::open(pathOf("pipe"))), HasSubstr("is a pipe or a device"));
  llvm::Error error = ModelFile::open(folder).takeError();
  EXPECT_TRUE(error.isA<UnreadableFile>());
  EXPECT_THAT(llvm::toString(std::move(error)), StartsWith(folder + ": "));
}

TEST_F(HostileFile, CutFiles) {
  make([&](hid_t id) { dataset(id, "w", {100}); });
  std::string whole = read("model.nir");
  for (size_t length : {whole.size() - 1, whole.size() / 2, size_t(100), size_t(9)}) {
    write("model.nir", llvm::StringRef(whole).take_front(length));
    EXPECT_THAT(messageOf(ModelFile::open(file)), HasSubstr("damaged or cut off")) << length;
  }
}

TEST_F(HostileFile, Links) {
  make([&](hid_t id) {
    dataset(id, "w", {2});
    H5Lcreate_soft("/w", id, "good", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/nowhere", id, "dangling", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/loop", id, "loop", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_external("other.h5", "/x", id, "external", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/external/y", id, "through", H5P_DEFAULT, H5P_DEFAULT);
    hid_t inner = group(id, "inner");
    H5Lcreate_hard(id, "/", inner, "up", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/inner", inner, "self", H5P_DEFAULT, H5P_DEFAULT);
    hid_t type = H5Tcopy(H5T_IEEE_F32LE);
    H5Tcommit2(id, "type", type, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Tclose(type);
    H5Gclose(inner);
  });
  ModelFile model = open();
  Group &root = model.root();
  ASSERT_TRUE(root.dataset("good"));
  EXPECT_EQ(root.dataset("good")->id, root.dataset("w")->id);
  expectSuccess(model.load({root.dataset("good"), root.dataset("w")}));
  EXPECT_EQ(valuesOf<float>(root.dataset("good")->data), (std::vector<float>{1.5f, 1.5f}));
  auto problem = [&](const Group &of, llvm::StringRef name) {
    return of.problem(name) ? of.problem(name)->text : "no problem";
  };
  EXPECT_EQ(problem(root, "dangling"), "a soft link to '/nowhere', which the file does not have");
  EXPECT_EQ(problem(root, "loop"), "a soft link to '/loop' that only leads on to other links");
  EXPECT_EQ(problem(root, "external"), "an external link to 'other.h5' (refused: a model is one file)");
  EXPECT_THAT(problem(root, "through"), HasSubstr("an external link"));
  EXPECT_EQ(problem(root, "type"), "a named data type, neither a group nor a dataset");
  EXPECT_EQ(problem(*root.group("inner"), "up"), "a hard link that leads back to '/'");
  EXPECT_EQ(problem(*root.group("inner"), "self"), "a soft link that leads back to '/inner'");
}

TEST_F(HostileFile, DeepNestingEnds) {
  make([&](hid_t id) {
    dataset(id, "shared", {1000});
    hid_t at = group(id, "g");
    for (unsigned level = 0; level < 600; ++level) {
      H5Lcreate_hard(id, "/shared", at, "w", H5P_DEFAULT, H5P_DEFAULT);
      hid_t next = group(at, level == 2 ? "metadata" : "g");
      H5Gclose(at);
      at = next;
    }
    H5Gclose(at);
  });
  ModelFile model = open();
  const Group *at = &model.root();
  unsigned depth = 0;
  while (const Group *next = at->group("g") ? at->group("g") : at->group("metadata")) {
    at = next;
    ++depth;
  }
  // Three groups, then 64 levels of metadata.
  EXPECT_EQ(depth, 3u + 64u);
  EXPECT_THAT(at->problem("g")->text, HasSubstr("nested too deep"));
}

TEST_F(HostileFile, SharedGroupsDoNotExplode) {
  // Each level holds the next one twice: 2^40 paths.
  make([&](hid_t id) {
    hid_t at = group(id, "top");
    for (unsigned level = 0; level < 40; ++level) {
      hid_t next = group(at, "a");
      H5Lcreate_hard(at, "a", at, "b", H5P_DEFAULT, H5P_DEFAULT);
      H5Gclose(at);
      at = next;
    }
    H5Gclose(at);
  });
  EXPECT_THAT(messageOf(ModelFile::open(file)), HasSubstr("more than 1000000 members"));
}

TEST_F(HostileFile, WhatIsNotStoredIsNotAllocated) {
  make([&](hid_t id) {
    hid_t chunked = H5Pcreate(H5P_DATASET_CREATE);
    hsize_t chunk[] = {1000, 1000};
    H5Pset_chunk(chunked, 2, chunk);
    hid_t node = group(id, "node");
    dataset(node, "weight", {1'000'000, 1'000'000}, chunked, false);
    dataset(node, "wide", {uint64_t(1) << 40, uint64_t(1) << 40}, chunked, false);
    dataset(node, "small", {100, 100}, H5P_DEFAULT, false);
    H5Pclose(chunked);
    H5Gclose(node);
  });
  ModelFile model = open();
  Group &node = *model.root().group("node");
  EXPECT_EQ(messageOf(model.load(node.dataset("weight"))),
            file +
                ": '/node/weight': shape [1000000, 1000000] declares 4000000000000 bytes, but only 0 bytes are stored");
  EXPECT_THAT(messageOf(model.load(node.dataset("wide"))), HasSubstr("declares more than 2^64 bytes"));
  // The fill value is honest.
  expectSuccess(model.load(node.dataset("small")));
  EXPECT_EQ(valuesOf<float>(node.dataset("small")->data), std::vector<float>(10'000));
}

TEST_F(HostileFile, OtherFilesAreNotOpened) {
  make([&](hid_t id) {
    hid_t elsewhere = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_external(elsewhere, "/etc/passwd", 0, 16);
    dataset(id, "external", {4}, elsewhere, false);
    H5Pclose(elsewhere);
    hid_t virtualLayout = H5Pcreate(H5P_DATASET_CREATE);
    hsize_t four = 4;
    hid_t space = H5Screate_simple(1, &four, nullptr);
    H5Pset_virtual(virtualLayout, space, "other.h5", "/x", space);
    dataset(id, "virtual", {4}, virtualLayout, false);
    H5Sclose(space);
    H5Pclose(virtualLayout);
  });
  ModelFile model = open();
  for (llvm::StringRef name : {"external", "virtual"})
    EXPECT_THAT(model.root().problem(name)->text, HasSubstr("in another file"));
}

TEST_F(HostileFile, OddTypes) {
  make([&](hid_t id) {
    auto create = [&](const char *name, hid_t type) {
      hid_t space = H5Screate(H5S_SCALAR);
      H5Dclose(H5Dcreate2(id, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
      H5Sclose(space);
    };
    hid_t compound = H5Tcreate(H5T_COMPOUND, 16);
    H5Tinsert(compound, "r", 0, H5T_IEEE_F64LE);
    H5Tinsert(compound, "i", 8, H5T_IEEE_F64LE);
    create("complex", compound);
    create("reference", H5T_STD_REF_OBJ);
    create("opaque", H5Tcreate(H5T_OPAQUE, 3));
    create("list", H5Tvlen_create(H5T_IEEE_F32LE));
    hid_t colours = H5Tenum_create(H5T_STD_I8LE);
    int8_t red = 0;
    H5Tenum_insert(colours, "RED", &red);
    create("enumeration", colours);
    hid_t odd = H5Tcopy(H5T_STD_I32LE);
    H5Tset_precision(odd, 24);
    create("integer", odd);
    create("big", H5T_IEEE_F64BE);
    hid_t space = H5Screate(H5S_NULL);
    H5Dclose(H5Dcreate2(id, "null", H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  });
  ModelFile model = open();
  auto text = [&](llvm::StringRef name) { return model.root().dataset(name)->typeText; };
  EXPECT_EQ(text("complex"), "complex128");
  EXPECT_EQ(text("reference"), "reference");
  EXPECT_EQ(text("opaque"), "opaque");
  EXPECT_EQ(text("list"), "list of variable length");
  EXPECT_EQ(text("enumeration"), "enumeration");
  EXPECT_EQ(text("integer"), "int32 of an unusual layout");
  EXPECT_EQ(text("null"), "nothing (a null dataspace)");
  EXPECT_EQ(text("big"), "float64");
  EXPECT_THAT(messageOf(model.load(model.root().dataset("complex"))), HasSubstr("its type is complex128"));
}

TEST_F(HostileFile, DamagedChunksNameTheirDataset) {
  make([&](hid_t id) {
    hid_t packed = H5Pcreate(H5P_DATASET_CREATE);
    hsize_t chunk = 1000;
    H5Pset_chunk(packed, 1, &chunk);
    H5Pset_deflate(packed, 9);
    hid_t node = group(id, "node");
    dataset(node, "weight", {1000}, packed);
    dataset(node, "bias", {10});
    H5Gclose(node);
  });
  std::string bytes = read("model.nir");
  size_t at = bytes.find("\x78\xda");
  ASSERT_NE(at, std::string::npos);
  for (size_t i = 0; i < 10; ++i)
    bytes[at + i] = static_cast<char>(i);
  write("model.nir", bytes);
  ModelFile model = open();
  Group &node = *model.root().group("node");
  EXPECT_THAT(messageOf(model.load({node.dataset("weight"), node.dataset("bias")})),
              StartsWith(file + ": '/node/weight': cannot be read ("));
  expectSuccess(model.load(node.dataset("bias")));
}

TEST_F(HostileFile, FlippedBytesNeverGetThrough) {
  std::vector<float> values(200, 0.5f);
  Group root;
  Group &node = root.addGroup("node");
  node.addText("type", "NIRGraph");
  node.addTexts("edges", {1, 2}, {"a", "b"});
  Dataset weight;
  weight.shape = {10, 20};
  weight.data = bytesOf(values);
  node.addDataset("weight", weight);
  WriteOptions options;
  options.gzipLevel = 6;
  expectSuccess(writeTree(file, root, options));
  const std::string sound = read("model.nir");
  std::mt19937 random(1);
  for (unsigned round = 0; round < 60; ++round) {
    std::string bytes = sound;
    for (unsigned flips = 0; flips < 1u << round % 6; ++flips)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    write("model.nir", bytes);
    auto opened = ModelFile::open(file);
    if (!opened) {
      EXPECT_THAT(messageOf(opened.takeError()), StartsWith(file));
      continue;
    }
    if (Group *group = opened->root().group("node"))
      if (Dataset *dataset = group->dataset("weight"); dataset && dataset->kind != ElementKind::Unsupported)
        llvm::consumeError(opened->load(dataset));
  }
}
