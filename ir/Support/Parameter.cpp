//===- Parameter.cpp ------------------------------------------------------===//
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>
#include <cstring>

using namespace mlir;

namespace ganglion {

/// Larger parameters are blobs: they are stored once and never uniqued by content.
static constexpr int64_t largestInlineParameter = 32;

unsigned parameterElementBytes(Type type) {
  if (type.isF16() || type.isBF16())
    return 2;
  if (type.isF32())
    return 4;
  if (type.isF64())
    return 8;
  if (auto integer = dyn_cast<IntegerType>(type))
    switch (integer.getWidth()) {
    case 1:
    case 8:
      return 1;
    case 16:
      return 2;
    case 32:
      return 4;
    case 64:
      return 8;
    default:
      return 0;
    }
  return 0;
}

/// Elements of a static shape, or nothing if the product does not fit.
static std::optional<int64_t> elementCount(ShapedType type) {
  int64_t count = 1;
  for (int64_t size : type.getShape())
    if (size < 0 || llvm::MulOverflow(count, size, count))
      return std::nullopt;
  return count;
}

llvm::Expected<Parameter> Parameter::get(Attribute attribute) {
  auto fail = [](const Twine &reason) { return llvm::createStringError(reason); };
  auto elements = dyn_cast_or_null<ElementsAttr>(attribute);
  if (!elements)
    return fail("no elements attribute");
  ShapedType type = elements.getShapedType();
  if (!type.hasStaticShape())
    return fail("the shape is not static");
  std::optional<int64_t> count = elementCount(type);
  if (!count)
    return fail("shape " + shapeText(type.getShape()) + " does not fit 64 bits");
  Parameter result(type, attribute);
  result.count = *count;
  result.width = parameterElementBytes(type.getElementType());
  if (!result.width) {
    std::string text;
    llvm::raw_string_ostream(text) << type.getElementType();
    return fail("element type " + text + ", allowed are floats of 16 to 64 bits and integers of 1 or 8 to 64 bits");
  }
  if (auto dense = dyn_cast<DenseIntOrFPElementsAttr>(attribute)) {
    result.data = dense.getRawData().data();
    result.splat = dense.isSplat();
    result.packedBits = type.getElementType().isInteger(1);
    return result;
  }
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(attribute)) {
    const AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    if (!blob)
      return fail("the blob '" + resource.getRawHandle().getKey() + "' is not in this file (written with --elide?)");
    int64_t want = 0;
    if (llvm::MulOverflow<int64_t>(*count, result.width, want) || blob->getData().size() != static_cast<uint64_t>(want))
      return fail("the blob '" + resource.getRawHandle().getKey() + "' has " + Twine(blob->getData().size()) +
                  " bytes, its shape " + shapeText(type.getShape()) + " needs " + Twine(*count) + " x " +
                  Twine(result.width));
    result.data = blob->getData().data();
    return result;
  }
  return fail("neither dense<> nor dense_resource<>");
}

Parameter Parameter::of(Attribute attribute) {
  llvm::Expected<Parameter> result = get(attribute);
  if (!result)
    llvm::report_fatal_error(result.takeError());
  return *result;
}

template <typename T> static T load(const char *data, int64_t index) {
  T value;
  std::memcpy(&value, data + index * sizeof(T), sizeof(T));
  return value;
}

/// Calls `use` with a function that loads an element in its own C++ type.
template <typename Function> static auto withLoader(Type type, Function use) {
  if (type.isF64())
    return use(load<double>);
  if (type.isF32())
    return use(load<float>);
  if (type.isF16() || type.isBF16())
    return use([&semantics = cast<FloatType>(type).getFloatSemantics()](const char *data, int64_t index) {
      return APFloat(semantics, APInt(16, load<uint16_t>(data, index))).convertToDouble();
    });
  auto integer = cast<IntegerType>(type);
  bool isUnsigned = integer.isUnsigned() || integer.getWidth() == 1;
  switch (integer.getWidth()) {
  case 1:
  case 8:
    return isUnsigned ? use(load<uint8_t>) : use(load<int8_t>);
  case 16:
    return isUnsigned ? use(load<uint16_t>) : use(load<int16_t>);
  case 32:
    return isUnsigned ? use(load<uint32_t>) : use(load<int32_t>);
  default:
    return isUnsigned ? use(load<uint64_t>) : use(load<int64_t>);
  }
}

double Parameter::asDouble(int64_t index) const {
  double value;
  copyDoubles(index, value);
  return value;
}

void Parameter::copyDoubles(int64_t first, llvm::MutableArrayRef<double> out) const {
  if (packedBits) {
    auto bits = cast<DenseElementsAttr>(attribute).getValues<bool>();
    for (auto [index, value] : llvm::enumerate(out))
      value = bits[first + index];
    return;
  }
  withLoader(elementType(), [&](auto loader) {
    for (size_t index = 0; index < out.size(); ++index)
      out[index] = static_cast<double>(loader(data, splat ? 0 : first + static_cast<int64_t>(index)));
  });
}

/// Saturates where the float is out of range: a cast would be undefined.
static int64_t truncated(double value) {
  if (std::isnan(value))
    return 0;
  if (value >= 9223372036854775808.0)
    return INT64_MAX;
  return value <= -9223372036854775808.0 ? INT64_MIN : static_cast<int64_t>(value);
}

int64_t Parameter::asInteger(int64_t index) const {
  if (packedBits)
    return cast<DenseElementsAttr>(attribute).getValues<bool>()[index];
  return withLoader(elementType(), [&](auto loader) -> int64_t {
    auto value = loader(data, splat ? 0 : index);
    if constexpr (std::is_floating_point_v<decltype(value)>)
      return truncated(value);
    else
      return static_cast<int64_t>(value);
  });
}

bool Parameter::anyElement(llvm::function_ref<bool(double)> matches) const {
  int64_t values = splat ? std::min<int64_t>(count, 1) : count;
  for (int64_t i = 0; i < values; ++i)
    if (matches(asDouble(i)))
      return true;
  return false;
}

std::vector<double> Parameter::toDoubles() const {
  std::vector<double> out(count);
  copyDoubles(0, out);
  return out;
}

std::vector<int64_t> Parameter::toIntegers() const {
  std::vector<int64_t> out(count);
  for (int64_t i = 0; i < count; ++i)
    out[i] = asInteger(i);
  return out;
}

std::vector<float> Parameter::toFloats() const {
  std::vector<float> out(count);
  if (elementType().isF32() && !splat) {
    std::memcpy(out.data(), data, count * sizeof(float));
    return out;
  }
  // A 64-bit integer goes through double, as the exact arithmetic of the design demands (f64, then one rounding).
  for (int64_t i = 0; i < count; ++i)
    out[i] = static_cast<float>(asDouble(i));
  return out;
}

ArrayRef<char> Parameter::bytes(std::vector<char> &storage) const {
  int64_t total = count * width;
  if (!splat && !packedBits)
    return ArrayRef<char>(data, total);
  storage.resize(total);
  for (int64_t i = 0; i < count; ++i) {
    if (packedBits)
      storage[i] = static_cast<char>(asInteger(i));
    else
      std::memcpy(storage.data() + i * width, data, width);
  }
  return storage;
}

/// A resource key that needs no quotes in text.
static std::string resourceKey(StringRef name) {
  std::string key;
  for (char c : name.take_front(100))
    key += llvm::isAlnum(c) || c == '.' || c == '_' ? c : '_';
  if (key.empty() || llvm::isDigit(key.front()) || key.front() == '.')
    key.insert(key.begin(), '_');
  return key;
}

static ElementsAttr makeInline(RankedTensorType type, ArrayRef<char> bytes) {
  if (!type.getElementType().isInteger(1))
    return DenseElementsAttr::getFromRawBuffer(type, bytes);
  SmallVector<bool> bits;
  for (char byte : bytes)
    bits.push_back(byte != 0);
  return DenseElementsAttr::get(type, bits);
}

ElementsAttr makeParameter(RankedTensorType type, StringRef name, ArrayRef<char> bytes, std::shared_ptr<void> owner) {
  if (type.getRank() == 0 || type.getNumElements() <= largestInlineParameter)
    return makeInline(type, bytes);
  auto keep = [owner](void *, size_t, size_t) {};
  AsmResourceBlob blob(bytes, parameterElementBytes(type.getElementType()), keep, /*dataIsMutable=*/false);
  auto &manager = DenseResourceElementsHandle::getManagerInterface(type.getContext());
  return DenseResourceElementsAttr::get(type, manager.insert(resourceKey(name), std::move(blob)));
}

ElementsAttr makeParameterCopy(RankedTensorType type, StringRef name, ArrayRef<char> bytes) {
  if (type.getRank() == 0 || type.getNumElements() <= largestInlineParameter)
    return makeInline(type, bytes);
  auto copy = std::make_shared<std::vector<char>>(bytes.begin(), bytes.end());
  return makeParameter(type, name, ArrayRef<char>(*copy), copy);
}

} // namespace ganglion
