//===- Types.h - what a data type of HDF5 means to us ---------------------===//
#ifndef GANGLION_FRONTENDS_NIR_READER_TYPES_H
#define GANGLION_FRONTENDS_NIR_READER_TYPES_H

#include "frontends/NIR/Reader/Handle.h"
#include "frontends/NIR/ReaderProtocol.h"
#include <string>

namespace ganglion::nirfile {

struct TypeDescription {
  ElementKind kind = ElementKind::Unsupported;
  uint8_t bits = 0;
  uint64_t elementBytes = 0; ///< in the file
  std::string text;          ///< in words
};

/// Floats of IEEE layout, integers without padding, h5py's booleans and strings are supported, of either byte order.
TypeDescription describeType(hid_t type);

/// The same type in the byte order of this machine.
hid_t nativeType(hid_t type);

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READER_TYPES_H
