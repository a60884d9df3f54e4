//===- NpyTest.cpp --------------------------------------------------------===//
#include "frontends/Data/Npy.h"
#include "Fixture.h"

using namespace ganglion::data;
using namespace ganglion::test;
using testing::HasSubstr;

namespace {

/// A .npy file of format `major`.0 with this dictionary and these bytes behind it.
std::string npy(llvm::StringRef dictionary, llvm::StringRef data, unsigned major = 1) {
  std::string text = "\x93NUMPY";
  text += static_cast<char>(major);
  text += '\0';
  for (unsigned i = 0; i < (major == 1 ? 2 : 4); ++i)
    text += static_cast<char>(dictionary.size() >> (8 * i));
  return text + dictionary.str() + data.str();
}

std::string typed(llvm::StringRef type, llvm::StringRef shape, llvm::StringRef data, bool fortran = false) {
  return npy("{'descr': '" + type.str() + "', 'fortran_order': " + (fortran ? "True" : "False") +
                 ", 'shape': " + shape.str() + ", }\n",
             data);
}

class Npy : public FileTest {};

} // namespace

TEST_F(Npy, TypesAndOrders) {
  auto values = [&](const std::string &content) { return valueOf(readNpy(write("x.npy", content))).toDoubles(); };
  EXPECT_EQ(values(typed("<i2", "(2,)", llvm::StringRef("\x01\x00\x00\x80", 4))), (std::vector<double>{1, -32768}));
  EXPECT_EQ(values(typed(">i2", "(2,)", llvm::StringRef("\x00\x01\x80\x00", 4))), (std::vector<double>{1, -32768}));
  EXPECT_EQ(values(typed("|u1", "(2,)", "\xff\x01")), (std::vector<double>{255, 1}));
  EXPECT_EQ(values(typed("|b1", "(2,)", llvm::StringRef("\x00\x01", 2))), (std::vector<double>{0, 1}));
  EXPECT_EQ(values(typed("<f2", "()", llvm::StringRef("\x00\x3c", 2))), std::vector<double>{1});
  EXPECT_EQ(values(typed(">f4", "(1, 1)", llvm::StringRef("\x3f\x80\x00\x00", 4))), std::vector<double>{1});
  EXPECT_EQ(values(typed("<f8", "(0, 3)", "")), std::vector<double>{});
}

TEST_F(Npy, FortranOrder) {
  Array array = valueOf(readNpy(write("x.npy", typed("|u1", "(2, 3)", "adbecf", true))));
  EXPECT_EQ(llvm::StringRef(array.bytes.data(), array.bytes.size()), "abcdef");
  array = valueOf(readNpy(write("x.npy", typed("|u1", "(2, 2, 2)", "aecgbfdh", true))));
  EXPECT_EQ(llvm::StringRef(array.bytes.data(), array.bytes.size()), "abcdefgh");
  array = valueOf(readNpy(write("x.npy", typed(">u2", "(1, 2)", llvm::StringRef("\0\1\0\2", 4), true))));
  EXPECT_EQ(array.toDoubles(), (std::vector<double>{1, 2}));
}

TEST_F(Npy, HeadersOfAllFormats) {
  for (unsigned major : {1, 2, 3}) {
    Array array = valueOf(readNpy(
        write("x.npy", npy("{\"shape\":(2L,1,),'fortran_order':False,'descr':\"|i1\"}   \n", "\x01\x02", major))));
    EXPECT_EQ(array.shape, (std::vector<int64_t>{2, 1}));
  }
  EXPECT_THAT(messageOf(parseNpyHeader(npy("{}", "", 4))), HasSubstr("its format is 4.0, 1.0 to 3.0 are read"));
}

TEST_F(Npy, OtherTypesAreNamed) {
  auto message = [](llvm::StringRef type) { return messageOf(parseNpyHeader(typed(type, "(1,)", "12345678"))); };
  for (llvm::StringRef type :
       {"<c8", "<c16", "|O", "<U5", "|S3", "<M8[us]", "|V8", "<f16", "<i3", "<f1", "", "<", "f8x"})
    EXPECT_THAT(message(type), HasSubstr("'" + type.str() + "', real numbers and booleans are allowed"));
  EXPECT_THAT(
      messageOf(parseNpyHeader(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "1234"))),
      HasSubstr("structured"));
}

TEST_F(Npy, HostileHeaders) {
  const std::string sound = typed("<f4", "(2, 3)", std::string(24, 'x'));
  EXPECT_TRUE(static_cast<bool>(parseNpyHeader(sound)));
  for (size_t length = 0; length < sound.size(); ++length)
    EXPECT_NE(messageOf(parseNpyHeader(llvm::StringRef(sound).take_front(length))), "");
  EXPECT_THAT(messageOf(parseNpyHeader(sound + "x")), HasSubstr("does not fit the 25 bytes"));
  for (llvm::StringRef shape : {"(4294967296, 4294967296)", "(9223372036854775807,)", "(4611686018427387904, 4)"})
    EXPECT_THAT(messageOf(parseNpyHeader(typed("<f4", shape, "1234"))), HasSubstr("does not fit"));
  for (llvm::StringRef shape : {"(-1,)", "(1.5,)", "(99999999999999999999,)", "[1]", "(1", "(1 2)", "1", "(,)"})
    EXPECT_THAT(messageOf(parseNpyHeader(typed("<f4", shape, "1234"))), HasSubstr("the header is not a dictionary"));
  std::string many = "(";
  for (unsigned i = 0; i < 65; ++i)
    many += "1,";
  EXPECT_NE(messageOf(parseNpyHeader(typed("|u1", many + ")", "x"))), "");
  for (llvm::StringRef dictionary :
       {"", "{", "{'descr': '<f4'}", "{'x': 1}", "{'descr", "{'descr': '<f4', 'fortran_order': 1}"})
    EXPECT_NE(messageOf(parseNpyHeader(npy(dictionary, ""))), "") << dictionary.str();
  EXPECT_THAT(messageOf(parseNpyHeader(llvm::StringRef("\x93NUMPY\x02\x00\xff\xff\xff\xff{}", 14))),
              HasSubstr("4294967295 bytes"));
}

TEST_F(Npy, WrittenFilesReadBack) {
  for (const std::vector<int64_t> &shape : {std::vector<int64_t>{}, {3}, {2, 0, 4}, {1, 2, 3}}) {
    std::vector<double> values(ganglion::nirfile::elementsOf(shape), 0.1);
    Array array = Array::of(shape, values);
    expectSuccess(writeNpy(pathOf("x.npy"), array));
    Array back = valueOf(readNpy(pathOf("x.npy")));
    EXPECT_EQ(back.shape, shape);
    EXPECT_EQ(back.bytes, array.bytes);
    EXPECT_EQ((read("x.npy").size() - array.bytes.size()) % 64, 0u);
  }
  EXPECT_THAT(read("x.npy"), HasSubstr("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 3), }"));
  EXPECT_EQ(files(), std::vector<std::string>{"x.npy"});
  EXPECT_THAT(messageOf(writeNpy(folder + "/none/x.npy", Array::of({1}, std::vector<float>{1}))),
              HasSubstr("cannot be written"));
}
