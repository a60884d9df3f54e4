//===- Attributes.cpp - scalar attributes of an object --------------------===//
#include "frontends/NIR/Reader/Objects.h"

using namespace ganglion::nirfile::protocol;

namespace ganglion::nirfile {

static constexpr size_t longestAttribute = 65536;

template <typename T> static void append(std::string &bytes, T value) {
  bytes.append(reinterpret_cast<const char *>(&value), sizeof(T));
}

static void appendText(std::string &bytes, std::string_view text) {
  append(bytes, static_cast<uint32_t>(text.size()));
  bytes += text;
}

/// Reads a scalar text; false if it is not readable or too long.
static bool readText(hid_t attribute, hid_t type, uint64_t elementBytes, std::string &text) {
  Handle memory(H5Tcopy(type));
  if (H5Tis_variable_str(type) > 0) {
    char *value = nullptr;
    if (H5Aread(attribute, memory, &value) < 0)
      return false;
    text = value ? value : "";
    H5free_memory(value);
    return text.size() <= longestAttribute;
  }
  if (elementBytes > longestAttribute)
    return false;
  text.assign(elementBytes, '\0');
  if (H5Aread(attribute, memory, text.data()) < 0)
    return false;
  text.resize(text.find_last_not_of(H5Tget_strpad(type) == H5T_STR_SPACEPAD ? ' ' : '\0') + 1);
  text.resize(std::min(text.find('\0'), text.size()));
  return true;
}

static void appendValue(std::string &bytes, hid_t attribute) {
  Handle typeId(H5Aget_type(attribute));
  Handle space(H5Aget_space(attribute));
  std::string text;
  double real;
  int64_t integer;
  if (typeId && space && H5Sget_simple_extent_npoints(space) == 1) {
    TypeDescription type = describeType(typeId);
    switch (type.kind) {
    case ElementKind::String:
      if (readText(attribute, typeId, type.elementBytes, text)) {
        append(bytes, AttributeKind::Text);
        return appendText(bytes, text);
      }
      break;
    case ElementKind::Float:
      if (H5Aread(attribute, H5T_NATIVE_DOUBLE, &real) >= 0) {
        append(bytes, AttributeKind::Real);
        return append(bytes, real);
      }
      break;
    case ElementKind::SignedInteger:
    case ElementKind::UnsignedInteger:
      if (H5Aread(attribute, H5T_NATIVE_INT64, &integer) >= 0) {
        append(bytes, AttributeKind::Integer);
        return append(bytes, integer);
      }
      break;
    default:
      break;
    }
  }
  append(bytes, AttributeKind::Unsupported);
}

std::string encodeAttributes(hid_t object, bool wanted) {
  std::string bytes;
  uint16_t count = 0;
  append(bytes, count);
  if (!wanted)
    return bytes;
  for (; count < mostAttributes; ++count) {
    Handle attribute(H5Aopen_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, count, H5P_DEFAULT, H5P_DEFAULT));
    if (!attribute)
      break;
    ssize_t length = H5Aget_name(attribute, 0, nullptr);
    if (length < 0)
      break;
    std::string name(length, '\0');
    H5Aget_name(attribute, name.size() + 1, name.data());
    appendText(bytes, name);
    appendValue(bytes, attribute);
  }
  std::memcpy(bytes.data(), &count, sizeof(count));
  return bytes;
}

} // namespace ganglion::nirfile
