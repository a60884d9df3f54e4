//===- SNNAttrs.cpp - rules and ports -------------------------------------===//
#include "ir/SNN/SNNDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ganglion::snn;

#include "ir/SNN/SNNEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/SNN/SNNAttrs.cpp.inc"

void SNNDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/SNN/SNNAttrs.cpp.inc"
      >();
}

/// Whether reset and its time are an entry of the list in the description of #snn.rule.
static bool isListed(Spike spike, Reset reset, When when) {
  switch (spike) {
  case Spike::None:
    return reset == Reset::None && when == When::Same;
  case Spike::Above:
    return (reset == Reset::Value && when != When::Corrected) || (reset == Reset::Subtract && when != When::Before);
  case Spike::AboveOld:
    return (reset == Reset::Value && when == When::Before) ||
           (reset == Reset::Subtract && (when == When::Before || when == When::After));
  case Spike::FloorRatio:
  case Spike::TruncRatio:
  case Spike::Repeated:
    return reset == Reset::Subtract && when == When::Same;
  }
  return false;
}

LogicalResult RuleAttr::verify(function_ref<InFlightDiagnostic()> emitError, Update update, Spike spike, Reset reset,
                               When when, bool clip, int64_t most, bool once) {
  if (!isListed(spike, reset, when))
    return emitError() << "C1: no rule spikes `" << stringifySpike(spike) << "` with reset `" << stringifyReset(reset)
                       << "` when `" << stringifyWhen(when) << "`; the table of #snn.rule lists what there is";
  if (clip && spike == Spike::None)
    return emitError() << "C2: `clip` with spike `none`; it needs a threshold";
  if (spike == Spike::Repeated ? most < 1 || most > INT32_MAX : most != 0)
    return emitError() << "C3: `most` is " << most << " with spike `" << stringifySpike(spike) << "`; it is 1 to "
                       << INT32_MAX << " for `repeated` and 0 for all others";
  if (once && spike != Spike::Above && spike != Spike::AboveOld)
    return emitError() << "C4: `once` with spike `" << stringifySpike(spike)
                       << "`; only `above` and `above_old` may have it";
  return success();
}

LogicalResult PortAttr::verify(function_ref<InFlightDiagnostic()> emitError, Filter filter, StringAttr name,
                               ElementsAttr tau, ElementsAttr wIn, ElementsAttr dash) {
  if (filter == Filter::Factor ? !tau : static_cast<bool>(tau))
    return emitError() << "C1: filter `" << stringifyFilter(filter) << "` " << (tau ? "has" : "has no")
                       << " `tau`; exactly `factor` has one";
  if (wIn && filter != Filter::Factor)
    return emitError() << "C1: filter `" << stringifyFilter(filter) << "` has `w_in`; only `factor` may have it";
  if (filter == Filter::Shift ? !dash : static_cast<bool>(dash))
    return emitError() << "C2: filter `" << stringifyFilter(filter) << "` " << (dash ? "has" : "has no")
                       << " `dash`; exactly `shift` has one";
  return success();
}
