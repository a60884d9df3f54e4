//===- TextInput.h - CSV rasters and event lists --------------------------===//
#ifndef GANGLION_FRONTENDS_DATA_TEXTINPUT_H
#define GANGLION_FRONTENDS_DATA_TEXTINPUT_H

#include "frontends/Data/Input.h"

namespace ganglion::data {

/// Reads numbers separated by commas, semicolons or blanks, after an optional header line; empty lines and further
/// lines that start with # do not count. Errors name line and column.
///
/// With a header `t,index` (or time, idx) each line is an event at t seconds in channel `index`; with `step,index` t is
/// the number of the step. Events become counts of shape [T, width], T from `context.steps`, else up to the last event;
/// events from `context.steps` on are left out with a note. Otherwise a line is a step: shape [T, columns], float64.
llvm::Expected<Input> parseText(llvm::StringRef text, const InputContext &context);

} // namespace ganglion::data

#endif // GANGLION_FRONTENDS_DATA_TEXTINPUT_H
