//===- VerifyExecutable.cpp -----------------------------------------------===//
#include "ir/SNN/Schedule.h"
#include "ir/Support/Findings.h"
#include "ir/Support/Parameter.h"
#include "ir/Support/Text.h"
#include "passes/Verify/Passes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace ganglion::snn {
#define GEN_PASS_DEF_SNNVERIFYEXECUTABLE
#include "passes/Verify/Passes.h.inc"

static void checkTau(Operation *op, StringRef field, ElementsAttr attribute, Findings &findings) {
  if (!attribute)
    return;
  Parameter tau = Parameter::of(attribute);
  for (int64_t i = 0, n = tau.isSplat() ? 1 : tau.size(); i < n; ++i)
    if (!(tau.asDouble(i) > 0)) {
      findings.error(op->getLoc(), "V1", nodeName(op),
                     field + " is " + shortest(tau.asDouble(i), tau.elementType().isF32()) + " at index " + Twine(i) +
                         ", it must be > 0");
      return;
    }
}

static void checkIndices(SparseOp op, StringRef field, ElementsAttr attribute, int64_t size, Findings &findings) {
  Parameter indices = Parameter::of(attribute);
  for (int64_t i = 0; i < indices.size(); ++i)
    if (int64_t index = indices.asInteger(i); index < 0 || index >= size) {
      findings.error(op.getLoc(), "V1", op.getName(),
                     field + " holds " + Twine(index) + " at position " + Twine(i) + ", allowed are 0 to " +
                         Twine(size - 1));
      return;
    }
}

/// Under clock(event) delays are seconds, else whole steps.
static void checkDelays(Operation *op, std::optional<DelaysAttr> delays, Findings &findings) {
  if (!delays)
    return;
  Parameter values = Parameter::of(delays->getValues());
  for (int64_t i = 0, n = values.isSplat() ? 1 : values.size(); i < n; ++i)
    if (!(values.asDouble(i) >= 0)) {
      findings.error(op->getLoc(), "V1", nodeName(op),
                     "delays hold " + shortest(values.asDouble(i), values.elementType().isF32()) + " at index " +
                         Twine(i) + ", it must be >= 0");
      return;
    }
}

static void checkOp(Operation *op, Findings &findings) {
  llvm::TypeSwitch<Operation *>(op).Case<LinearOp, ConvOp, SparseOp>(
      [&](auto connection) { checkDelays(op, connection.getDelays(), findings); });
  if (auto delay = dyn_cast<DelayOp>(op)) {
    if (delay.getStepsAttr() && delay.getStepRange().first < 0)
      findings.error(op->getLoc(), "V1", nodeName(op),
                     "the smallest delay is " + Twine(delay.getStepRange().first) + " steps, it must be >= 0");
  } else if (auto neuron = dyn_cast<NeuronOp>(op)) {
    checkTau(op, "tau", neuron.getTauAttr(), findings);
    for (Attribute port : neuron.getPorts())
      checkTau(op, "tau of a port", cast<PortAttr>(port).getTau(), findings);
  } else if (auto sparse = dyn_cast<SparseOp>(op)) {
    checkIndices(sparse, "sources", sparse.getSources(), ShapedType::getNumElements(sparse.getInputShape()), findings);
    checkIndices(sparse, "targets", sparse.getTargets(), sparse.getOutput().getType().getNumElements(), findings);
  }
}

namespace {
struct VerifyExecutable : impl::SNNVerifyExecutableBase<VerifyExecutable> {
  void runOnOperation() override {
    Findings findings;
    getOperation()->walk([&](NetworkOp network) {
      for (Operation &op : network.getBody().front())
        checkOp(&op, findings);
      if (network.isEventDriven())
        return;
      Schedule schedule = computeSchedule(network);
      if (!schedule.cycle.empty())
        findings.error(network.getLoc(), "V2", schedule.cycle.front(),
                       "the cycle of " + llvm::join(llvm::map_range(schedule.cycle, quoted), ", ") +
                           " passes no delay, it needs one of at least a step");
    });
    if (failed(findings.report()))
      signalPassFailure();
    markAllAnalysesPreserved();
  }
};
} // namespace
} // namespace ganglion::snn
