//===- Types.cpp ----------------------------------------------------------===//
#include "frontends/NIR/Reader/Types.h"
#include <cstring>

namespace ganglion::nirfile {

namespace {

struct FloatLayout {
  size_t bits, exponentAt, exponentBits, mantissaBits, bias;
};

constexpr FloatLayout ieee[] = {{16, 10, 5, 10, 15}, {32, 23, 8, 23, 127}, {64, 52, 11, 52, 1023}};
constexpr FloatLayout brainFloat = {16, 7, 8, 7, 127};

bool hasLayout(hid_t type, const FloatLayout &layout) {
  size_t signAt, exponentAt, exponentBits, mantissaAt, mantissaBits;
  return H5Tget_fields(type, &signAt, &exponentAt, &exponentBits, &mantissaAt, &mantissaBits) >= 0 &&
         H5Tget_size(type) * 8 == layout.bits && H5Tget_precision(type) == layout.bits && H5Tget_offset(type) == 0 &&
         signAt == layout.bits - 1 && exponentAt == layout.exponentAt && exponentBits == layout.exponentBits &&
         mantissaAt == 0 && mantissaBits == layout.mantissaBits && H5Tget_ebias(type) == layout.bias &&
         H5Tget_norm(type) == H5T_NORM_IMPLIED;
}

bool plainOrder(hid_t type) {
  H5T_order_t order = H5Tget_order(type);
  return order == H5T_ORDER_LE || order == H5T_ORDER_BE;
}

std::string sized(const char *what, size_t bytes) { return what + std::to_string(bytes * 8); }

void describeFloat(hid_t type, TypeDescription &description) {
  description.text = sized("float", description.elementBytes);
  if (plainOrder(type))
    for (const FloatLayout &layout : ieee)
      if (hasLayout(type, layout)) {
        description.kind = ElementKind::Float;
        description.bits = layout.bits;
        return;
      }
  description.text = hasLayout(type, brainFloat) ? "bfloat16" : description.text + " of a layout that is not IEEE 754";
}

void describeInteger(hid_t type, TypeDescription &description) {
  bool isSigned = H5Tget_sign(type) == H5T_SGN_2;
  uint64_t size = description.elementBytes;
  description.text = sized(isSigned ? "int" : "uint", size);
  bool usual = size == 1 || size == 2 || size == 4 || size == 8;
  if (!usual || !plainOrder(type) || H5Tget_precision(type) != size * 8 || H5Tget_offset(type) != 0) {
    description.text += " of an unusual layout";
    return;
  }
  description.kind = isSigned ? ElementKind::SignedInteger : ElementKind::UnsignedInteger;
  description.bits = size * 8;
}

/// Whether member `index` of an enumeration has this name and value (of an int8).
bool hasMember(hid_t type, unsigned index, const char *name, int8_t value) {
  int8_t found = -1;
  char *text = H5Tget_member_name(type, index);
  bool same = text && std::strcmp(text, name) == 0 && H5Tget_member_value(type, index, &found) >= 0 && found == value;
  H5free_memory(text);
  return same;
}

/// h5py stores a bool as an enumeration over int8 with FALSE = 0 and TRUE = 1.
void describeEnumeration(hid_t type, TypeDescription &description) {
  description.text = "enumeration";
  if (description.elementBytes == 1 && H5Tget_nmembers(type) == 2 &&
      ((hasMember(type, 0, "FALSE", 0) && hasMember(type, 1, "TRUE", 1)) ||
       (hasMember(type, 0, "TRUE", 1) && hasMember(type, 1, "FALSE", 0)))) {
    description.kind = ElementKind::Boolean;
    description.bits = 8;
    description.text = "bool";
  }
}

/// h5py stores a complex number as a compound of two floats r and i.
void describeCompound(hid_t type, TypeDescription &description) {
  description.text = "compound";
  if (H5Tget_nmembers(type) != 2)
    return;
  const char *names[] = {"r", "i"};
  for (unsigned i = 0; i < 2; ++i) {
    char *name = H5Tget_member_name(type, i);
    bool same = name && std::strcmp(name, names[i]) == 0 && H5Tget_member_class(type, i) == H5T_FLOAT;
    H5free_memory(name);
    if (!same)
      return;
  }
  description.text = sized("complex", description.elementBytes);
}

} // namespace

TypeDescription describeType(hid_t type) {
  TypeDescription description;
  description.elementBytes = H5Tget_size(type);
  switch (H5Tget_class(type)) {
  case H5T_FLOAT:
    describeFloat(type, description);
    break;
  case H5T_INTEGER:
    describeInteger(type, description);
    break;
  case H5T_ENUM:
    describeEnumeration(type, description);
    break;
  case H5T_STRING:
    description.kind = ElementKind::String;
    description.text = "string";
    break;
  case H5T_COMPOUND:
    describeCompound(type, description);
    break;
  case H5T_TIME:
    description.text = "time";
    break;
  case H5T_BITFIELD:
    description.text = "bit field";
    break;
  case H5T_OPAQUE:
    description.text = "opaque";
    break;
  case H5T_REFERENCE:
    description.text = "reference";
    break;
  case H5T_VLEN:
    description.text = "list of variable length";
    break;
  case H5T_ARRAY:
    description.text = "array";
    break;
  default:
    description.text = "unknown type";
  }
  return description;
}

hid_t nativeType(hid_t type) {
  hid_t native = H5Tcopy(type);
  // An enumeration over int8 has no byte order, and one with members takes none.
  if (native >= 0 && H5Tget_class(native) != H5T_ENUM && H5Tset_order(native, H5Tget_order(H5T_NATIVE_INT)) < 0) {
    H5Tclose(native);
    return -1;
  }
  return native;
}

} // namespace ganglion::nirfile
