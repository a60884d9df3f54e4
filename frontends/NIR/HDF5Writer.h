//===- HDF5Writer.h - a tree as an HDF5 file ------------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_HDF5WRITER_H
#define GANGLION_FRONTENDS_NIR_HDF5WRITER_H

#include "frontends/NIR/FileTree.h"

namespace ganglion::nirfile {

struct WriteOptions {
  int gzipLevel = -1; ///< 0 to 9 for numeric arrays of rank 1 or more, -1 for none
};

/// Writes the tree as h5py would: texts as UTF-8 of variable length, booleans as an enumeration over int8, little
/// endian, no time stamps. The same tree gives the same bytes. The file appears under its name when it is complete;
/// after an error nothing is left. Fails on a Problem, an Unsupported type, `data` that does not fit the shape, and
/// names and texts that HDF5 cannot hold (empty, ".", with '/' or a zero byte).
llvm::Error writeTree(llvm::StringRef path, const Group &root, const WriteOptions &options = {});

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_HDF5WRITER_H
