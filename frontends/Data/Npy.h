//===- Npy.h - NumPy's array files ----------------------------------------===//
#ifndef GANGLION_FRONTENDS_DATA_NPY_H
#define GANGLION_FRONTENDS_DATA_NPY_H

#include "frontends/Data/Array.h"

namespace ganglion::data {

/// What the header of a .npy file says.
struct NpyHeader {
  ElementKind kind = ElementKind::Float;
  unsigned bits = 32;
  bool swapped = false; ///< the other byte order
  bool fortran = false; ///< first axis fastest
  std::vector<int64_t> shape;
  uint64_t dataOffset = 0;
};

/// Reads the header at the start of `bytes`, formats 1.0 to 3.0. Fails on anything that is not a real number or
/// boolean, with the type as the file names it, and unless exactly the elements of the shape follow.
llvm::Expected<NpyHeader> parseNpyHeader(llvm::StringRef bytes);

/// Reads a file; a large one is mapped, not copied, if its order is ours. The error starts with the path.
llvm::Expected<Array> readNpy(llvm::StringRef path);

/// Writes format 1.0 in C order, little endian. The file appears under its name when it is complete.
llvm::Error writeNpy(llvm::StringRef path, const Array &array);

} // namespace ganglion::data

#endif // GANGLION_FRONTENDS_DATA_NPY_H
