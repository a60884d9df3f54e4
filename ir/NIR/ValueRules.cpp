//===- ValueRules.cpp - V1 to V4: the numbers in real fields --------------===//
#include "ir/NIR/NumberScan.h"
#include "ir/NIR/Rules.h"
#include <cmath>

using namespace mlir;

namespace ganglion::nir {

/// "tau[2] is nan (and 1 more of 4 values)"
static std::string tallyText(StringRef field, const Parameter &parameter, const Tally &tally) {
  std::string text = elementText(field, parameter, tally.first) + " is " + valueText(parameter, tally.first);
  if (tally.count > 1)
    text += " (and " + std::to_string(tally.count - 1) + " more of " + std::to_string(parameter.size()) + " values)";
  return text;
}

/// V1.
static void checkTimeConstants(NodeReport &report, StringRef field, const Parameter &parameter) {
  if (Tally bad = findNumbers(parameter, [](double value) { return !(value > 0); }); bad.count)
    report.error("V1", tallyText(field, parameter, bad) + ", allowed is above 0");
  if (Tally still = findNumbers(parameter, [](double value) { return value > 0 && std::isinf(value); }); still.count)
    report.warning("V1", tallyText(field, parameter, still) + ", so the state never moves");
}

/// V2 and V3: warnings about values that are not finite in f32.
static void warnUnlessFinite(NodeReport &report, StringRef rule, StringRef field, const Parameter &parameter,
                             const Tally &tally, StringRef what) {
  if (tally.count)
    report.warning(rule, tallyText(field, parameter, tally) + ", " + what);
}

/// V2.
static void checkReals(NodeReport &report, StringRef field, const Parameter &parameter) {
  NumberScan scan = scanNumbers(parameter);
  if (scan.nan.count)
    report.error("V2", tallyText(field, parameter, scan.nan) + ", allowed are numbers");
  warnUnlessFinite(report, "V2", field, parameter, scan.infinite, "not finite");
  warnUnlessFinite(report, "V2", field, parameter, scan.beyondF32, "not finite in f32");
}

/// V3.
static void checkWeights(NodeReport &report, StringRef field, const Parameter &parameter) {
  NumberScan scan = scanNumbers(parameter);
  warnUnlessFinite(report, "V3", field, parameter, scan.nan, "not finite");
  warnUnlessFinite(report, "V3", field, parameter, scan.infinite, "not finite");
  warnUnlessFinite(report, "V3", field, parameter, scan.beyondF32, "not finite in f32");
}

/// V4.
static void checkTimes(NodeReport &report, StringRef field, const Parameter &parameter) {
  if (Tally bad = findNumbers(parameter, [](double value) { return !(value >= 0) || std::isinf(value); }); bad.count)
    report.error("V4", tallyText(field, parameter, bad) + ", allowed is finite and 0 or more");
}

void checkNumbers(NodeReport &report) {
  for (const Field &field : report.node.getFields()) {
    std::optional<Parameter> parameter = readField(report.node, field.name);
    if (!parameter)
      continue;
    switch (field.kind) {
    case FieldKind::TimeConstant:
      checkTimeConstants(report, field.name, *parameter);
      break;
    case FieldKind::Real:
      checkReals(report, field.name, *parameter);
      break;
    case FieldKind::Weight:
      checkWeights(report, field.name, *parameter);
      break;
    case FieldKind::Time:
      checkTimes(report, field.name, *parameter);
      break;
    case FieldKind::Integers:
    case FieldKind::Padding:
      break;
    }
  }
}

} // namespace ganglion::nir
