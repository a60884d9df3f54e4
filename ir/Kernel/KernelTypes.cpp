//===- KernelTypes.cpp - sizes and assembly of buffer types ---------------===//
#include "ir/Kernel/KernelDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace ganglion::kernel;

#include "ir/Kernel/KernelEnums.cpp.inc"
#define GET_TYPEDEF_CLASSES
#include "ir/Kernel/KernelTypes.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/Kernel/KernelAttrs.cpp.inc"

void KernelDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "ir/Kernel/KernelTypes.cpp.inc"
      >();
}

void KernelDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/Kernel/KernelAttrs.cpp.inc"
      >();
}

int64_t ganglion::kernel::elementBytes(Type type) { return type.getIntOrFloatBitWidth() / 8; }

/// More elements than any buffer may have; keeps all products of sizes inside 64 bits.
static constexpr int64_t elementLimit = int64_t(1) << 40;

bool ganglion::kernel::isComputeType(Type type) {
  return type.isF32() || type.isF64() || type.isSignlessInteger(16) || type.isSignlessInteger(32);
}

static LogicalResult checkElements(function_ref<InFlightDiagnostic()> emitError, int64_t elements) {
  if (elements >= 0 && elements <= elementLimit)
    return success();
  return emitError() << "a buffer of " << elements << " elements; they are 0 to " << elementLimit;
}

/// `784x`, then a type.
static ParseResult parseElements(AsmParser &parser, int64_t &elements, Type &element) {
  SmallVector<int64_t, 1> dimensions;
  if (parser.parseDimensionList(dimensions, /*allowDynamic=*/false) || parser.parseType(element))
    return failure();
  if (dimensions.size() != 1)
    return parser.emitError(parser.getCurrentLocation()) << dimensions.size() << " dimensions, expected 1";
  elements = dimensions.front();
  return success();
}

//===----------------------------------------------------------------------===//
// SignalType
//===----------------------------------------------------------------------===//

int64_t SignalType::getRowElements() const {
  int64_t lanes = vectorLanes(getElement());
  int64_t vectors = llvm::divideCeil(isPlain() ? getElements() : getPositions() * getPitch(), lanes);
  if (vectors > 2)
    vectors = roundedUp(vectors, 4);
  return vectors * lanes;
}

int64_t SignalType::getRowBytes() const { return getRowElements() * elementBytes(getElement()); }

int64_t SignalType::place(int64_t element) const {
  if (isPlain())
    return element;
  return element % getPositions() * getPitch() + element / getPositions();
}

LogicalResult SignalType::verify(function_ref<InFlightDiagnostic()> emitError, int64_t elements, Type element,
                                 int64_t channels, int64_t pitch) {
  if (failed(checkElements(emitError, elements)))
    return failure();
  if (!isComputeType(element))
    return emitError() << "a signal of " << element << "; signals are f32, f64, i16 or i32";
  if (channels == 0 && pitch == 0)
    return success();
  if (channels < 1 || elements % channels != 0 || pitch < channels || pitch > 2 * channels + 64)
    return emitError() << elements << " elements in " << channels << " channels with pitch " << pitch
                       << "; channels divide the elements, and the pitch is at least their number and at most 64 more "
                          "than twice it";
  return success();
}

Type SignalType::parse(AsmParser &parser) {
  int64_t elements = 0, channels = 0, pitch = 0;
  Type element;
  if (parser.parseLess() || parseElements(parser, elements, element))
    return {};
  if (succeeded(parser.parseOptionalComma()) &&
      (parser.parseKeyword("channels") || parser.parseInteger(channels) || parser.parseComma() ||
       parser.parseKeyword("pitch") || parser.parseInteger(pitch)))
    return {};
  if (parser.parseGreater())
    return {};
  auto location = parser.getEncodedSourceLoc(parser.getNameLoc());
  return getChecked([&] { return emitError(location); }, parser.getContext(), elements, element, channels, pitch);
}

void SignalType::print(AsmPrinter &printer) const {
  printer << "<" << getElements() << "x" << getElement();
  if (!isPlain())
    printer << ", channels " << getChannels() << ", pitch " << getPitch();
  printer << ">";
}

//===----------------------------------------------------------------------===//
// ArrayType
//===----------------------------------------------------------------------===//

int64_t ArrayType::getBytes() const { return getElements() * elementBytes(getElement()); }

LogicalResult ArrayType::verify(function_ref<InFlightDiagnostic()> emitError, int64_t elements, Type element) {
  if (!isComputeType(element) && !element.isSignlessInteger(8) && !element.isSignlessInteger(64))
    return emitError() << "an array of " << element << "; arrays are f32, f64, i8, i16, i32 or i64";
  return checkElements(emitError, elements);
}

Type ArrayType::parse(AsmParser &parser) {
  int64_t elements = 0;
  Type element;
  if (parser.parseLess() || parseElements(parser, elements, element) || parser.parseGreater())
    return {};
  auto location = parser.getEncodedSourceLoc(parser.getNameLoc());
  return getChecked([&] { return emitError(location); }, parser.getContext(), elements, element);
}

void ArrayType::print(AsmPrinter &printer) const { printer << "<" << getElements() << "x" << getElement() << ">"; }

//===----------------------------------------------------------------------===//
// EventsType
//===----------------------------------------------------------------------===//

static int64_t partBytes(int64_t rows, int64_t elements, int64_t bytes) {
  return roundedUp(llvm::SaturatingMultiply<uint64_t>(rows, elements) * bytes, vectorBytes);
}

int64_t EventsType::getCountBytes(int64_t block) const { return partBytes(block, 1, 4); }
int64_t EventsType::getFlagBytes(int64_t block) const { return getValues() ? getCountBytes(block) : 0; }
int64_t EventsType::getIndexBytes(int64_t block) const { return partBytes(block, getElements(), 4); }
int64_t EventsType::getValueBytes(int64_t block) const {
  return getValues() ? partBytes(block, getElements(), elementBytes(getElement())) : 0;
}

LogicalResult EventsType::verify(function_ref<InFlightDiagnostic()> emitError, int64_t elements, Type element,
                                 bool values) {
  if (!isComputeType(element))
    return emitError() << "events of " << element << "; signals are f32, f64, i16 or i32";
  if (elements > INT32_MAX)
    return emitError() << "events of " << elements << " elements; indices have 31 bits";
  return checkElements(emitError, elements);
}

Type EventsType::parse(AsmParser &parser) {
  int64_t elements = 0;
  Type element;
  bool values = false;
  if (parser.parseLess() || parseElements(parser, elements, element))
    return {};
  if (succeeded(parser.parseOptionalComma())) {
    if (parser.parseKeyword("values"))
      return {};
    values = true;
  }
  if (parser.parseGreater())
    return {};
  auto location = parser.getEncodedSourceLoc(parser.getNameLoc());
  return getChecked([&] { return emitError(location); }, parser.getContext(), elements, element, values);
}

void EventsType::print(AsmPrinter &printer) const {
  printer << "<" << getElements() << "x" << getElement() << (getValues() ? ", values>" : ">");
}

//===----------------------------------------------------------------------===//
// RepeatsType
//===----------------------------------------------------------------------===//

int64_t RepeatsType::getCountBytes() const { return partBytes(1, 1, 4); }
int64_t RepeatsType::getFlagBytes(int64_t block) const { return partBytes(block, 1, 4); }
int64_t RepeatsType::getRowBytes(int64_t block) const { return partBytes(block, 1, 4); }

//===----------------------------------------------------------------------===//
// RingType
//===----------------------------------------------------------------------===//

LogicalResult RingType::verify(function_ref<InFlightDiagnostic()> emitError, int64_t depth, SignalType row) {
  if (depth < 1 || depth > INT32_MAX)
    return emitError() << "a ring of depth " << depth << "; it is 1 to " << INT32_MAX;
  if (llvm::SaturatingMultiply<uint64_t>(depth, row.getRowElements()) > static_cast<uint64_t>(elementLimit))
    return emitError() << "a ring of " << depth << " rows of " << row.getRowElements() << " numbers; they are at most "
                       << elementLimit << " in all";
  return success();
}

Type RingType::parse(AsmParser &parser) {
  int64_t depth = 0;
  SignalType row;
  if (parser.parseLess() || parser.parseInteger(depth) || parser.parseKeyword("x") || parser.parseType(row) ||
      parser.parseGreater())
    return {};
  auto location = parser.getEncodedSourceLoc(parser.getNameLoc());
  return getChecked([&] { return emitError(location); }, parser.getContext(), depth, row);
}

void RingType::print(AsmPrinter &printer) const { printer << "<" << getDepth() << " x " << getRow() << ">"; }
