//===- NirData.h - NIR's files of recorded data ---------------------------===//
//
// HDF5 files of NIR 1.0.8: nodes/NAME/observables/OBSERVABLE holds TimeGriddedData (samples, steps, neurons), EventData
// or ValuedEventData; the kinds stand in attributes `__type__`.
//
//===----------------------------------------------------------------------===//
#ifndef GANGLION_FRONTENDS_DATA_NIRDATA_H
#define GANGLION_FRONTENDS_DATA_NIRDATA_H

#include "frontends/Data/Input.h"

namespace ganglion::data {

/// Reads what the file has for the node: its only observable, or `spikes` among several; the shape is [B, T, n]. Events
/// are put on the grid of `context.dt`, T = t_max / dt, and add up: counts (int32), or sums of values (float64). A
/// gridded recording must have the dt of the context. The error starts with the path.
llvm::Expected<Input> readNirData(llvm::StringRef path, const InputContext &context);

/// One observable of one node.
struct Recording {
  std::string node;
  std::string observable; ///< "spikes", "v", "i"
  Array array;            ///< [T, ...], or [B, T, ...] if batched
  bool batched = false;
};

/// Writes recordings as TimeGriddedData, trailing axes flattened, gzip. `spikes` that are 0 and 1 only are stored as
/// booleans.
llvm::Error writeNirData(llvm::StringRef path, llvm::ArrayRef<Recording> recordings, double dt);

} // namespace ganglion::data

#endif // GANGLION_FRONTENDS_DATA_NIRDATA_H
