//===- Input.h - what a network is run on ---------------------------------===//
#ifndef GANGLION_FRONTENDS_DATA_INPUT_H
#define GANGLION_FRONTENDS_DATA_INPUT_H

#include "frontends/Data/Array.h"

namespace ganglion::data {

/// For which Input node data are read.
struct InputContext {
  std::string node;             ///< full name, for messages and to find its data in a file that names nodes
  std::vector<int64_t> shape;   ///< of the node, without batch and time
  std::optional<double> dt;     ///< seconds a step; needed for event times
  std::optional<int64_t> steps; ///< the number of steps asked for, if any
};

/// How the leading axes of data are meant.
struct InputLayout {
  bool batched = false; ///< [B, T, shape...] rather than [T, shape...]
  int64_t samples = 1;
  int64_t steps = 0;
};

struct Input {
  Array array; ///< of shape [T, shape...] or [B, T, shape...]
  InputLayout layout;
  std::optional<double> dt;       ///< what the file says about it
  std::vector<std::string> notes; ///< what had to be decided or left out, a warning each
};

/// Whether data of this shape fit a node of that one; the error shows both.
llvm::Expected<InputLayout> checkInputShape(llvm::ArrayRef<int64_t> data, llvm::ArrayRef<int64_t> node,
                                            llvm::StringRef name);

/// Reads .npy, a NIR data file (HDF5), CSV or an event list; which of them is told by the content, not the name. CSV,
/// events and NIR data have their channels in one axis, which is given the node's shape. An UnreadableFile if the file
/// is none of these, else an error that names file and node.
llvm::Expected<Input> readInput(llvm::StringRef path, const InputContext &context);

} // namespace ganglion::data

#endif // GANGLION_FRONTENDS_DATA_INPUT_H
