//===- ParameterTest.cpp - reading and making parameters ------------------===//
#include "ir/Support/Parameter.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/MLIRContext.h"
#include "gmock/gmock.h"
#include <cmath>

using namespace ganglion;
using namespace mlir;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class ParameterTest : public testing::Test {
protected:
  Attribute dense(StringRef text) { return parseAttribute(text, &context); }
  RankedTensorType type(StringRef text) { return cast<RankedTensorType>(parseType(text, &context)); }

  /// A blob of these very bytes, whatever the type says.
  template <typename T> Attribute blob(StringRef typeText, ArrayRef<T> elements) {
    AsmResourceBlob storage = HeapAsmResourceBlob::allocate(elements.size() * sizeof(T), 8, /*dataIsMutable=*/true);
    std::copy(elements.begin(), elements.end(), reinterpret_cast<T *>(storage.getMutableData().data()));
    auto &manager = DenseResourceElementsHandle::getManagerInterface(&context);
    return DenseResourceElementsAttr::get(type(typeText), manager.insert("b", std::move(storage)));
  }

  std::string reason(Attribute attribute) {
    llvm::Expected<Parameter> result = Parameter::get(attribute);
    return result ? "" : llvm::toString(result.takeError());
  }

  MLIRContext context;
};

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

TEST_F(ParameterTest, DenseAndBlobReadTheSame) {
  Parameter inlined = Parameter::of(dense("dense<[[1.5, -2.0], [0.1, 4.0]]> : tensor<2x2xf32>"));
  Parameter blobbed = Parameter::of(blob<float>("tensor<2x2xf32>", {1.5f, -2.0f, 0.1f, 4.0f}));
  for (const Parameter &parameter : {inlined, blobbed}) {
    EXPECT_THAT(parameter.shape(), ElementsAre(2, 2));
    EXPECT_EQ(parameter.rank(), 2);
    EXPECT_EQ(parameter.size(), 4);
    EXPECT_FALSE(parameter.isSplat());
    EXPECT_TRUE(parameter.elementType().isF32());
    EXPECT_THAT(parameter.toDoubles(), ElementsAre(1.5, -2.0, static_cast<double>(0.1f), 4.0));
    EXPECT_THAT(parameter.toFloats(), ElementsAre(1.5f, -2.0f, 0.1f, 4.0f));
    EXPECT_THAT(parameter.toIntegers(), ElementsAre(1, -2, 0, 4));
  }
}

TEST_F(ParameterTest, SplatHasAllElements) {
  Parameter splat = Parameter::of(dense("dense<0.25> : tensor<3xf64>"));
  EXPECT_TRUE(splat.isSplat());
  EXPECT_EQ(splat.size(), 3);
  EXPECT_EQ(splat.asDouble(2), 0.25);
  EXPECT_THAT(splat.toDoubles(), ElementsAre(0.25, 0.25, 0.25));
  EXPECT_THAT(splat.toFloats(), ElementsAre(0.25f, 0.25f, 0.25f));
}

TEST_F(ParameterTest, RankZeroIsOneElement) {
  Parameter scalar = Parameter::of(dense("dense<7> : tensor<i64>"));
  EXPECT_EQ(scalar.rank(), 0);
  EXPECT_EQ(scalar.size(), 1);
  EXPECT_EQ(scalar.asInteger(0), 7);
}

TEST_F(ParameterTest, BitsAreOneElementEach) {
  EXPECT_THAT(Parameter::of(dense("dense<[true, false, true]> : tensor<3xi1>")).toIntegers(), ElementsAre(1, 0, 1));
  EXPECT_THAT(Parameter::of(dense("dense<true> : tensor<3xi1>")).toDoubles(), ElementsAre(1.0, 1.0, 1.0));
  EXPECT_THAT(Parameter::of(blob<char>("tensor<3xi1>", {1, 0, 1})).toDoubles(), ElementsAre(1.0, 0.0, 1.0));
  // More bits than a byte has.
  EXPECT_THAT(Parameter::of(dense("dense<[true, false, false, true, false, true, true, false, true]> : tensor<9xi1>"))
                  .toIntegers(),
              ElementsAre(1, 0, 0, 1, 0, 1, 1, 0, 1));
}

TEST_F(ParameterTest, HalfPrecisionIsExact) {
  EXPECT_THAT(Parameter::of(dense("dense<[0.5, -65504.0, 6.0e-8]> : tensor<3xf16>")).toDoubles(),
              ElementsAre(0.5, -65504.0, 0x1p-24));
  EXPECT_THAT(Parameter::of(blob<uint16_t>("tensor<2xf16>", {0x3C00, 0xC000})).toDoubles(), ElementsAre(1.0, -2.0));
  EXPECT_THAT(Parameter::of(blob<uint16_t>("tensor<2xbf16>", {0x3F80, 0xC000})).toDoubles(), ElementsAre(1.0, -2.0));
}

TEST_F(ParameterTest, IntegersOfEachWidthAndSign) {
  EXPECT_THAT(Parameter::of(blob<uint8_t>("tensor<2xi8>", {0xFF, 0x7F})).toIntegers(), ElementsAre(-1, 127));
  EXPECT_THAT(Parameter::of(blob<uint8_t>("tensor<2xsi8>", {0xFF, 0x7F})).toIntegers(), ElementsAre(-1, 127));
  EXPECT_THAT(Parameter::of(blob<uint8_t>("tensor<2xui8>", {0xFF, 0x7F})).toIntegers(), ElementsAre(255, 127));
  EXPECT_THAT(Parameter::of(blob<uint16_t>("tensor<2xui16>", {0xFFFF, 1})).toDoubles(), ElementsAre(65535.0, 1.0));
  EXPECT_THAT(Parameter::of(blob<int32_t>("tensor<2xi32>", {INT32_MIN, 1})).toIntegers(), ElementsAre(INT32_MIN, 1));
  EXPECT_THAT(Parameter::of(blob<int64_t>("tensor<1xi64>", {INT64_MIN})).toIntegers(), ElementsAre(INT64_MIN));
  EXPECT_EQ(Parameter::of(blob<uint64_t>("tensor<1xui64>", {UINT64_MAX})).asDouble(0), 0x1p64);
}

TEST_F(ParameterTest, FloatsAsIntegersSaturate) {
  EXPECT_THAT(Parameter::of(dense("dense<[1.0e300, -1.0e300, 2.9, -2.9]> : tensor<4xf64>")).toIntegers(),
              ElementsAre(INT64_MAX, INT64_MIN, 2, -2));
  EXPECT_THAT(Parameter::of(blob<double>("tensor<1xf64>", {NAN})).toIntegers(), ElementsAre(0));
}

TEST_F(ParameterTest, FloatsAreRoundedOnce) {
  EXPECT_THAT(Parameter::of(dense("dense<0.1> : tensor<1xf64>")).toFloats(), ElementsAre(0.1f));
  EXPECT_THAT(Parameter::of(dense("dense<16777217> : tensor<1xi32>")).toFloats(), ElementsAre(16777216.0f));
}

TEST_F(ParameterTest, EmptyHasNoElements) {
  Parameter empty = Parameter::of(dense("dense<> : tensor<0x4xf32>"));
  EXPECT_EQ(empty.size(), 0);
  EXPECT_TRUE(empty.toDoubles().empty());
}

TEST_F(ParameterTest, BytesOfABlobAreNotCopied) {
  Attribute attribute = blob<float>("tensor<2xf32>", {1.0f, 2.0f});
  const AsmResourceBlob *stored = cast<DenseResourceElementsAttr>(attribute).getRawHandle().getBlob();
  std::vector<char> storage;
  ArrayRef<char> bytes = Parameter::of(attribute).bytes(storage);
  EXPECT_EQ(bytes.data(), stored->getData().data());
  EXPECT_EQ(bytes.size(), 8u);
  EXPECT_TRUE(storage.empty());
}

TEST_F(ParameterTest, BytesOfSplatsAndBitsAreExpanded) {
  std::vector<char> storage;
  EXPECT_THAT(Parameter::of(dense("dense<258> : tensor<2xi16>")).bytes(storage), ElementsAre(2, 1, 2, 1));
  EXPECT_THAT(Parameter::of(dense("dense<[true, false]> : tensor<2xi1>")).bytes(storage), ElementsAre(1, 0));
}

//===----------------------------------------------------------------------===//
// Refusing
//===----------------------------------------------------------------------===//

TEST_F(ParameterTest, RefusesABlobOfAnotherSize) {
  EXPECT_EQ(reason(blob<char>("tensor<4x3xf32>", {1, 2, 3})),
            "the blob 'b' has 3 bytes, its shape [4, 3] needs 12 x 4");
  EXPECT_EQ(reason(blob<char>("tensor<3xf32>", {})), "the blob 'b_1' has 0 bytes, its shape [3] needs 3 x 4");
  EXPECT_EQ(reason(blob<float>("tensor<0xf32>", {1.0f})), "the blob 'b_2' has 4 bytes, its shape [0] needs 0 x 4");
  EXPECT_EQ(reason(blob<float>("tensor<1xf32>", {1.0f, 2.0f})),
            "the blob 'b_3' has 8 bytes, its shape [1] needs 1 x 4");
  // A bit takes a byte.
  EXPECT_EQ(reason(blob<char>("tensor<16xi1>", {1, 0})), "the blob 'b_4' has 2 bytes, its shape [16] needs 16 x 1");
}

TEST_F(ParameterTest, RefusesShapesBeyond64Bits) {
  EXPECT_EQ(reason(blob<char>("tensor<4294967296x4294967296xi8>", {})),
            "shape [4294967296, 4294967296] does not fit 64 bits");
  // The elements can be counted, their bytes cannot: 2^61 times 8 is 0 in 64 bits.
  EXPECT_THAT(reason(blob<char>("tensor<2305843009213693952xf64>", {})), HasSubstr("needs 2305843009213693952 x 8"));
}

TEST_F(ParameterTest, RefusesOtherAttributesAndTypes) {
  EXPECT_EQ(reason(Attribute()), "no elements attribute");
  EXPECT_EQ(reason(dense("1.0 : f32")), "no elements attribute");
  EXPECT_THAT(reason(dense("dense<(1.0, 2.0)> : tensor<1xcomplex<f32>>")),
              HasSubstr("element type complex<f32>, allowed are"));
  EXPECT_THAT(reason(dense("dense<1> : tensor<1xi4>")), HasSubstr("element type i4, allowed are"));
  EXPECT_THAT(reason(dense("dense<1> : tensor<1xindex>")), HasSubstr("element type index, allowed are"));
  EXPECT_EQ(reason(dense("sparse<[[0]], [1.0]> : tensor<2xf32>")), "neither dense<> nor dense_resource<>");
}

TEST_F(ParameterTest, RefusesABlobThatIsMissing) {
  auto &manager = DenseResourceElementsHandle::getManagerInterface(&context);
  auto handle = manager.insert("elided", AsmResourceBlob());
  Attribute attribute = DenseResourceElementsAttr::get(type("tensor<2xf32>"), handle);
  EXPECT_EQ(reason(attribute), "the blob 'elided' has 0 bytes, its shape [2] needs 2 x 4");
}

//===----------------------------------------------------------------------===//
// Making
//===----------------------------------------------------------------------===//

TEST_F(ParameterTest, SmallOnesAreInlineLargeOnesBlobs) {
  std::vector<float> numbers(64, 1.5f);
  auto bytes = [&](size_t count) { return ArrayRef<char>(reinterpret_cast<const char *>(numbers.data()), count * 4); };
  EXPECT_TRUE(isa<DenseElementsAttr>(makeParameterCopy(type("tensor<f32>"), "w", bytes(1))));
  EXPECT_TRUE(isa<DenseElementsAttr>(makeParameterCopy(type("tensor<32xf32>"), "w", bytes(32))));
  ElementsAttr large = makeParameterCopy(type("tensor<33xf32>"), "w", bytes(33));
  EXPECT_TRUE(isa<DenseResourceElementsAttr>(large));
  EXPECT_EQ(Parameter::of(large).toFloats(), std::vector<float>(33, 1.5f));
}

TEST_F(ParameterTest, InlineBitsComeFromBytes) {
  ElementsAttr bits = makeParameterCopy(type("tensor<3xi1>"), "mask", {1, 0, 2});
  EXPECT_THAT(Parameter::of(bits).toIntegers(), ElementsAre(1, 0, 1));
}

TEST_F(ParameterTest, ABlobKeepsItsOwnerAlive) {
  auto owner = std::make_shared<std::vector<char>>(400, 'x');
  std::weak_ptr<std::vector<char>> watch = owner;
  const char *data = owner->data();
  auto other = std::make_unique<MLIRContext>();
  auto tensor = RankedTensorType::get({400}, IntegerType::get(other.get(), 8));
  ElementsAttr attribute = makeParameter(tensor, "w", *owner, owner);
  owner.reset();
  std::vector<char> storage;
  EXPECT_EQ(Parameter::of(attribute).bytes(storage).data(), data) << "a view, no copy";
  EXPECT_FALSE(watch.expired());
  other.reset();
  EXPECT_TRUE(watch.expired());
}

TEST_F(ParameterTest, KeysAreUniqueAndNeedNoQuotes) {
  std::vector<char> bytes(64);
  auto key = [&](StringRef name) {
    auto attribute = cast<DenseResourceElementsAttr>(makeParameterCopy(type("tensor<64xi8>"), name, bytes));
    return attribute.getRawHandle().getKey().str();
  };
  EXPECT_EQ(key("fc1.weight"), "fc1.weight");
  EXPECT_EQ(key("fc1.weight"), "fc1.weight_1");
  EXPECT_EQ(key("a \"b\"\n/c"), "a__b___c");
  EXPECT_EQ(key("1st"), "_1st");
  EXPECT_EQ(key(""), "_");
  EXPECT_EQ(key(std::string(500, 'k')), std::string(100, 'k'));
}

TEST_F(ParameterTest, WidthsOfElements) {
  auto width = [&](StringRef text) { return parameterElementBytes(parseType(text, &context)); };
  EXPECT_EQ(width("i1"), 1u);
  EXPECT_EQ(width("ui8"), 1u);
  EXPECT_EQ(width("bf16"), 2u);
  EXPECT_EQ(width("f16"), 2u);
  EXPECT_EQ(width("i32"), 4u);
  EXPECT_EQ(width("f64"), 8u);
  EXPECT_EQ(width("i128"), 0u);
  EXPECT_EQ(width("f80"), 0u);
}

} // namespace
