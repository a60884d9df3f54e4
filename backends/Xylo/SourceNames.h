//===- SourceNames.h - which node a part of the chip comes from -----------===//
#ifndef GANGLION_BACKENDS_XYLO_SOURCENAMES_H
#define GANGLION_BACKENDS_XYLO_SOURCENAMES_H

#include "backends/Xylo/Specification.h"
#include "llvm/ADT/STLExtras.h"

namespace ganglion::xylo {

/// The source that holds this index (a pair for weights), null if none does.
inline const Source *sourceOf(llvm::ArrayRef<Source> sources, llvm::ArrayRef<int64_t> index) {
  const Source *found = llvm::find_if(sources, [&](const Source &source) {
    for (size_t axis = 0; axis < index.size(); ++axis)
      if (index[axis] < source.at[axis] || index[axis] >= source.at[axis] + source.size[axis])
        return false;
    return true;
  });
  return found == sources.end() ? nullptr : found;
}

/// The name of the node, "" where it is not known.
inline std::string nodeOf(llvm::ArrayRef<Source> sources, int64_t index) {
  const Source *source = sourceOf(sources, index);
  return source ? source->node : "";
}
inline std::string nodeOf(llvm::ArrayRef<Source> sources, int64_t row, int64_t column) {
  const Source *source = sourceOf(sources, {row, column});
  return source ? source->node : "";
}

} // namespace ganglion::xylo

#endif // GANGLION_BACKENDS_XYLO_SOURCENAMES_H
