//===- Raster.h - events on a grid of time steps --------------------------===//
#ifndef GANGLION_FRONTENDS_DATA_RASTER_H
#define GANGLION_FRONTENDS_DATA_RASTER_H

#include "frontends/Data/Array.h"

namespace ganglion::data {

/// The step in which something at `time` (seconds) happens: floor(time / dt), except that a time less than a billionth
/// of itself (or of a step) before the start of a step belongs to that step, because step * dt is not always a double
/// that divides back. Nothing if the time is negative, not finite or beyond 2^53 steps.
std::optional<int64_t> stepOf(double time, double dt);

/// The largest raster, in elements, that events are spread over.
constexpr int64_t largestRaster = int64_t(1) << 30;

/// Whether samples * steps * width is at most that; the error names the three numbers.
llvm::Error checkRasterSize(int64_t samples, int64_t steps, int64_t width);

} // namespace ganglion::data

#endif // GANGLION_FRONTENDS_DATA_RASTER_H
