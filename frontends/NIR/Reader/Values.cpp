//===- Values.cpp ---------------------------------------------------------===//
#include "frontends/NIR/Reader/Values.h"
#include "frontends/NIR/Reader/Lzf.h"
#include "frontends/NIR/Reader/Types.h"

namespace ganglion::nirfile {

bool filtersReadable(hid_t creationProperties, std::string &reason) {
  if (H5Pget_layout(creationProperties) != H5D_CHUNKED)
    return true;
  int count = H5Pget_nfilters(creationProperties);
  for (int i = 0; i < count; ++i) {
    unsigned flags, config;
    size_t parameters = 0;
    char name[64] = "";
    H5Z_filter_t filter =
        H5Pget_filter2(creationProperties, i, &flags, &parameters, nullptr, sizeof(name), name, &config);
    switch (filter) {
    case H5Z_FILTER_DEFLATE:
    case H5Z_FILTER_SHUFFLE:
    case H5Z_FILTER_FLETCHER32:
    case lzfFilter:
      continue;
    case H5Z_FILTER_SZIP:
      reason = "it is compressed with szip";
      break;
    case H5Z_FILTER_NBIT:
      reason = "it is packed with nbit";
      break;
    case H5Z_FILTER_SCALEOFFSET:
      reason = "it is packed with scaleoffset";
      break;
    default:
      reason = "it is stored with the filter " + std::to_string(filter);
    }
    reason += ", only gzip, lzf, shuffle and fletcher32 are read";
    return false;
  }
  return true;
}

bool readValues(hid_t file, haddr_t address, char *target, uint64_t bytes, std::string &reason) {
  Handle dataset(H5Oopen_by_addr(file, address));
  Handle fileType(dataset ? H5Dget_type(dataset) : -1);
  Handle space(dataset ? H5Dget_space(dataset) : -1);
  Handle plist(dataset ? H5Dget_create_plist(dataset) : -1);
  if (!fileType || !space || !plist) {
    reason = lastReason();
    return false;
  }
  TypeDescription type = describeType(fileType);
  uint64_t size;
  hssize_t points = H5Sget_simple_extent_npoints(space);
  if (points < 0 || __builtin_mul_overflow(static_cast<uint64_t>(points), type.elementBytes, &size) || size != bytes ||
      type.kind == ElementKind::String || type.kind == ElementKind::Unsupported) {
    reason = "its type or shape changed while it was read";
    return false;
  }
  if (!filtersReadable(plist, reason))
    return false;
  Handle memoryType(nativeType(fileType));
  if (!memoryType || H5Dread(dataset, memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, target) < 0) {
    reason = lastReason();
    return false;
  }
  if (type.kind == ElementKind::Boolean)
    for (uint64_t i = 0; i < bytes; ++i)
      target[i] = target[i] != 0;
  return true;
}

} // namespace ganglion::nirfile
