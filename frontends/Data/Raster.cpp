//===- Raster.cpp ---------------------------------------------------------===//
#include "frontends/Data/Raster.h"
#include "llvm/ADT/Twine.h"
#include <cmath>

using namespace llvm;

namespace ganglion::data {

std::optional<int64_t> stepOf(double time, double dt) {
  double steps = time / dt;
  if (!(steps >= 0) || steps > 9007199254740992.0)
    return std::nullopt;
  double nearest = std::round(steps);
  bool atStart = std::fabs(steps - nearest) <= 1e-9 * std::max(1.0, nearest);
  return static_cast<int64_t>(atStart ? nearest : std::floor(steps));
}

Error checkRasterSize(int64_t samples, int64_t steps, int64_t width) {
  uint64_t elements = nirfile::elementsOf({samples, steps, width});
  if (elements <= static_cast<uint64_t>(largestRaster))
    return Error::success();
  return createStringError("the events need a raster of " + Twine(samples) + " samples, " + Twine(steps) +
                           " steps and " + Twine(width) + " channels, at most " + Twine(largestRaster) +
                           " elements are made; check dt and the last time");
}

} // namespace ganglion::data
