//===- SNNBytecode.cpp - how snn attributes stand in bytecode -------------===//
//
// By default bytecode holds an attribute as text, and text in bytecode does not carry the blobs that it refers to.
// Ports and delays hold parameters, which may be blobs, so they are encoded part by part. All others stay text.
//
//===----------------------------------------------------------------------===//
#include "ir/SNN/SNNBytecode.h"
#include "mlir/Bytecode/BytecodeImplementation.h"

using namespace mlir;
using namespace ganglion::snn;

namespace {

/// First number of an encoded attribute. Files hold these numbers: they stay.
enum Kind : uint64_t { PortKind = 0, DelaysKind = 1 };

class SNNBytecode : public BytecodeDialectInterface {
public:
  explicit SNNBytecode(Dialect *dialect) : BytecodeDialectInterface(dialect) {}

  LogicalResult writeAttribute(Attribute attribute, DialectBytecodeWriter &writer) const override {
    if (auto port = dyn_cast<PortAttr>(attribute)) {
      writer.writeVarInt(PortKind);
      writer.writeVarInt(static_cast<uint64_t>(port.getFilter()));
      writer.writeOptionalAttribute(port.getName());
      writer.writeOptionalAttribute(port.getTau());
      writer.writeOptionalAttribute(port.getWIn());
      writer.writeOptionalAttribute(port.getDash());
      return success();
    }
    if (auto delays = dyn_cast<DelaysAttr>(attribute)) {
      writer.writeVarInt(DelaysKind);
      writer.writeVarInt(static_cast<uint64_t>(delays.getAxis()));
      writer.writeAttribute(delays.getValues());
      return success();
    }
    return failure();
  }

  Attribute readAttribute(DialectBytecodeReader &reader) const override {
    uint64_t kind;
    if (failed(reader.readVarInt(kind)))
      return nullptr;
    switch (kind) {
    case PortKind:
      return readPort(reader);
    case DelaysKind:
      return readDelays(reader);
    default:
      reader.emitError() << "snn: attribute kind " << kind << ", known are 0 and 1";
      return nullptr;
    }
  }

private:
  /// An entry of an enumeration; `symbolize` knows its values.
  template <typename Enum>
  static std::optional<Enum> readEnum(DialectBytecodeReader &reader, std::optional<Enum> (*symbolize)(uint32_t)) {
    uint64_t number;
    if (failed(reader.readVarInt(number)))
      return std::nullopt;
    std::optional<Enum> value = number <= UINT32_MAX ? symbolize(static_cast<uint32_t>(number)) : std::nullopt;
    if (!value)
      reader.emitError() << "snn: enumeration value " << number << " is not known";
    return value;
  }

  Attribute readPort(DialectBytecodeReader &reader) const {
    std::optional<ganglion::snn::Filter> filter = readEnum<ganglion::snn::Filter>(reader, symbolizeFilter);
    StringAttr name;
    ElementsAttr tau, wIn, dash;
    if (!filter || failed(reader.readOptionalAttribute(name)) || failed(reader.readOptionalAttribute(tau)) ||
        failed(reader.readOptionalAttribute(wIn)) || failed(reader.readOptionalAttribute(dash)))
      return nullptr;
    return PortAttr::getChecked([&] { return reader.emitError(); }, getContext(), *filter, name, tau, wIn, dash);
  }

  Attribute readDelays(DialectBytecodeReader &reader) const {
    std::optional<DelayAxis> axis = readEnum<DelayAxis>(reader, symbolizeDelayAxis);
    ElementsAttr values;
    if (!axis || failed(reader.readAttribute(values)))
      return nullptr;
    return DelaysAttr::get(getContext(), *axis, values);
  }
};

} // namespace

void ganglion::snn::addBytecodeInterface(SNNDialect &dialect) { dialect.addInterfaces<SNNBytecode>(); }
