//===- Values.h - the numbers of datasets, into shared memory -------------===//
#ifndef GANGLION_FRONTENDS_NIR_READER_VALUES_H
#define GANGLION_FRONTENDS_NIR_READER_VALUES_H

#include "frontends/NIR/Reader/Handle.h"
#include <cstdint>

namespace ganglion::nirfile {

/// Whether the filters of this dataset are among those we read (gzip, lzf, shuffle, fletcher32).
bool filtersReadable(hid_t creationProperties, std::string &reason);

/// Reads a whole dataset in native byte order to `target`, which has room for `bytes` bytes; that must be its size.
bool readValues(hid_t file, haddr_t address, char *target, uint64_t bytes, std::string &reason);

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READER_VALUES_H
