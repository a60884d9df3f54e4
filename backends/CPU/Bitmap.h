//===- Bitmap.h - connections of one weight -------------------------------===//
#ifndef GANGLION_BACKENDS_CPU_BITMAP_H
#define GANGLION_BACKENDS_CPU_BITMAP_H

#include "mlir/IR/BuiltinAttributes.h"
#include <optional>

namespace ganglion::cpu {

/// The number that all weights other than 0 are, and how many these are.
struct OnlyWeight {
  double weight = 0;
  int64_t synapses = 0;
};

/// `isSingle`: of weights rounded to f32. None if there are several numbers, or only 0.
std::optional<OnlyWeight> onlyWeight(mlir::ElementsAttr weights, bool isSingle);

} // namespace ganglion::cpu

#endif // GANGLION_BACKENDS_CPU_BITMAP_H
